"""The worked example: a proposal taken through all four stages by made-up people, from one YAML file.

It goes the way that people go, by the same actions, so that whatever they refuse is refused here too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Assessment, Programme, Proposal
from commonweal.web.toolkit import selectors as toolkits

from .answering import add_claim, remove_claim, save_answer
from .assessing import complete, moderate, start_assessment, start_second
from .discussing import cite, close_remark, record_design_change, remark
from .piloting import enter_effort, rate_clarity, save_pilot
from .proposals import make_programme, move, save_lists, save_need, save_proposal

_NUMBERED = ("claim/", "overlap/")


@transaction.atomic
def load_example(*, path: Path, now: dt.datetime) -> Proposal | None:
    """Make the example of a file once; None where it is there already.

    Raises ValueError where an account of the file is missing, or an assessment of it would not be whole.
    """
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    if Programme.objects.filter(slug=given["programme"]["slug"]).exists():
        return None
    people = {role: person_by_email(email) for role, email in given["people"].items()}
    if missing := [role for role, person in people.items() if person is None]:
        raise ValueError(f"The example needs an account for: {', '.join(missing)}.")  # stays English
    officer = people["officer"]
    programme = make_programme(**given["programme"], by=officer, now=now)
    proposal = _proposal(given["proposal"], programme, officer, now)
    first = start_assessment(proposal=proposal, by=officer, now=now)
    _answer(first, given["first"], officer, now)
    for c in given["citations"]:
        _cite(first, c, proposal, officer, now)
    for r in given["requests"]:
        made = remark(
            assessment=first, key=r["key"], words=r["words"], request=True, by=people["board"], now=now
        )
        if r.get("reply"):
            close_remark(assessment=first, remark=made.pk, reply=r["reply"], by=officer, now=now)
    complete(assessment=first, by=officer, now=now)
    second = start_second(proposal=proposal, by=people["second"], now=now)
    merged = {k: v for k, v in (given["first"] | given["second"]).items() if v is not None}
    _answer(second, merged, people["second"], now)
    complete(assessment=second, by=people["second"], now=now)
    revised = start_assessment(proposal=proposal, by=officer, now=now, kind="revised")
    _answer(revised, given["revised"], officer, now)
    for d in given["design"]:
        record_design_change(assessment=revised, by=officer, now=now, **d)
    complete(assessment=revised, by=officer, now=now)
    for m in given["moderations"]:
        moderate(proposal=proposal, revision=0, by=people["moderator"], now=now, **m)
    for step in ("outline", "application"):
        move(proposal=proposal, to=step, by=officer, now=now)
    _pilot(given["pilot"], proposal, {"first": first, "second": second}, people["pilot"], now)
    return proposal


def _proposal(given: Mapping[str, Any], programme: Programme, by: Any, now: dt.datetime) -> Proposal:
    fields = {k: given[k] for k in ("title", "kind", "sponsor", "summary", "cost", "cost_note", "public")}
    fields |= {"decision_by": given["decision_by"], "programme": programme}
    made = save_proposal(proposal=None, fields=fields, revision=0, by=by, now=now, example=given["example"])
    made = save_lists(
        proposal=made,
        revision=made.revision,
        places=given["places"],
        partners=given["partners"],
        options=given["options"],
        by=by,
        now=now,
    )
    for key, need in given["needs"].items():
        save_need(
            proposal=made,
            key=key,
            words=need.get("words", ""),
            not_known=need.get("not_known", False),
            who=need.get("who", ""),
            until=need.get("until"),
            revision=0,
            by=by,
            now=now,
        )
    return made


def _answer(assessment: Assessment, answers: Mapping[str, Any], by: Any, now: dt.datetime) -> None:
    """Answer in the order of the questions; an answer may bring up the next ones."""
    left = dict(answers)
    for key in [k for k in left if k.startswith("claim/")]:
        if not assessment.answers.filter(key=key).exists():
            made = add_claim(assessment=assessment, by=by, now=now)
            if made != key:
                raise ValueError(
                    f"The example numbers its claims otherwise: {key} would be {made}."  # stays English
                )
    for key in sorted(left, key=lambda k: (k != "fit", k.startswith(_NUMBERED), k.startswith("overlap/"))):
        value = left[key]
        if value is None:
            remove_claim(assessment=assessment, key=key, by=by, now=now)
            continue
        row = assessment.answers.filter(key=key).first()
        save_answer(
            assessment=assessment,
            key=key,
            parts={k: v for k, v in value.items() if k not in ("not_known", "who", "until")},
            not_known=value.get("not_known", False),
            who=value.get("who", ""),
            until=value.get("until"),
            revision=row.revision if row else 0,
            by=by,
            now=now,
        )


def _cite(
    assessment: Assessment, given: Mapping[str, str], proposal: Proposal, by: Any, now: dt.datetime
) -> None:
    sheet = selectors.sheet(assessment)
    question = sheet.question(given["key"])
    if question is None or sheet.book is None:
        return
    found = selectors.beside(sheet.book, sheet.toolkit, question, sheet.areas)
    figure = next(
        (b.standing for b in found if b.standing.indicator.id == given["indicator"] and b.standing.row), None
    )
    if figure is not None:
        cite(
            assessment=assessment,
            key=given["key"],
            indicator=figure.indicator.id,
            area=figure.area,
            breakdown=figure.breakdown,
            by=by,
            now=now,
        )


def _pilot(
    given: Mapping[str, Any],
    proposal: Proposal,
    assessments: Mapping[str, Assessment],
    by: Any,
    now: dt.datetime,
) -> None:
    day = now.date()
    names = ("title", "purpose", "hourly_cost", "proposals_a_year", "training", "decisions", "example")
    fields = {name: given[name] for name in names}
    fields |= {"slug": "example-pilot", "toolkit": toolkits.in_force(), "begins": day}
    fields["ends"] = day + dt.timedelta(days=90)
    save_pilot(pilot=None, fields=fields, proposals=[proposal], by=by, now=now)
    for who, minutes in given["efforts"].items():
        enter_effort(assessment=assessments[who], minutes=minutes)
    for c in given["clarity"]:
        rate_clarity(
            assessment=assessments[c["who"]], key=c["key"], rating=c["rating"], words=c["words"], now=now
        )
