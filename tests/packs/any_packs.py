"""Hypothesis: any pack that is right, made straight from the models."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel

from commonweal.packs import Pack
from commonweal.packs import circles as c
from commonweal.packs import models as m
from commonweal.packs import test_sets as s
from commonweal.packs import toolkits as t

M = TypeVar("M", bound=BaseModel)
SOURCES = ("one", "two")
COUNTRY = "E92000001"

#: Every character that a text may hold, and those that trouble YAML and CSV more often than the rest.
CHARACTERS = st.sampled_from("ab ,;:-#'\"|>&*!%@`[]{}\\\n\t\r\x85\u2028é£😀0") | st.characters(
    exclude_categories=["Cs", "Cc"]
)
NOTES = st.text(CHARACTERS, max_size=30) | st.sampled_from(["no", "null", "~", "1.10", "2020", "a: b", "- a"])
TEXTS = NOTES.filter(str.strip).map(str.strip)
ADDRESSES = st.sampled_from(["", "https://www.ons.gov.uk/a?b=c#d", "http://council.example/é"])
IDS = st.from_regex(r"[a-z0-9]{1,5}([.-][a-z0-9]{1,5}){0,2}", fullmatch=True)
CODES = st.from_regex(r"[A-Z0-9][A-Z0-9-]{1,8}", fullmatch=True)
DAYS = st.dates(dt.date(1000, 1, 1))
PARTIAL_DATES = DAYS.map(str) | DAYS.map(lambda day: str(day)[:7]) | DAYS.map(lambda day: str(day)[:4])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
BREAKDOWNS = st.sampled_from(["", "sex=female", "age=16-24;sex=female", "tenure=social rent"])


def sourced(model: type[M], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[M]:
    return st.builds(
        model,
        provenance=st.sampled_from(m.Provenance),
        source=st.sampled_from(SOURCES),
        note=NOTES,
        **fields,
    )


def few(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


def one_each(items: tuple[Any, ...], name: str) -> tuple[Any, ...]:
    """The first of each by that field."""
    return tuple({getattr(item, name): item for item in reversed(items)}.values())[::-1]


def agreeing(
    indicators: tuple[m.Indicator, ...], entries: tuple[m.IndicatorTarget, ...]
) -> tuple[tuple[m.Indicator, ...], tuple[m.IndicatorTarget, ...]]:
    """Without the targets that no indicator of these can have: beyond its limits, or against another."""
    limits = {i.id: i.limits for i in indicators}
    said: dict[tuple[object, ...], float | None] = {}

    def stays(indicator: str, target: m.Target) -> bool:
        if target.kind == "parity" or target.value is None:
            return True
        lower, upper = limits[indicator].lower, limits[indicator].upper
        if (lower is not None and target.value < lower) or (upper is not None and target.value > upper):
            return False
        key = (indicator, target.by, frozenset(target.areas))
        return said.setdefault(key, target.value) == target.value

    kept = tuple(
        i.model_copy(update={"targets": tuple(t for t in i.targets if stays(i.id, t))}) for i in indicators
    )
    return kept, tuple(e for e in entries if stays(e.indicator, e.target))


def maybe(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | items


def targets(areas: list[str]) -> st.SearchStrategy[m.Target]:
    common = {"by": maybe(PARTIAL_DATES), "areas": few(st.sampled_from(areas))}
    value = sourced(m.Target, kind=st.just("value"), value=NUMBERS, **common)
    parity = sourced(m.Target, kind=st.just("parity"), comparator=st.sampled_from(areas), **common)
    return value | parity


def indicators(id_: str, areas: list[str]) -> st.SearchStrategy[m.Indicator]:
    key = st.builds(
        m.EvidenceKey,
        dataset=st.just(id_),  # no two indicators may name the same figures
        series=TEXTS,
        measure=TEXTS,
        breakdown=BREAKDOWNS,
    )
    return sourced(
        m.Indicator,
        id=st.just(id_),
        name=TEXTS,
        question=TEXTS,
        description=TEXTS,
        unit=TEXTS,
        prefix=NOTES,
        suffix=NOTES,
        decimals=st.integers(0, 6),
        polarity=st.sampled_from([-1, 0, 1]),
        type=st.sampled_from(m.IndicatorType),
        comparator=maybe(st.sampled_from(areas)),
        targets=few(targets(areas)),
        limits=st.builds(m.Limits, lower=maybe(st.just(0.0)), upper=maybe(st.floats(0.5, 1e300))),
        people=maybe(st.builds(m.People, noun=TEXTS, per=st.floats(1e-300, 1e300))),
        organisation=TEXTS,
        address=ADDRESSES,
        licence=TEXTS,
        release=TEXTS,
        geographies=few(TEXTS),
        caveats=few(TEXTS),
        breaks=few(sourced(m.Break, period=DAYS, reason=TEXTS)).map(lambda all_: one_each(all_, "period")),
        provisional_from=maybe(DAYS),
        evidence=few(key).map(lambda keys: tuple({(k.series, k.measure): k for k in keys}.values())),
    )


def goals(id_: str, known: list[str]) -> st.SearchStrategy[m.Goal]:
    gap = sourced(m.Gap, statement=TEXTS, why=TEXTS, being_done=TEXTS)
    placed = st.lists(st.sampled_from(known), unique=True, max_size=3) if known else st.just([])
    return st.one_of(
        sourced(
            m.Goal,
            id=st.just(id_),
            title=TEXTS,
            short_title=TEXTS,
            summary=TEXTS,
            considerations=few(TEXTS),
            outcome=TEXTS,
            domains=few(st.sampled_from(m.Domain), 1),
            indicators=placed.flatmap(
                lambda ids: st.tuples(*(sourced(m.Placement, indicator=st.just(i)) for i in ids))
            ),
            gap=gap,
        )
    )


def frameworks(id_: str, known: list[str]) -> st.SearchStrategy[m.Framework]:
    earlier = few(sourced(m.Wording, date=PARTIAL_DATES, text=TEXTS))
    current = sourced(m.Wording, date=PARTIAL_DATES, text=TEXTS, current=st.just(True))
    rungs = st.lists(IDS, unique=True, max_size=2).flatmap(
        lambda ids: st.tuples(*(sourced(m.Rung, id=st.just(i), name=TEXTS, summary=TEXTS) for i in ids))
    )
    return sourced(
        m.Framework,
        id=st.just(id_),
        title=TEXTS,
        summary=TEXTS,
        goal_word=TEXTS,
        definition=st.just(())
        | st.tuples(earlier, current).map(lambda both: one_each((both[1], *both[0]), "date")),
        caution=NOTES,
        goals=st.lists(IDS, unique=True, min_size=1, max_size=2).flatmap(
            lambda ids: st.tuples(*(goals(i, known) for i in ids))
        ),
        ladder=rungs,
    )


def toolkits(framework: m.Framework, known: list[str]) -> st.SearchStrategy[t.Toolkit]:
    """One of each thing, or two: a toolkit for the framework's goals."""
    placed = st.lists(st.sampled_from(known), unique=True, max_size=2).map(tuple) if known else st.just(())
    prompt = sourced(t.Prompt, id=IDS, question=TEXTS, guidance=NOTES)
    criterion = sourced(t.Criterion, id=IDS, question=TEXTS, guidance=NOTES, monitored=NOTES)
    priority = sourced(
        t.Priority,
        id=IDS,
        name=TEXTS,
        summary=TEXTS,
        goals=st.tuples(st.sampled_from([goal.id for goal in framework.goals])),
        indicators=placed,
        criteria=st.tuples(criterion),
    )
    number = sourced(t.Value, since=st.just(dt.date(2018, 11, 5)), value=NUMBERS)
    words = sourced(t.Value, since=st.just(dt.date(2019, 11, 11)), words=TEXTS, value=st.none())
    return sourced(
        t.Toolkit,
        id=IDS,
        title=TEXTS,
        version=st.just("1.0.0"),
        date=PARTIAL_DATES,
        framework=st.just(framework.id),
        summary=TEXTS,
        caution=TEXTS,
        stages=st.tuples(
            *(
                sourced(
                    t.Stage,
                    id=st.just(kind),
                    kind=st.just(kind),
                    name=TEXTS,
                    question=TEXTS,
                    purpose=TEXTS,
                    prompts=st.just(()) | st.tuples(prompt),
                    criteria=st.just(()) | st.tuples(criterion),
                )
                for kind in t.KINDS
            )
        ),
        needs=st.just(()) | st.tuples(prompt),
        priorities=st.tuples(priority),
        ratings=st.tuples(
            *(sourced(t.Rating, id=st.just(i), name=TEXTS, meaning=TEXTS) for i in ("low", "high"))
        ),
        groups=st.tuples(
            sourced(
                t.Group,
                id=IDS,
                name=TEXTS,
                description=TEXTS,
                sub_groups=st.just(()) | st.tuples(sourced(t.SubGroup, id=IDS, name=TEXTS)),
                indicators=placed,
                parameters=st.just(("p",)),
            )
        ),
        parameters=st.tuples(
            sourced(t.Parameter, id=st.just("p"), name=TEXTS, unit=TEXTS, values=st.tuples(number, words))
        ),
    )


def sets_of_tests(framework: m.Framework, codes: list[str]) -> st.SearchStrategy[s.TestSet]:
    """One question, or two, on the framework's goals."""
    applies = st.builds(
        s.Applies,
        kinds=st.just(()) | st.just(("project", "budget")),
        cost_from=st.none() | st.floats(0, 1e9),
        places=st.just(()) | st.tuples(st.sampled_from(codes)),
        key_decision=st.none() | st.booleans(),
    )

    def question(id_: str) -> st.SearchStrategy[s.TestQuestion]:
        return sourced(
            s.TestQuestion,
            id=st.just(id_),
            label=TEXTS,
            question=TEXTS,
            guidance=NOTES,
            parts=st.just(("who", "unknown")),
            applies=applies,
            goals=st.just(()) | st.tuples(st.sampled_from([goal.id for goal in framework.goals])),
        )

    return sourced(
        s.TestSet,
        id=IDS,
        title=TEXTS,
        version=st.just("1.0.0"),
        date=PARTIAL_DATES,
        framework=st.just(framework.id),
        summary=TEXTS,
        caution=TEXTS,
        questions=st.tuples(question("first")) | st.tuples(question("first"), question("second")),
        headings=st.tuples(TEXTS),
    )


def circles(framework: m.Framework, known: list[str]) -> st.SearchStrategy[c.Circle]:
    """Links between whatever the framework and the indicators offer, no two with the same ends."""
    nodes = [*(f"goal/{goal.id}" for goal in framework.goals), *(f"indicator/{i}" for i in known)]
    ends = [(a, b) for a in nodes for b in nodes if a != b]

    def link(pair: tuple[str, str], number: int) -> st.SearchStrategy[c.Link]:
        fields = {
            "from": st.just(pair[0]),
            "to": st.just(pair[1]),
            "id": st.just(f"link-{number}"),
            "direction": st.sampled_from(["more", "less"]),
            "mechanism": TEXTS,
            "strength": st.sampled_from(c.Strength),
            "lag": st.builds(
                c.Lag, words=TEXTS, years_from=maybe(st.floats(0, 1)), years_to=maybe(st.floats(2, 100))
            ),
            "provenance": st.sampled_from(m.Provenance),
            "source": st.sampled_from(SOURCES),
            "note": NOTES,
        }
        return st.fixed_dictionaries(fields).map(c.Link.model_validate)  # "from" is no name of an argument

    return sourced(
        c.Circle,
        id=IDS,
        title=TEXTS,
        framework=st.just(framework.id),
        summary=TEXTS,
        caution=TEXTS,
        links=st.lists(st.sampled_from(ends), unique=True, min_size=1, max_size=3).flatmap(
            lambda pairs: st.tuples(*(link(pair, number) for number, pair in enumerate(pairs)))
        ),
    )


def places(code: str) -> st.SearchStrategy[m.Place]:
    return st.builds(
        m.Place,
        code=st.just(code),
        name=TEXTS,
        level=TEXTS,
        parent=st.none() if code == COUNTRY else maybe(st.just(COUNTRY)),
        valid_from=maybe(st.dates(dt.date(1000, 1, 1), dt.date(1999, 1, 1))),
        valid_to=maybe(st.dates(dt.date(1999, 1, 1))),
        successor=st.lists(CODES.map("NEW{}".format), max_size=2).map(" ".join),  # none of the pack's own
        source=st.sampled_from(SOURCES),
    )


def manifests() -> st.SearchStrategy[m.Manifest]:
    def source(id_: str) -> st.SearchStrategy[m.Source]:
        return st.builds(
            m.Source,
            id=st.just(id_),
            title=TEXTS,
            publisher=TEXTS,
            address=ADDRESSES,
            published=maybe(PARTIAL_DATES),
            retrieved=maybe(PARTIAL_DATES),
            licence=NOTES,
            note=NOTES,
        )

    return st.builds(
        m.Manifest,
        id=IDS,
        title=TEXTS,
        version=st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}", fullmatch=True),
        licence=TEXTS,
        summary=TEXTS,
        language=st.sampled_from(["en-GB", "cy"]),
        requires=st.just(()),
        sources=st.tuples(*map(source, SOURCES)),
    )


def area_sets(code: str, members: list[str]) -> st.SearchStrategy[m.AreaSet]:
    return sourced(
        m.AreaSet,
        code=st.just(code),
        name=TEXTS,
        short_name=TEXTS,
        kind=TEXTS,
        members=st.lists(st.sampled_from(members), unique=True, min_size=1, max_size=3).map(tuple),
        aggregation=st.sampled_from(["published", "sum", "weighted"]),
    )


def datasets(id_: str) -> st.SearchStrategy[m.Dataset]:
    return sourced(
        m.Dataset,
        id=st.just(id_),
        title=TEXTS,
        organisation=TEXTS,
        address=ADDRESSES,
        licence=TEXTS,
        released=maybe(PARTIAL_DATES),
        file=st.just(f"figures/{id_}.csv"),
    )


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    codes = [
        COUNTRY,
        *draw(st.lists(CODES.filter(lambda c: c not in (COUNTRY, "SET")), unique=True, max_size=2)),
    ]
    ids = draw(st.lists(IDS, unique=True, max_size=2))
    framework_ids = draw(st.lists(IDS, unique=True, max_size=2))
    target = st.builds(m.IndicatorTarget, indicator=st.sampled_from(ids or [""]), target=targets(codes))
    site = st.builds(
        m.Site,
        name=TEXTS,
        question=TEXTS,
        framework=st.sampled_from(framework_ids or [""]),
        area=st.sampled_from(codes),
        areas=st.just(tuple(codes)),
        framework_areas=st.dictionaries(
            st.sampled_from(framework_ids or [""]), st.sampled_from(codes), max_size=2
        ),
        tiles=st.dictionaries(st.sampled_from(codes), st.tuples(st.integers(0, 99), st.integers(0, 99))).map(
            lambda tiles: {area: at for at, area in {at: area for area, at in tiles.items()}.items()}
        ),
    )
    defined, others = agreeing(
        tuple(draw(indicators(id_, codes)) for id_ in ids), draw(few(target)) if ids else ()
    )
    made = tuple(draw(frameworks(id_, ids)) for id_ in framework_ids)
    return Pack(
        manifest=draw(manifests()),
        frameworks=made,
        toolkits=tuple(draw(toolkits(framework, ids)) for framework in made[:1]),
        test_sets=tuple(draw(sets_of_tests(framework, codes)) for framework in made[:1]),
        circles=tuple(
            draw(circles(framework, ids)) for framework in made[:1] if len(framework.goals) + len(ids) > 1
        ),
        indicators=defined,
        targets=others,
        places=tuple(draw(places(code)) for code in codes),
        area_sets=draw(st.just(()) | st.tuples(area_sets("SET", codes))),
        datasets=tuple(draw(datasets(id_)) for id_ in draw(st.lists(IDS, unique=True, max_size=2))),
        site=draw(maybe(site)) if framework_ids else None,
    )
