"""Write a chapter: its text, the preview and the picker beside it, its versions, and what is said of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.editions.actions import writing
from commonweal.web.editions.actions.telling import Moved, Published, TakenOut
from commonweal.web.editions.actions.writing import Claimed
from commonweal.web.editions.forms.asked import Versions
from commonweal.web.editions.forms.setting_up import CommentForm
from commonweal.web.editions.forms.writing import Pressed, TextForm
from commonweal.web.editions.models import Chapter, Edition
from commonweal.web.editions.presenters import writing as present
from commonweal.web.editions.roles import WRITE
from commonweal.web.editions.selectors import drafts, evidence, picking
from commonweal.web.editions.selectors.picking import Picked
from commonweal.web.proposals.views import saving
from commonweal.web.ui.access import needs
from commonweal.web.ui.languages import titled

from .find import refused, spoken, the_chapter, the_edition

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@_read_and_write
@needs(WRITE)
def write(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    held = the_edition(request, slug)
    part = the_chapter(held, chapter)
    if request.method != "POST":
        if drafts.is_out(held):
            return refused(request, held)
        if part.removed_at is not None:
            return redirect("editions:desk:versions", slug, chapter)
        form = TextForm(initial={"text": part.text, "revision": part.revision}, language=held.language)
        return _show(request, held, part, form, part.text)
    pressed = Pressed.read(request.POST)
    if request.headers.get("HX-Request"):
        return _fragment(request, held, part)
    if pressed.what in ("preview", "insert"):
        return _typed(request, held, part, pressed)
    return _save(request, held, part, pressed)


def _typed(request: HttpRequest, held: Edition, part: Chapter, pressed: Pressed) -> HttpResponse:
    """Show what was typed, unsaved: with its preview, or with the figure that was picked put behind it."""
    data = request.POST.copy()
    text = data.get("text", "").replace("\r\n", "\n")
    if pressed.what == "insert":
        found = picking.picker(held, part, Picked.read(data))
        if found.token:
            text = _inserted(text, found.token, data.get("at", ""))
            data["text"] = text
            messages.success(request, _("The figure is put in. Save the chapter to keep it."))
        else:
            messages.error(request, found.wrong or found.trouble or _("Choose an indicator first."))
    form = TextForm(data, language=held.language)
    form.is_valid()
    return _show(request, held, part, form, text)


def _inserted(text: str, token: str, at: str) -> str:
    """The token where the cursor was; without a script at the end: a picture on a line of its own."""
    if at.isdecimal() and int(at[:9]) <= len(text):
        return text[: int(at[:9])] + token + text[int(at[:9]) :]
    return f"{text.rstrip()} {token}".lstrip() if text.strip() else token


def _save(request: HttpRequest, held: Edition, part: Chapter, pressed: Pressed) -> HttpResponse:
    form = TextForm(request.POST, language=held.language)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if not form.is_valid():
        return _show(request, held, part, form, text, status=422)
    revision, now = form.cleaned_data["revision"], timezone.now()
    try:
        saved = writing.save_chapter(
            chapter=part, text=text, revision=revision, by=request.user, now=now,
            note=form.cleaned_data["note"],
        )  # fmt: skip
        if pressed.what in ("take", "drop", "offer"):
            what = {"take": "taken", "drop": "dropped", "offer": ""}[pressed.what]
            writing.decide_draft(
                chapter=saved, indicator=pressed.about, what=what, revision=saved.revision, by=request.user,
                now=now,
            )  # fmt: skip
    except Published:
        return refused(request, held, text)
    except TakenOut as gone:
        return _taken_out(request, held, gone, text)
    except Moved:
        return _both(request, held, the_chapter(held, part.slug), text)
    except Claimed as claimed:
        return _show(request, held, claimed.held, _said(form, str(claimed)), text, status=409)
    except ValueError as wrong:
        return _show(request, held, the_chapter(held, part.slug), _said(form, str(wrong)), text, status=422)
    said = {"take": _("The paragraph stands at the end of the text."), "drop": _("The draft is left out."),
            "offer": _("The draft is offered again.")}  # fmt: skip
    messages.success(request, said.get(pressed.what, _("Saved.")))
    if pressed.what == "finish":
        return redirect("editions:desk:desk", held.slug)
    return redirect("editions:desk:write", held.slug, part.slug)


def _said(form: TextForm, words: str) -> TextForm:
    form.add_error(None, words)
    return form


def _both(request: HttpRequest, held: Edition, part: Chapter, mine: str) -> HttpResponse:
    """Two wrote the same chapter: both texts, what differs, and one's own to go on with."""
    form = TextForm(initial={"text": mine, "revision": part.revision})
    context = {
        "page": present.differences(part.title, part.text, mine), "form": form, "saved": part, "mine": mine,
        "edition": held,
    }  # fmt: skip
    return render(request, "editions/both.html", context, status=409)


def _taken_out(request: HttpRequest, held: Edition, gone: TakenOut, text: str) -> HttpResponse:
    context = {
        "edition": held, "chapter": gone.held, "said": str(gone), "kept": gone.kept, "text": text,
        "may_edit": drafts.may_edit(request.user),
    }  # fmt: skip
    return render(request, "editions/taken_out.html", context, status=409)


def _beside(request: HttpRequest, held: Edition, part: Chapter, text: str) -> present.Beside:
    shown = evidence.resolved(held, part, text)
    picker = picking.picker(held, part, Picked.read(request.POST))
    if shown is None:
        return present.beside(held, part, (), (), {}, picker, text, spoken())
    drawn = evidence.drawn(held, part, shown)
    return present.beside(held, part, shown.tree, shown.troubles, drawn, picker, text, spoken())


def _fragment(request: HttpRequest, held: Edition, part: Chapter) -> HttpResponse:
    text = request.POST.get("text", "").replace("\r\n", "\n")
    made = _beside(request, held, part, text)
    return render(request, "editions/_beside.html", {"beside": made})


def _show(
    request: HttpRequest, held: Edition, part: Chapter, form: TextForm, text: str, *, status: int = 200
) -> HttpResponse:
    parts = drafts.chapters(held)
    decided = drafts.drafted(part)
    page = present.page(
        held, part, _beside(request, held, part, text),
        present.drafts(evidence.offered(held, part), decided, text, evidence.indicator_names(held), spoken()),
        evidence.settled(held, parts, drafts.waivers(held)).open, drafts.comments(part),
        drafts.latest_version(part), person=request.user.pk, may_edit=drafts.may_edit(request.user),
        may_write=part.claimed_by_id in (None, request.user.pk) or drafts.may_edit(request.user),
    )  # fmt: skip
    context = {"page": page, "form": form, "comment_form": CommentForm(language=held.language)}
    return render(request, "editions/write.html", context, status=status)


@require_safe
@needs(WRITE)
def picture(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    """The drawing of a token of a text that is being written."""
    held = the_edition(request, slug)
    svg = evidence.drawing(held, the_chapter(held, chapter), request.GET.get("token", "")[:500])
    if not svg:
        raise Http404(_("There is nothing to draw."))
    return HttpResponse(svg, content_type="image/svg+xml")


@require_safe
@needs(WRITE)
def versions(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    held = the_edition(request, slug)
    part, asked = the_chapter(held, chapter), Versions.read(request.GET)
    rows = drafts.versions(part)
    new = drafts.version(part, asked.new or (rows[0].number if rows else 0))
    old = drafts.version(part, asked.old or (new.number - 1 if new else 0))
    made = None
    if new is not None:
        title = (
            _("Version %(number)s beside version %(other)s") % {"number": new.number, "other": old.number}
            if old
            else _("Version %(number)s") % {"number": new.number}
        )
        made = present.differences(title, old.text if old else "", new.text)
    context = {
        "edition": held, "chapter": part, "rows": present.version_rows(held, part, rows), "made": made,
        "old": old.number if old else 0, "new": new.number if new else 0,
        "may_edit": drafts.may_edit(request.user), "out": drafts.is_out(held),
    }  # fmt: skip
    return render(request, "editions/versions.html", context)


@require_safe
@needs(WRITE)
def version(request: HttpRequest, slug: str, chapter: str, number: int) -> HttpResponse:
    held = the_edition(request, slug)
    part = the_chapter(held, chapter)
    found = drafts.version(part, number)
    if found is None:
        raise Http404(_("The chapter has no such version."))
    context = {
        "edition": held, "chapter": part, "version": found,
        "note_language": present.note_language(held, found),
    }  # fmt: skip
    return render(request, "editions/version.html", context)


@_read_and_write
@needs(WRITE)
def comment(request: HttpRequest, slug: str, chapter: str) -> HttpResponse:
    held = the_edition(request, slug)
    if drafts.is_out(held):
        return refused(request, held, request.POST.get("words", ""))
    part = the_chapter(held, chapter)
    form = CommentForm(request.POST if request.method == "POST" else None, language=held.language)
    return saving.save(
        request, form, titled(_("Comment on “%(title)s”"), held.language, title=part.title),
        lambda: writing.comment(
            chapter=part, words=form.cleaned_data["words"], by=request.user, now=timezone.now()
        ),
        moved_by=Moved, back=present.address(held, part), button=_("Say it"), said=_("It is said."),
    )  # fmt: skip


@require_POST
@needs(WRITE)
def close_comment(request: HttpRequest, slug: str, chapter: str, number: int) -> HttpResponse:
    held = the_edition(request, slug)
    part = the_chapter(held, chapter)
    found = next((c for c in drafts.comments(part) if c.pk == number), None)
    if found is None:
        raise Http404(_("There is no such comment."))
    try:
        writing.close_comment(comment=found, by=request.user, now=timezone.now())
    except ValueError as wrong:
        messages.error(request, str(wrong))
    return redirect("editions:desk:write", slug, chapter)
