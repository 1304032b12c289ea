"""The virtuous circle in sentences: each loop, each step, each hole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from commonweal.circle import Break, Holes, Loops, State, Step, Turning, Verdict
from commonweal.words import N_, _, listed, ngettext, pgettext

Names = Mapping[str, str]

_SIGN = {
    1: N_("What goes round comes back as more of itself."),
    -1: N_("What goes round comes back as less of itself: this loop holds itself back."),
    0: N_("Whether it comes back as more or as less is argued both ways."),
}
_VERDICTS = {
    Verdict.TURNS: N_("turns"),
    Verdict.SLOW: N_("turns too slowly"),
    Verdict.UNTOLD: N_("cannot be told"),
    Verdict.BREAKS: N_("breaks"),
}


def verdict(found: Verdict) -> str:
    """ "turns too slowly": of a loop, in a word or three."""
    return _(_VERDICTS[found])


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
        _(_SIGN[turning.sign]),
    ]
    if turning.contested:
        ends = [
            pgettext("of a link", "{first} to {last}").format(
                first=_name(step.origin, names), last=_name(step.to, names)
            )
            for step in turning.contested
        ]
        parts.append(
            ngettext(
                "It rests on the contested link from {links}.",
                "It rests on the contested links from {links}.",
                len(ends),
            ).format(links=listed(ends))
        )
    return " ".join(part for part in parts if part)


def _turns(turning: Turning, names: Names) -> str:
    if turning.verdict is Verdict.TURNS:
        return _("It turns all the way round: everything on it improves and closes on its target.")
    turns, slow = (listed([_name(n, names) for n in nodes]) for nodes in (turning.turns, turning.slow))
    if turns and slow:
        return _("It turns at {nodes}, and too slowly at {slow}.").format(nodes=turns, slow=slow)
    if slow:
        return _("It turns too slowly at {nodes}.").format(nodes=slow)
    return _("It turns at {nodes}.").format(nodes=turns) if turns else _("It turns nowhere.")


def _breaks(breaks: Sequence[Break], names: Names) -> list[str]:
    said = []
    for state in (State.AWAY, State.NO_DATA, State.NO_INDICATOR, State.ABSENT):
        held = [_name(b.node, names) for b in breaks if b.state is state]
        if held:
            said.append(_broken(state, len(held)).format(nodes=listed(held)))
    return [_("It breaks {where}.").format(where="; ".join(said))] if said else []


def _broken(state: State, n: int) -> str:
    """Where a loop breaks, and what is wrong there with so many nodes."""
    if state is State.AWAY:
        return ngettext(
            "at {nodes}, which does not improve, or moves away",
            "at {nodes}, which do not improve, or move away",
            n,
        )
    if state is State.NO_DATA:
        return ngettext("at {nodes}, which has no data", "at {nodes}, which have no data", n)
    if state is State.NO_INDICATOR:
        return ngettext("at {nodes}, which has no indicator", "at {nodes}, which have no indicator", n)
    return ngettext(
        "at {nodes}, which is not in the figures in force",
        "at {nodes}, which are not in the figures in force",
        n,
    )


def _untold(turning: Turning, names: Names) -> str:
    if not turning.unjudged:
        return ""
    return _("Whether it turns at {nodes} cannot be told: the figures there cannot be judged.").format(
        nodes=listed([_name(node, names) for node in turning.unjudged])
    )


def step(step: Step, names: Names) -> str:
    """ "More pay gives more household income." """
    said = {
        1: _("More of {one} is argued to give more of {other}."),
        -1: _("More of {one} is argued to give less of {other}."),
        0: _("More of {one} is argued to give more of {other}, and less of it."),
    }[step.sign]
    return said.format(one=_name(step.origin, names), other=_name(step.to, names))


def total(found: Loops, turnings: Sequence[Turning], place: str) -> str:
    """How many loops there are, and what becomes of them in a place."""
    if not found.found:
        return _("No circle closes: these links lead round to no beginning.")
    number = len(found.found)
    if not found.whole:
        first = _("The links close more loops than can be listed; here are {n}, some of them.")
        if found.up_to:
            first = _(
                "The links close more loops than can be listed; here are {n}, all of up to {most} links."
            )
    else:
        first = ngettext("The links close one loop.", "The links close {n} loops.", number)
    counts = {each: sum(t.verdict is each for t in turnings) for each in Verdict}
    said = [
        _so_many(each, counts[each])
        for each in (Verdict.TURNS, Verdict.SLOW, Verdict.BREAKS, Verdict.UNTOLD)
        if counts[each]
    ]
    if not counts[Verdict.TURNS]:
        said.insert(0, _("none turns all the way round"))
    second = _("In {place} {counts}.").format(place=place, counts=listed(said))
    return f"{first.format(n=number, most=found.up_to)} {second}"


def _so_many(found: Verdict, n: int) -> str:
    """ "one breaks somewhere": how many loops there are of a verdict."""
    if found is Verdict.TURNS:
        said = ngettext("one turns all the way round", "{n} turn all the way round", n)
    elif found is Verdict.SLOW:
        said = ngettext("one turns too slowly", "{n} turn too slowly", n)
    elif found is Verdict.BREAKS:
        said = ngettext("one breaks somewhere", "{n} break somewhere", n)
    else:
        said = ngettext("one cannot be told", "{n} cannot be told", n)
    return said.format(n=n)


def holes(found: Holes, names: Names) -> list[str]:
    """What lies on no loop, and why; the missing links by name."""
    said = []
    for nodes, why in (
        (found.beginnings, _("{node} leads on, and nothing here feeds it.")),
        (found.passed, _("{node} leads on, and never comes back.")),
        (found.ends, _("Nothing here leads on from {node}.")),
    ):
        said += [why.format(node=_name(node, names)) for node in nodes]
    for way in found.missing:
        first, last = _name(way[0], names), _name(way[-1], names)
        said.append(
            _("A link from {last} to {first} would close {loop}.").format(
                last=last, first=first, loop=chain((*way, way[0]), names)
            )
        )
    return said


def _name(node: str, names: Names) -> str:
    """A name inside a sentence: as it is written, so that it can be found on the page."""
    return f"“{names.get(node, node)}”"
