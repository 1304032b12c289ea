"""Roll-outs: the list and one of them; enter and change them, their record, and what belongs to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.partnership.actions import rollouts as actions
from commonweal.web.partnership.forms import rollouts as entered
from commonweal.web.partnership.forms.asked import RollOuts
from commonweal.web.partnership.forms.organisations import Revised
from commonweal.web.partnership.models import (
    Adaptation,
    Brought,
    Effect,
    Lesson,
    Organisation,
    RollOut,
    Stage,
    Training,
)
from commonweal.web.partnership.presenters import rollout_file as files
from commonweal.web.partnership.presenters import rollouts as present
from commonweal.web.partnership.roles import KEEP
from commonweal.web.partnership.selectors import evidence, organisations, strategies, things
from commonweal.web.partnership.selectors import rollouts as selectors
from commonweal.web.proposals import selectors as proposals
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.context import site
from commonweal.web.ui.forms import sent

from .saving import save

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])
#: The lines of a record: by what addresses call them, the row, its form and its title.
LINES: dict[str, tuple[Any, Any, Any]] = {
    "brought": (Brought, entered.BroughtForm, gettext_lazy("What it brings")),
    "stages": (Stage, entered.StageForm, gettext_lazy("A stage")),
    "trainings": (Training, entered.TrainingForm, gettext_lazy("Training given")),
    "adaptations": (Adaptation, entered.AdaptationForm, gettext_lazy("What was adapted")),
    "effects": (Effect, entered.EffectForm, gettext_lazy("What it changed")),
    "lessons": (Lesson, entered.LessonForm, gettext_lazy("What was learnt")),
}
_TO = ("partnership", "strategy", "programme")


def may_keep(request: HttpRequest) -> bool:
    return request.user.is_authenticated and request.user.may(KEEP)


@public
@require_safe
@kept
def rollouts(request: HttpRequest) -> HttpResponse:
    asked, today, titles = RollOuts.read(request.GET), timezone.localdate(), things.titles()
    found = selectors.fitting(asked)
    page = present.list_page(
        _reached(found), asked, selectors.adopted(found, titles, today.year), titles, evidence.places(),
        proposals.tiles(), total=selectors.total(),
    )  # fmt: skip
    return render(request, "partnership/rollouts.html", {"page": page, "may_keep": may_keep(request)})


@public
@require_safe
def rollouts_csv(request: HttpRequest) -> HttpResponse:
    found = _reached(selectors.fitting(RollOuts.read(request.GET)))
    rows = files.csv_rows(found, things.titles(), evidence.places(), site(request)["this_site"].address)
    return attached(table(files.COLUMNS, rows), "text/csv; charset=utf-8", "roll-outs.csv")  # stays English


@public
@require_safe
@kept
def rollout(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page(request, the_rollout(slug))
    return render(request, "partnership/rollout.html", {"page": page, "may_keep": may_keep(request)})


@public
@require_safe
def rollout_csv(request: HttpRequest, slug: str) -> HttpResponse:
    rows = files.record_rows(_page(request, the_rollout(slug)))
    content = table(files.RECORD, rows)
    return attached(content, "text/csv; charset=utf-8", f"roll-out-{slug}.csv")  # stays English


@_read_and_write
@needs(KEEP)
def new(request: HttpRequest) -> HttpResponse:
    form = _form(request, None)
    return save(
        request, form, _("Enter a roll-out"), lambda: _save(request, form, None),
        back=reverse("partnership:rollouts"), then=present.address, said=_("It is entered."),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_rollout(slug)
    form = _form(request, held)
    return save(
        request, form, _("Change what is said of %(name)s") % {"name": held.name},
        lambda: _save(request, form, held), back=present.address(held),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def line(request: HttpRequest, slug: str, kind: str, number: int = 0) -> HttpResponse:
    """Write a line of the record, or change the one with a number."""
    held, (model, made, title), row = _line_of(slug, kind, number)
    form = made(sent(request), initial=_initial(row, model), **_choices(kind))

    def act() -> Any:
        fields = dict(form.cleaned_data)
        revision = fields.pop("revision")
        what = {"brought": ("what", ("kind", "thing", "version"), ":"),
                "lessons": ("question", ("kind", "thing", "key", "item"), "|")}  # fmt: skip
        if kind in what:
            name, parts, mark = what[kind]
            chosen = fields.pop(name, "")
            fields |= dict(zip(parts, chosen.split(mark) if chosen else [""] * len(parts), strict=True))
        common = {"fields": fields, "revision": revision, "by": request.user, "now": timezone.now()}
        if kind == "lessons":
            return actions.save_lesson(rollout=held, lesson=row, **common)
        return actions.save_line(rollout=held, kind=model, line=row, **common)

    sent_on = request.POST.get("question")
    said = _("The lesson stands as a note in the draft.") if sent_on else _("Saved.")
    return save(request, form, f"{title}: {held.name}", act, back=present.address(held), said=said)


@_read_and_write
@needs(KEEP)
def drop(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    """Take a line out of the record."""
    held, (model, _form_of_it, title), row = _line_of(slug, kind, number)
    form = Revised(sent(request), initial={"revision": row.revision})
    return save(
        request, form, _("Take it out: %(what)s") % {"what": title.lower()},
        lambda: actions.drop_line(
            rollout=held, kind=model, line=row, revision=form.cleaned_data["revision"], by=request.user,
            now=timezone.now(),
        ),
        back=present.address(held), button=_("Take it out"), said=_("It is taken out."), quoted=_quoted(row),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def attach(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_rollout(slug)
    form = entered.AttachForm(sent(request))
    return save(
        request, form, _("What belongs to %(name)s") % {"name": held.name},
        lambda: actions.attach(
            rollout=held, address=form.cleaned_data["address"], by=request.user, now=timezone.now()
        ),
        back=present.address(held), button=_("Let it belong"), said=_("It belongs to the roll-out now."),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def detach(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    held = the_rollout(slug)
    if kind not in ("proposals", "reports", "commitments"):
        raise Http404(_("Nothing of that kind belongs to roll-outs."))
    return save(
        request, forms.Form(sent(request)), _("Let it no longer belong to the roll-out"),
        lambda: actions.detach(rollout=held, kind=kind, number=number, by=request.user, now=timezone.now()),
        back=present.address(held), button=_("Let it go"), said=_("It belongs to the roll-out no more."),
        quoted=held.name,
    )  # fmt: skip


def the_rollout(slug: str) -> RollOut:
    """Raises Http404."""
    found = selectors.rollout(slug)
    if found is None:
        raise Http404(_("No roll-out has that address."))
    return found


def _reached(found: list[RollOut]) -> list[tuple[RollOut, list[Any]]]:
    today = timezone.localdate()
    return [(r, [selectors.reach_of(s, today) for s in r.stages.all()]) for r in found]


def _page(request: HttpRequest, held: RollOut) -> present.Page:
    today = timezone.localdate()
    return present.page(
        held, {s.pk: selectors.reach_of(s, today) for s in held.stages.all()},
        selectors.belonging(request.user, held, today),
        selectors.effect_seen(request.user, held.effects.all()),
        {lesson.pk: selectors.whereabouts(lesson) for lesson in held.lessons.all()}, things.titles(),
        evidence.places(), evidence.book(),
    )  # fmt: skip


def _form(request: HttpRequest, held: RollOut | None) -> entered.RollOutForm:
    initial: dict[str, Any] = {}
    if held is not None:
        initial = {n: getattr(held, n) for n in actions.OF_ROLLOUT if not n.endswith("_id")}
        initial |= {n: getattr(getattr(held, n), "slug", "") for n in _TO}
        initial |= {"revision": held.revision, "owners": [o.slug for o in held.owners.all()]}
    return entered.RollOutForm(
        sent(request), initial=initial, partnerships=list(organisations.partnership_choices().items()),
        strategies=list(strategies.choices().items()),
        programmes=[(p.slug, p.title) for p in proposals.all_programmes()],
        places=list(evidence.places().items()),
        organisations=list(organisations.organisation_choices().items()),
    )  # fmt: skip


def _save(request: HttpRequest, form: forms.Form, held: RollOut | None) -> RollOut:
    fields = dict(form.cleaned_data)
    for name, find in zip(
        _TO, (organisations.partnership, strategies.strategy, proposals.programme), strict=True
    ):
        found: Any = find(fields.pop(name, "") or "")
        fields[f"{name}_id"] = found.pk if found else None
    owners = [organisations.organisation(slug) for slug in fields.pop("owners", ())]
    return actions.save_rollout(
        rollout=held, owners=[o for o in owners if isinstance(o, Organisation)], fields=fields,
        revision=fields.pop("revision"), by=request.user, now=timezone.now(),
    )  # fmt: skip


def _line_of(slug: str, kind: str, number: int) -> tuple[RollOut, tuple[Any, Any, str], Any]:
    held = the_rollout(slug)
    if kind not in LINES:
        raise Http404(_("A roll-out has no such part."))
    row = selectors.part(held, kind, number) if number else None
    if number and row is None:
        raise Http404(_("The roll-out has no such line."))
    model, made, title = LINES[kind]
    return held, (model, made, str(title)), row


def _choices(kind: str) -> dict[str, Any]:
    if kind == "brought":
        return {"things": list(things.choices().items())}
    if kind == "effects":
        return {"indicators": list(evidence.indicators().items())}
    return {"questions": list(things.questions().items())} if kind == "lessons" else {}


def _initial(row: Any, model: Any) -> dict[str, Any]:
    if row is None:
        return {}
    initial = {"revision": row.revision} | {n: getattr(row, n) for n in actions.OF[model]}
    if model is Brought:
        initial["what"] = f"{row.kind}:{row.thing}:{row.version}"
    if model is Lesson:
        initial["question"] = f"{row.kind}|{row.thing}|{row.key}|{row.item}" if row.kind else ""
    if model is Effect and (row.proposal_id or row.report_id):
        initial["link"] = (
            f"/proposals/{row.proposal_id}/" if row.proposal_id else f"/reports/{row.report_id}/"
        )
    return initial


def _quoted(row: Any) -> str:
    return str(getattr(row, "name", "") or getattr(row, "words", "") or row)
