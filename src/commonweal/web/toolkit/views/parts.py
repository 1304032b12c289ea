"""One part of the draft written anew, and a new priority or number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from commonweal.web.toolkit import actions, selectors
from commonweal.web.toolkit.forms import ADDING, LinksForm, ParameterForm, PriorityForm, SectionForm
from commonweal.web.toolkit.models import Version
from commonweal.web.toolkit.presenters import writing
from commonweal.web.toolkit.roles import OWN_TOOLKIT
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent

_KEPT = gettext_lazy("Nothing was saved yet, and what you wrote is still here.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(OWN_TOOLKIT)
def section(request: HttpRequest, toolkit: str, key: str) -> HttpResponse:
    """Write one part of the draft anew."""
    found = _draft(request, toolkit)
    part = selectors.section(found, key)
    if part is None:
        return _taken_out(request, found, key)
    form = _form(found, part, sent(request))
    theirs: list[writing.Changed] = []
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.rewrite(
                draft=found,
                key=key,
                items=form.items(),
                revision=_revision(form, found),
                by=request.user,
                now=timezone.now(),
            )
        except actions.DraftMoved as moved:
            found, status = moved.draft, 409
            part = selectors.section(found, key) or part
            theirs = writing.both(part, form.items(), _names(found, part))
            form = _form(found, part, _as_of(request, found))
            form.add_error(None, f"{moved} {_KEPT}")
        except actions.Refused as refused:
            form.refuse(refused.problems)
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved in the draft."))
            return redirect("toolkit:draft", toolkit)
    page = writing.section_page(found, part, theirs)
    return render(request, "toolkit/section.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(OWN_TOOLKIT)
def add(request: HttpRequest, toolkit: str, key: str) -> HttpResponse:
    """Write a new priority or number, with all that it needs to be whole."""
    if key not in ADDING:
        raise Http404(_("Nothing is added there."))
    found = _draft(request, toolkit)
    form = _adding(key, found, sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if form.cleaned_data["draft"] != found.pk:
            status, form = 409, _adding(key, found, _as_of(request, found))
            form.add_error(None, f"{actions.DraftMoved(found)} {_KEPT}")
        else:
            try:
                actions.add(draft=found, key=key, item=form.item(), by=request.user, now=timezone.now())
            except actions.Refused as refused:
                form.refuse(refused.problems)
            except ValueError as refused:
                form.add_error(None, str(refused))
            else:
                words = _("“%(name)s” is added to the draft.")
                messages.success(request, words % {"name": form.item()["name"].strip()})
                return redirect("toolkit:draft", toolkit)
    page = writing.add_page(found, key)
    return render(request, "toolkit/add.html", {"page": page, "form": form}, status=status)


def _draft(request: HttpRequest, toolkit: str) -> Version:
    """The draft. Where somebody published it while this was written, a new one, so that nothing is lost."""
    found = selectors.draft(toolkit)
    if found is not None:
        return found
    if request.method == "POST" and selectors.in_force(toolkit) is not None:
        return actions.start_draft(toolkit=toolkit, by=request.user, now=timezone.now())
    raise Http404(_("There is no draft: somebody published it or threw it away."))


def _taken_out(request: HttpRequest, found: Version, key: str) -> HttpResponse:
    """Somebody took the whole part out while it was written: it cannot be saved, and is shown once more."""
    current = selectors.in_force(found.toolkit)
    part = selectors.section(current, key) if current and request.method == "POST" else None
    if part is None:
        raise Http404(_("The toolkit has no such part."))
    form = _form(found, part, _as_of(request, found))
    words = _("“%(title)s” is no longer in the draft, so it cannot be saved. What you wrote is still here.")
    form.add_error(None, words % {"title": part.title})
    page = writing.section_page(found, part, [])
    return render(request, "toolkit/section.html", {"page": page, "form": form}, status=409)


def _revision(form: SectionForm | LinksForm, found: Version) -> int:
    """That of the page; of a page of another draft it says nothing."""
    return form.cleaned_data["revision"] if form.cleaned_data["draft"] == found.pk else 0


def _as_of(request: HttpRequest, found: Version) -> QueryDict:
    """What was sent, as if it had been written on the draft as it stands now."""
    data = request.POST.copy()
    data["draft"], data["revision"] = str(found.pk), str(found.revision)
    return data


def _held(found: Version) -> dict[str, int]:
    return {"draft": found.pk, "revision": found.revision}


def _form(found: Version, part: writing.Section, data: Any) -> SectionForm | LinksForm:
    rows = writing.rows(part)
    if not part.links:
        return SectionForm(data, part=part, rows=rows, held=_held(found))
    return LinksForm(
        data,
        links=part.links,
        choices=_choices(found, part),
        hints=writing.HINTS,
        row=rows[0],
        held=_held(found),
    )


def _adding(key: str, found: Version, data: Any) -> PriorityForm | ParameterForm:
    choices = _choices(found, None) if key == "priorities" else {}
    return ADDING[key](data, choices=choices, held=_held(found))


def _choices(found: Version, part: writing.Section | None) -> dict[str, list[Any]]:
    return writing.choices(
        selectors.content(found),
        part,
        goals=selectors.goal_titles(found.definition["framework"]),
        indicators=selectors.indicator_groups(found.definition["framework"]),
    )


def _names(found: Version, part: writing.Section) -> dict[str, dict[str, str]]:
    return writing.names_of(_choices(found, part)) if part.links else {}
