"""A recommendation in the thread of a report, with its responses and doing; and a decision."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.scrutiny.standing import Standing, Stands
from commonweal.web.scrutiny.models import DecisionMade, Reply, Report, Update
from commonweal.web.scrutiny.presenters.choices import DECISIONS, RESPONSES
from commonweal.web.scrutiny.presenters.marks import answer_href
from commonweal.web.scrutiny.presenters.thread_pieces import (
    LATE,
    Act,
    Item,
    Said,
    Tag,
    Viewer,
    dated,
    in_days,
    who,
    written_on,
)
from commonweal.web.scrutiny.selectors.accounts import day_of
from commonweal.web.scrutiny.selectors.threads import Thread, Tracked
from commonweal.web.ui.days import day_words

_STANDING: Mapping[Standing, Tag] = {
    Standing.WAITING: (gettext_lazy("Waiting for a response"), "blue"),
    Standing.LATE: (gettext_lazy("Response late"), "orange"),
    Standing.NOT_ACCEPTED: (gettext_lazy("Not accepted"), "grey"),
    Standing.ON_COURSE: (gettext_lazy("On course"), "turquoise"),
    Standing.OVERDUE: (gettext_lazy("Overdue"), "orange"),
    Standing.DONE: (gettext_lazy("Done"), "green"),
    Standing.WITHDRAWN: (gettext_lazy("Withdrawn"), "grey"),
}
_CHANGED = {
    "yes": gettext_lazy("The account of inclusive growth changed this decision."),
    "no": gettext_lazy("The account of inclusive growth did not change this decision."),
    "not-known": gettext_lazy("Whether the account of inclusive growth changed this decision is not known."),
}


def standing_words(stands: Stands) -> str:
    """ "Overdue by 12 days: promised for 3 March 2027 (first for 1 January 2027)." """
    until, late = stands.until, in_days(stands.late)
    if until is None:
        return f"{_STANDING[stands.standing][0]}."
    day = day_words(until)
    promised = day
    if stands.moved and stands.promised:
        promised = _("%(day)s (first for %(first)s)") % {"day": day, "first": day_words(stands.promised)}
    match stands.standing:
        case Standing.WAITING:
            return _("A response is due by %(day)s.") % {"day": day}
        case Standing.LATE:
            return _("A response was due by %(day)s and is %(days)s late.") % {"day": day, "days": late}
        case Standing.ON_COURSE:
            return _("To be done by %(day)s.") % {"day": promised}
        case Standing.OVERDUE:
            return _("Overdue by %(days)s: promised for %(day)s.") % {"days": late, "day": promised}
        case Standing.DONE if stands.done_on:
            said = (
                _("Done on %(done)s, %(days)s late: promised for %(day)s.")
                if stands.late
                else _("Done on %(done)s, in time: promised for %(day)s.")
            )
            return said % {"done": day_words(stands.done_on), "days": late, "day": promised}
    return f"{_STANDING[stands.standing][0]}."


def standing_tag(stands: Stands) -> Tag:
    return _STANDING[stands.standing]


def recommended_item(t: Tracked, n: int, thread: Thread, viewer: Viewer) -> Item:
    r = t.recommendation
    entered = _("entered by %(who)s") % {"who": r.entered_by} if viewer.named else ""
    when = day_words(r.made_on)
    by_whom = ", ".join(p for p in (r.committee.name, when, entered) if p)
    facts = ((_("For"), r.owner), (_("Response due by"), day_words(r.due)))
    said = [Said(_("Recommended"), by_whom, r.words, facts=facts)]
    followed = [(x.day, x.at, x) for x in (*t.replies, *t.updates)]
    for _day, _at, x in sorted(followed, key=lambda f: f[:2]):
        said.append(_reply(x, t, viewer) if isinstance(x, Reply) else _update(x, viewer))
    ends = ""
    if r.withdrawn_at is not None:
        by = who(r.withdrawn_by, _("the committee’s officers or members"), viewer)
        ends = _("Withdrawn by %(who)s on %(day)s.") % {
            "who": by, "day": day_words(day_of(r.withdrawn_at)),
        }  # fmt: skip
        ends += f" {r.withdrawn_words}"
    late = t.stands.standing in (Standing.LATE, Standing.OVERDUE)
    words = standing_words(t.stands)
    return Item(
        anchor=f"recommendation-{r.pk}",
        title=_("Recommendation %(number)d") % {"number": n},
        tag=_STANDING[t.stands.standing],
        late=words if late else "",
        said=tuple(said),
        ends=ends or ("" if late or t.stands.standing == Standing.NOT_ACCEPTED else words),
        open_to="",
        acts=_advice_acts(t, thread.report, viewer),
        when=(r.made_on, r.entered_at),
    )


def _reply(x: Reply, t: Tracked, viewer: Viewer) -> Said:
    by_whom = f"{t.recommendation.owner}, {dated(x.day, x.at)}"
    if viewer.named:
        by_whom += ", " + _("entered by %(who)s") % {"who": x.by}
    facts = []
    if x.will_by is not None:
        facts = [(_("What will be done"), x.will_do), (_("By"), day_words(x.will_by))]
    late = (x.day - t.recommendation.due).days if x == t.replies[0] else 0
    note = ""
    if late > 0:
        note = _("The response was due by %(day)s, %(days)s before.") % {
            "day": day_words(t.recommendation.due), "days": in_days(late),
        }  # fmt: skip
    return Said(
        str(RESPONSES[x.answer]), by_whom, x.words, tag=LATE if late > 0 else None,
        note=note, facts=tuple(facts),
    )  # fmt: skip


def _update(x: Update, viewer: Viewer) -> Said:
    by_whom = dated(x.day, x.at) + (", " + _("entered by %(who)s") % {"who": x.by} if viewer.named else "")
    facts = ((_("What shows it"), x.evidence),) if x.evidence else ()
    links = ((x.link, x.link),) if x.link else ()
    return Said(_("Done") if x.done else _("How it stands"), by_whom, x.words, facts=facts, links=links)


def _advice_acts(t: Tracked, report: Report, viewer: Viewer) -> tuple[Act, ...]:
    def at(name: str) -> str:
        return reverse(f"scrutiny:recommendation-{name}", args=[report.pk, t.recommendation.pk])

    acts = []
    if t.stands.standing != Standing.WITHDRAWN:
        if viewer.answer:
            acts.append(Act(_("Respond again") if t.replies else _("Respond"), at("respond")))
        if viewer.answer and t.recommendation.response in ("accepted", "partly"):
            acts.append(Act(_("Say how it stands"), at("update")))
        if viewer.ask or viewer.register:
            acts.append(Act(_("Withdraw"), at("withdraw")))
    return tuple(acts)


def decided_item(d: DecisionMade, n: int, thread: Thread, viewer: Viewer, labels: Mapping[str, str]) -> Item:
    links = ()
    if d.because:
        because = _("The answer that changed it: %(label)s") % {"label": labels.get(d.because, d.because)}
        links = ((because, answer_href(thread.report, d.because)),)
    entered = ""
    if viewer.named:
        entered = _("%(day)s, by %(who)s") % {"day": written_on(d.at), "who": d.by}
    facts = ((_("Entered"), entered),) if entered else ()
    words = d.words or _("Its words are not written down.")
    changed = f"{_CHANGED[d.changed]}{f' {d.changed_words}' if d.changed_words else ''}"
    last = d == thread.decisions[-1]
    return Item(
        anchor=f"decision-{d.pk}",
        title=_("Decision %(number)d") % {"number": n} if len(thread.decisions) > 1 else _("Decision"),
        tag=(str(DECISIONS[d.decision]), _COLOURS[d.decision]),
        late="",
        said=(Said(_("Decided"), day_words(d.decided_on), words, note=changed, facts=facts, links=links),),
        ends="" if not (last and thread.to_be_decided) else _("A later decision is to follow."),
        open_to="",
        acts=(),
        when=(d.decided_on, d.at),
    )


_COLOURS = {
    "approved": "green",
    "amended": "turquoise",
    "deferred": "grey",
    "called-in": "orange",
    "refused": "red",
}
