"""The sentences of a briefing: what the report is, what is missing of its account, what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.scrutiny.models import Report
from commonweal.web.scrutiny.presenters.briefing_rows import short
from commonweal.web.scrutiny.presenters.choices import KINDS, said
from commonweal.web.scrutiny.selectors.briefing import Briefed
from commonweal.web.ui.days import day_words

_DECIDED = {
    Report.Decision.APPROVED: gettext_lazy("approved on %(day)s"),
    Report.Decision.AMENDED: gettext_lazy("approved with amendments on %(day)s"),
    Report.Decision.DEFERRED: gettext_lazy("deferred on %(day)s"),
    Report.Decision.CALLED_IN: gettext_lazy("called in on %(day)s"),
    Report.Decision.REFUSED: gettext_lazy("refused on %(day)s"),
}


def lede(found: Briefed) -> str:
    report = found.report
    cost = money(report.cost) if report.cost is not None else _("cost not said")
    if report.kind == Report.Kind.INFORMATION and report.cost is None:
        cost = ""
    parts = ", ".join(filter(None, (said(KINDS, report.kind), cost, report.sponsor)))
    return f"{parts}: {_decision(report)}."


def _decision(report: Report) -> str:
    if report.decided_on and report.decision:
        return str(_DECIDED[Report.Decision(report.decision)]) % {"day": day_words(report.decided_on)}
    if report.kind == Report.Kind.INFORMATION:
        asked = _("no decision is asked for")
    else:
        asked = _("a decision is asked for")
    key = _("a key decision")
    return f"{asked}, {key}" if report.key_decision else asked


def facts(found: Briefed) -> list[tuple[str, str]]:
    report = found.report
    names = found.book.places if found.book else {}
    closed = day_words(report.options_closed) if report.options_closed else _("not said")
    given = [
        (_("Meeting"), _meeting(report)),
        (_("Author’s role"), report.author_role),
        (_("Options closed"), closed),
        (_("Places"), ", ".join(names.get(a, a) for a in found.areas) or _("none is named")),
    ]
    return [(label, short(words, 40)) for label, words in given if words]


def _meeting(report: Report) -> str:
    if not report.meeting:
        return ""
    if not report.item:
        return str(report.meeting)
    return _("%(meeting)s, item %(item)s") % {"meeting": report.meeting, "item": report.item}


def goals_words(found: Briefed) -> str:
    if found.sheet is None:
        return _("The tests have not been begun, so no goal is known that it touches.")
    if not found.goals:
        if found.areas:
            return _("No answer names an indicator or a goal.")
        return _("It names no place, so nothing can be shown of its goals.")
    words = _("Judged by the rule of the State of the Region 2020, on the evidence in force.")
    goals = ngettext("%(number)d more goals", "%(number)d more goals", found.more_goals) % {
        "number": found.more_goals
    }
    places = ngettext("%(number)d more places", "%(number)d more places", found.more_places) % {
        "number": found.more_places
    }
    more = goals if found.more_goals else places
    if found.more_goals and found.more_places:
        more = _("%(goals)s and %(places)s") % {"goals": goals, "places": places}
    if not found.more_goals and not found.more_places:
        return words
    besides = _("It touches %(more)s besides, which are not shown.") % {"more": more}
    return f"{words} {besides}"


def missing_words(found: Briefed) -> str:
    if found.sheet is None:
        return _("Everything: no test has been put to this report.")
    late = {
        "late": _("The account is late: its last answer came after options closed."),
        "after": _("The account is late: its last answer came after the decision."),
    }.get(found.sheet.timing, "")
    if not found.sheet.lacking:
        needs = _("Every test is answered in all its parts, or says who finds out and by when.")
    else:
        count = len(found.sheet.lacking)
        needs = ngettext(
            "%(number)d answer needs something.", "%(number)d answers need something.", count
        ) % {"number": count}
    return f"{needs} {late}".rstrip()


def since(found: Briefed) -> str:
    if not found.since:
        return _("Since the first day that anything was written")
    day = day_words(found.since)
    if found.since_words == "the statement was worded":  # stays English
        return _("Since the statement was worded on %(day)s") % {"day": day}
    return _("Since the report was made public on %(day)s") % {"day": day}


def promises_words(found: Briefed) -> str:
    who = found.report.sponsor or _("the same sponsor")
    if not found.report.sponsor and found.report.proposal is None:
        return _("The report names no sponsor, so earlier promises cannot be found.")
    if not found.promises and not found.kept:
        return _(
            "No earlier promise by %(who)s is known here, and the day to look has come for no claim of "
            "theirs."
        ) % {"who": who}
    count = len(found.promises)
    promised = ngettext(
        "%(number)d accepted recommendation by %(who)s: %(done)d done, %(late)d overdue.",
        "%(number)d accepted recommendations by %(who)s: %(done)d done, %(late)d overdue.",
        count,
    ) % {
        "number": count,
        "who": who,
        "done": sum(p.stands.standing.value == "done" for p in found.promises),
        "late": sum(p.stands.standing.value == "overdue" for p in found.promises),
    }
    kept = ngettext(
        "The day to look has come for %(number)d of their claims.",
        "The day to look has come for %(number)d of their claims.",
        len(found.kept),
    ) % {"number": len(found.kept)}
    return f"{promised} {kept}"


def open_words(found: Briefed) -> str:
    queries, recommendations = found.open_queries, found.open_recommendations
    asked = ngettext("%(number)d query not ended", "%(number)d queries not ended", queries) % {
        "number": queries
    }
    advised = ngettext(
        "%(number)d recommendation not done", "%(number)d recommendations not done", recommendations
    ) % {"number": recommendations}
    if queries and recommendations:
        return _("In its thread: %(queries)s and %(recommendations)s.") % {
            "queries": asked, "recommendations": advised,
        }  # fmt: skip
    if not queries and not recommendations:
        return ""
    return _("In its thread: %(open)s.") % {"open": asked if queries else advised}


def agenda_words(count: int, accounted: int, hidden: int) -> str:
    """``hidden``: exempt items that the reader is told no more of than their number."""
    if not count:
        return _("No report that you may read is put to this meeting.")
    said_of = ngettext(
        "%(reports)s on the agenda; %(number)d gives an account of inclusive growth.",
        "%(reports)s on the agenda; %(number)d give an account of inclusive growth.",
        accounted,
    ) % {
        "reports": ngettext("%(number)d report", "%(number)d reports", count) % {"number": count},
        "number": accounted,
    }
    if not hidden:
        return said_of
    besides = ngettext("Besides %(number)d exempt item.", "Besides %(number)d exempt items.", hidden)
    return f"{said_of} {besides % {'number': hidden}}"


def few(names: Sequence[str], none: str, most: int = 4) -> str:
    if not names:
        return none
    shown, more = ", ".join(names[:most]), len(names) - most
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(number)d more", "%(names)s and %(number)d more", more) % {
        "names": shown, "number": more,
    }  # fmt: skip


def missing_line(found: Briefed) -> str:
    if found.sheet is None:
        return _("Everything.")
    labels = {t.key: t.origin.label for t in found.sheet.tests}
    needs = list(dict.fromkeys(labels.get(m.key, m.title) for m in found.sheet.lacking))
    late = {
        "late": _("the account came after options closed"),
        "after": _("it came after the decision"),
    }.get(found.sheet.timing, "")
    flags = len(found.flags)
    advice = ngettext(
        "%(number)d piece of advice on its document", "%(number)d pieces of advice on its document", flags
    ) % {"number": flags}
    parts = (few(needs, _("Nothing")), late, advice if flags else "")
    return f"{'; '.join(filter(None, parts))}."
