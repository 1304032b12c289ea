"""The toolkit as everybody reads it: in force, as it was, how two versions differ, and as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.toolkit import selectors
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.presenters import reading, writing
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import public


@public
@require_safe
@kept
def toolkit(request: HttpRequest) -> HttpResponse:
    found = selectors.in_force()
    if found is None:
        return render(request, "toolkit/empty.html")
    return _toolkit(request, found)


@public
@require_safe
@kept
def version(request: HttpRequest, toolkit: str, version: str) -> HttpResponse:
    return _toolkit(request, _published(toolkit, version))


@public
@require_safe
@kept
def history(request: HttpRequest, toolkit: str) -> HttpResponse:
    found = selectors.all_published(toolkit)
    if not found:
        raise Http404(_("No toolkit has that name."))
    return render(request, "toolkit/versions.html", {"page": reading.history(found)})


@public
@require_safe
@kept
def changes(request: HttpRequest, toolkit: str, version: str) -> HttpResponse:
    """How a published version differs from the one in force."""
    old, new = _published(toolkit, version), selectors.in_force(toolkit)
    if new is None:
        raise Http404(_("No version is in force."))
    page = writing.comparison(old, new, selectors.changes(old, new))
    return render(request, "toolkit/changes.html", {"page": page})


@public
@require_safe
def file(request: HttpRequest, toolkit: str, version: str) -> HttpResponse:
    """A published version as a file for a pack."""
    found = _published(toolkit, version)
    name = f"{found.toolkit}-{found.version}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}  # stays English
    return HttpResponse(selectors.as_yaml(found), content_type="application/yaml", headers=headers)


def _toolkit(request: HttpRequest, found: Version) -> HttpResponse:
    content = selectors.content(found)
    names = selectors.names(content.framework)
    page = reading.toolkit_page(found, content, names, timezone.localdate())
    may_own = request.user.is_authenticated and request.user.may(OWN_TOOLKIT)  # type: ignore[union-attr]
    context = {"page": page, "may_own": may_own, "drafted": may_own and selectors.draft(found.toolkit)}
    return render(request, "toolkit/toolkit.html", context)


def _published(toolkit: str, version: str) -> Version:
    found = selectors.published(toolkit, version)
    if found is None:
        raise Http404(_("No published version has that name."))
    return found
