"""One question at a time: answered, saved as it is typed, cited, commented on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.web.proposals import actions, selectors
from commonweal.web.proposals.forms import AnswerForm, ClarityForm, RemarkForm, ReplyForm
from commonweal.web.proposals.models import Assessment
from commonweal.web.proposals.presenters.marks import answer_href, hint_words
from commonweal.web.proposals.presenters.question import overlap_page, question_page
from commonweal.web.proposals.roles import REVIEW
from commonweal.web.proposals.selectors import Sheet
from commonweal.web.proposals.views import keeping
from commonweal.web.proposals.views.find import the_assessment
from commonweal.web.proposals.views.small import small
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.errors import signed_out
from commonweal.web.ui.forms import sent


@public
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, number: int, key: str) -> HttpResponse:
    if request.method == "POST" and not request.user.is_authenticated:
        return signed_out(request)
    found = the_assessment(request, number, writing=request.method == "POST")
    sheet = selectors.sheet(found)
    asked = sheet.question(key)
    if asked is None:
        raise Http404(_("That question is not asked here."))
    if request.method == "POST":
        return _save(request, sheet, key, asked.fields)
    return _question(request, sheet, key, _form(request, sheet, key, asked.fields))


@public
@require_http_methods(["GET", "HEAD", "POST"])
def overlap(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Two claims that may be on the same people: say which it is."""
    if request.method == "POST" and not request.user.is_authenticated:
        return signed_out(request)
    found = the_assessment(request, number, writing=request.method == "POST")
    sheet = selectors.sheet(found)
    if sheet.overlap(key) is None:
        raise Http404(_("These two claims are not on the same people."))
    if request.method == "POST":
        return _save(request, sheet, key, selectors.overlap_fields())
    return _overlap(request, sheet, key, _form(request, sheet, key, selectors.overlap_fields()))


@public
@require_POST
def claim(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return signed_out(request)
    found = the_assessment(request, number, writing=True)
    if unsaved := _save_first(request, found):
        return unsaved
    try:
        key = actions.add_claim(
            assessment=found, group=request.POST.get("group", "")[:120], by=request.user, now=timezone.now()
        )
    except ValueError as refused:
        messages.error(request, str(refused))
        return redirect("proposals:assessment", number)
    return redirect(answer_href(found, key))


@require_POST
def unclaim(request: HttpRequest, number: int) -> HttpResponse:
    found = the_assessment(request, number, writing=True)
    try:
        actions.remove_claim(
            assessment=found, key=request.POST.get("key", ""), by=request.user, now=timezone.now()
        )
    except ValueError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The claim is taken out."))
    return redirect("proposals:assessment", number)


@public
@require_POST
def cite(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return signed_out(request)
    found = the_assessment(request, number, writing=True)
    key = _asked_key(request, found)
    if unsaved := _save_first(request, found):
        return unsaved
    try:
        actions.cite(
            assessment=found, key=key, by=request.user, now=timezone.now(), **keeping.figure(request)
        )
    except ValueError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The figure is cited beside your answer, as it stands today."))
    return redirect(answer_href(found, key))


@public
@require_POST
def uncite(request: HttpRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return signed_out(request)
    found = the_assessment(request, number, writing=True)
    key = _asked_key(request, found)
    if unsaved := _save_first(request, found):
        return unsaved
    chosen = request.POST.get("citation", "")
    if chosen.isdecimal():
        actions.uncite(assessment=found, citation=int(chosen), by=request.user, now=timezone.now())
    return redirect(answer_href(found, key))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(REVIEW)
def remark(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """A comment on an answer, or a request for an improvement."""
    found = the_assessment(request, number)
    asked = selectors.sheet(found).question(key)
    if asked is None:
        raise Http404(_("That question is not asked here."))
    form = RemarkForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            actions.remark(
                assessment=found, key=key, by=request.user, now=timezone.now(), **form.cleaned_data
            )
        except ValueError as refused:
            form.add_error("words", str(refused))
        else:
            return redirect(answer_href(found, key))
    return small(
        request,
        form,
        _("On: %(question)s") % {"question": asked.title},
        button=_("Send"),
        back=answer_href(found, key),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, number: int, remark: int) -> HttpResponse:
    found = the_assessment(request, number)
    held = selectors.remark(found, remark)
    if held is None or held.closed_at:
        raise Http404(_("There is no open request of that number."))
    form = ReplyForm(sent(request))
    back = answer_href(found, held.key)
    if form.is_bound and form.is_valid():
        if not selectors.may_reply(request.user, found):
            form.add_error(None, _("Only those who write proposals answer a request."))
        else:
            try:
                actions.close_remark(
                    assessment=found, remark=remark, by=request.user, now=timezone.now(), **form.cleaned_data
                )
            except ValueError as refused:
                form.add_error("reply", str(refused))
            else:
                return redirect(back)
    return small(
        request,
        form,
        _("What was done about it"),
        button=_("Answer the request"),
        back=back,
        quoted=held.words,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def clarity(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """How clear a question is, in a pilot."""
    found = the_assessment(request, number)
    asked = selectors.sheet(found).question(key)
    if asked is None or not selectors.in_pilot(found):
        raise Http404(_("That question is not asked in a pilot."))
    held = selectors.clarity(found, key)
    initial = {"rating": held.rating, "words": held.words} if held else {}
    form = ClarityForm(sent(request), initial=initial)
    back = answer_href(found, key)
    if form.is_bound and form.is_valid():
        actions.rate_clarity(assessment=found, key=key, now=timezone.now(), **form.cleaned_data)
        return redirect(back)
    return small(
        request,
        form,
        _("How clear is: %(question)s") % {"question": asked.title},
        button=_("Save"),
        back=back,
    )


def _save(request: HttpRequest, sheet: Sheet, key: str, fields: Any) -> HttpResponse:
    """Keep what was written. A script is answered in JSON, a person with the next page."""
    form = _form(request, sheet, key, fields)
    kept = _keep(request, sheet, key, fields, form)
    if keeping.typed(request):
        return keeping.told(form, kept)
    row, both, status = kept
    if row is not None:
        return _after(request, sheet.with_row(row), key)
    show = _overlap if key.startswith("overlap/") else _question
    return show(request, selectors.sheet(sheet.assessment), key, form, both=both, status=status)


def _asked_key(request: HttpRequest, found: Assessment) -> str:
    """The question that a button beside its form names. Raises Http404 where it is not asked here."""
    key = request.POST.get("key", "")
    if selectors.sheet(found).question(key) is None:
        raise Http404(_("That question is not asked here."))
    return key


def _save_first(request: HttpRequest, found: Assessment) -> HttpResponse | None:
    """A button beside a form takes the form with it, so that nothing typed is lost: it is saved first.

    None where the button may go on; the page with what is wrong where it may not.
    """
    key = request.POST.get("key", "")[:200]
    sheet = selectors.sheet(found)
    asked = sheet.question(key)
    if asked is None or "revision" not in request.POST:
        return None
    form = _form(request, sheet, key, asked.fields)
    if key not in sheet.rows and keeping.nothing_typed(form):
        return None
    row, both, status = _keep(request, sheet, key, asked.fields, form)
    return None if row else _question(request, selectors.sheet(found), key, form, both=both, status=status)


def _keep(request: HttpRequest, sheet: Sheet, key: str, fields: Any, form: AnswerForm) -> keeping.Kept:
    def save(**said: Any) -> Any:
        spent = keeping.seconds(form.cleaned_data["opened"])
        return actions.save_answer(
            assessment=sheet.assessment, key=key, seconds=spent, by=request.user, now=timezone.now(), **said
        )

    return keeping.keep(form, fields, save)


def _after(request: HttpRequest, sheet: Sheet, key: str) -> HttpResponse:
    """Where "save" leads: the next question, or back to this one, or to the whole assessment."""
    go = request.POST.get("go", "")
    if go == "stay":
        messages.success(request, _("Saved."))
        return redirect(answer_href(sheet.assessment, key))
    keys = [q.key for q in sheet.questions]
    if go == "next" and key in keys and keys.index(key) + 1 < len(keys):
        return redirect(answer_href(sheet.assessment, keys[keys.index(key) + 1]))
    messages.success(request, _("Saved."))
    return redirect("proposals:assessment", sheet.assessment.pk)


def _question(
    request: HttpRequest, sheet: Sheet, key: str, form: AnswerForm, *, both: Any = (), status: int = 200
) -> HttpResponse:
    asked = sheet.question(key)
    if asked is None:
        raise Http404(_("That question is not asked here."))
    writable = selectors.may_write(request.user, sheet.assessment)
    cited = [c for c in sheet.citations if c.key == key]
    page = question_page(
        sheet,
        asked,
        evidence=selectors.beside(sheet.book, sheet.toolkit, asked, sheet.areas) if sheet.book else [],
        cited=selectors.cited_now(selectors.book_now(), cited),
        remarks=selectors.remarks(sheet.assessment, request.user, key),
        writable=writable,
        today=timezone.localdate(),
        both=both,
        in_pilot=writable and selectors.in_pilot(sheet.assessment),
    )
    context = {"page": page, "form": form, "may_review": selectors.may(request.user, REVIEW)}
    context["may_reply"] = selectors.may_reply(request.user, sheet.assessment)
    return render(request, "proposals/question.html", context, status=status)


def _overlap(
    request: HttpRequest, sheet: Sheet, key: str, form: AnswerForm, *, both: Any = (), status: int = 200
) -> HttpResponse:
    pair = sheet.overlap(key)
    if pair is None:
        raise Http404(_("These two claims are not on the same people."))
    writable = selectors.may_write(request.user, sheet.assessment)
    page = overlap_page(sheet, pair, selectors.overlap_fields(), writable=writable, both=both)
    return render(request, "proposals/overlap.html", {"page": page, "form": form}, status=status)


def _form(request: HttpRequest, sheet: Sheet, key: str, fields: Any) -> AnswerForm:
    row = sheet.rows.get(key)
    said = {"not_known": row.not_known, "who": row.who, "until": row.until} if row else {}
    names = sheet.book.places if sheet.book else {}
    return AnswerForm(
        sent(request),
        fields_of=fields,
        parts=row.parts if row else {},
        revision=row.revision if row else 0,
        places=[(a, names.get(a, a)) for a in sheet.areas],
        indicators=selectors.indicator_choices(sheet),
        hints={f.name: hint_words(f) for f in fields},
        said=said,
        opened=keeping.opened(),
        can_be_unknown=not key.startswith("overlap/"),
    )
