"""Write the report documents of tests/scrutiny/heldout: other words, layouts and programs than the corpus.

    .venv/bin/python tools/reports/make_heldout.py

PDFs are printed by Chromium from HTML, so that the reader also meets a PDF that Typst did not make. They
need not
come out the same to the byte: the documents are committed, and were written before the reader was tuned.
"""

from __future__ import annotations

import html
import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from content import MARK, load
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from make_corpus import HERE, answer, write_answers

FOLDER = HERE.parents[1] / "tests" / "scrutiny" / "heldout"
AROUND = {
    "before": [
        (
            "What this report asks for",
            ["Members are asked to agree the proposal and to let the head of service see to the details."],
        ),
        ("Money", ["The cost is within the budget for the year. There are no implications for later years."]),
        ("Law", ["No legal implications. The council has the power to act."]),
    ],
    "after": [
        (
            "Equality, diversity and cohesion",
            ["Screening was done. Disabled people are expected to benefit as everyone does."],
        ),
        ("Environment", ["Not applicable."]),
        ("Who to ask", ["The service's front desk."]),
    ],
}
CSS = {
    "boxed": "body{font:10pt 'DejaVu Sans'} h1{font-size:15pt} "
    "h2{background:#234;color:#fff;font-size:10pt;padding:3pt} p{margin:6pt 0} .b{border:1px solid "
    "#234;padding:4pt 8pt;margin:8pt 0}",
    "grid": "body{font:10.5pt 'Liberation Sans'} table{border-collapse:collapse;width:100%} td{border:1px "
    "solid #888;padding:6pt;vertical-align:middle} td:first-child{width:28%;font-weight:bold}",
    "bulletin": "body{font:11.5pt 'Liberation Serif'} "
    "h2{font-size:11.5pt;color:#036;font-weight:normal;text-transform:uppercase} h1{font-size:22pt} "
    ".run{position:fixed;top:-0.9cm;font-size:8pt} p{text-align:justify}",
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    answers = []
    for entry in load(HERE / "heldout.yaml"):
        [kind] = entry["formats"]
        path = FOLDER / f"{entry['id']}.{kind}"
        (_pdf if kind == "pdf" else _word)(entry, path)
        answers.append(answer(entry, path.name))
    write_answers(answers, FOLDER / "answers.yaml")
    print(f"{len(answers)} documents in {FOLDER}")


def _parts(entry: dict[str, Any]) -> list[tuple[str, list[str]]]:
    section = entry["section"]
    own = [(section["heading"], section["text"])] if section else []
    return [("Why now", entry["background"]), *AROUND["before"], *own, *AROUND["after"]]


def _pdf(entry: dict[str, Any], path: Path) -> None:
    layout, parts = entry["layout"], _parts(entry)
    said = [(html.escape(h), "".join(f"<p>{html.escape(t)}</p>" for t in texts)) for h, texts in parts]
    if layout == "boxed":
        said = [(h if h[0].isdecimal() else f"{n}. {h}", t) for n, (h, t) in enumerate(said, start=5)]
        body = "".join(f'<div class="b"><h2>{h}</h2>{t}</div>' for h, t in said)
    elif layout == "grid":
        body = "<table>" + "".join(f"<tr><td>{h}</td><td>{t}</td></tr>" for h, t in said) + "</table>"
    else:
        filler = (
            "<p>Further detail is kept with the papers of the meeting and can be seen on request.</p>" * 9
        )
        body = f'<div class="run">{MARK}</div>' + "".join(f"<h2>{h}</h2>{t}" for h, t in said[:1])
        body += filler + "".join(f"<h2>{h}</h2>{t}" for h, t in said[1:])
    title = html.escape(entry["title"])
    page = f"<!doctype html><meta charset=utf-8><title>{title}</title>"
    page += f"<style>@page{{margin:2cm}}{CSS[layout]}</style><p><i>{MARK}</i></p><h1>{title}</h1>{body}"
    print_pdf(page, path)


def print_pdf(page: str, path: Path) -> None:
    """A page of HTML as Chromium prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.html"
        source.write_text(page, encoding="utf-8")
        flags = (
            "--headless --no-sandbox --disable-gpu --disable-background-networking "
            "--disable-component-update --disable-sync --no-pdf-header-footer"
        )
        command = [
            _chromium(),
            *flags.split(),
            f"--user-data-dir={folder}/p",
            f"--print-to-pdf={path}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def _chromium() -> str:
    spec = importlib.util.spec_from_file_location("prepare", HERE.parent / "prepare.py")
    assert spec
    assert spec.loader
    prepare = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(prepare)
    found = prepare.find_chromium()
    if not found:
        sys.exit("Chromium is needed: python3 tools/prepare.py chromium")
    return str(found)


def _word(entry: dict[str, Any], path: Path) -> None:
    document = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.add_paragraph(MARK)
    if entry["layout"] == "columns":
        document.add_paragraph().add_run(entry["title"]).bold = True
        table = document.add_table(rows=1, cols=4)
        for cell, text in zip(table.rows[0].cells, ("Ref", "Matter", "Comment", "Officer"), strict=True):
            cell.text = text
        for n, (heading, texts) in enumerate(_parts(entry), start=1):
            for cell, text in zip(
                table.add_row().cells, (str(n), heading, "\n".join(texts), "AB"), strict=True
            ):
                cell.text = text
    else:
        style = document.styles.add_style("Report Part", WD_STYLE_TYPE.PARAGRAPH)
        style.font.italic = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "1")
        style.element.get_or_add_pPr().append(level)
        document.add_heading(entry["title"], 1)
        for heading, texts in _parts(entry):
            document.add_paragraph(heading, style)
            for text in texts:
                document.add_paragraph(text)
    document.save(str(path))


if __name__ == "__main__":
    main()
