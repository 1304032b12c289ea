"""The example register: made once, marked as an example everywhere, one report exempt, one document read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from tests.web.conftest import InspectingClient
from tests.web.example import NOW, ROOT
from tests.web.people import somebody
from tests.web.proposals.conftest import kingshurst as kingshurst
from tests.web.scrutiny.register import body

from commonweal.web.accounts.models import User
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.actions.example import load_example
from commonweal.web.scrutiny.models import Document, Meeting, Notice, Report
from commonweal.web.scrutiny.roles import GovernanceOfficer, ScrutinyMember

pytestmark = pytest.mark.django_db
EXAMPLE = ROOT / "examples" / "reports" / "example-committee.yaml"


@pytest.fixture(scope="module")
def loaded(
    kingshurst: Proposal, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[User]:
    """The governance officer who brought it; what a test changes of it is undone."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("documents")), django_db_blocker.unblock():
        officer = somebody(GovernanceOfficer, email="governance@example.org")
        made = load_example(path=EXAMPLE, now=NOW)
        assert made is not None
        assert load_example(path=EXAMPLE, now=NOW) is None
        yield officer


@pytest.fixture
def example(loaded: User) -> Client:
    """The one who brought it, signed in."""
    client = InspectingClient()
    client.force_login(User.objects.get(pk=loaded.pk))
    return client


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


def test_numbers_that_count_it_say_how_much_of_them_is_made_up(example: Client, client: Client) -> None:
    three = "3 of those counted are examples, made up to show how this works."
    assert three in body(client.get("/reports/coverage/"))
    assert three in body(client.get("/reports/coverage.csv"))
    assert "4 of those counted are examples" in body(example.get("/reports/coverage/"))
    one = "1 of those counted is an example, made up to show how this works."
    assert one in body(client.get("/reports/coverage/?kind=programme"))
    assert "made up to show" in body(client.get("/reports/cumulative/?years=all"))
    assert "Example</strong>" in body(client.get("/reports/follow-up/?due=all"))
    Report.objects.update(example="")
    assert "Example</strong>" not in body(client.get("/reports/follow-up/?due=all"))
    assert "of those counted" not in body(client.get("/reports/coverage/"))


def test_without_the_account_it_names_it_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "another.yaml"
    words = EXAMPLE.read_text(encoding="utf-8")
    words = words.replace("governance@", "nobody@").replace("slug: example-", "slug: another-", 1)
    other.write_text(words, encoding="utf-8")
    with pytest.raises(ValueError, match="needs the account nobody@"):
        load_example(path=other, now=NOW)


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


def test_one_report_has_a_thread_from_a_query_to_what_was_done(example: Client, client: Client) -> None:
    report = Report.objects.get(reference="EX/26/01")
    page = body(client.get(f"/reports/{report.pk}/scrutiny/"))
    assert "This is an example." in page
    assert "Response: accepted in part" in page
    assert "The account of inclusive growth changed this decision." in page
    assert "after a late shift" not in page
    page = body(example.get(f"/reports/{report.pk}/scrutiny/"))
    assert "after a late shift" in page
    assert "It was wanted by 9 October 2026, 3 days before." in page
    assert "Ended as answered: accepted" in page
    assert not Notice.objects.filter(sent_at=None, dropped="").exists()


def test_an_answer_cites_figures_documents_and_the_test_that_was_mended(
    example: Client, client: Client, signed_in: Callable[..., Client]
) -> None:
    report = Report.objects.get(reference="EX/27/01")
    held = report.queries.get()
    here = f"/reports/{report.pk}/scrutiny/"
    at = f"{here}queries/{held.pk}/"
    form = body(example.get(f"{at}answer/"))
    figure = re.search(r'name="figures" value="([^"]+)"', form)
    assert figure is not None
    document = Document.objects.get()
    sent = {
        "words": "Forty tenants.", "figures": [figure[1]], "documents": [document.pk], "test": "voice",
        "revision": held.revision,
    }  # fmt: skip
    member = signed_in(ScrutinyMember, email="a-member@example.org")
    test = body(member.get(f"/reports/{report.pk}/tests/answer/voice/"))
    assert f'href="{here}ask/?about=test:voice"' in test
    assert 'value="test:voice" selected' in body(member.get(f"{here}ask/?about=test:voice"))
    wrong = example.post(f"{at}answer/", sent | {"figures": ["no-such|E08000029|"]})
    assert "There is no such figure (any more)." in body(wrong)
    assert example.post(f"{at}answer/", sent).status_code == 302
    page = body(example.get(here))
    [cited] = held.messages.get().evidence["figures"]
    assert (cited["area"], f'href="/indicators/{cited["indicator"]}/?place=' in page) == ("E08000029", True)
    assert f"snapshot {cited['snapshot'][:8]}" in page
    assert f'href="/reports/{report.pk}/tests/answer/voice/"' in page
    assert f'href="/reports/{report.pk}/documents/{document.pk}/"' in page
    held.refresh_from_db()
    told = {"to": "public", "revision": held.revision}
    assert example.post(f"{at}publish/", told).status_code == 302
    page = body(client.get(here))
    assert "Forty tenants." in page
    assert document.name not in page
    assert f'href="/indicators/{cited["indicator"]}/' in page


def test_a_decision_leads_to_the_answer_that_changed_it(example: Client, client: Client) -> None:
    report = Report.objects.get(reference="EX/27/01")
    sent = {
        "decided_on": "2027-01-21", "decision": "amended", "decision_words": "Agreed.", "changed": "yes",
        "changed_words": "The right to return comes first.", "because": "voice", "revision": report.revision,
    }  # fmt: skip
    assert example.post(f"/reports/{report.pk}/decision/", sent).status_code == 302
    page = body(client.get(f"/reports/{report.pk}/scrutiny/"))
    assert "The right to return comes first." in page
    assert f'href="/reports/{report.pk}/tests/answer/voice/">The answer that changed it: Voice</a>' in page
