"""How commitments stand, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.partnership.commitments import GRACE, Standing, Stands
from commonweal.web.partnership.selectors.commitments import Held, Listed
from commonweal.web.ui.days import day_words

from .commitment_pieces import number_or_none

_TAGS = {
    Standing.LATE: (gettext_lazy("Late"), "orange"),
    Standing.ON_COURSE: (gettext_lazy("On course"), "blue"),
    Standing.CHANGED: (gettext_lazy("Changed"), "yellow"),
    Standing.MET: (gettext_lazy("Met"), "green"),
    Standing.MISSED: (gettext_lazy("Missed"), "red"),
    Standing.WITHDRAWN: (gettext_lazy("Withdrawn"), "grey"),
}


def tag(standing: Standing) -> tuple[str, str]:
    words, colour = _TAGS[standing]
    return str(words), colour


def label(standing: Standing) -> str:
    """In lists: a tag has room for a word or two."""
    return _("Changed, with a reason") if standing is Standing.CHANGED else tag(standing)[0]


def rule() -> str:
    return _(
        "Nobody types in how a commitment stands: it follows from its days and from what its organisation "
        "says. On course: its day is still to come. Changed, with a reason: the day was moved, and the new "
        "one is still to come. Late: its day has passed, by %(days)d days at most. Missed: it has passed by "
        "more, or the organisation says that it will not be done. Met: the organisation says that it is "
        "done, and what shows it. Nobody checks here whether that is so; where it states a figure, the "
        "published one stands beside it."
    ) % {"days": GRACE.days}


def of_the_list(listed: Listed, total: int) -> str:
    if not total:
        return _("What partners promised, and what became of it.")
    return ngettext(
        "%(number)s commitment: %(met)s met, %(missed)s missed, %(late)s late today.",
        "%(number)s commitments: %(met)s met, %(missed)s missed, %(late)s late today.",
        total,
    ) % {
        "number": f"{total:,}",
        "met": number_or_none(listed.counts[Standing.MET]),
        "missed": number_or_none(listed.counts[Standing.MISSED]),
        "late": number_or_none(listed.counts[Standing.LATE]),
    }


def of_ones_own(organisations: int, commitments: int, late: int, soon: int) -> str:
    """On the page of those who write for an organisation. ``soon``: how many are due within 30 days."""
    if not organisations:
        return _("Your account writes for no organisation yet. A partnership owner sets that.")
    if not commitments:
        return _("Your organisation has promised nothing yet.")
    return ngettext(
        "%(number)s commitment; %(late)s late, %(soon)s due within 30 days.",
        "%(number)s commitments; %(late)s late, %(soon)s due within 30 days.",
        commitments,
    ) % {"number": f"{commitments:,}", "late": number_or_none(late), "soon": number_or_none(soon)}


def when(s: Stands) -> str:
    """ "by 1 May 2027", "was due by 1 May 2026, 12 days ago"."""
    day = day_words(s.until)
    if s.standing is Standing.MET and s.done_on is not None:
        return _done(day_words(s.done_on), s.late)
    if s.standing is Standing.WITHDRAWN:
        return _("was to be done by %(day)s") % {"day": day}
    if s.standing not in (Standing.LATE, Standing.MISSED):
        return _("by %(day)s") % {"day": day}
    if not s.late:
        return _("was due by %(day)s") % {"day": day}
    return ngettext(
        "was due by %(day)s, %(number)s day ago", "was due by %(day)s, %(number)s days ago", s.late
    ) % {"day": day, "number": f"{s.late:,}"}


def _done(day: str, late: int) -> str:
    if not late:
        return _("done on %(day)s") % {"day": day}
    return ngettext("done on %(day)s, %(number)s day late", "done on %(day)s, %(number)s days late", late) % {
        "day": day,
        "number": f"{late:,}",
    }


def of_one(held: Held) -> str:
    c, s = held.commitment, held.stands
    said = [_("%(standing)s: %(when)s.") % {"standing": label(s.standing), "when": when(s)}]
    if s.moved:
        said.append(_("It was promised for %(day)s at first.") % {"day": day_words(s.promised)})
    if s.overran:
        said.append(_("A day was moved only after it had passed."))
    if s.quiet:
        said.append(
            ngettext(
                "Nothing has been said of it for %(number)s day.",
                "Nothing has been said of it for %(number)s days.",
                s.quiet,
            )
            % {"number": f"{s.quiet:,}"}
        )
    if c.withdrawn_on is not None:
        said.append(_("Withdrawn on %(day)s.") % {"day": day_words(c.withdrawn_on)})
    if c.organisation.left_on is not None:
        said.append(
            _("%(organisation)s left on %(day)s.")
            % {"organisation": c.organisation.name, "day": day_words(c.organisation.left_on)}
        )
    return " ".join(said)
