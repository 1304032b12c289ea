"""The list of editions, setting one up, and its desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.editions.actions import reviewing, setting_up, writing
from commonweal.web.editions.actions.telling import Moved, Published
from commonweal.web.editions.forms.setting_up import ChapterForm, EditionForm, lines_of
from commonweal.web.editions.models import Chapter, Edition
from commonweal.web.editions.presenters import desk as present
from commonweal.web.editions.presenters.spoken import FRAMEWORK, PLACE
from commonweal.web.editions.roles import EDIT, WRITE
from commonweal.web.editions.selectors import drafts, evidence
from commonweal.web.framework.views.kept import kept
from commonweal.web.proposals.views import saving
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.forms import sent
from commonweal.web.ui.languages import titled

from .find import refused, spoken, the_chapter, the_edition

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
@kept
def editions(request: HttpRequest) -> HttpResponse:
    may_write = drafts.may_write(request.user)
    rows = present.listed(drafts.editions(drafts=may_write))
    context = {"rows": rows, "may_write": may_write, "may_edit": drafts.may_edit(request.user)}
    return render(request, "editions/editions.html", context)


@_read_and_write
@needs(EDIT)
def new(request: HttpRequest) -> HttpResponse:
    form = _edition_form(request, None)
    return saving.save(
        request, form, _("Set up an edition"), lambda: _save(request, form, None), moved_by=Moved,
        back=reverse("editions:editions"), then=_desk, said=_("The edition is set up. Put its chapters in."),
    )  # fmt: skip


@_read_and_write
@needs(EDIT)
def change(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return refused(request, held)
    form = _edition_form(request, held)
    return saving.save(
        request, form, titled(_("Set-up of %(title)s"), held.language, title=held.title),
        lambda: _save(request, form, held), moved_by=Moved,
        back=_desk(held),
    )  # fmt: skip


@require_safe
@needs(WRITE)
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return redirect(present.address(held))
    parts = drafts.chapters(held)
    frameworks, _places = evidence.choices(held)
    page = present.desk(
        held, parts, drafts.taken_out(held), evidence.settled(held, parts, drafts.waivers(held)),
        drafts.open_comments(held), evidence.place_names(held), frameworks,
        present.pinned(held.snapshot, evidence.snapshots(), evidence.newest()), request.user.pk,
        spoken(),
    )  # fmt: skip
    return render(request, "editions/desk.html", {"page": page, "may_edit": drafts.may_edit(request.user)})


@_read_and_write
@needs(EDIT)
def new_chapter(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return refused(request, held)
    form = _chapter_form(request, held, None)
    return saving.save(
        request, form, titled(_("Put a chapter into %(title)s"), held.language, title=held.title),
        lambda: setting_up.add_chapter(edition=held, fields=form.said(), by=request.user, now=timezone.now()),
        moved_by=Moved, back=_desk(held), said=_("The chapter is in."),
    )  # fmt: skip


@_read_and_write
@needs(EDIT)
def change_chapter(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return refused(request, held)
    part = the_chapter(held, chapter)
    form = _chapter_form(request, held, part)
    return saving.save(
        request, form, titled(_("What “%(title)s” is"), held.language, title=part.title),
        lambda: setting_up.change_chapter(
            chapter=part, fields=form.said(), revision=form.cleaned_data["revision"], by=request.user,
            now=timezone.now(),
        ),
        moved_by=Moved, back=_desk(held),
    )  # fmt: skip


_CHAPTER_ACTS: dict[str, Any] = {
    "claim": (writing.claim, gettext_lazy("You have claimed the chapter."), WRITE),
    "release": (writing.release, gettext_lazy("The chapter is released: anybody may claim it."), WRITE),
    "take-out": (setting_up.take_out, gettext_lazy("The chapter is taken out. Its text is kept."), EDIT),
    "bring-back": (setting_up.bring_back, gettext_lazy("The chapter is back."), EDIT),
}  # fmt: skip


@require_POST
@needs(WRITE)
def chapter_act(request: HttpRequest, slug: str, chapter: str, act: str) -> HttpResponse:
    """Claim, release, take out, bring back, up, down: each a button."""
    held = the_edition(request, slug)
    part = the_chapter(held, chapter)
    common: dict[str, Any] = {"chapter": part, "by": request.user, "now": timezone.now()}
    try:
        if act in ("up", "down"):
            _needs_edit(request)
            setting_up.move_chapter(up=act == "up", **common)
        else:
            if act not in _CHAPTER_ACTS:
                raise Http404(_("Nothing is called so."))
            do, said, permission = _CHAPTER_ACTS[act]
            if permission == EDIT:
                _needs_edit(request)
            do(**common)
            messages.success(request, str(said))
    except Published:
        return refused(request, held)
    except ValueError as wrong:
        messages.error(request, str(wrong))
    if request.POST.get("back") == "chapter":
        return redirect("editions:desk:write", slug, chapter)
    return redirect("editions:desk:desk", slug)


@require_POST
@needs(EDIT)
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """From draft to in review, and back."""
    held = the_edition(request, slug)
    try:
        revision = int(request.POST.get("revision", "0")[:9] or 0)
        reviewing.move(
            edition=held, to=request.POST.get("to", ""), revision=revision, by=request.user,
            now=timezone.now(),
        )  # fmt: skip
    except Published:
        return refused(request, held)
    except (Moved, ValueError) as wrong:
        messages.error(request, f"{wrong}")
    return redirect("editions:desk:desk", slug)


def _needs_edit(request: HttpRequest) -> None:
    from commonweal.web.ui.access import NotAllowed

    if not drafts.may_edit(request.user):
        raise NotAllowed((EDIT,))


def _desk(held: Edition) -> str:
    return reverse("editions:desk:desk", args=[held.slug])


def _edition_form(request: HttpRequest, held: Edition | None) -> EditionForm:
    frameworks, places = evidence.choices(held)
    initial: dict[str, Any] = {}
    if held is not None:
        initial = {n: getattr(held, n) for n in setting_up.OF_EDITION}
        initial |= {f"framework_{n}": f for n, f in enumerate(held.frameworks, start=1)}
        initial |= {"contributors": lines_of(held.contributors), "revision": held.revision}
    said = spoken()
    return EditionForm(
        sent(request), initial=initial, frameworks=said.choices(FRAMEWORK, frameworks.items()),
        places=said.choices(PLACE, places.items()),
        snapshots=present.snapshots(evidence.snapshots(), held.snapshot if held else ""),
    )  # fmt: skip


def _save(request: HttpRequest, form: EditionForm, held: Edition | None) -> Edition:
    return setting_up.save_edition(
        edition=held, fields=form.said(), revision=form.cleaned_data["revision"], by=request.user,
        now=timezone.now(),
    )  # fmt: skip


def _chapter_form(request: HttpRequest, held: Edition, part: Chapter | None) -> ChapterForm:
    initial: dict[str, Any] = {}
    if part is not None:
        initial = {
            "kind": part.kind, "title": part.title, "place": part.place, "revision": part.revision,
            "goal": f"{part.framework}/{part.goal}" if part.goal else "",
            "indicators": "\n".join(part.indicators), "contributors": lines_of(part.contributors),
        }  # fmt: skip
    _frameworks, places = evidence.choices(held)
    return ChapterForm(
        sent(request), initial=initial, kinds=list(present.KIND_WORDS.items()),
        goals=present.goals(evidence.goals(held), spoken()), places=spoken().choices(PLACE, places.items()),
        known=frozenset(evidence.indicator_names(held)), language=held.language,
    )  # fmt: skip
