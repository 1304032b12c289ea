"""The virtuous circle in sentences: each loop, each step, each hole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonweal.circle import Break, Holes, Loops, State, Step, Turning, Verdict
from commonweal.publish.wording import capital, listed

Names = Mapping[str, str]

#: What is said of a node that breaks a loop.
_WHY = {
    State.AWAY: "does not improve, or moves away",
    State.NO_DATA: "has no data",
    State.NO_INDICATOR: "has no indicator",
    State.ABSENT: "is not in the figures in force",
}
_SIGN = {
    1: "What goes round comes back as more of itself.",
    -1: "What goes round comes back as less of itself: this loop holds itself back.",
    0: "Whether it comes back as more or as less is argued both ways.",
}
VERDICTS = {
    Verdict.TURNS: "turns",
    Verdict.SLOW: "turns too slowly",
    Verdict.UNTOLD: "cannot be told",
    Verdict.BREAKS: "breaks",
}


def chain(nodes: Sequence[str], names: Names) -> str:
    """ "Pay → income → health"."""
    return " → ".join(names.get(node, node) for node in nodes)


def loop_name(turning: Turning, names: Names) -> str:
    return chain((*turning.nodes, turning.nodes[0]), names)


def loop(turning: Turning, names: Names) -> str:
    """Where one loop turns and where it breaks, what comes round, and what it rests on."""
    parts = [
        _turns(turning, names),
        *_breaks(turning.breaks, names),
        _untold(turning, names),
        _SIGN[turning.sign],
    ]
    if turning.contested:
        ends = [f"{_name(step.origin, names)} to {_name(step.to, names)}" for step in turning.contested]
        word = "link" if len(ends) == 1 else "links"
        parts.append(f"It rests on the contested {word} from {listed(ends)}.")
    return " ".join(part for part in parts if part)


def _turns(turning: Turning, names: Names) -> str:
    if turning.verdict is Verdict.TURNS:
        return "It turns all the way round: everything on it improves and closes on its target."
    turns = f"It turns at {listed([_name(n, names) for n in turning.turns])}" if turning.turns else ""
    slow = f"too slowly at {listed([_name(n, names) for n in turning.slow])}" if turning.slow else ""
    if turns and slow:
        return f"{turns}, and {slow}."
    if slow:
        return f"It turns {slow}."
    return f"{turns}." if turns else "It turns nowhere."


def _breaks(breaks: Sequence[Break], names: Names) -> list[str]:
    said = [
        f"{listed(held)}, which {why if len(held) == 1 else _many(why)}"
        for state, why in _WHY.items()
        if (held := [_name(b.node, names) for b in breaks if b.state is state])
    ]
    return [f"It breaks at {'; at '.join(said)}."] if said else []


def _untold(turning: Turning, names: Names) -> str:
    if not turning.unjudged:
        return ""
    listed_ = listed([_name(node, names) for node in turning.unjudged])
    return f"Whether it turns at {listed_} cannot be told: the figures there cannot be judged."


def _many(why: str) -> str:
    """ "has no data" of several."""
    plural = {"has": "have", "is": "are", "does": "do"}
    first, rest = why.split(" ", 1)
    return f"{plural[first]} {rest}".replace(" moves ", " move ")


def step(step: Step, names: Names) -> str:
    """ "More pay gives more household income." """
    one, other = _name(step.origin, names), _name(step.to, names)
    given = {1: "more", -1: "less", 0: "more of it or less (both are argued)"}[step.sign]
    if step.sign == 0:
        return f"More of {one} is argued to give more of {other}, and less of it."
    return f"More of {one} is argued to give {given} of {other}."


def total(found: Loops, turnings: Sequence[Turning], place: str) -> str:
    """How many loops there are, and what becomes of them in a place."""
    if not found.found:
        return "No circle closes: these links lead round to no beginning."
    number = len(found.found)
    if not found.whole:
        kept = f"all of up to {found.up_to} links" if found.up_to else "some of them"
        first = f"The links close more loops than can be listed; here are {number}, {kept}."
    else:
        first = "The links close one loop." if number == 1 else f"The links close {number} loops."
    counts = {verdict: sum(t.verdict is verdict for t in turnings) for verdict in Verdict}
    said = [
        f"{_count(counts[verdict])} {words[0] if counts[verdict] == 1 else words[1]}"
        for verdict, words in {
            Verdict.TURNS: ("turns all the way round", "turn all the way round"),
            Verdict.SLOW: ("turns too slowly", "turn too slowly"),
            Verdict.BREAKS: ("breaks somewhere", "break somewhere"),
            Verdict.UNTOLD: ("cannot be told", "cannot be told"),
        }.items()
        if counts[verdict]
    ]
    if not counts[Verdict.TURNS]:
        said.insert(0, "none turns all the way round")
    return f"{first} In {place} {listed(said)}."


def _count(number: int) -> str:
    return "one" if number == 1 else str(number)


def holes(found: Holes, names: Names) -> list[str]:
    """What lies on no loop, and why; the missing links by name."""
    said = []
    for nodes, why in (
        (found.beginnings, "{} leads on, and nothing here feeds it."),
        (found.passed, "{} leads on, and never comes back."),
        (found.ends, "Nothing here leads on from {}."),
    ):
        said += [capital(why.format(_name(node, names))) for node in nodes]
    for way in found.missing:
        first, last = _name(way[0], names), _name(way[-1], names)
        said.append(f"A link from {last} to {first} would close {chain((*way, way[0]), names)}.")
    return said


def _name(node: str, names: Names) -> str:
    """A name inside a sentence: as it is written, so that it can be found on the page."""
    return f"“{names.get(node, node)}”"
