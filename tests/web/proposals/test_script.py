"""Script typed into every text field of a proposal and its assessment comes out as text, everywhere."""

from __future__ import annotations

import io
import json

import docx
import pypdf
import pytest
from django.test import Client
from tests.web.proposals.steps import SOLIHULL, body

from commonweal.web.proposals import selectors
from commonweal.web.proposals.models import Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
SCRIPT = "</textarea><script>alert('x')</script>\"onload=\"x"
SHOWN = "&lt;script&gt;alert("


def harmless(page: str, address: str) -> None:
    assert "<script>alert" not in page, address
    assert '"onload="' not in page, address


@pytest.mark.walk
def test_script_in_every_text_field_is_text_on_every_page_and_in_every_file(
    officer: Client, client: Client
) -> None:
    about = {"title": f"Library {SCRIPT}", "kind": "project", "summary": SCRIPT, "sponsor": SCRIPT}
    about |= {"cost_note": SCRIPT, "public": "on", "revision": 0}
    assert officer.post("/proposals/new/", about).status_code == 302
    proposal = Proposal.objects.get()
    home = f"/proposals/{proposal.pk}/"
    lists = {
        "places": {"places": [SOLIHULL]},
        "partners": {"rows": 1, "0-name": SCRIPT, "0-role": SCRIPT, "0-gains": SCRIPT},
        "options": {"rows": 2, "0-title": f"Nothing {SCRIPT}", "0-words": SCRIPT, "1-title": SCRIPT},
        "decision": {"words": SCRIPT},
    }
    for part, sent in lists.items():
        proposal.refresh_from_db()
        answer = officer.post(f"{home}{part}/", sent | {"revision": proposal.revision})
        assert answer.status_code == 302, part
    for prompt, _ in selectors.needs(proposal):
        sent = {"revision": 0, "not_known": "on", "who": SCRIPT, "until": "2027-01-31"}
        assert officer.post(f"{home}needs/{prompt.id}/", sent).status_code == 302
    assert officer.post(f"{home}assess/").status_code == 302
    assessment = proposal.assessments.get()
    asked: set[str] = set()
    for _ in range(3):  # an answer brings up the next questions
        sheet = selectors.sheet(assessment)
        if not any(k.startswith("claim/") for k in sheet.answers):
            assert officer.post(f"/assessments/{assessment.pk}/claim/", {"group": "neet"}).status_code == 302
            sheet = selectors.sheet(assessment)
        for q in (q for q in sheet.questions if q.key not in asked):
            asked.add(q.key)
            row = sheet.rows.get(q.key)
            sent = {"revision": row.revision if row else 0, "go": "stay"}
            for f in q.fields:
                if f.kind in ("text", "line", "count"):
                    sent[f"a-{f.name}"] = SCRIPT
                elif f.kind == "many" and f.options:
                    sent[f"a-{f.name}"] = [f.options[0][0]]
                elif f.kind == "one":
                    sent[f"a-{f.name}"] = f.options[0][0]
            address = f"/assessments/{assessment.pk}/answer/{q.key}/"
            assert officer.post(address, sent).status_code == 302, q.key
            assert (
                officer.post(f"/assessments/{assessment.pk}/remark/{q.key}/", {"words": SCRIPT}).status_code
                == 302
            )
            page = body(officer.get(address))
            harmless(page, address)
            assert SHOWN in page, address
    design = {"words": SCRIPT, "reason": SCRIPT}
    assert officer.post(f"/assessments/{assessment.pk}/design/", design).status_code == 302
    pages = (
        home,
        "/proposals/",
        "/",
        f"/assessments/{assessment.pk}/",
        f"/assessments/{assessment.pk}/results/",
    )
    for address in pages:
        for reader in (officer, client):
            harmless(body(reader.get(address)), address)
    assert SHOWN in body(officer.get(f"/assessments/{assessment.pk}/results/"))
    _the_same_text_in_every_file_that_is_taken_away(officer, assessment.pk)


def _the_same_text_in_every_file_that_is_taken_away(officer: Client, number: int) -> None:
    base = f"/assessments/{number}/results."
    assert SCRIPT in json.loads(officer.get(f"{base}json").content)["answers"][1]["parts"].values()
    assert "alert('x')" in officer.get(f"{base}csv").content.decode()
    word = docx.Document(io.BytesIO(officer.get(f"{base}docx").content))
    cells = {c.text for t in word.tables for row in t.rows for c in row.cells}
    assert SCRIPT in cells
    pdf = pypdf.PdfReader(io.BytesIO(officer.get(f"{base}pdf").content))
    assert "<script>alert" in "".join(p.extract_text() for p in pdf.pages)
