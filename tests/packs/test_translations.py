"""The texts of a pack in another language: found by their shape, kept as gettext, never of another text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packs.folders import lay
from typer.testing import CliRunner

from commonweal.cli import app
from commonweal.packs import Pack, PackRefused, notices_of, read, read_library, write
from commonweal.packs.translations import (
    Locale,
    Message,
    bring_up,
    locale_file,
    read_locale,
    texts,
    translations,
)

ROOT = Path(__file__).resolve().parents[2]
PO = """# Drafted.
msgid ""
msgstr ""
"Language: cy\\n"
"Content-Type: text/plain; charset=utf-8\\n"

msgctxt "{context}"
msgid "{text}"
msgstr "{translation}"
"""


@pytest.fixture(scope="module")
def ours() -> dict[str, Pack]:
    library = read_library([p.parent for p in (ROOT / "packs").glob("*/pack.yaml")])
    return {pack.id: pack for pack in library.packs}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay(tmp_path / "ours")


def kept(folder: Path, context: str, text: str, translation: str = "X", language: str = "cy") -> Path:
    file = folder / "locale" / f"{language}.po"
    file.parent.mkdir(exist_ok=True)
    file.write_text(PO.format(context=context, text=text, translation=translation))
    return file


def test_what_is_prose_is_found_and_what_is_a_name_or_a_code_is_not(ours: dict[str, Pack]) -> None:
    goals = dict.fromkeys(context for context, _ in texts(ours["inclusive-growth"]))
    assert {"goal.title", "goal.outcome", "goal.considerations", "indicator.question", "indicator.caveats",
            "rung.name", "wording.text", "criterion.question", "testquestion.label", "link.mechanism",
            "pack.title"} <= set(goals)  # fmt: skip
    fields = {context.partition(".")[2] for pack in ours.values() for context, _ in texts(pack)}
    assert not fields & {"id", "code", "source", "address", "licence", "indicator", "by", "date", "file"}
    found = texts(ours["sustainable-development"])
    assert len(found) == len(set(found))
    assert ("goal.title", "No Poverty") in found


def test_a_pack_reads_back_with_its_words(folder: Path, tmp_path: Path) -> None:
    kept(folder, "goal.title", "Good health", "Iechyd da")
    pack = read(folder)
    assert pack.locales == (
        Locale(
            language="cy",
            note="Drafted.",
            messages=(Message(context="goal.title", text="Good health", translation="Iechyd da"),),
        ),
    )
    write(pack, tmp_path / "again", {d.file: (folder / d.file).read_bytes() for d in pack.datasets})
    assert read(tmp_path / "again") == pack
    assert translations(pack.locales) == {("goal.title", "Good health"): "Iechyd da"}


@pytest.mark.parametrize(
    ("context", "text", "said"),
    [
        (
            "goal.title",
            "Good wealth",
            "The pack has no text “Good wealth” of this kind: nobody reads",
        ),
        (
            "goal.name",
            "Good health",
            "The pack has no text “Good health” of this kind: nobody reads",
        ),
    ],
)
def test_a_translation_of_another_text_is_told_and_never_read(
    folder: Path, context: str, text: str, said: str
) -> None:
    kept(folder, context, text)
    assert read(folder).locales[0].messages[0].text == text  # nothing is lost
    [notice] = notices_of([folder])
    assert notice.message.startswith(said)
    assert (notice.line, notice.where) == (8, context)
    assert "commonweal pack messages" in notice.fix
    checked = CliRunner().invoke(app, ["pack", "check", str(folder)])
    assert checked.exit_code == 0
    assert said in checked.output
    assert "1 pack is sound." in checked.output


def test_what_somebody_has_to_look_at_is_refused_and_not_shown(folder: Path) -> None:
    file = kept(folder, "goal.title", "Good health")
    file.write_text(file.read_text().replace("msgctxt", "#, fuzzy\nmsgctxt"))
    with pytest.raises(PackRefused, match="is marked as one to look at"):
        read(folder)


@pytest.mark.parametrize(
    ("language", "content", "said"),
    [
        ("xx", b"", "is no language that is known"),
        ("welsh", b"", "is no language that is known"),
        ("cy", b"<html>\n", "no gettext catalogue"),
        ("cy", b'msgid ""\nmsgstr ""\n\nmsgid "a\nmsgstr "b"\n', "2 messages are written here and 0 can"),
        ("cy", b"\xff\xfe", "UTF-16"),
        ("cy", b'msgid ""\nmsgstr "Language: one of two\\n"\n', "head of this gettext catalogue"),
        ("cy", b'msgid ""\nmsgstr "PO-Revision-Date: yesterday\\n"\n', "head of this gettext catalogue"),
        (
            "cy",
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nope\\n"\n\nmsgid "a"\nmsgstr ""\n',
            "encoding: nope",
        ),
    ],
)
def test_what_is_no_catalogue_is_refused(folder: Path, language: str, content: bytes, said: str) -> None:
    file = kept(folder, "goal.title", "Good health", language=language)
    file.write_bytes(content)
    with pytest.raises(PackRefused, match=said):
        read(folder)


def test_bringing_it_up_to_date_keeps_what_is_translated_and_tells_what_is_gone(folder: Path) -> None:
    kept(folder, "goal.title", "Good health", "Iechyd da")
    file, done, wanted, gone = bring_up(folder, "cy")
    assert (done, gone) == (1, [])
    locale, lines, _ = read_locale("cy", file.read_bytes())
    assert len(lines) == wanted > 5
    assert [m.translation for m in locale.messages] == ["Iechyd da"]
    framework = folder / "frameworks" / "wellbeing.yaml"
    framework.write_text(framework.read_text().replace("title: Good health", "title: Better health"))
    assert bring_up(folder, "cy")[1:] == (0, wanted, ["Good health"])
    assert read(folder).locales[0].messages == ()


def test_what_a_translator_is_not_sure_of_stays_with_its_mark(folder: Path) -> None:
    file = kept(folder, "goal.title", "Good health", "Iechyd?")
    file.write_text(
        file.read_text().replace('msgctxt "goal', '#, fuzzy\nmsgctxt "goal')
        + '\n#, fuzzy\nmsgctxt "goal.title"\nmsgid "Gone"\nmsgstr "Wedi mynd"\n'
    )
    _file, done, _wanted, gone = bring_up(folder, "cy")
    assert (done, gone) == (0, ["Gone"])
    assert '#, fuzzy\nmsgctxt "goal.title"\nmsgid "Good health"\nmsgstr "Iechyd?"\n' in file.read_text()
    assert file.read_text().count("fuzzy") == 1
    before = file.read_bytes()
    bring_up(folder, "cy")
    assert file.read_bytes() == before


def test_the_command_line_writes_it(folder: Path) -> None:
    done = CliRunner().invoke(app, ["pack", "messages", str(folder), "--language", "pl"])
    assert done.exit_code == 0
    assert "0 of" in done.output
    assert (folder / "locale" / "pl.po").exists()
    assert CliRunner().invoke(app, ["pack", "messages", str(folder), "--language", "xx"]).exit_code == 1


def test_the_file_is_the_same_whoever_writes_it(ours: dict[str, Pack]) -> None:
    for name in ("sustainable-development", "inclusive-growth"):
        [locale] = ours[name].locales
        wanted = [(m.context, m.text) for m in locale.messages]
        assert locale_file(locale, wanted) == (ROOT / "packs" / name / "locale" / "cy.po").read_bytes()


def test_every_goal_has_its_name_in_welsh_and_says_that_nobody_checked_it(ours: dict[str, Pack]) -> None:
    for name in ("sustainable-development", "inclusive-growth"):
        pack = ours[name]
        said = translations(pack.locales)
        assert all(("goal.title", g.title) in said for f in pack.frameworks for g in f.goals)
        assert "No Welsh speaker has checked" in pack.locales[0].note.replace("\n", " ")
