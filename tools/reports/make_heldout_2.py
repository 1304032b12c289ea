"""Write the report documents of tests/scrutiny/heldout2: layouts and voices that neither older set has.

    .venv/bin/python tools/reports/make_heldout_2.py

They were written before anybody who wrote them looked at the reader's code. PDFs are printed by Chromium.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from content import MARK, load
from docx import Document
from docx.shared import Pt
from make_corpus import HERE, answer, write_answers
from make_heldout import print_pdf

FOLDER = HERE.parents[1] / "tests" / "scrutiny" / "heldout2"
FILL = (
    "The proposal was compared with doing nothing and with doing less. Doing nothing would leave the service "
    "as it is, at a cost that rises each year; doing less would leave the harder part of the work to a later "
    "year, when prices will be higher. Both were set aside after a discussion with the members of the ward."
)
CSS = {
    "modern": "body{font:11pt 'Liberation Sans'} h2{font-size:13pt;color:#00436b;margin:14pt 0 4pt} "
    ".n{display:grid;grid-template-columns:1.4cm 1fr;margin:5pt 0} .n p{margin:0}",
    "capitals": "body{font:12pt 'Liberation Sans'} h2{font-size:12pt;font-weight:bold} p{margin:0 0 10pt}",
    "table": "body{font:11pt 'Liberation Sans'} h2{font-size:14pt} table{border-collapse:collapse} "
    "table{width:100%} td{border:1px solid #000;padding:4pt} td:first-child{width:30%;background:#dde}",
    "running": "@page{margin:2.5cm 2cm;@top-left{content:'Cabinet, 9 March 2027';font:9pt 'Liberation Sans'} "
    "@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:9pt 'Liberation Sans'}} "
    "body{font:12pt/1.5 'Liberation Sans'} h2{font-size:12pt;break-after:auto}",
    "committee": "@page{margin:2.5cm 2cm;@top-center{content:'INCLUSIVE GROWTH COMMITTEE';font:bold 11pt "
    "'Liberation Sans'} @bottom-center{content:counter(page);font:9pt 'Liberation Sans'}} "
    "body{font:12pt/1.5 'Liberation Sans'} h2{font-size:13pt}",
    "runin": "body{font:11pt 'Liberation Serif'} h2{font-size:13pt}",
    "ranked": "body{font:11pt 'DejaVu Sans'} h2{font-size:17pt} h3{font-size:14pt} h4{font-size:11pt;"
    "font-style:italic;margin-bottom:0}",
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    answers = []
    for entry in load(HERE / "heldout-2.yaml"):
        [kind] = entry["formats"]
        path = FOLDER / f"{entry['id']}.{kind}"
        (_pdf if kind == "pdf" else _word)(entry, path)
        answers.append(answer(entry, path.name))
    write_answers(answers, FOLDER / "answers.yaml")
    print(f"{len(answers)} documents in {FOLDER}")


def _blocks(entry: dict[str, Any]) -> list[tuple[str, Any]]:
    """The body's blocks with the section's words in their places."""
    section = entry["section"] or {"heading": "", "text": []}
    words = {"@h": section["heading"], "@t": " ".join(section["text"])}
    words |= {f"@{n}": text for n, text in enumerate(section["text"])}

    def put(value: Any) -> Any:
        return [put(v) for v in value] if isinstance(value, list) else words.get(str(value), value)

    return [(kind, put(value)) for block in entry["body"] for kind, value in block.items()]


def _pdf(entry: dict[str, Any], path: Path) -> None:
    body = "".join(_html(kind, value) for kind, value in _blocks(entry))
    title = html.escape(entry["title"])
    page = f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{CSS[entry['layout']]} "
    page += f".new{{break-after:page}}</style><p><i>{MARK}</i></p><h1>{title}</h1>{body}"
    print_pdf(page, path)


def _html(kind: str, value: Any) -> str:
    def e(text: object) -> str:
        return html.escape(str(text))

    match kind:
        case "h" | "h1" | "h2" | "h3":
            tag = {"h": "h2", "h1": "h2", "h2": "h3", "h3": "h4"}[kind]
            return f"<{tag}>{e(value)}</{tag}>"
        case "n":
            return f'<div class="n"><span>{e(value[0])}</span><p>{e(value[1])}</p></div>'
        case "r":
            return f"<p><b>{e(value[0])}</b> {e(value[1])}</p>"
        case "t":
            rows = ("".join(f"<td>{e(cell)}</td>" for cell in row) for row in value)
            return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        case "fill":
            return f"<p>{FILL}</p>" * int(value)
        case "new":
            return '<div class="new"></div>'
        case _:
            return f"<p>{e(value)}</p>"


def _word(entry: dict[str, Any], path: Path) -> None:
    document = Document()
    styled = entry["layout"] == "styled"
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph(MARK)
    document.add_heading(entry["title"], 0) if styled else document.add_paragraph(entry["title"])
    for kind, value in _blocks(entry):
        if kind == "h" and styled:
            document.add_heading(value, 2)
        elif kind == "h":
            run = document.add_paragraph().add_run(value)
            run.bold, run.font.size = True, Pt(14)
        elif kind == "b":
            document.add_paragraph().add_run(value).bold = True
        elif kind == "r":
            paragraph = document.add_paragraph()
            paragraph.add_run(value[0]).bold = True
            paragraph.add_run(f" {value[1]}")
        elif kind == "t":
            table = document.add_table(rows=0, cols=len(value[0]))
            for row in value:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(value)
    document.save(str(path))


if __name__ == "__main__":
    main()
