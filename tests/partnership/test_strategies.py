"""What a strategy covers: by table, by properties, and against a plain second implementation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commonweal.partnership.strategies import Coverage, Part, Shows, coverage, shows, side_by_side

GOALS = ("climate", "economy", "learning", "equality")
ROADS = Part("roads", ("economy",))
SCHOOLS = Part("schools", ("learning", "equality"), ("attainment",))
HOPE = Part("hope")
OLD = Part("old", ("gone", "economy"), ("lost",))
PLACED = {"climate": ["co2"], "economy": ["pay", "jobs"], "learning": ["attainment", "neet"], "equality": []}
KNOWN = {"co2", "pay", "attainment", "neet"}


def test_covered_left_out_unaligned_and_gone() -> None:
    assert coverage([ROADS, SCHOOLS, HOPE, OLD], GOALS) == Coverage(
        covered={"economy": ("roads", "old"), "learning": ("schools",), "equality": ("schools",)},
        left_out=("climate",),
        unaligned=("hope",),
        gone=(("old", "gone"),),
    )
    assert coverage([], GOALS).left_out == GOALS
    assert coverage([HOPE], ()).unaligned == ("hope",)


def test_what_would_show_that_it_works() -> None:
    assert shows([ROADS, SCHOOLS, HOPE, OLD], PLACED, KNOWN) == Shows(
        by_part={
            "roads": (("pay", False),),
            "schools": (("attainment", True), ("neet", False)),
            "hope": (),
            "old": (("pay", False),),
        },
        blind=("hope",),
        goals_blind=("equality",),
        gone=(("old", "lost"),),
    )


def test_side_by_side() -> None:
    found = side_by_side([ROADS, SCHOOLS], [Part("fields", ("climate", "economy"))], GOALS)
    assert [(b.goal, b.a, b.b, b.who) for b in found] == [
        ("climate", (), ("fields",), "b"),
        ("economy", ("roads",), ("fields",), "both"),
        ("learning", ("schools",), (), "a"),
        ("equality", ("schools",), (), "a"),
    ]
    assert {b.who for b in side_by_side([], [], GOALS)} == {"neither"}


IDS = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True).map(tuple)


@st.composite
def parts(draw: st.DrawFn) -> list[Part]:
    return [
        Part(
            f"part {n}",
            draw(IDS),
            draw(st.lists(st.sampled_from("uvwxyz"), max_size=3, unique=True).map(tuple)),
        )
        for n in range(draw(st.integers(0, 5)))
    ]


FRAMEWORK = st.permutations("abcd").flatmap(lambda p: st.integers(0, 4).map(lambda n: tuple(p[:n])))
FIGURES = st.sets(st.sampled_from("uvwxyz"))


@given(parts(), FRAMEWORK)
def test_coverage_agrees_with_asking_every_pair(held: list[Part], goals: tuple[str, ...]) -> None:
    found = coverage(held, goals)
    pairs = [(p.id, g) for p in held for g in p.goals]
    for goal in goals:
        own = [id_ for id_, g in pairs if g == goal]
        assert list(found.covered.get(goal, ())) == own
        assert (goal in found.left_out) == (not own)
    assert [*found.covered, *found.left_out] == sorted([*found.covered, *found.left_out], key=lambda g: (
        g in found.left_out, goals.index(g)
    ))  # fmt: skip
    assert set(found.covered) | set(found.left_out) == set(goals)
    assert list(found.gone) == [(id_, g) for id_, g in pairs if g not in goals]
    assert list(found.unaligned) == [p.id for p in held if not any(g in goals for g in p.goals)]


@given(
    parts(),
    st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("uvwxyz"), unique=True)),
    FIGURES,
)
def test_what_shows_agrees_with_asking_every_pair(
    held: list[Part], placed: dict[str, list[str]], known: set[str]
) -> None:
    found = shows(held, placed, known)
    assert list(found.by_part) == [p.id for p in held]
    for part in held:
        wanted = {i for i in part.indicators if i in known}
        wanted |= {i for g in part.goals if g in placed for i in placed[g] if i in known}
        given_ = [i for i, _ in found.by_part[part.id]]
        assert len(given_) == len(set(given_))
        assert set(given_) == wanted
        assert {i for i, own in found.by_part[part.id] if own} == set(part.indicators) & known
        assert (part.id in found.blind) == (not wanted)
    for goal in placed:
        covered = any(goal in p.goals for p in held)
        assert (goal in found.goals_blind) == (covered and not set(placed[goal]) & known)
    assert list(found.gone) == [(p.id, i) for p in held for i in p.indicators if i not in known]


@given(parts(), parts(), FRAMEWORK)
def test_side_by_side_is_the_same_from_the_other_side(
    a: list[Part], b: list[Part], goals: tuple[str, ...]
) -> None:
    one, other = side_by_side(a, b, goals), side_by_side(b, a, goals)
    assert [(x.goal, x.a, x.b) for x in one] == [(x.goal, x.b, x.a) for x in other]
    turned = {"a": "b", "b": "a", "both": "both", "neither": "neither"}
    assert [turned[x.who] for x in one] == [x.who for x in other]
    assert [x.goal for x in one if x.a] == [g for g in goals if g in coverage(a, goals).covered]
