"""The owner's desk: begin a draft, write its questions, see what it changes, publish it or throw it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commonweal.web.proposals.presenters.conflict import both_of
from commonweal.web.scrutiny.actions import drafting as actions
from commonweal.web.scrutiny.forms.tests import PublishForm, QuestionForm, WordsForm
from commonweal.web.scrutiny.models import SetVersion
from commonweal.web.scrutiny.presenters import drafting as present
from commonweal.web.scrutiny.roles import OWN_TESTS
from commonweal.web.scrutiny.selectors import drafts
from commonweal.web.scrutiny.selectors import test_sets as selectors
from commonweal.web.toolkit.presenters.writing import NoteView
from commonweal.web.ui.access import needs
from commonweal.web.ui.forms import sent

_EMPTY: dict[str, Any] = {"label": "", "question": "", "guidance": "", "parts": (), "goals": ()}


@require_POST
@needs(OWN_TESTS)
def start(request: HttpRequest, test_set: str) -> HttpResponse:
    _current(test_set)
    actions.start_draft(test_set=test_set, by=request.user, now=timezone.now())
    return redirect("scrutiny:tests-draft", test_set)


@require_safe
@needs(OWN_TESTS)
def draft(request: HttpRequest, test_set: str) -> HttpResponse:
    found = selectors.draft(test_set)
    return _desk(request, found, None) if found else redirect("scrutiny:tests")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(OWN_TESTS)
def question(request: HttpRequest, test_set: str, question: str) -> HttpResponse:
    found = _draft(test_set)
    row = drafts.row(found, question)
    if row is None:
        raise Http404(_("The draft has no such question."))
    form = _question_form(request, found, row)
    return _write(
        request, found, form, str(row["label"]), lambda: _save_question(request, found, form, question),
        present.notes(found, [row]),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@needs(OWN_TESTS)
def add(request: HttpRequest, test_set: str) -> HttpResponse:
    found = _draft(test_set)
    form = _question_form(request, found, _EMPTY)
    return _write(
        request, found, form, _("Another question"), lambda: _save_question(request, found, form, "")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(OWN_TESTS)
def words(request: HttpRequest, test_set: str) -> HttpResponse:
    found = _draft(test_set)
    held = drafts.words(found)
    initial = {**held, "headings": "\n".join(held["headings"]), "revision": found.revision}
    form = WordsForm(sent(request), initial=initial)

    def save() -> None:
        actions.write_words(
            draft=found, words=form.words(), revision=form.cleaned_data["revision"], by=request.user,
            now=timezone.now(),
        )  # fmt: skip

    return _write(request, found, form, _("Words and headings"), save)


@require_POST
@needs(OWN_TESTS)
def order(request: HttpRequest, test_set: str) -> HttpResponse:
    """Move a question up or down, or take it out: ``up``, ``down`` or ``out`` names it."""
    found = _draft(test_set)
    sent_ = request.POST.get("revision", "")[:9]
    common: dict[str, Any] = {
        "draft": found,
        "revision": int(sent_) if sent_.isdecimal() else 0,
        "by": request.user,
        "now": timezone.now(),
    }
    try:
        for name, places in (("up", -1), ("down", 1)):
            if chosen := request.POST.get(name, ""):
                actions.move_question(question=chosen, by_places=places, **common)
        if chosen := request.POST.get("out", ""):
            actions.take_out(question=chosen, **common)
            messages.success(request, _("The question is taken out of the draft."))
    except actions.DraftMoved as moved:
        kept = _("Nothing was moved: look at the draft as it is now.")
        messages.error(request, f"{moved} {kept}")
    except ValueError as refused:
        messages.error(request, str(refused))
    return redirect("scrutiny:tests-draft", test_set)


@require_POST
@needs(OWN_TESTS)
def publish(request: HttpRequest, test_set: str) -> HttpResponse:
    found = _draft(test_set)
    form = PublishForm(request.POST)
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("version", "reason", "against")}
        # The revision of another draft says nothing of this one.
        revision = form.cleaned_data["revision"] if form.cleaned_data["draft"] == found.pk else 0
        try:
            made = actions.publish_draft(
                draft=found, **asked, revision=revision, by=request.user, now=timezone.now()
            )
        except actions.DraftMoved as moved:
            again = _("Look at the changes below once more before you publish.")
            return _desk(request, moved.draft, None, refused=f"{moved} {again}", status=409)
        except ValueError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request,
                _("Version %(version)s is in force. Reports begun before keep theirs.")
                % {"version": made.version},
            )
            return redirect("scrutiny:tests")
    return _desk(request, found, form, status=422)


@require_POST
@needs(OWN_TESTS)
def discard(request: HttpRequest, test_set: str) -> HttpResponse:
    actions.discard_draft(draft=_draft(test_set), by=request.user, now=timezone.now())
    messages.success(request, _("The draft is thrown away. The version in force has not changed."))
    return redirect("scrutiny:tests")


def _save_question(request: HttpRequest, found: SetVersion, form: QuestionForm, id_: str) -> None:
    actions.write_question(
        draft=found, row=form.row(id_), revision=form.cleaned_data["revision"], by=request.user,
        now=timezone.now(),
    )  # fmt: skip


def _write(
    request: HttpRequest,
    found: SetVersion,
    form: QuestionForm | WordsForm,
    title: str,
    save: Callable[[], None],
    notes: Sequence[NoteView] = (),
) -> HttpResponse:
    """Save what was written in the draft; both texts where somebody else saved it meanwhile.

    ``notes``: what was noted of the question.
    """
    both: Any = []
    if form.is_bound and form.is_valid():
        try:
            save()
        except actions.DraftMoved as moved:
            form.data = form.data.copy()
            form.data["revision"] = str(moved.draft.revision)
            kept = _("Nothing was saved yet, and what you wrote is still here.")
            form.add_error(None, f"{moved} {kept}")
            both = both_of(form) or True
        except actions.Refused as refused:
            form.refuse(refused.problems)
        except ValueError as gone:
            form.add_error(None, str(gone))
        else:
            messages.success(request, _("Saved in the draft."))
            return redirect("scrutiny:tests-draft", found.test_set)
    status = 409 if both else 422 if form.is_bound else 200
    context = {
        "form": form,
        "title": title,
        "notes": notes,
        "test_set": found.test_set,
        "both": both if both is not True else [],
    }
    return render(request, "scrutiny/tests_write.html", context, status=status)


def _question_form(request: HttpRequest, found: SetVersion, row: dict[str, Any]) -> QuestionForm:
    goals, places = selectors.goal_titles(found.definition["framework"]), selectors.place_names()
    kinds = present.NAMES["kinds"]
    return QuestionForm(
        sent(request),
        initial={**row, "revision": found.revision},
        parts=present.choices(drafts.PARTS, row["parts"], present.NAMES["parts"]),
        kinds=present.choices(drafts.KINDS, (), {k: str(v) for k, v in kinds.items()}),
        places=present.choices(places, row.get("places", ()), places),
        goals=present.choices(goals, row["goals"], goals),
    )


def _desk(
    request: HttpRequest,
    found: SetVersion,
    form: PublishForm | None,
    *,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """The desk as it stands. With ``refused``, what was sent is shown again as sent on what is shown now."""
    current = _current(found.test_set)
    shown = {"draft": found.pk, "revision": found.revision, "against": current.pk}
    if refused:
        form = PublishForm({**request.POST.dict(), **shown})
        form.add_error(None, refused)
    form = form or PublishForm(initial={**shown, "version": drafts.next_version(found.test_set)})
    changes = drafts.changes(current, found, present.NAMES)
    page = present.draft_page(found, current, drafts.rows(found), changes)
    return render(request, "scrutiny/tests_draft.html", {"page": page, "form": form}, status=status)


def _current(test_set: str) -> SetVersion:
    found = selectors.in_force(test_set)
    if found is None:
        raise Http404(_("No version of these tests is in force."))
    return found


def _draft(test_set: str) -> SetVersion:
    found = selectors.draft(test_set)
    if found is None:
        raise Http404(_("There is no draft: somebody published it or threw it away."))
    return found
