"""The tests as everybody reads them: in force, as they were, and how two versions differ."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.presenters import drafting
from commonweal.web.scrutiny.presenters.tests import history, tests_page
from commonweal.web.scrutiny.roles import OWN_TESTS
from commonweal.web.scrutiny.selectors import drafts, register
from commonweal.web.scrutiny.selectors import test_sets as selectors
from commonweal.web.ui.access import public


@public
@require_safe
@kept
def tests(request: HttpRequest) -> HttpResponse:
    found = selectors.in_force()
    if found is None:
        return render(request, "scrutiny/tests_empty.html")
    return _tests(request, found)


@public
@require_safe
@kept
def version(request: HttpRequest, test_set: str, version: str) -> HttpResponse:
    return _tests(request, _published(test_set, version))


@public
@require_safe
@kept
def versions(request: HttpRequest, test_set: str) -> HttpResponse:
    found = selectors.all_published(test_set)
    if not found:
        raise Http404(_("No tests have that name."))
    title = found[0].definition["title"]
    return render(request, "scrutiny/tests_versions.html", {"title": title, "rows": history(found)})


@public
@require_safe
@kept
def changes(request: HttpRequest, test_set: str, version: str) -> HttpResponse:
    """How a published version differs from the one in force."""
    old, new = _published(test_set, version), selectors.in_force(test_set)
    if new is None:
        raise Http404(_("No version is in force."))
    page = drafting.comparison(old, new, drafts.changes(old, new, drafting.NAMES))
    return render(request, "scrutiny/tests_changes.html", {"page": page})


@public
@require_safe
def file(request: HttpRequest, test_set: str, version: str) -> HttpResponse:
    """A published version as a file for a pack."""
    found = _published(test_set, version)
    name = f"{found.test_set}-{found.version}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}  # stays English
    return HttpResponse(selectors.as_yaml(found), content_type="application/yaml", headers=headers)


def _tests(request: HttpRequest, found: SetVersion) -> HttpResponse:
    content = selectors.content(found)
    page = tests_page(
        found,
        content,
        goals=selectors.goal_titles(content.framework),
        places=selectors.place_names(),
        ladder=selectors.ladder(content.framework),
    )
    may_own = register.may(request.user, OWN_TESTS)
    context = {"page": page, "may_own": may_own, "drafted": may_own and selectors.draft(found.test_set)}
    return render(request, "scrutiny/tests.html", context)


def _published(test_set: str, version: str) -> SetVersion:
    found = selectors.published(test_set, version)
    if found is None:
        raise Http404(_("No published version has that name."))
    return found
