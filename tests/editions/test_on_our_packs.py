"""Every indicator of our own packs: its drafted paragraph, and what checks make of true and wrong figures.

The drafts are taken twice: with their tokens, and as plain words, so that every figure is typed. All figures
are then true, and each finding is a false alarm; with one figure changed in each, each finding is a catch.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest
from tests.publish.wellmade import inspect_sentence

from commonweal.editions import checks, drafting, folder, packed, resolve, tree
from commonweal.editions.case import Scope
from commonweal.editions.evidence import Asked, FrameEvidence, SnapshotEvidence
from commonweal.editions.reading import Reading
from commonweal.editions.resolve import Chapter
from commonweal.progress.snapshot import Snapshot
from commonweal.scrutiny.sentences import sentences

from . import said

PLACES = ("WM-3LEP", "WM-7MET", "E47000007", "E08000025", "E12000005")
RANKED = ("E08000025", "E08000026", "E08000029", "E08000031")


@pytest.fixture(scope="module")
def held(root: Path) -> FrameEvidence:
    return said.on_our_packs(root)


@pytest.fixture(scope="module")
def chapters(held: FrameEvidence) -> list[Chapter]:
    """A chapter a place, a paragraph for each indicator that it has a figure of."""
    made = []
    for place in PLACES:
        scope = Scope(place, RANKED)
        drafts = [drafting.draft(id_, held, scope) for id_ in held.indicators]
        text = "\n\n".join(d for d in drafts if "{{" in d)
        made.append(resolve.resolved(text, held, scope, slug=place.lower(), title=place))
    return made


@pytest.fixture(scope="module")
def typed(held: FrameEvidence, chapters: list[Chapter]) -> list[Chapter]:
    return [resolve.resolved(_words(c), held, c.scope, slug=c.slug, title=c.title) for c in chapters]


def _words(chapter: Chapter) -> str:
    return "\n\n".join(tree.plain(run).replace("*", "\\*") for run in tree.runs(chapter.tree))


def test_each_has_a_well_made_paragraph(chapters: list[Chapter]) -> None:
    assert [c.troubles for c in chapters] == [()] * len(PLACES)
    said = [tree.plain(run) for c in chapters for run in tree.runs(c.tree)]
    assert len(said) > 200
    for paragraph in said:
        for sentence in sentences(paragraph):
            inspect_sentence(sentence)
    assert len({p.split(maxsplit=1)[0] for p in said}) > 20


def test_drafts_raise_nothing(held: FrameEvidence, chapters: list[Chapter]) -> None:
    assert sum(len(c.used) for c in chapters) > 2000
    assert checks.run(chapters, held) == ()


def test_true_figures_that_are_typed_raise_nothing(
    held: FrameEvidence, typed: list[Chapter], capsys: pytest.CaptureFixture[str]
) -> None:
    reading = Reading(tuple(typed), held)
    numbers = sum(len(s.quantities) for s in reading.sentences)
    found = checks.run(typed, held)
    with capsys.disabled():
        kinds = dict(Counter(f.check for f in found))
        print(f"\nFalse alarms on true typed figures: {len(found)} of {numbers} numbers {kinds or ''}")
    assert numbers > 1000
    assert found == ()


def test_a_wrong_figure_in_each_is_caught(
    held: FrameEvidence, typed: list[Chapter], capsys: pytest.CaptureFixture[str]
) -> None:
    """The first number of each paragraph, a tenth larger: at least 19 in 20 are found."""
    caught, missed = 0, []
    for chapter in typed:
        wrong = [w for run in tree.runs(chapter.tree) if (w := _changed(tree.plain(run), chapter, held))]
        made = resolve.resolved("\n\n".join(wrong), held, chapter.scope, slug=chapter.slug)
        found = {f.sentence for f in checks.run([made], held, only=["figure"])}
        caught += len(found)
        missed += [w for w in wrong if w.replace("\\*", "*") not in found]
    with capsys.disabled():
        print(f"\nWrong figures caught: {caught} of {caught + len(missed)}")
    assert caught > 150
    assert caught / (caught + len(missed)) >= 0.95, missed


def test_sentences_as_people_say_them(held: FrameEvidence, capsys: pytest.CaptureFixture[str]) -> None:
    """True ones raise nothing; with one figure an eighth off, at least 19 in 20 are found."""

    def found(text: str) -> set[str]:
        chapter = resolve.resolved(text, held, Scope("E47000007", RANKED), slug="one", title="One")
        # A change across a break is one however true its figures are.
        return {f.check for f in checks.run([chapter], held)} - {"break"}

    choose = random.Random(2020)
    with capsys.disabled():
        n, alarms, missed = said.measured(
            islice(said.cases(held, choose), 400), choose, found, f"Said in {len(said.WAYS)} ways"
        )
    assert n > 300
    assert alarms == {}
    assert len(missed) / n <= 0.05, missed


def _changed(paragraph: str, chapter: Chapter, held: FrameEvidence) -> str:
    """The first sentence with its number a tenth larger; empty where it has none."""
    first = sentences(paragraph)[0]
    reading = Reading((resolve.resolved(first.replace("*", "\\*"), held, chapter.scope),), held)
    for q in reading.sentences[0].quantities:
        digits = re.search(r"[\d,.]*\d", q.text)
        if digits:
            decimals = len(digits[0].partition(".")[2])
            number = float(digits[0].replace(",", "")) * 1.1 + 3 * 10**-decimals
            at = first.index(digits[0], q.start)
            return f"{first[:at]}{number:,.{decimals}f}{first[at + len(digits[0]) :]}".replace("*", "\\*")
    return ""


@pytest.fixture(scope="module")
def snapshot(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folders = sorted(p.parent for p in (root / "packs").glob("*/pack.yaml"))
    return packed.snapshot(folders, tmp_path_factory.mktemp("evidence"))


def test_the_example_edition_raises_nothing(
    root: Path, snapshot: Snapshot, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in sorted((root / "examples" / "editions").glob("*/edition.yaml")):
        edition = folder.read(place.parent, snapshot.frameworks.values(), snapshot.places)
        evidence = SnapshotEvidence(snapshot, edition.rule)
        made = resolve.chapters(edition, evidence)
        figures = sum(len(c.used) for c in made)
        found = checks.run(made, evidence)
        with capsys.disabled():
            print(
                f"\nFalse alarms on {edition.title}: {len(found)} ({figures} figures in {len(made)} chapters)"
            )
        assert figures > 100
        assert found == ()


def test_a_snapshot_answers_as_the_frames_do(snapshot: Snapshot, held: FrameEvidence) -> None:
    opened = SnapshotEvidence(snapshot)
    assert dict(opened.places) == dict(held.places)
    assert dict(opened.residents) == dict(held.residents)
    same = 0
    for id_ in held.indicators:
        for area, breakdown in held.series(id_):
            asked = Asked(id_, area, breakdown)
            assert opened.row(asked) == held.row(asked), asked
            same += 1
    assert same > 500
    sourcing = opened.sourcing("employment-rate")
    assert sourcing.organisation
    assert len(sourcing.vintage) == 64
    period = opened.series("employment-rate")["E08000025", ""][-2]["period"]
    asked = Asked("employment-rate", "E08000025", period=period, comparator="E92000001")
    assert opened.row(asked) == held.row(asked)
