"""The toolkit as everybody reads it, and the owner's desk: draft, compare, publish."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.web.framework.views.kept import kept
from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.forms import PublishForm, SectionForm
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.presenters import reading, writing
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent


@public
@require_GET
@kept
def toolkit(request: HttpRequest) -> HttpResponse:
    found = selectors.in_force()
    if found is None:
        return render(request, "toolkit/empty.html")
    return _toolkit(request, found)


@public
@require_GET
@kept
def version(request: HttpRequest, toolkit: str, version: str) -> HttpResponse:
    return _toolkit(request, _published(toolkit, version))


@public
@require_GET
@kept
def history(request: HttpRequest, toolkit: str) -> HttpResponse:
    found = selectors.all_published(toolkit)
    if not found:
        raise Http404("No toolkit has that name.")
    return render(request, "toolkit/versions.html", {"page": reading.history(found)})


@public
@require_GET
@kept
def changes(request: HttpRequest, toolkit: str, version: str) -> HttpResponse:
    """How a published version differs from the one in force."""
    old, new = _published(toolkit, version), selectors.in_force(toolkit)
    if new is None:
        raise Http404("No version is in force.")
    page = writing.comparison(old, new, selectors.changes(old, new))
    return render(request, "toolkit/changes.html", {"page": page})


@require_GET
@needs(OWN_TOOLKIT)
def draft(request: HttpRequest, toolkit: str) -> HttpResponse:
    found = selectors.draft(toolkit)
    if found is None:
        return redirect("toolkit:toolkit")
    return _desk(request, found, PublishForm(initial={"version": found.version, "revision": found.revision}))


@require_POST
@needs(OWN_TOOLKIT)
def start(request: HttpRequest, toolkit: str) -> HttpResponse:
    if selectors.in_force(toolkit) is None:
        raise Http404("No version of that toolkit is in force.")
    actions.start_draft(toolkit=toolkit, by=request.user, now=timezone.now())
    return redirect("toolkit:draft", toolkit)


@require_POST
@needs(OWN_TOOLKIT)
def discard(request: HttpRequest, toolkit: str) -> HttpResponse:
    actions.discard(draft=_draft(toolkit), by=request.user, now=timezone.now())
    messages.success(request, "The draft is thrown away. The version in force has not changed.")
    return redirect("toolkit:toolkit")


@require_POST
@needs(OWN_TOOLKIT)
def publish(request: HttpRequest, toolkit: str) -> HttpResponse:
    found = _draft(toolkit)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            made = actions.publish(draft=found, **form.cleaned_data, by=request.user, now=timezone.now())
        except actions.DraftMoved as moved:
            form = PublishForm({**request.POST.dict(), "revision": moved.draft.revision})
            form.add_error(None, f"{moved} Look at the changes below once more before you publish.")
            return _desk(request, moved.draft, form, status=409)
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Version {made.version} is in force. Assessments in hand keep theirs.")
            return redirect("toolkit:toolkit")
    return _desk(request, found, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(OWN_TOOLKIT)
def section(request: HttpRequest, toolkit: str, key: str) -> HttpResponse:
    """Write one section of the draft anew."""
    found = _draft(toolkit)
    form = _section_form(request, found, key)
    theirs: list[writing.Changed] = []
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.rewrite(
                draft=found,
                key=key,
                items=form.items(),
                revision=form.cleaned_data["revision"],
                by=request.user,
                now=timezone.now(),
            )
        except actions.DraftMoved as moved:
            found, status = moved.draft, 409
            theirs = writing.both(_section(found, key), form.items())
            form = _section_form(request, found, key, revision=found.revision)
            form.add_error(None, f"{moved} Nothing was saved yet, and what you wrote is still here.")
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved in the draft.")
            return redirect("toolkit:draft", toolkit)
    page = writing.section_page(found, _section(found, key), theirs)
    return render(request, "toolkit/section.html", {"page": page, "form": form}, status=status)


def _toolkit(request: HttpRequest, found: Version) -> HttpResponse:
    content = selectors.content(found)
    page = reading.toolkit_page(
        found, content, selectors.goal_titles(content.framework), timezone.localdate()
    )
    may_own = request.user.is_authenticated and request.user.may(OWN_TOOLKIT)  # type: ignore[union-attr]
    context = {"page": page, "may_own": may_own, "drafted": may_own and selectors.draft(found.toolkit)}
    return render(request, "toolkit/toolkit.html", context)


def _desk(request: HttpRequest, found: Version, form: PublishForm, status: int = 200) -> HttpResponse:
    current = selectors.in_force(found.toolkit)
    if current is None:
        raise Http404("No version of that toolkit is in force.")
    page = writing.desk(found, current, selectors.sections(found), selectors.changes(current, found))
    return render(request, "toolkit/draft.html", {"page": page, "form": form}, status=status)


def _section_form(
    request: HttpRequest, found: Version, key: str, *, revision: int | None = None
) -> SectionForm:
    """As it stands, or as it was sent; with ``revision`` the sent one counts as written on that."""
    part = _section(found, key)
    data = sent(request)
    if data is not None and revision is not None:
        data = data.copy()
        data["revision"] = str(revision)
    return SectionForm(
        data,
        fields_of=part.fields,
        rows=writing.rows(part),
        revision=found.revision,
        fixed=part.fixed,
    )


def _section(found: Version, key: str) -> writing.Section:
    part = selectors.section(found, key)
    if part is None:
        raise Http404("The toolkit has no such part.")
    return part


def _published(toolkit: str, version: str) -> Version:
    found = selectors.published(toolkit, version)
    if found is None:
        raise Http404("No published version has that name.")
    return found


def _draft(toolkit: str) -> Version:
    found = selectors.draft(toolkit)
    if found is None:
        raise Http404("There is no draft: somebody published it or threw it away.")
    return found
