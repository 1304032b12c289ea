"""The example register: made once, marked as an example everywhere, one report exempt, one document read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests.web.example import NOW, ROOT
from tests.web.proposals.conftest import kingshurst as kingshurst
from tests.web.scrutiny.register import body

from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.actions.example import load_example
from commonweal.web.scrutiny.models import Document, Meeting, Report

pytestmark = pytest.mark.django_db
EXAMPLE = ROOT / "examples" / "reports" / "example-committee.yaml"


@pytest.fixture
def example(kingshurst: Proposal, signed_in: Callable[..., Client], tmp_path: Path) -> Iterator[Client]:
    from commonweal.web.scrutiny.roles import GovernanceOfficer

    officer = signed_in(GovernanceOfficer, email="governance@example.org")
    with override_settings(MEDIA_ROOT=tmp_path):
        made = load_example(path=EXAMPLE, now=NOW)
        assert made is not None
        assert load_example(path=EXAMPLE, now=NOW) is None
        yield officer


def test_every_page_of_it_is_whole_and_says_that_it_is_an_example(example: Client, client: Client) -> None:
    assert Report.objects.count() == 4
    for report in Report.objects.all():
        page = body(example.get(f"/reports/{report.pk}/"))
        assert "This is an example." in page
        assert client.get(f"/reports/{report.pk}/").status_code == (404 if report.exempt else 200)
    assert body(client.get("/reports/")).count("Example</strong>") == 3
    assert "besides 1 exempt item" in body(
        client.get(f"/meetings/{Report.objects.earliest('pk').meeting_id}/")
    )
    assert "old depot" not in body(client.get("/committees/example-investment-board/"))


def test_its_document_is_read_with_advice(example: Client, kingshurst: Proposal) -> None:
    document = Document.objects.get()
    assert document.report.proposal_id == kingshurst.pk
    assert document.state == "read"
    page = body(example.get(f"/reports/{document.report_id}/documents/{document.pk}/"))
    assert "A section on inclusive growth stands under “Inclusive Growth Implications”" in page
    assert "In Solihull the claimant count was 5.1% in 2025." in page
    assert "A figure differs from the evidence store" in page


def test_panels_lead_to_public_reports_alone(example: Client, client: Client) -> None:
    # The front page looks at the calendar, so the meeting is always a month away.
    Meeting.objects.filter(day__year=2027).update(day=timezone.localdate() + dt.timedelta(days=30))
    home = body(client.get("/"))
    assert "Reports to the next meetings" in home
    assert "Kingshurst village centre, first phase" in home
    assert "Reports that touch this place" in body(client.get("/places/E08000029/"))
    Report.objects.update(public=False)
    assert "Reports to the next meetings" not in body(client.get("/"))
    assert "Reports that touch this place" not in body(client.get("/places/E08000029/"))


def test_without_the_account_it_names_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs the account governance@"):
        load_example(path=EXAMPLE, now=NOW)


def test_one_report_is_answered_and_its_statement_stands_in_the_public_register(
    example: Client, client: Client
) -> None:
    report = Report.objects.get(reference="EX/27/01")
    assert report.quality == "partial"
    page = body(client.get("/statements/"))
    assert "Kingshurst village centre, first phase" in page
    own = body(client.get(f"/statements/{report.pk}/"))
    assert "This is an example." in own
    assert "On the ladder of participation: consulting." in own
    assert "People and climate: we do not know." in own
