"""Decisions taken together: each number leads to as many, and nobody is told what they may not read."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.example import NOW
from tests.web.people import somebody
from tests.web.proposals.steps import made
from tests.web.scrutiny.accounts import begun, said
from tests.web.scrutiny.register import SOLIHULL, body

from commonweal.web.proposals.models import Assessment, Proposal, ProposalPlace
from commonweal.web.scrutiny import selectors as tests
from commonweal.web.scrutiny.models import Report, ReportPlace, Response
from commonweal.web.scrutiny.roles import ReportAuthor, ScrutinyMember
from commonweal.web.scrutiny.selectors import claimed, coverage
from commonweal.web.toolkit import selectors as toolkits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
WHO: dict[str, Any] = {"made_by": "Tests", "made_at": NOW, "changed_by": "Tests", "changed_at": NOW}
PLACES = (SOLIHULL, "E08000025", "E08000026")
ADDRESSES = (
    "", f"?place={SOLIHULL}", f"?place={SOLIHULL}&by=goal", "?goal=equality", "?group=neet&years=all",
    "?years=10&by=group",
    f"?place={SOLIHULL}&group=neet&goal=equality", "?place=nowhere&year=soon&by=weather",
)  # fmt: skip


def many(seed: int) -> None:
    """Decided reports with answers that say something and nothing, and proposals with and without one."""
    chance = random.Random(seed)
    version = tests.in_force()
    assert version
    proposals = [
        Proposal.objects.create(
            title=f"Proposal {n}", kind="project", summary="x", sponsor="x", public=n % 3 != 0,
            step=chance.choice(["idea", "decided", "delivery"]), cost=chance.choice([None, 100]),
            decision="Yes.", decision_by=chance.choice([None, dt.date(2026, 5, 1)]), **WHO,
        )
        for n in range(9)
    ]  # fmt: skip
    for p in proposals:
        ProposalPlace.objects.create(proposal=p, area=chance.choice(PLACES))
    for n in range(45):
        exempt = chance.random() < 0.2
        day = chance.choice([None, *(dt.date(y, 6, 1) for y in (2014, 2019, 2023, 2025, 2026))])
        report = Report.objects.create(
            reference=f"R{n}", title=f"Report {n}", kind="project", author_role="Head", exempt=exempt,
            public=not exempt and chance.random() < 0.7, decided_on=day,
            decision=chance.choice(["approved", "refused", "deferred"]) if day else "",
            cost=chance.choice([None, 1_000, 2_500]), proposal=chance.choice([None, *proposals]),
            test_set=version, quality="partial", **WHO,
        )  # fmt: skip
        for area in chance.sample(PLACES, chance.randint(0, 2)):
            ReportPlace.objects.create(report=report, area=area)
        answers = (
            ("who-benefits", {"groups": ["neet"], "places": ["E08000026", "elsewhere"], "people": "30"}),
            ("who-could-lose", {"who": "Traders"}),
            ("voice", {"unknown": "All of it"}),
            ("gone", {"groups": ["neet"]}),
        )
        for key, parts in chance.sample(answers, chance.randint(0, 3)):
            Response.objects.create(
                report=report, key=key, parts=parts, not_known=chance.random() < 0.2,
                later=[{"on": "2026-11-01", "by": "x"}] if chance.random() < 0.2 else [],
                changed_by="Tests", changed_at=NOW,
            )  # fmt: skip


def plainly(everything: bool) -> list[dict[str, Any]]:
    """Every decision with what it touches, one row after the other."""
    version = tests.in_force()
    assert version
    goals = {q.id: set(q.goals) for q in tests.content(version).questions}
    found, stand = [], set()
    for r in Report.objects.all():
        if not r.decision or not (everything or (r.public and not r.exempt)):
            continue
        row: dict[str, Any] = {
            "id": ("report", r.pk), "year": r.decided_on.year, "place": {p.area for p in r.places.all()},
            "group": set(), "goal": set(),
        }  # fmt: skip
        for a in r.responses.all():
            if a.not_known or a.key not in goals or set(a.parts) <= {"unknown"}:
                continue
            row["place"] |= set(a.parts.get("places", [])) - {"elsewhere"}
            row["group"] |= set(a.parts.get("groups", []))
            row["goal"] |= goals[a.key]
        found.append(row)
        stand.add(r.proposal_id)
    for p in Proposal.objects.exclude(step="idea"):
        if p.public and p.pk not in stand:
            year = p.decision_by.year if p.decision_by else None
            places = {a.area for a in p.places.all()}
            found.append(
                {"id": ("proposal", p.pk), "year": year, "place": places, "group": set(), "goal": set()}
            )
    return found


@pytest.mark.parametrize("everything", [False, True])
def test_every_number_leads_to_as_many_decisions(
    client: Client, signed_in: Callable[..., Client], everything: bool
) -> None:
    many(seed=11 + everything)
    reader = signed_in(ScrutinyMember) if everything else client
    every = plainly(everything)
    assert len(every) > 15
    seen: dict[str, int] = {}
    for address in ADDRESSES:
        response = reader.get(f"/reports/cumulative/{address}")
        page, asked = response.context["page"], response.context["asked"]
        since = {"5": 2022, "10": 2017, "all": 0}[asked.years]
        fits = [
            d for d in every
            if (d["year"] is None or d["year"] >= since)
            and all(not getattr(asked, n) or getattr(asked, n) in d[n] for n in ("place", "group", "goal"))
        ]  # fmt: skip
        assert response.context["list"].paginator.count == len([d for d in fits if not asked.year])
        for cell in page.all:
            year = None if cell.label == "Not known" else int(cell.label)
            assert int(cell.text) == sum(d["year"] == year for d in fits), (address, cell)
        by = next((n for n in (asked.by, "place", "group", "goal") if n and not getattr(asked, n)), "")
        shown = {row.href: sum(int(c.text) for c in row.cells) for row in page.grid}
        assert sum(shown.values()) == sum(len(d[by]) for d in fits) if by else not shown
        for row in page.grid:
            seen |= {c.href: int(c.text) for c in row.cells if c.href}
        seen |= {c.href: int(c.text) for c in page.all if c.href}
    chosen = random.Random(2).sample(sorted(seen), min(20, len(seen)))
    for href in chosen:
        assert reader.get(href.partition("#")[0]).context["list"].paginator.count == seen[href], href


def test_claims_costs_and_what_is_not_added_up(client: Client, signed_in: Callable[..., Client]) -> None:
    by = signed_in(ReportAuthor).person
    about = {"public": True, "decision": "approved", "decided_on": dt.date(2026, 3, 2)}
    one = begun(by, title="Library", cost=500_000, **about)
    said(
        one, "who-benefits", by, groups=["neet"], people="1,200", places=[SOLIHULL], mechanism="Training <b>."
    )
    said(one, "who-could-lose", by, who="Traders of the old hall", mechanism="Rents rise")
    said(one, "which-goals", by, indicator="claimant-count", mechanism="Jobs.")
    begun(by, title="Baths", **about)
    begun(by, title="Airport", cost=9, **(about | {"decision": "refused"}))
    response = client.get(f"/reports/cumulative/?place={SOLIHULL}")
    page = response.context["page"]
    assert "3 decisions in the last five years that touch Solihull: 2 of them went ahead." in page.sentence
    assert page.costs.startswith(
        "What went ahead costs £500,000 together, of those where the cost is known: 1 of 2."
    )
    library = next(r for r in page.rows if r.title == "Library")
    assert re.fullmatch(
        r"Who benefits: 1,200 people \(.+\), in Solihull\. Training <b>\.", library.gains[0].words
    )
    assert library.gains[0].late
    assert library.followed.endswith("to look back at: 0 looked at")
    assert client.get(library.followed_href).status_code == 200
    assert library.lose[0].words == "Who could lose: Traders of the old hall. Rents rise."
    assert "Training &lt;b&gt;" in body(response)
    assert "They are not added up" in body(response)
    goal = client.get("/reports/cumulative/?goal=equality").context["page"]
    assert [r.title for r in goal.rows] == ["Library"]
    said(one, "good-work", by, groups=["low-qualification"], mechanism="Apprentices.")
    assert client.get("/reports/cumulative/?group=low-qualification").context["page"].rows
    Report.objects.filter(pk=one.pk).update(kind="information")
    gone = client.get("/reports/cumulative/?group=low-qualification").context["page"]
    assert not gone.rows  # the test is not put to a report for information
    economy = client.get("/reports/cumulative/?goal=inclusive-economy").context["page"]
    assert any("It would show in Claimant count" in c.words for r in economy.rows for c in r.says)


def test_an_exempt_report_hides_no_public_proposal_and_is_told_to_members_alone(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    by = signed_in().person
    proposal = made(by, title="Open proposal")
    Proposal.objects.filter(pk=proposal.pk).update(
        public=True, step="delivery", decision_by=dt.date(2026, 2, 1)
    )
    Report.objects.create(
        reference="EX", title="Zanzibar", kind="project", author_role="Head", exempt=True, cost=7,
        decision="approved", decided_on=dt.date(2026, 3, 1), proposal=proposal, **WHO,
    )  # fmt: skip
    page = body(client.get("/reports/cumulative/"))
    assert "Open proposal" in page
    assert "Zanzibar" not in page
    seen = body(signed_in(ScrutinyMember).get("/reports/cumulative/"))
    assert "Zanzibar" in seen
    assert "Exempt" in seen
    assert "Open proposal" not in seen


def test_an_assessment_is_read_by_those_who_may(client: Client, signed_in: Callable[..., Client]) -> None:
    from commonweal.web.proposals.roles import Officer, SecondAssessor

    by = somebody(Officer, email="planner@example.org")
    proposal = made(by, title="Homes")
    Proposal.objects.filter(pk=proposal.pk).update(step="delivery", decision_by=dt.date(2026, 2, 1))
    toolkit = toolkits.in_force()
    assert toolkit
    claim = {
        "key": "claim/1", "group": "neet", "priority": "", "way": "direct", "people": 40,
        "places": ["E08000025"], "mechanism": "Training", "source": "",
    }  # fmt: skip
    about = {"proposal": proposal, "toolkit": toolkit, "snapshot": "", "kind": "first", "begun_at": NOW}
    outcome = {"goals": {"equality": {}}, "groups": {}, "claims": [claim]}
    Assessment.objects.create(
        number=1, assessor_name="T", completed_at=NOW, completed_by="T", outcome=outcome, **about
    )
    address = "/reports/cumulative/?goal=equality"
    officer, blind = signed_in(Officer), signed_in(Officer, SecondAssessor, email="second@example.org")
    second = signed_in(SecondAssessor, email="other@example.org")
    Assessment.objects.create(number=2, assessor_name="S", second=True, assessor=blind.person, **about)
    assert "Homes" not in body(client.get(address))
    assert "40 people" in body(officer.get(address))
    for reader in (blind, second):
        assert "40 people" not in body(reader.get("/reports/cumulative/"))
        assert "Homes" not in body(reader.get(address)).split("<main")[1]
    Proposal.objects.filter(pk=proposal.pk).update(public=True)
    assert "40 people" in body(client.get(address))


def test_as_many_queries_for_many_as_for_few(client: Client) -> None:
    many(seed=5)
    with CaptureQueriesContext(connection) as few:
        client.get(f"/reports/cumulative/?place={SOLIHULL}")
    for report in list(Report.objects.all()):
        report.pk, report.reference = None, f"{report.reference}-again"
        report.save()
    with CaptureQueriesContext(connection) as more:
        client.get(f"/reports/cumulative/?place={SOLIHULL}")
    assert len(more) == len(few) <= 28


def test_what_is_kept_follows_every_saving(
    client: Client, signed_in: Callable[..., Client], settings: Any
) -> None:
    settings.PAGES_KEPT = 3
    coverage._KEPT.clear()
    claimed._KNOWN.clear()
    by = signed_in(ReportAuthor).person
    about = {"public": True, "decision": "approved", "decided_on": dt.date(2026, 3, 2)}
    reports = [begun(by, title=f"Library {n}", **about) for n in range(3)]

    def counted(query: str) -> int:
        return int(client.get(f"/reports/cumulative/{query}").context["list"].paginator.count)

    assert (counted("?group=neet"), counted(f"?place={SOLIHULL}")) == (0, 3)
    said(reports[0], "who-benefits", by, groups=["neet"], people="9", mechanism="Jobs.")
    said(reports[1], "who-benefits", by, groups=["low-qualification"], mechanism="Courses.")
    assert (counted("?group=neet"), counted("?group=low-qualification")) == (1, 1)
    said(reports[1], "who-benefits", by, groups=["neet"], mechanism="Courses.", places=["E08000025"])
    assert (counted("?group=neet"), counted("?group=low-qualification")) == (2, 0)
    assert counted("?place=E08000025&group=neet") == 1
    with CaptureQueriesContext(connection) as asked:
        client.get("/reports/cumulative/?goal=equality")
    assert not any("GROUP BY" in q["sql"] for q in asked)
    coverage._KEPT.clear()
    claimed._KNOWN.clear()
