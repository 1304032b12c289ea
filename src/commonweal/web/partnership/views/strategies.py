"""Strategies: the list, one of them, two side by side; enter and change them, their versions and parts."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.partnership.actions import strategies as actions
from commonweal.web.partnership.forms import strategies as entered
from commonweal.web.partnership.forms.asked import Compared, Covering, Strategies
from commonweal.web.partnership.forms.organisations import Revised
from commonweal.web.partnership.models import Strategy, StrategyPart
from commonweal.web.partnership.presenters import comparing
from commonweal.web.partnership.presenters import strategies as present
from commonweal.web.partnership.presenters import strategy_file as files
from commonweal.web.partnership.presenters.strategy_words import address as address_of
from commonweal.web.partnership.roles import KEEP
from commonweal.web.partnership.selectors import evidence, organisations
from commonweal.web.partnership.selectors import strategies as selectors
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.context import site
from commonweal.web.ui.forms import sent

from .rollouts import may_keep
from .saving import save

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])
_PLAIN = tuple(n for n in actions.OF_STRATEGY if not n.endswith("_id"))
_OF_PART = tuple(n for n in actions.OF_PART if not n.endswith("_id"))


@public
@require_safe
@kept
def strategies(request: HttpRequest) -> HttpResponse:
    asked = Strategies.read(request.GET)
    page = present.list_page(
        selectors.fitting(asked), asked, evidence.goals(), selectors.choices(), evidence.places()
    )
    return render(request, "partnership/strategies.html", {"page": page, "may_keep": may_keep(request)})


@public
@require_safe
def strategies_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, selectors.fitting(Strategies.read(request.GET)), "strategies.csv")


@public
@require_safe
@kept
def strategy(request: HttpRequest, slug: str) -> HttpResponse:
    held, asked, book = the_strategy(slug), Covering.read(request.GET), evidence.book()
    of = selectors.chosen(book, asked.framework)
    found = selectors.covered(held, book, of, asked.place) if book and of else None
    page = present.page(held, found, book, selectors.frameworks(book), evidence.places(), selectors.choices())
    return render(request, "partnership/strategy.html", {"page": page, "may_keep": may_keep(request)})


@public
@require_safe
def strategy_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, [the_strategy(slug)], f"strategy-{slug}.csv")  # stays English


@public
@require_safe
@kept
def compare(request: HttpRequest) -> HttpResponse:
    asked, book = Compared.read(request.GET), evidence.book()
    of = selectors.chosen(book, asked.framework)
    a, b = (selectors.strategy(slug) if slug else None for slug in (asked.a, asked.b))
    ready = a is not None and b is not None and a != b and of is not None
    page = comparing.compare_page(
        a, b, of, selectors.compared(a, b, of) if ready else [],  # type: ignore[arg-type]
        tuple(selectors.unaligned(s, of) if s and of else () for s in (a, b)),  # type: ignore[arg-type]
        asked, selectors.frameworks(book), selectors.choices(),
    )  # fmt: skip
    return render(request, "partnership/strategies_compare.html", {"page": page})


@_read_and_write
@needs(KEEP)
def new(request: HttpRequest) -> HttpResponse:
    form = _form(request, {})
    return save(
        request, form, _("Enter a strategy"),
        lambda: actions.save_strategy(strategy=None, **_sent(request, form)),
        back=reverse("partnership:strategies"), then=address_of, said=_("It is entered."),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    held = the_strategy(slug)
    initial = {n: getattr(held, n) for n in (*_PLAIN, "revision")}
    initial |= {n: getattr(getattr(held, n), "slug", "") for n in ("owner", "partnership")}
    form = _form(request, initial)
    return save(
        request, form, _("Change what is said of %(name)s") % {"name": held.name},
        lambda: actions.save_strategy(strategy=held, **_sent(request, form)), back=address_of(held),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def version(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """Enter a version of the document, or change the one with a number."""
    held = the_strategy(slug)
    row = selectors.version(held, number) if number else None
    if number and row is None:
        raise Http404(_("The strategy has no such version."))
    initial = {n: getattr(row, n) for n in (*actions.OF_VERSION, "revision")} if row else {}
    form = entered.VersionForm(sent(request), initial=initial)
    return save(
        request, form, _("A version of %(name)s") % {"name": held.name},
        lambda: actions.save_version(strategy=held, version=row, **_sent(request, form)),
        back=address_of(held),
    )  # fmt: skip


@_read_and_write
@needs(KEEP)
def part(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """Enter a part of a strategy, or change the one with a number."""
    held = the_strategy(slug)
    row = _part(held, number) if number else None
    form = _part_form(request, held, row)

    def act() -> StrategyPart:
        found = _sent(request, form)
        goals, whose = found["fields"].pop("goals", ()), found["fields"].pop("whose", "")
        for name in ("under", "read_in"):
            found["fields"][f"{name}_id"] = int(found["fields"].pop(name, "") or 0) or None
        return actions.save_part(strategy=held, part=row, goals=goals, whose=whose, **found)

    return save(request, form, _("A part of %(name)s") % {"name": held.name}, act, back=address_of(held))


@_read_and_write
@needs(KEEP)
def part_drop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    held = the_strategy(slug)
    row = _part(held, number)
    form = Revised(sent(request), initial={"revision": row.revision})
    return save(
        request, form, _("Take a part out of %(name)s") % {"name": held.name},
        lambda: actions.drop_part(
            strategy=held, part=row, revision=form.cleaned_data["revision"], by=request.user,
            now=timezone.now(),
        ),
        back=address_of(held), button=_("Take it out"), said=_("It is taken out."), quoted=row.name,
    )  # fmt: skip


def the_strategy(slug: str) -> Strategy:
    """Raises Http404."""
    found = selectors.strategy(slug)
    if found is None:
        raise Http404(_("No strategy has that address."))
    return found


def _part(held: Strategy, number: int) -> StrategyPart:
    found = selectors.part(held, number)
    if found is None:
        raise Http404(_("The strategy has no such part."))
    return found


def _file(request: HttpRequest, found: list[Strategy], name: str) -> HttpResponse:
    rows = files.csv_rows(found, site(request)["this_site"].address)
    return attached(table(files.COLUMNS, rows), "text/csv; charset=utf-8", name)  # stays English


def _form(request: HttpRequest, initial: dict[str, Any]) -> entered.StrategyForm:
    return entered.StrategyForm(
        sent(request), initial=initial, organisations=list(organisations.organisation_choices().items()),
        partnerships=list(organisations.partnership_choices().items()),
        places=list(evidence.places().items()),
    )  # fmt: skip


def _part_form(request: HttpRequest, held: Strategy, row: StrategyPart | None) -> entered.PartForm:
    initial: dict[str, Any] = {}
    goals: tuple[str, ...] = ()
    if row is not None:
        goals = tuple(f"{a.framework}:{a.goal}" for a in row.alignments.all())
        initial = {n: getattr(row, n) for n in (*_OF_PART, "revision")} | {"goals": list(goals)}
        initial |= {"under": str(row.under_id or ""), "read_in": str(row.read_in_id or "")}
        initial["owner"] = row.owner.slug if row.owner else ""
        known = selectors.indicator_choices(row)
        initial["indicators"] = "\n".join(known.get(i, i) for i in row.indicators)
    return entered.PartForm(
        sent(request), initial=initial, held=goals, above=list(selectors.parts_above(held, row).items()),
        goals=list(selectors.goal_choices(row).items()),
        indicators=list(selectors.indicator_choices(row).items()), places=list(evidence.places().items()),
        organisations=list(organisations.organisation_choices().items()),
        versions=[(str(v.pk), v.name) for v in held.versions.all()],
    )  # fmt: skip


def _sent(request: HttpRequest, form: Any) -> dict[str, Any]:
    """What an action is handed: names of organisations and partnerships become their rows."""
    fields = dict(form.cleaned_data)
    revision = fields.pop("revision")
    finders = {"owner": organisations.organisation, "partnership": organisations.partnership}
    for name, find in finders.items():
        if name in fields:
            found: Any = find(fields.pop(name) or "")
            fields[f"{name}_id"] = found.pk if found else None
    return {"fields": fields, "revision": revision, "by": request.user, "now": timezone.now()}
