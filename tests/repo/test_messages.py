"""What the site says in another language is all there, and fits; and the check that says so bites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from tools import messages

TEMPLATE = """{% extends "x.html" %}
  <h1>{% translate "Editions" %}</h1>
    {% blocktranslate count number=n %}{{ number }} part{% plural %}{{ number }} parts{% endblocktranslate %}
{% breadcrumbs _("Goals") "/" %}
"""
MODULE = """
def said(n):
    return _("Published on %(day)s.") % {"day": n}, pgettext("of a year", "May"), _(n)
"""
OWED = ("page.html",)
SAID = ("Editions", ("%(number)s part", "%(number)s parts"), "Goals", "Published on %(day)s.", "May")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(TEMPLATE)
    (tmp_path / "words.py").write_text(MODULE)
    return tmp_path


@pytest.fixture
def source(house: Path) -> Catalog:
    return messages.said(house)


@pytest.fixture
def whole(tmp_path: Path, source: Catalog) -> Path:
    """A catalogue that lacks nothing: each message is its own, in capitals."""
    catalog = messages.updated(Catalog(locale="cy", charset="utf-8"), source)
    for m in catalog:
        if m.id:
            m.string = (m.id[1],) * 5 if isinstance(m.id, tuple) else m.id
    po = tmp_path / "locale" / "cy" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    keep(po, catalog)
    return po


def keep(po: Path, catalog: Catalog) -> None:
    po.write_bytes(messages.written(catalog))
    po.with_suffix(".mo").write_bytes(messages.compiled(messages.read(po)))


def test_every_translated_page_has_its_words_in_every_language() -> None:
    looked_at = 0
    for found, source, owed in messages.sets():
        assert found
        assert sum(bool(m.id) for m in source) > 100
        assert [wrong for po in found for wrong in messages.problems(po, source, owed)] == []
        looked_at += 1
    assert looked_at == 2


def test_what_is_owed_are_the_pages_that_have_another_language() -> None:
    assert tuple(f"{part}/" for part in settings.PARTS_IN_LANGUAGES) == messages.OWED


def test_templates_and_modules_are_read(source: Catalog) -> None:
    assert {m.id for m in source if m.id} == set(SAID)
    assert source.get("May", "of a year") is not None


def test_a_whole_catalogue_has_no_problem(whole: Path, source: Catalog) -> None:
    assert messages.problems(whole, source, OWED) == []


def lacks_one(catalog: Catalog) -> None:
    catalog.delete("Editions")


def has_one_more(catalog: Catalog) -> None:
    catalog.add("Nobody says this", "Nid oes neb yn dweud hyn")


def is_not_translated(catalog: Catalog) -> None:
    catalog["Editions"].string = ""


def is_fuzzy(catalog: Catalog) -> None:
    catalog["Editions"].flags.add("fuzzy")


def lacks_a_placeholder(catalog: Catalog) -> None:
    catalog["Published on %(day)s."].string = "Cyhoeddwyd."


def names_another(catalog: Catalog) -> None:
    catalog["Published on %(day)s."].string = "Cyhoeddwyd ar %(day)s %(dydd)s."


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lacks_one, "not in the catalogue: 'Editions'"),
        (has_one_more, "no longer said: 'Nobody says this'"),
        (is_not_translated, "not translated: 'Editions'"),
        (is_fuzzy, "fuzzy"),
        (lacks_a_placeholder, "leaves out day"),
        (names_another, "names dydd, which is not in the English"),
    ],
)
def test_what_is_wrong_is_said(
    whole: Path, source: Catalog, change: Callable[[Any], None], wrong: str
) -> None:
    catalog = messages.read(whole)
    change(catalog)
    keep(whole, catalog)
    assert [p for p in messages.problems(whole, source, OWED) if wrong in p]


def test_what_no_translated_page_says_may_wait(whole: Path, source: Catalog) -> None:
    catalog = messages.read(whole)
    lacks_words_elsewhere(catalog)
    keep(whole, catalog)
    assert messages.problems(whole, source, OWED) == []
    assert messages.waiting(whole) == 1
    assert messages.problems(whole, source, ("words.py",))


def lacks_words_elsewhere(catalog: Catalog) -> None:
    catalog["Published on %(day)s."].string = ""


def test_a_catalogue_that_was_not_compiled_is_found(whole: Path, source: Catalog) -> None:
    whole.with_suffix(".mo").write_bytes(b"")
    assert "is not made from it" in "".join(messages.problems(whole, source, OWED))


def test_what_is_brought_up_to_date_keeps_its_words(whole: Path, house: Path) -> None:
    (house / "more.py").write_text('more = _("A new sentence.")\n')
    before = messages.read(whole)
    after = messages.updated(messages.read(whole), messages.said(house))
    assert after["Editions"].string == before["Editions"].string
    assert not after["A new sentence."].string
