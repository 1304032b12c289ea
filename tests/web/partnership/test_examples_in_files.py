"""What is made up for the example says so in every file and feed that names it, and nothing else does."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from django.test import Client
from tests.web.partnership.whole_example import whole_example as whole_example

from commonweal.web.partnership.models import Commitment, Organisation, Partnership, RollOut, Strategy
from commonweal.web.proposals.models import Proposal
from commonweal.web.scrutiny.models import Report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_example")]

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/feed.xml", "/reports/feed/", "/statements/feed/")
#: Address of a list, and the column that names what each of its rows tells of.
TABLES = {
    "/reports/all.csv": "title",
    "/reports/follow-up.csv?due=all": "title",
    "/proposals/all.csv": "title",
    "/commitments/data.csv": "commitment",
    "/roll-outs/data.csv": "roll-out",
    "/strategies/data.csv": "strategy",
}


def named() -> Iterator[tuple[str, bool]]:
    """Every name in the example's database, and whether it is of something made up."""
    for model in (Report, Proposal, Commitment):
        yield from ((row.title, bool(row.example)) for row in model.objects.all())
    for model in (RollOut, Strategy, Organisation, Partnership):
        yield from ((row.name, bool(row.example)) for row in model.objects.all())


@pytest.mark.parametrize("address", TABLES)
def test_a_row_of_something_made_up_says_so(client: Client, address: str) -> None:
    made_up = {name for name, example in named() if example}
    text = client.get(address).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    marked = {row[TABLES[address]]: row["example"] for row in rows}
    assert made_up & set(marked), "nothing made up is in this file"
    assert {name for name, words in marked.items() if words} == made_up & set(marked)


def test_the_file_of_one_thing_made_up_says_so(client: Client) -> None:
    made_up = RollOut.objects.exclude(example="").get()
    real = RollOut.objects.filter(example="")[0]
    begins = {
        r: client.get(f"/roll-outs/{r.slug}/data.csv").content.decode("utf-8-sig") for r in (made_up, real)
    }
    assert begins[made_up].splitlines()[1].startswith("Example,,")
    assert made_up.example.split(".")[0] in begins[made_up]
    assert "\nExample," not in begins[real]
    assessment = Proposal.objects.exclude(example="").get().assessments.get(number=1, second=False)
    text = client.get(f"/assessments/{assessment.pk}/results.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert {row["example"] for row in rows} == {assessment.proposal.example}


@pytest.mark.parametrize("address", FEEDS)
def test_an_entry_of_something_made_up_says_so(client: Client, address: str) -> None:
    made_up = {name for name, example in named() if example}
    real = {name for name, example in named() if not example} - made_up
    root = ET.fromstring(client.get(address).content)
    titles = [str(e.findtext(f"{ATOM}title")) for e in root.findall(f"{ATOM}entry")]
    told = [t for t in titles if any(t.endswith(name) for name in made_up)]
    assert told, "nothing made up is in this feed"
    assert all(t.startswith("Example: ") for t in told)
    assert not [t for t in titles if t.startswith("Example: ") and any(t.endswith(name) for name in real)]
