"""A file of reports in the web: brought, looked at, published in one act, and looked at again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from tests.scrutiny.test_register import ROW, file
from tests.web.example import NOW
from tests.web.proposals.steps import made
from tests.web.scrutiny.register import body, entered

from commonweal.web.audit.models import Event
from commonweal.web.scrutiny.actions import register as actions
from commonweal.web.scrutiny.models import Committee, DecisionMade, Meeting, RegisterFile, Report
from commonweal.web.scrutiny.selectors import importing as selectors

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
WHOLE = ROW | {
    "committee": "Investment Board", "meeting_date": "2026-12-03", "item": "7", "key_decision": "yes",
    "exempt": "no", "exempt_reason": "", "cost": "5000000", "places": "E08000025;E08000029",
    "options_closed": "2026-11-10", "decided_on": "2026-12-03", "decision": "approved",
}  # fmt: skip
EXEMPT = WHOLE | {"reference": "CA/3", "title": "Land", "exempt": "yes", "exempt_reason": "Paragraph 3"}


@pytest.fixture
def governance(signed_in: Callable[..., Client]) -> Client:
    from commonweal.web.scrutiny.roles import GovernanceOfficer

    return signed_in(GovernanceOfficer, name="A governance officer")


def bring(reader: Client, content: bytes, name: str = "reports.csv") -> str:
    answer = reader.post("/register/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, body(answer)
    return str(answer["Location"])


def state_of(page: str) -> str:
    return page.split('name="state" value="')[1].split('"')[0]


def publish(reader: Client, address: str) -> Any:
    return reader.post(address, {"state": state_of(body(reader.get(address)))})


def test_bring_look_publish_and_the_same_file_again_changes_nothing(
    governance: Client, client: Client
) -> None:
    address = bring(governance, file(WHOLE, EXEMPT))
    page = body(governance.get(address))
    assert "We read 2 reports: 2 would be new, 0 would change, 0 stay the same." in page
    assert "Committees that would be set up" in page
    assert "Investment Board, 3 December 2026" in page
    assert not Report.objects.exists()
    assert not Committee.objects.exists()

    assert publish(governance, address).status_code == 302
    assert Committee.objects.get().slug == "investment-board"
    assert Meeting.objects.count() == 1
    report = Report.objects.get(reference="CA/2")
    assert (report.cost, report.key_decision, report.decision) == (5_000_000, True, "approved")
    assert {p.area for p in report.places.all()} == {"E08000025", "E08000029"}
    assert not Report.objects.filter(public=True).exists()
    assert client.get(f"/reports/{report.pk}/").status_code == 404
    assert "Published: 2 new reports, 0 changed, 0 as they were." in body(governance.get(address))
    assert governance.post(address, {"state": ""}).status_code == 409
    assert Event.objects.filter(act__startswith="register.").count() == 2

    again = bring(governance, file(WHOLE, EXEMPT))
    page = body(governance.get(again))
    assert "We read 2 reports, all as the register holds them already: there is nothing to publish." in page
    assert 'name="state"' not in page
    assert "reports.csv" in body(governance.get("/register/"))


def test_what_would_change_is_shown_as_it_is_and_as_it_would_be(governance: Client) -> None:
    publish(governance, bring(governance, file(WHOLE)))
    changed = WHOLE | {"title": "Flats", "cost": "", "places": "E08000025", "kind": "budget"}
    address = bring(governance, file(changed))
    page = body(governance.get(address))
    assert "0 would be new, 1 would change, 0 stay the same." in page
    for old, new in (("Homes", "Flats"), ("£5,000,000", "nothing"), ("Investment project", "Budget")):
        assert f'data-label="Is">{old}<' in page
        assert f'data-label="Would be">{new}<' in page
    assert "Birmingham, Solihull" in page
    publish(governance, address)
    report = Report.objects.get()
    assert (report.title, report.cost, report.kind, report.revision) == ("Flats", None, "budget", 2)
    assert [p.area for p in report.places.all()] == ["E08000025"]
    assert selectors.held()["CA/2"]["title"] == "Flats"


def test_a_report_made_exempt_by_a_file_is_named_before_and_gone_after(
    governance: Client, client: Client
) -> None:
    report = entered(governance.person, "CA/3", public=True)
    address = bring(governance, file(EXEMPT))
    assert "Public now, and exempt after this: CA/3." in body(governance.get(address))
    assert client.get(f"/reports/{report.pk}/").status_code == 200
    publish(governance, address)
    assert client.get(f"/reports/{report.pk}/").status_code == 404
    back = bring(governance, file(EXEMPT | {"exempt": "no", "exempt_reason": ""}))
    publish(governance, back)
    assert client.get(f"/reports/{report.pk}/").status_code == 404


def test_what_was_shown_is_what_is_published_or_nothing(governance: Client) -> None:
    report = entered(governance.person, "CA/2")
    address = bring(governance, file(WHOLE))
    shown = state_of(body(governance.get(address)))
    actions.save_report(
        report=report, fields={"title": "Meanwhile"}, revision=report.revision, by=governance.person, now=NOW
    )
    answer = governance.post(address, {"state": shown})
    assert answer.status_code == 409
    assert "The register changed after you opened this page" in body(answer)
    assert 'data-label="Is">Meanwhile<' in body(answer)
    assert Report.objects.get().title == "Meanwhile"
    assert publish(governance, address).status_code == 302


def test_a_form_left_open_over_an_import_meets_it(governance: Client) -> None:
    report = entered(governance.person, "CA/2")
    publish(governance, bring(governance, file(WHOLE)))
    sent = {"decided_on": "2026-12-03", "decision": "refused", "revision": report.revision}
    assert governance.post(f"/reports/{report.pk}/decision/", sent).status_code == 409


def test_every_problem_is_shown_and_nothing_can_be_published(governance: Client) -> None:
    bad = WHOLE | {
        "cost": "-1",
        "kind": "poem",
        "places": "E1",
        "proposal": "77",
        "options_closed": "2026-02-30",
    }
    address = bring(governance, file(bad, WHOLE | {"title": "<script>alert(1)</script>"}))
    page = body(governance.get(address))
    assert (
        "We read 2 reports. 6 problems stop it; nothing can be published before the file is mended." in page
    )
    assert "Row 2, cost: a cost cannot be less than nothing." in page
    assert "Row 3: the reference “CA/2” is in row 2 already." in page
    assert "<script>alert" not in page
    answer = governance.post(address, {"state": ""})
    assert answer.status_code == 409
    assert "This file has problems that stop it." in body(answer)
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("reference,title\nA,Café".encode("cp1252"), "is not in UTF-8"),
        (b"PK\x03\x04\x00\x00\x00", "this is not a text file"),
        (b"a;b;c\n1;2;3\n", "The column “reference” is missing."),
        (b" \n", "The file is empty."),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(governance: Client, content: bytes, said: str) -> None:
    assert said in body(governance.get(bring(governance, content)))


def test_no_file_an_empty_one_and_one_too_large(governance: Client) -> None:
    assert "Choose a file." in body(governance.post("/register/import/", {}))
    empty = SimpleUploadedFile("reports.csv", b"")
    assert "The file is empty." in body(governance.post("/register/import/", {"file": empty}))
    with override_settings(UPLOAD_LIMIT=1_000_000):
        large = SimpleUploadedFile("reports.csv", b"x" * 2_000_000)
        answer = governance.post("/register/import/", {"file": large})
    assert answer.status_code == 422
    assert "The file has 2 MB. It may have 1 MB at most." in body(answer)
    assert not RegisterFile.objects.exists()


def test_script_and_formulas_go_in_and_come_out_as_text(governance: Client, client: Client) -> None:
    script = WHOLE | {"title": "<script>alert('x')</script>", "author_role": "=1+1", "sponsor": "@SUM(A1)"}
    script |= {"committee": "<script>alert('c')</script>", "item": '"onload="x'}
    address = bring(governance, file(script), name="<script>alert(1)</script>.csv")
    publish(governance, address)
    report = Report.objects.get()
    actions.make_public(report=report, revision=report.revision, by=governance.person, now=NOW)
    pages = [address, "/register/", "/reports/", f"/reports/{report.pk}/", f"/meetings/{report.meeting_id}/"]
    pages += ["/committees/", f"/committees/{Committee.objects.get().slug}/", f"/reports/{report.pk}/about/"]
    for page in pages:
        assert "<script>alert" not in body(governance.get(page)), page
    [row] = csv.DictReader(io.StringIO(client.get("/reports/all.csv").content.decode("utf-8-sig")))
    assert row["author_role"] == "'=1+1"
    assert row["sponsor"] == "'@SUM(A1)"


def test_a_files_decisions_go_through_the_record_of_decisions(governance: Client) -> None:
    def brought(**changes: str) -> list[tuple[str, str]]:
        publish(governance, bring(governance, file(WHOLE | {"reference": "CA/9"} | changes)))
        held = Report.objects.get(reference="CA/9")
        made = [(d.decision, d.decided_on.isoformat()) for d in held.decisions.all()]
        day = held.decided_on.isoformat() if held.decided_on else ""
        assert (made[-1] if made else ("", "")) == (held.decision, day)
        return made

    first, later = ("called-in", "2026-12-03"), ("amended", "2027-01-14")
    assert brought(decision="called-in") == [first]
    assert brought(decision="called-in", title="Another title") == [first]
    # after a call-in a later day is a later decision; after a decision for good it is a correction
    assert brought(decision="amended", decided_on="2027-01-14") == [first, later]
    assert brought(decision="approved", decided_on="2027-01-15") == [first, ("approved", "2027-01-15")]
    # one that is dated before the call-in cannot be the last; one that is emptied is taken out
    assert brought(decision="approved", decided_on="2026-11-01")[-1] == first
    assert brought(decision="", decided_on="") == [("approved", "2026-11-01")]
    assert brought(decision="", decided_on="") == []
    assert DecisionMade.objects.count() == 0


def test_a_file_names_only_proposals_that_its_officer_may_read(governance: Client) -> None:
    made(governance.person, title="Hidden")
    shown = made(governance.person, title="Open library", public=True)
    page = body(governance.get(bring(governance, file(WHOLE | {"proposal": "Hidden"}))))
    assert "no proposal that you may read has the number or the title “Hidden”" in page
    publish(governance, bring(governance, file(WHOLE | {"proposal": "open library"})))
    assert Report.objects.get().proposal_id == shown.pk


def test_a_file_may_be_what_the_list_gives_and_the_template_can_be_brought(governance: Client) -> None:
    template = governance.get("/register/template.csv").content
    assert "1 would be new" in body(governance.get(bring(governance, template)))
    publish(governance, bring(governance, template))
    assert Report.objects.get().reference == "CA/26/114"


def test_only_who_keeps_the_register_may_bring_a_file(
    signed_in: Callable[..., Client], client: Client
) -> None:
    from commonweal.web.scrutiny.roles import ReportAuthor

    author = signed_in(ReportAuthor)
    for address in ("/register/", "/register/import/", "/register/template.csv", "/register/files/1/"):
        assert author.get(address).status_code == 403, address
        assert client.get(address).status_code == 302, address
    assert 'href="/register/"' not in body(author.get("/reports/"))


def test_the_how_to_names_every_column_with_the_words_of_the_page(root: Path) -> None:
    text = (root / "docs" / "how-to" / "keep-the-register.md").read_text()
    found = dict(re.findall(r"^\| `(\w+)`(?: \(needed\))? \| (.+?) \|$", text, re.MULTILINE))
    assert list(found) == [name for name, _, _ in selectors.columns()]
    for name, needed, words in selectors.columns():
        assert f"`{name}`{' (needed)' if needed else ''} |" in text
        assert found[name].replace("`", "") == words or name in ("kind", "decision"), name
    assert all(f"`{code}`" in found["kind"] for code in Report.Kind.values)
    assert all(f"`{code}`" in found["decision"] for code in Report.Decision.values)
