"""The sentences and the picture of the virtuous circle."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from commonweal.circle import State, holes, layout, loops, net, turning
from commonweal.packs.circles import Link
from commonweal.publish import circle as words
from commonweal.publish.circle_picture import Drawn, picture

NAMES = {"indicator/pay": "Pay", "indicator/income": "Income", "indicator/health": "Health"}
RING = tuple(NAMES)


def link(origin: str, to: str, direction: str = "more", strength: str = "established") -> Link:
    return Link.model_validate(
        {
            "id": f"{origin}-{to}",
            "from": f"indicator/{origin}",
            "to": f"indicator/{to}",
            "direction": direction,
            "mechanism": "Made up for a test.",
            "strength": strength,
            "lag": {"words": "none"},
            "provenance": "reconstructed",
            "source": "test",
        }
    )


LINKS = [link("pay", "income"), link("income", "health"), link("health", "pay", strength="contested")]


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (
            (State.TURNS, State.TURNS, State.TURNS),
            "It turns all the way round: everything on it improves and closes on its target.",
        ),
        (
            (State.TURNS, State.SLOW, State.AWAY),
            "It turns at “Pay”, and too slowly at “Income”. "
            "It breaks at “Health”, which does not improve, or moves away.",
        ),
        (
            (State.AWAY, State.AWAY, State.NO_DATA),
            "It turns nowhere. It breaks at “Pay” and “Income”, which do not improve, or move away; "
            "at “Health”, which has no data.",
        ),
        (
            (State.SLOW, State.UNJUDGED, State.SLOW),
            "It turns too slowly at “Pay” and “Health”. "
            "Whether it turns at “Income” cannot be told: the figures there cannot be judged.",
        ),
        (
            (State.NO_INDICATOR, State.ABSENT, State.ABSENT),
            "It turns nowhere. It breaks at “Pay”, which has no indicator; "
            "at “Income” and “Health”, which are not in the figures in force.",
        ),
    ],
)
def test_a_loop_says_where_it_turns_and_where_it_breaks(states: tuple[State, ...], said: str) -> None:
    found = turning(net(LINKS), RING, dict(zip(RING, states, strict=True)))
    rest = (
        " What goes round comes back as more of itself. "
        "It rests on the contested link from “Health” to “Pay”."
    )
    assert words.loop(found, NAMES) == said + rest
    assert words.loop_name(found, NAMES) == "Pay → Income → Health → Pay"


def test_a_loop_that_holds_itself_back_and_one_that_is_argued_both_ways() -> None:
    less = [LINKS[0], LINKS[1], link("health", "pay", "less")]
    assert "comes back as less of itself" in words.loop(turning(net(less), RING, {}), NAMES)
    both = [*LINKS, link("health", "pay", "less")]
    assert "argued both ways" in words.loop(turning(net(both), RING, {}), NAMES)
    assert words.step(net(both).steps[RING[2], RING[0]], NAMES) == (
        "More of “Health” is argued to give more of “Pay”, and less of it."
    )
    assert words.step(net(less).steps[RING[2], RING[0]], NAMES) == (
        "More of “Health” is argued to give less of “Pay”."
    )


def test_the_whole_in_a_sentence() -> None:
    made = net(LINKS)
    found = loops(made)

    def said(state: State) -> str:
        return words.total(found, [turning(made, RING, dict.fromkeys(RING, state))], "Dudley")

    assert said(State.TURNS) == "The links close one loop. In Dudley one turns all the way round."
    assert said(State.AWAY) == (
        "The links close one loop. In Dudley none turns all the way round and one breaks somewhere."
    )
    assert words.total(loops(net(LINKS[:2])), [], "Dudley") == (
        "No circle closes: these links lead round to no beginning."
    )
    bounded = loops(net([*LINKS, link("pay", "health"), link("health", "income")]), most=1)
    assert words.total(bounded, [], "Dudley").startswith("The links close more loops than can be listed;")


def test_a_hole_names_the_link_that_is_missing() -> None:
    assert words.holes(holes(net(LINKS[:2])), NAMES) == [
        "“Pay” leads on, and nothing here feeds it.",
        "“Income” leads on, and never comes back.",
        "Nothing here leads on from “Health”.",
        "A link from “Health” to “Pay” would close Pay → Income → Health → Pay.",
    ]


def drawn_of(state: State, names: dict[str, str]) -> str:
    made = net(LINKS)
    nodes = {n: Drawn(number, names[n], state) for number, n in enumerate(made.nodes, 1)}
    return picture(made, layout(made, loops(made)), nodes, 'It "turns" <here>.')


@pytest.mark.parametrize("state", State)
def test_the_picture_is_xml_that_says_each_state_by_word_and_shape(state: State) -> None:
    root = ET.fromstring(drawn_of(state, NAMES))
    assert root.attrib["aria-label"] == 'It "turns" <here>.'
    texts = [t.text for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("+") == 3
    shapes = [p for p in root.iter("{http://www.w3.org/2000/svg}path") if "transform" in p.attrib]
    assert len(shapes) == 3
    dashed = [p for p in root.iter("{http://www.w3.org/2000/svg}path") if "stroke-dasharray" in p.attrib]
    assert len([p for p in dashed if "transform" not in p.attrib]) == 1


def test_names_that_look_like_markup_stay_text() -> None:
    assert "<script>" not in drawn_of(State.TURNS, dict.fromkeys(NAMES, "<script>&"))


def test_many_nodes_are_drawn_as_numbers() -> None:
    made = net(link(f"n{n}", f"n{(n + 1) % 60}") for n in range(60))
    nodes = {n: Drawn(number, n, State.SLOW) for number, n in enumerate(made.nodes, 1)}
    assert picture(made, layout(made, loops(made)), nodes, "Many.").count("<rect") == 0
