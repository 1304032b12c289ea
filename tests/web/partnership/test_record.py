"""The record taken out of the whole example, counted again, published, and what must never be in it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from tests.partnership.plain_record import recount
from tests.web.example import NOW
from tests.web.partnership.promising import entered, owner, partner, promised, updated
from tests.web.partnership.whole_example import whole_example as whole_example
from tests.web.proposals.steps import begun
from tests.web.scrutiny import register
from tests.web.scrutiny.threads import answered, asked, recommended

from commonweal.partnership.record import files, read
from commonweal.partnership.together import MEASURES
from commonweal.web.accounts.roles import Analyst, Publisher
from commonweal.web.audit.models import Event
from commonweal.web.evidence import actions as evidence_actions
from commonweal.web.evidence import selectors as evidence
from commonweal.web.evidence.models import Import, Snapshot, Vintage
from commonweal.web.partnership.actions import counting, organisations
from commonweal.web.partnership.models import Partnership
from commonweal.web.partnership.selectors import record as reading
from commonweal.web.partnership.selectors import together
from commonweal.web.proposals.models import Citation as AssessmentCitation
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.models import Citation as ReportCitation
from commonweal.web.scrutiny.models import Query, Report
from commonweal.web.scrutiny.roles import GovernanceOfficer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_example")]

DAY = NOW.date()
LATER = NOW + dt.timedelta(hours=2)
WMCA = "E47000007"
SECRET = "Zanzibar"
#: What real, public facts and the evidence give; all else is made up, or not used.
PUBLISHED = {
    "organisations-with-a-seat", "indicators-by-sex", "indicators-by-age", "indicators-by-ethnic-group",
    "indicators-by-disability", "indicators-by-place", "indicators-up-to-date",
}  # fmt: skip


def published() -> pl.DataFrame:
    """The figures in force of all measures."""
    snapshot = evidence.snapshot()
    assert snapshot is not None
    found = [f for m in MEASURES if (f := snapshot.observations(m)).height]
    return pl.concat(found) if found else pl.DataFrame()


def as_found(rows: Any) -> dict[Any, Any]:
    return {(r["indicator"], r["area"], int(str(r["year"])), r["breakdown"]): r for r in rows}


# Counted again from the export


def test_a_plain_second_implementation_counts_the_export_of_the_whole_example(tmp_path: Path) -> None:
    counting.export_record(folder=tmp_path / "record", now=NOW)
    both = together.both(DAY)
    for examples, held in ((True, both.shown), (False, both.real)):
        plain = recount(tmp_path / "record", DAY, examples=examples)
        mine = as_found(held.figures.iter_rows(named=True))
        assert mine.keys() == plain.keys()
        for key, (value, above, below) in plain.items():
            assert (mine[key]["numerator"], mine[key]["denominator"]) == (above, below), key
            assert mine[key]["value"] == (None if value is None else pytest.approx(value, abs=1e-6)), key
    assert {key[0] for key in recount(tmp_path / "record", DAY, examples=True)} >= set(MEASURES) - {
        "recommendations-answered-in-time"  # the example's only one is due in December
    }
    assert "recommendations-answered-in-time" in {
        key[0] for key in recount(tmp_path / "record", dt.date(2027, 1, 1), examples=True)
    }


def test_what_is_published_is_what_is_counted_again(tmp_path: Path) -> None:
    counting.export_record(folder=tmp_path / "record", now=NOW)
    plain = recount(tmp_path / "record", DAY, examples=False)
    held = published().with_columns(year=pl.col("period").str.slice(0, 4))
    assert held.height == len(plain)
    for key, row in as_found(held.iter_rows(named=True)).items():
        value, above, below = plain[key]
        assert (row["value"], row["numerator"], row["denominator"]) == (
            pytest.approx(value, abs=1e-6),
            above,
            below,
        )
        assert (row["area"], row["period"], row["status"]) == (WMCA, "2026-01-01/P1Y", "P")


def test_examples_are_in_no_published_figure() -> None:
    assert set(published()["indicator"]) == PUBLISHED
    assert set(published()["breakdown"]) == {""}
    shown = together.both(DAY).shown
    assert set(shown.figures["indicator"]) > PUBLISHED
    real = together.both(DAY).real.record
    for name in ("commitments", "proposals", "reports", "recommendations", "ratings", "citations"):
        assert real[name].is_empty(), name
        assert shown.record[name].height > 0, name
    [seats] = published().filter(indicator="organisations-with-a-seat").iter_rows(named=True)
    assert seats["value"] == real["organisations"].height - unseated(real)
    assert "seats without a first day" in seats["note"]


def unseated(real: Any) -> int:
    seated = set(real["seats"]["organisation"])
    return sum(o not in seated for o in real["organisations"]["organisation"])


def test_the_record_written_and_read_is_the_record(tmp_path: Path) -> None:
    counting.export_record(folder=tmp_path / "record", now=NOW)
    back, held = read(tmp_path / "record"), reading.record(DAY)
    assert files(back) == files(held)


# Published as all figures are


def test_publishing_again_writes_nothing_where_nothing_changed() -> None:
    before = (
        Import.objects.count(),
        Vintage.objects.count(),
        Event.objects.count(),
        evidence.snapshot_in_force(),
    )
    assert counting.publish_record(by=counting.RECORD, now=LATER) is None
    organisation = entered(owner(), "A charity without a seat")  # another act, so that it is counted again
    acts = Event.objects.count()
    for _twice in range(2):  # with the examples one more organisation is looked at: that is kept, once
        assert counting.publish_record(by=counting.RECORD, now=LATER) is None
        assert (Import.objects.count(), Vintage.objects.count()) == before[:2]
        assert (Event.objects.count(), evidence.snapshot_in_force()) == (acts + 1, before[3])
    assert Event.objects.first().act == "partnership.counted"
    assert organisation.pk


def test_what_pages_show_of_the_last_count_is_what_was_counted() -> None:
    counting.publish_record(by=counting.RECORD, now=LATER)
    found, counted = together.last_count(), together.both_now(DAY).summary
    assert found is not None
    assert (found.day, found.area, found.places, found.used) == (
        counted.day, counted.area, counted.places, counted.used,
    )  # fmt: skip
    assert found.real.equals(counted.real)
    assert found.shown.equals(counted.shown)


def test_the_same_bytes_twice_are_the_same_vintage(tmp_path: Path) -> None:
    [vintage] = Vintage.objects.filter(dataset=reading.DATASET)
    path = tmp_path / f"{reading.DATASET}.csv"
    path.write_text(together.to_publish(DAY).write_csv(), encoding="utf-8")
    again = evidence_actions.bring(paths=[path], title="Again", by=counting.RECORD, now=LATER)
    assert [(f.vintage.sha256, f.unchanged) for f in again.files.all()] == [(vintage.sha256, True)]


def test_its_own_figures_do_not_change_what_is_counted() -> None:
    """Figures of goal 17 are figures under a goal: were they counted, publishing would never come to rest."""
    held = reading.record(DAY)["indicators"].filter("figures", "own")
    assert set(held["indicator"]) == PUBLISHED
    rows = together.both(DAY).real.rows
    assert not set(rows.filter(measure="indicators-by-sex")["row"]) & set(MEASURES)


def test_a_real_report_brings_the_first_figure_of_its_part(signed_in: Callable[..., Client]) -> None:
    by = signed_in(GovernanceOfficer).person
    name = "reports-accounting-before-options-closed"
    assert published().filter(indicator=name).is_empty()
    meeting = register.meeting(by, day=DAY - dt.timedelta(30))
    register.entered(by, "REAL", public=True, meeting_id=meeting.pk)
    snapshot = counting.publish_record(by=counting.RECORD, now=LATER)
    assert snapshot is not None
    [row] = published().filter(indicator=name).iter_rows(named=True)
    assert (row["value"], row["numerator"], row["denominator"]) == (0.0, 0.0, 1.0)  # nought, not no data


def test_a_real_promise_kept_and_a_partner_that_left() -> None:
    by = owner()
    trust = entered(by, joined_on=dt.date(2024, 1, 1))
    person = partner(trust, by)
    long_ago = NOW - dt.timedelta(60)
    made = promised(trust, person, now=long_ago, due=DAY - dt.timedelta(10))
    updated(made, person, kind="done", evidence_words="Counted.", day=DAY - dt.timedelta(20), now=NOW)
    real = together.counted(reading.record(DAY).without_examples(), DAY)
    assert together.figure(real, "commitments-met-on-time", 2026, WMCA, "").numerator == 1  # type: ignore[union-attr]
    assert together.figure(real, "commitments-met-on-time", 2026, "E08000030", "").value == 100  # type: ignore[union-attr]
    goals = together.figure(real, "goals-without-a-partner", 2026, WMCA, "")
    assert goals is not None
    assert (goals.numerator, goals.denominator) == (7, 8)
    organisations.save_organisation(
        organisation=trust, fields={"left_on": DAY - dt.timedelta(5)}, revision=trust.revision, by=by, now=NOW
    )
    gone = together.counted(reading.record(DAY).without_examples(), DAY)
    goals = together.figure(gone, "goals-without-a-partner", 2026, WMCA, "")
    assert goals is not None
    assert goals.numerator == 8
    assert together.figure(gone, "commitments-met-on-time", 2026, WMCA, "").numerator == 1  # type: ignore[union-attr]


def test_a_seat_is_known_from_the_day_on_which_it_was_entered() -> None:
    by, board = owner(), Partnership.objects.get(slug="east-birmingham-board")
    trust = entered(by)
    fields = {"organisation_id": trust.pk, "kind": "member"}
    made = organisations.save_seat(partnership=board, seat=None, fields=fields, revision=0, by=by, now=NOW)
    organisations.save_seat(
        partnership=board, seat=made, fields={"words": "Chair"}, revision=made.revision, by=by,
        now=NOW + dt.timedelta(400),
    )  # fmt: skip
    [known] = reading.record(DAY)["seats"].filter(seat=made.pk)["known_on"]
    assert known == DAY


def test_the_evidence_of_past_years_is_what_was_in_force_at_their_end() -> None:
    Snapshot.objects.filter(pk=evidence.snapshot_in_force()).update(made_at=NOW - dt.timedelta(730))
    found = reading.record(DAY)["indicators"]
    assert sorted(set(found["as_at"])) == [dt.date(2024, 12, 31), dt.date(2025, 12, 31), DAY]
    real = together.counted(reading.record(DAY).without_examples(), DAY)
    shares = [together.figure(real, "indicators-by-sex", y, WMCA, "") for y in (2024, 2025, 2026)]
    assert [s.provisional for s in shares if s] == [False, False, True]
    assert len({(s.numerator, s.denominator) for s in shares if s}) == 1


# What is not public


def test_nothing_that_is_not_public_is_in_the_export(
    client: Client, signed_in: Callable[..., Client]
) -> None:
    """A secret in every field of what is not public, and figures cited there, leave the record as it was."""
    before = files(reading.record(DAY))
    by = signed_in(GovernanceOfficer, email="planter@example.org").person
    words = ("title", "author_role", "directorate", "sponsor", "summary")
    secret: dict[str, Any] = {name: f"{SECRET} {name}" for name in words}
    shut = register.meeting(by, day=DAY - dt.timedelta(9), name=f"{SECRET} panel", slug="hidden")
    for n, reason in enumerate(("", f"{SECRET} reason")):
        report = register.entered(by, f"{SECRET}-{n}", exempt=reason, meeting_id=shut.pk, **secret)
        report.places.create(area="E08000029")
        recommended(report, by, words=SECRET, owner=SECRET)
        answered(asked(report, by, f"{SECRET}?"), by, f"{SECRET}!")
        Query.objects.filter(report=report).update(published_by=SECRET, published_at=LATER)
        cite(ReportCitation, report=report)
    private = begun(by, title=f"{SECRET} proposal", sponsor=f"{SECRET} sponsor")
    private.completed_at, private.completed_by = NOW, SECRET
    private.save()
    cite(AssessmentCitation, assessment=private)
    # What is said of a public report and not published, and an assessment of a public proposal in hand.
    open_report = Report.objects.filter(public=True).first()
    assert open_report is not None
    figure = {"indicator": f"{SECRET.lower()}", "area": WMCA, "period": "2025-01-01/P1Y"}
    told = answered(asked(open_report, by, f"{SECRET}?"), by, f"{SECRET}!")
    told.evidence = {"figures": [figure]}
    told.save()
    from commonweal.web.proposals.actions import start_assessment

    in_hand = start_assessment(proposal=Proposal.objects.get(public=True), by=by, now=NOW, kind="revised")
    cite(AssessmentCitation, assessment=in_hand)
    after = files(reading.record(DAY))
    assert after == before
    archive = client.get("/working-together/record.zip")
    assert archive["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(archive.content)) as held:
        text = "\n".join(held.read(name).decode() for name in held.namelist())
    assert SECRET.lower() not in text.lower()
    for address in (
        "/working-together/",
        "/working-together/reports-accounting-before-options-closed/?examples=1",
    ):
        assert SECRET not in client.get(address).content.decode()


def cite(model: Any, **of: Any) -> None:
    model.objects.create(
        key="voice", indicator=SECRET.lower(), area=WMCA, period="2025-01-01/P1Y", value=1.0,
        snapshot="0" * 64, cited_by=SECRET, cited_at=NOW, **of,
    )  # fmt: skip


def test_no_person_is_in_the_export(tmp_path: Path) -> None:
    from commonweal.web.accounts.models import User

    text = "\n".join(content.decode() for content in files(reading.record(DAY)).values())
    for person in User.objects.all():
        assert person.email not in text
        assert str(person) not in text


# The page of a publisher


def test_a_publisher_counts_looks_and_publishes(signed_in: Callable[..., Client], client: Client) -> None:
    by = signed_in(GovernanceOfficer, email="gov@example.org").person
    meeting = register.meeting(by, day=DAY - dt.timedelta(30))
    register.entered(by, "REAL", public=True, meeting_id=meeting.pk)
    publisher, analyst = (
        signed_in(Publisher, email="p@example.org"),
        signed_in(Analyst, email="a@example.org"),
    )
    page = publisher.get("/working-together/").content.decode()
    assert "Count again, and see what would change" in page
    assert "a publisher has not published these yet" in page
    assert "Count again" not in client.get("/working-together/").content.decode()
    first = publisher.post("/working-together/count/")
    assert first.status_code == 302
    assert (
        analyst.post("/working-together/count/")["Location"] == first["Location"]
    )  # it waits, so it is not made twice
    review = publisher.get(first["Location"]).content.decode()
    assert "Working together, counted from the record" in review
    assert analyst.post(f"{first['Location']}publish/").status_code == 403
    assert publisher.post(f"{first['Location']}publish/").status_code == 302
    assert "reports-accounting-before-options-closed" in set(published()["indicator"])
    again = publisher.post("/working-together/count/", follow=True)
    assert "Nothing has changed since these figures were published." in again.content.decode()


def test_nobody_else_counts(client: Client, signed_in: Callable[..., Client]) -> None:
    assert client.post("/working-together/count/").status_code == 302  # to the signing in
    assert signed_in(GovernanceOfficer).post("/working-together/count/").status_code == 403
    assert client.get("/working-together/count/").status_code in (302, 405)


# The command line


def test_the_command_line_exports_and_publishes(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from commonweal.cli import app

    def run(*words: str) -> Any:
        return CliRunner().invoke(app, ["record", *words])

    assert run("export", str(tmp_path / "record")).exit_code == 0
    assert read(tmp_path / "record")["site"]["area"].to_list() == [WMCA]
    again = run("export", str(tmp_path / "record"))
    assert again.exit_code == 1
    assert "not empty" in again.output
    entered(owner(), "Somebody new")
    run(
        "publish"
    )  # the clock of the command line is the machine's: what a later day changes is published now
    assert run("publish").output.strip() == "Nothing has changed since these figures were published."
