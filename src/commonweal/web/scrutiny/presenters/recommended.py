"""A recommendation in the thread of a report, with its responses and doing; and a decision."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from commonweal.scrutiny.standing import Standing, Stands
from commonweal.web.scrutiny.models import DecisionMade, Reply, Report, Update
from commonweal.web.scrutiny.presenters.marks import answer_href, day_words
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

_STANDING: Mapping[Standing, Tag] = {
    Standing.WAITING: ("Waiting for a response", "blue"),
    Standing.LATE: ("Response late", "orange"),
    Standing.NOT_ACCEPTED: ("Not accepted", "grey"),
    Standing.ON_COURSE: ("On course", "turquoise"),
    Standing.OVERDUE: ("Overdue", "orange"),
    Standing.DONE: ("Done", "green"),
    Standing.WITHDRAWN: ("Withdrawn", "grey"),
}
_CHANGED = {
    "yes": "The account of inclusive growth changed this decision.",
    "no": "The account of inclusive growth did not change this decision.",
    "not-known": "Whether the account of inclusive growth changed this decision is not known.",
}


def standing_words(stands: Stands) -> str:
    """ "Overdue by 12 days: promised for 3 March 2027 (first for 1 January 2027)." """
    until, late = stands.until, in_days(stands.late)
    moved = f" (first for {day_words(stands.promised)})" if stands.moved and stands.promised else ""
    match stands.standing:
        case Standing.WAITING if until:
            return f"A response is due by {day_words(until)}."
        case Standing.LATE if until:
            return f"A response was due by {day_words(until)} and is {late} late."
        case Standing.ON_COURSE if until:
            return f"To be done by {day_words(until)}{moved}."
        case Standing.OVERDUE if until:
            return f"Overdue by {late}: promised for {day_words(until)}{moved}."
        case Standing.DONE if stands.done_on and until:
            when = f", {late} late" if stands.late else ", in time"
            return f"Done on {day_words(stands.done_on)}{when}: promised for {day_words(until)}{moved}."
    return f"{_STANDING[stands.standing][0]}."


def standing_tag(stands: Stands) -> Tag:
    return _STANDING[stands.standing]


def recommended_item(t: Tracked, n: int, thread: Thread, viewer: Viewer) -> Item:
    r = t.recommendation
    entered = f"entered by {r.entered_by}" if viewer.named else ""
    when = day_words(r.made_on)
    by_whom = ", ".join(p for p in (r.committee.name, when, entered) if p)
    facts = (("For", r.owner), ("Response due by", day_words(r.due)))
    said = [Said("Recommended", by_whom, r.words, facts=facts)]
    followed = [(x.day, x.at, x) for x in (*t.replies, *t.updates)]
    for _, _, x in sorted(followed, key=lambda f: f[:2]):
        said.append(_reply(x, t, viewer) if isinstance(x, Reply) else _update(x, viewer))
    ends = ""
    if r.withdrawn_at is not None:
        by = who(r.withdrawn_by, "the committee’s officers or members", viewer)
        ends = f"Withdrawn by {by} on {day_words(day_of(r.withdrawn_at))}. {r.withdrawn_words}"
    late = t.stands.standing in (Standing.LATE, Standing.OVERDUE)
    words = standing_words(t.stands)
    return Item(
        anchor=f"recommendation-{r.pk}",
        title=f"Recommendation {n}",
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
        by_whom += f", entered by {x.by}"
    facts = []
    if x.will_by is not None:
        facts = [("What will be done", x.will_do), ("By", day_words(x.will_by))]
    late = (x.day - t.recommendation.due).days if x == t.replies[0] else 0
    note = (
        f"The response was due by {day_words(t.recommendation.due)}, {in_days(late)} before."
        if late > 0
        else ""
    )
    return Said(
        f"Response: {str(x.get_answer_display()).lower()}", by_whom, x.words, tag=LATE if late > 0 else None,
        note=note, facts=tuple(facts),
    )  # fmt: skip


def _update(x: Update, viewer: Viewer) -> Said:
    by_whom = dated(x.day, x.at) + (f", entered by {x.by}" if viewer.named else "")
    facts = (("What shows it", x.evidence),) if x.evidence else ()
    links = ((x.link, x.link),) if x.link else ()
    return Said("Done" if x.done else "How it stands", by_whom, x.words, facts=facts, links=links)


def _advice_acts(t: Tracked, report: Report, viewer: Viewer) -> tuple[Act, ...]:
    def at(name: str) -> str:
        return reverse(f"scrutiny:recommendation-{name}", args=[report.pk, t.recommendation.pk])

    acts = []
    if t.stands.standing != Standing.WITHDRAWN:
        if viewer.answer:
            acts.append(Act("Respond again" if t.replies else "Respond", at("respond")))
        if viewer.answer and t.recommendation.response in ("accepted", "partly"):
            acts.append(Act("Say how it stands", at("update")))
        if viewer.ask or viewer.register:
            acts.append(Act("Withdraw", at("withdraw")))
    return tuple(acts)


def decided_item(d: DecisionMade, n: int, thread: Thread, viewer: Viewer, labels: Mapping[str, str]) -> Item:
    links = ()
    if d.because:
        links = ((f"The answer that changed it: {labels.get(d.because, d.because)}",
                  answer_href(thread.report, d.because)),)  # fmt: skip
    entered = f"{written_on(d.at)}, by {d.by}" if viewer.named else ""
    facts = (("Entered", entered),) if entered else ()
    words = d.words or "Its words are not written down."
    changed = f"{_CHANGED[d.changed]}{f' {d.changed_words}' if d.changed_words else ''}"
    last = d == thread.decisions[-1]
    return Item(
        anchor=f"decision-{d.pk}",
        title=f"Decision {n}" if len(thread.decisions) > 1 else "Decision",
        tag=(str(d.get_decision_display()), _COLOURS[d.decision]),
        late="",
        said=(Said("Decided", day_words(d.decided_on), words, note=changed, facts=facts, links=links),),
        ends="" if not (last and thread.to_be_decided) else "A later decision is to follow.",
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
