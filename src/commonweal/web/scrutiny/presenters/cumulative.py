"""Decisions taken together, in words: a sentence, a grid of which each number leads to its list, the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.scrutiny.cumulative import Claim
from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.scrutiny.forms.asked import NONE, Cumulative
from commonweal.web.scrutiny.presenters.coverage_words import examples_words
from commonweal.web.scrutiny.presenters.filters import Filter, filter_of
from commonweal.web.scrutiny.selectors.cumulative import Shown, Together

BY = {
    "place": (gettext_lazy("By place"), gettext_lazy("Place")),
    "group": (gettext_lazy("By group of people"), gettext_lazy("Group")),
    "goal": (gettext_lazy("By goal"), gettext_lazy("Goal")),
}
_NONE_OF = {
    "place": gettext_lazy("None of these decisions touches a place."),
    "group": gettext_lazy("None of these decisions touches a group."),
    "goal": gettext_lazy("None of these decisions touches a goal."),
}
YEARS = (("10", gettext_lazy("The last ten years")), ("all", gettext_lazy("All years")))
PEOPLE = gettext_lazy(
    "Numbers of people stand as each decision claims them. They are not added up: two decisions may be on "
    "the same people, and nobody has said how far they are."
)
#: Letters of a claim's words that a list shows.
LONGEST = 220


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    href: str


@dataclass(frozen=True)
class GridRow:
    """``href``: the same page for this row."""

    label: str
    href: str
    cells: list[Cell]


@dataclass(frozen=True)
class ClaimView:
    words: str
    late: bool
    assessed: bool


@dataclass(frozen=True)
class Row:
    title: str
    href: str
    note: str
    decided: str
    cost: str
    tags: tuple[tuple[str, str], ...]
    gains: list[ClaimView]
    lose: list[ClaimView]
    says: list[ClaimView]
    followed: str
    followed_href: str


@dataclass(frozen=True)
class CumulativePage:
    title: str
    sentence: str
    costs: str
    counted: str
    filters: list[Filter]
    grid_title: str
    first: str
    years: list[str]
    grid: list[GridRow]
    all: list[Cell]
    listed: str
    whole_href: str
    rows: list[Row]
    leads: list[tuple[str, str]]
    people: str
    any: bool
    none: str


def cumulative_page(found: Together, asked: Cumulative) -> CumulativePage:
    first = BY[found.by] if found.by and found.keys else ("", "")
    what = _what(found, asked)
    return CumulativePage(
        title=_("What decisions add up to"),
        sentence=_sentence(found, asked, what),
        costs=_costs(found),
        counted=f"{_counted(found)} {examples_words(found.examples)}".strip(),
        filters=_filters(found, asked),
        grid_title=str(first[0]),
        first=str(first[1]),
        years=[_year(y) for y in found.years],
        grid=_grid(found, asked),
        all=_cells(found, asked, found.each_year),
        listed=_listed(asked),
        whole_href=_here(replace(asked, year="", page=1)) if asked.year else "",
        rows=[_row(s, found) for s in found.shown],
        leads=_leads(found, asked),
        people=str(PEOPLE),
        any=bool(found.each_year),
        none=str(_NONE_OF[found.by]) if found.by and not found.keys else "",
    )


def _sentence(found: Together, asked: Cumulative, what: str) -> str:
    n = len(found.found)
    words = {"number": f"{n:,}", "when": _when(asked), "what": what}
    if not n and what:
        return _("No decision %(when)s touches %(what)s.") % words
    if not n:
        return _("No decision %(when)s can be read here.") % words
    ahead = sum(d.ahead is True for d in found.found)
    went = _("it went ahead") if ahead else _("it did not go ahead, or that is not known")
    if n > 1:
        went = ngettext("%(number)s of them went ahead", "%(number)s of them went ahead", ahead)
        went %= {"number": f"{ahead:,}"}
    said = (
        ngettext(
            "%(number)s decision %(when)s that touches %(what)s: %(went)s.",
            "%(number)s decisions %(when)s that touch %(what)s: %(went)s.",
            n,
        )
        if what
        else ngettext(
            "%(number)s decision %(when)s: %(went)s.", "%(number)s decisions %(when)s: %(went)s.", n
        )
    )
    return said % {**words, "went": went}


def _when(asked: Cumulative) -> str:
    if asked.year == NONE:
        return _("of which the day is not known")
    if asked.year:
        return _("in %(year)s") % {"year": asked.year}
    return {"5": _("in the last five years"), "10": _("in the last ten years"), "all": _("so far")}[
        asked.years
    ]


def _costs(found: Together) -> str:
    """The sum, of how many; "" where nothing went ahead."""
    c = found.costs
    if not c.ahead:
        return ""
    if not c.known:
        return _("What went ahead has no known cost (0 of %(all)s).") % {"all": f"{c.ahead:,}"}
    return _(
        "What went ahead costs %(cost)s together, of those where the cost is known: %(known)s of %(all)s. "
        "Each proposal counts once, by its latest decision, in pounds of its own day."
    ) % {"cost": money(c.total), "known": f"{c.known:,}", "all": f"{c.ahead:,}"}


def _counted(found: Together) -> str:
    if found.everything:
        return _(
            "Every decided report is counted, exempt ones too, and every decided proposal that you may read."
        )
    return _("Only reports and proposals that are public are counted.")


def _grid(found: Together, asked: Cumulative) -> list[GridRow]:
    if not found.by:
        return []
    names: Mapping[str, str] = {"place": found.places, "group": found.groups, "goal": found.goals}[found.by]
    rows = []
    for key in sorted(found.keys, key=lambda k: (names.get(k, k).casefold(), k)):
        own = replace(asked, **{found.by: key}, by="", year="", page=1)
        counts = {y: n for (k, y), n in found.cells.items() if k == key}
        rows.append(GridRow(names.get(key, key), _here(own), _cells(found, own, counts)))
    return rows


def _cells(found: Together, asked: Cumulative, counts: Mapping[int | None, int]) -> list[Cell]:
    return [
        Cell(
            _year(y),
            f"{counts.get(y, 0):,}",
            _here(replace(asked, year=str(y or NONE), page=1)) + "#decisions" if counts.get(y) else "",
        )
        for y in found.years
    ]


def _row(shown: Shown, found: Together) -> Row:
    d = shown.decision
    name = "scrutiny:report" if d.kind == "report" else "proposals:proposal"
    tags = [(_("Example"), "purple")] if shown.example else []
    if shown.exempt:
        tags.append((_("Exempt"), "red"))
    elif not shown.public:
        tags.append((_("Not public yet"), "grey"))
    views = {
        side: [ClaimView(_words(c, found), c.late, c.assessed) for c in shown.claims if c.side == side]
        for side in ("gains", "could-lose", "says")
    }
    return Row(
        title=shown.title,
        href=reverse(name, args=[d.id]),
        note=shown.reference or _("Proposal, without a decided report"),
        decided=shown.decided,
        cost=money(d.cost) if d.cost is not None else _("Not known"),
        tags=tuple(tags),
        gains=views["gains"],
        lose=views["could-lose"],
        says=views["says"],
        followed=_followed(shown),
        followed_href=reverse("scrutiny:follow-up", args=[d.id]) if shown.followed.claims else "",
    )


def _followed(shown: Shown) -> str:
    """ "3 claims to look back at: 1 looked at, 1 due"."""
    f = shown.followed
    if not f.claims:
        return ""
    said = (
        ngettext(
            "%(number)d claim to look back at: %(looked)d looked at, %(due)d due",
            "%(number)d claims to look back at: %(looked)d looked at, %(due)d due",
            f.claims,
        )
        if f.due
        else ngettext(
            "%(number)d claim to look back at: %(looked)d looked at",
            "%(number)d claims to look back at: %(looked)d looked at",
            f.claims,
        )
    )
    return said % {"number": f.claims, "looked": f.looked, "due": f.due}


def _words(claim: Claim, found: Together) -> str:
    """ "Who benefits: 1,200 people (young people), in Solihull: homes near stations. By when: 2028."."""
    who = ", ".join([*(found.groups.get(g, g) for g in claim.groups), *([claim.who] if claim.who else [])])
    if claim.people is not None:
        count = ngettext("%(number)s person", "%(number)s people", claim.people)
        count %= {"number": f"{claim.people:,}"}
        who = f"{count} ({who})" if who else count
    where = ", ".join(found.places.get(p, p) for p in claim.places)
    fact = ", ".join(part for part in (who, _("in %(places)s") % {"places": where} if where else "") if part)
    said = [f"{fact[:1].upper()}{fact[1:]}", _short(claim.words)]
    if claim.indicator:
        indicator = found.indicators.get(claim.indicator, claim.indicator)
        said.append(_("It would show in %(indicator)s") % {"indicator": indicator})
    if claim.by_when:
        said.append(_("By when: %(when)s") % {"when": _short(claim.by_when)})
    return f"{claim.label}: {' '.join(_ended(s) for s in said if s)}"


def _short(words: str) -> str:
    return str(Truncator(" ".join(words.split())).chars(LONGEST))


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?…" else f"{sentence}."


def _what(found: Together, asked: Cumulative) -> str:
    named = [
        found.places.get(asked.place, asked.place),
        found.groups.get(asked.group, asked.group),
        _("the goal %(goal)s") % {"goal": found.goals.get(asked.goal, asked.goal)} if asked.goal else "",
    ]
    said = ""
    for name in filter(None, named):
        said = _("%(first)s and %(second)s") % {"first": said, "second": name} if said else name
    return said


def _listed(asked: Cumulative) -> str:
    if not asked.year:
        return _("The decisions, the latest first")
    if asked.year == NONE:
        return _("Decisions of which the day is not known")
    return _("The decisions of %(year)s") % {"year": asked.year}


def _filters(found: Together, asked: Cumulative) -> list[Filter]:
    rows = [(name, str(words)) for name, (words, _first) in BY.items() if not getattr(asked, name)]
    return [
        filter_of("place", _("Place"), _("Any place"), _places(found, asked.place), asked.place),
        filter_of("group", _("Group of people"), _("Any group"), list(found.groups.items()), asked.group),
        filter_of("goal", _("Goal"), _("Any goal"), list(found.goals.items()), asked.goal),
        Filter(
            "years",
            _("Years"),
            [
                ("5", _("The last five years"), asked.years == "5"),
                *((v, str(t), v == asked.years) for v, t in YEARS),
            ],
        ),
        Filter("by", _("Rows of the table"), [(v, t, v == (found.by or "")) for v, t in rows]),
    ]


def _places(found: Together, chosen: str) -> list[tuple[str, str]]:
    """The places that a decision touches, and the one chosen where it is one, by name."""
    codes = found.touched | ({chosen} & found.places.keys())
    return sorted(((c, found.places.get(c, c)) for c in codes), key=lambda place: place[1].casefold())


def _leads(found: Together, asked: Cumulative) -> list[tuple[str, str]]:
    leads = []
    if asked.place in found.places:
        place = _("%(place)s: the place") % {"place": found.places[asked.place]}
        leads.append((place, reverse("framework:place", args=[asked.place])))
    if asked.goal in found.goals:
        href = reverse("framework:goal", args=[found.framework, asked.goal])
        leads.append((_("%(goal)s: the goal") % {"goal": found.goals[asked.goal]}, href))
    return leads


def _here(asked: Cumulative) -> str:
    return reverse("scrutiny:cumulative") + asked.address()


def _year(year: int | None) -> str:
    return str(year) if year is not None else _("Not known")
