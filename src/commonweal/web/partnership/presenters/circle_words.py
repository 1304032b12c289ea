"""What pages of the virtuous circle say in words of their own."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.circle.states import State
from commonweal.packs.circles import Strength

STRENGTHS = {
    Strength.ESTABLISHED: gettext_lazy("established"),
    Strength.PLAUSIBLE: gettext_lazy("plausible, not established"),
    Strength.CONTESTED: gettext_lazy("contested"),
}
_WEAK = {
    Strength.PLAUSIBLE: gettext_lazy("The link is plausible, not established."),
    Strength.CONTESTED: gettext_lazy("The link is contested."),
}
_UNSEEN = {
    State.UNJUDGED: gettext_lazy(
        "Whether “%(name)s” moves cannot be seen in %(place)s: its figures cannot be judged."
    ),
    State.NO_DATA: gettext_lazy("Whether “%(name)s” moves cannot be seen in %(place)s: it has no data here."),
    State.NO_INDICATOR: gettext_lazy(
        "Whether “%(name)s” moves cannot be seen in %(place)s: it has no indicator."
    ),
    State.ABSENT: gettext_lazy(
        "Whether “%(name)s” moves cannot be seen in %(place)s: it is not in the figures in force."
    ),
}


def around(name: str, into: int, out: int, loops: int) -> str:
    """How many things are argued to feed this one, how many it feeds, and the loops through it."""
    if into:
        fed = ngettext(
            "%(number)d thing is argued to feed “%(name)s” directly, and it is argued to feed %(others)s.",
            "%(number)d things are argued to feed “%(name)s” directly, and it is argued to feed %(others)s.",
            into,
        )
    else:
        fed = _("No things are argued to feed “%(name)s” directly, and it is argued to feed %(others)s.")
    others = ngettext("%(number)d other", "%(number)d others", out) if out else _("no others")
    led = (
        ngettext("%(number)d loop leads through it.", "%(number)d loops lead through it.", loops)
        if loops
        else _("No loops lead through it.")
    )
    said = fed % {"number": into, "name": name, "others": others % {"number": out}}
    return f"{said} {led % {'number': loops}}"


def missing(sign: int, strength: Strength, name: str, place: str, state: State) -> str:
    """What would have to be known for a link to carry a claim. ``name`` and ``state``: of where it leads."""
    said = []
    if sign == 0:
        said.append(_("Links argue both ways."))
    elif strength in _WEAK:
        said.append(str(_WEAK[strength]))
    if state in _UNSEEN:
        said.append(str(_UNSEEN[state]) % {"name": name, "place": place})
    return " ".join(said)
