"""The feed of what changed."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from commonweal.publish.feed import Entry, atom

ATOM = "{http://www.w3.org/2005/Atom}"
MAY, JUNE = (dt.datetime(2026, month, 1, 12, tzinfo=dt.UTC) for month in (5, 6))
HOME = "https://example.org/reports/"
HERE = "https://example.org/reports/feed/"


def test_newest_first_with_all_that_atom_asks() -> None:
    entries = [
        Entry("Pay & prices", "https://example.org/a", MAY, "Twelve marks changed."),
        Entry("Jobs <new>", "https://example.org/b", JUNE, ""),
    ]
    root = ET.fromstring(atom("What changed", HOME, "Commonweal", entries, MAY, here=HERE))
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}updated") == "2026-06-01T12:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Commonweal"
    assert [e.findtext(f"{ATOM}title") for e in root.findall(f"{ATOM}entry")] == [
        "Jobs <new>",
        "Pay & prices",
    ]
    links = {n.get("rel"): n.get("href") for n in root.findall(f"{ATOM}link")}
    assert links == {"self": HERE, "alternate": HOME}
    assert root.findtext(f"{ATOM}id") == HOME  # it never changed, so that readers know the feed again
    for entry in root.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}id", "").startswith("https://")
        assert entry.findtext(f"{ATOM}updated", "").endswith("Z")


def test_what_is_made_up_says_so_in_its_title() -> None:
    entries = [
        Entry("Report: A library", "https://example.org/a", MAY, "", example=True),
        Entry("Report: A school", "https://example.org/b", JUNE, ""),
    ]
    root = ET.fromstring(atom("What changed", HOME, "Commonweal", entries, MAY, here=HERE))
    titles = [e.findtext(f"{ATOM}title") for e in root.findall(f"{ATOM}entry")]
    assert titles == ["Report: A school", "Example: Report: A library"]


def test_a_feed_without_entries_is_whole() -> None:
    root = ET.fromstring(atom("What changed", HOME, "Commonweal", [], MAY, here=HERE))
    assert root.findtext(f"{ATOM}updated") == "2026-05-01T12:00:00Z"
    assert root.findall(f"{ATOM}entry") == []


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    entry = Entry("a\x00b\x0bc", "https://example.org/a", MAY, "x\ud800y")
    root = ET.fromstring(atom("t", HOME, "c", [entry], MAY, here=HERE))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "abc"
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == "xy"


def test_another_time_zone_is_told_in_utc_and_none_is_refused() -> None:
    summer = dt.timezone(dt.timedelta(hours=1))
    entry = Entry("t", "https://example.org/a", dt.datetime(2026, 6, 1, 13, tzinfo=summer), "")
    assert b"2026-06-01T12:00:00Z" in atom("t", HOME, "c", [entry], MAY, here=HERE)
    with pytest.raises(ValueError, match="time zone"):
        atom("t", HOME, "c", [], MAY.replace(tzinfo=None), here=HERE)
