"""The sentences of the register: of a report, of a list of them, of committees and their meetings."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.web.proposals.presenters.proposal import money
from commonweal.web.scrutiny.models import Meeting, Report
from commonweal.web.scrutiny.presenters.choices import DECISIONS, said
from commonweal.web.scrutiny.selectors.register import CommitteeSeen
from commonweal.web.ui.days import day_words

_A_REPORT = {
    Report.Kind.POLICY: gettext_lazy("A report on a policy"),
    Report.Kind.STRATEGY: gettext_lazy("A report on a strategy"),
    Report.Kind.PLAN: gettext_lazy("A report on a delivery plan"),
    Report.Kind.PROGRAMME: gettext_lazy("A report on a programme"),
    Report.Kind.PROJECT: gettext_lazy("A report on an investment project"),
    Report.Kind.BUDGET: gettext_lazy("A report on a budget"),
    Report.Kind.INFORMATION: gettext_lazy("A report for information"),
}


def committees_sentence(found: Sequence[CommitteeSeen], everything: bool) -> str:
    if not found and everything:
        return _("No committee is in the register yet.")
    if not found:
        return _("No committee has a report that is public yet.")
    reports = sum(c.reports for c in found)
    words = {
        "committees": ngettext("%(number)s committee", "%(number)s committees", len(found))
        % {"number": f"{len(found):,}"},
        "reports": reports_words(reports),
    }
    if everything:
        return _("%(committees)s with %(reports)s in the register.") % words
    return _("%(committees)s with %(reports)s open to everybody.") % words


def committee_sentence(count: int, latest: Meeting | None) -> str:
    if not count or latest is None:
        return _("No meeting of it is in the register yet.")
    return ngettext(
        "%(number)s meeting in the register, the latest of them on %(day)s.",
        "%(number)s meetings in the register, the latest of them on %(day)s.",
        count,
    ) % {"number": f"{count:,}", "day": day_words(latest.day)}


def meeting_sentence(reports: Sequence[Report], exempt: int, everything: bool) -> str:
    """What came before it. To the public exempt items are a number and nothing else."""
    put = _put_to_it(reports)
    if not exempt:
        return f"{put}."
    if everything:
        words = ngettext("%(reports)s; %(number)d is exempt.", "%(reports)s; %(number)d are exempt.", exempt)
        return words % {"reports": put, "number": exempt}
    return ngettext(
        "%(reports)s; besides %(number)s exempt item that the public may not read.",
        "%(reports)s; besides %(number)s exempt items that the public may not read.",
        exempt,
    ) % {"reports": put, "number": f"{exempt:,}"}


def _put_to_it(reports: Sequence[Report]) -> str:
    decided = sum(bool(r.decision) for r in reports)
    if not reports:
        return _("No report is put to this meeting yet")
    if len(reports) == 1:
        return _("1 report, which is decided") if decided else _("1 report, not decided yet")
    return ngettext(
        "%(number)s reports, %(decided)d of them decided",
        "%(number)s reports, %(decided)d of them decided",
        len(reports),
    ) % {"number": f"{len(reports):,}", "decided": decided}


def lede(report: Report) -> str:
    begins = str(_A_REPORT[Report.Kind(report.kind)])
    if report.cost is not None:
        begins = _("%(report)s of %(cost)s") % {"report": begins, "cost": money(report.cost)}
    parts = [begins]
    if report.key_decision:
        parts.append(_("a key decision"))
    where = _("not put to a meeting yet")
    if report.meeting:
        where = _("to the %(committee)s on %(day)s") % {
            "committee": report.meeting.committee.name.removeprefix("The "),
            "day": day_words(report.meeting.day),
        }
    parts.append(where)
    words = ", ".join(parts)
    if not report.decision:
        return f"{words}."
    decided = decision(report)
    return f"{words}: {decided[:1].lower()}{decided[1:]}."


def decision(report: Report) -> str:
    if not report.decision or report.decided_on is None:
        return _("Not decided yet")
    return _("%(decision)s on %(day)s") % {
        "decision": said(DECISIONS, report.decision), "day": day_words(report.decided_on),
    }  # fmt: skip


def options(report: Report) -> str:
    """When options closed, and how long before the decision."""
    if report.options_closed is None:
        return _("It is not said when options closed.")
    day = day_words(report.options_closed)
    if report.decided_on is None:
        return _("Options closed on %(day)s: from then nothing of it could be changed.") % {"day": day}
    days = (report.decided_on - report.options_closed).days
    if days < 0:
        return ngettext(
            "Options closed on %(day)s, %(number)s day after the decision. One of the two dates may be "
            "wrong.",
            "Options closed on %(day)s, %(number)s days after the decision. One of the two dates may be "
            "wrong.",
            -days,
        ) % {"day": day, "number": f"{-days:,}"}
    if not days:
        return _("Options closed on %(day)s, the day of the decision.") % {"day": day}
    return ngettext(
        "Options closed on %(day)s, %(number)s day before the decision.",
        "Options closed on %(day)s, %(number)s days before the decision.",
        days,
    ) % {"day": day, "number": f"{days:,}"}


def counted(count: int, decided: int, filtered: bool, everything: bool) -> str:
    if not count:
        return _("No report fits what you asked.") if filtered else _("There is no report to read yet.")
    if count == 1:
        return _one(decided, filtered, everything)
    if filtered:
        words = ngettext(
            "%(number)s reports fit what you asked, %(decided)s of them decided.",
            "%(number)s reports fit what you asked, %(decided)s of them decided.",
            count,
        )
    elif everything:
        words = ngettext(
            "%(number)s reports are in the register, %(decided)s of them decided.",
            "%(number)s reports are in the register, %(decided)s of them decided.",
            count,
        )
    else:
        words = ngettext(
            "%(number)s reports are public, %(decided)s of them decided.",
            "%(number)s reports are public, %(decided)s of them decided.",
            count,
        )
    return words % {"number": f"{count:,}", "decided": f"{decided:,}"}


def _one(decided: int, filtered: bool, everything: bool) -> str:
    if filtered and decided:
        return _("1 report fits what you asked; it is decided.")
    if filtered:
        return _("1 report fits what you asked; it is not decided yet.")
    if everything and decided:
        return _("1 report is in the register; it is decided.")
    if everything:
        return _("1 report is in the register; it is not decided yet.")
    return (
        _("1 report is public; it is decided.")
        if decided
        else _("1 report is public; it is not decided yet.")
    )


def teach(everything: bool) -> str:
    if everything:
        return _("A governance officer enters reports or imports a file of them, and says which are public.")
    return _("Reports stand here once a governance officer has made them public.")


def reports_words(count: int) -> str:
    return ngettext("%(number)s report", "%(number)s reports", count) % {"number": f"{count:,}"}
