"""Write the report documents of tests/scrutiny/reports and the right answers beside them.

    .venv/bin/python tools/reports/make_corpus.py

The same bytes every time: fixed times, and only the fonts that come with Typst.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdf_layouts
import word_layouts
import yaml
from content import load, made

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "tests" / "scrutiny" / "reports"
HEADER = """\
# The right answers, written by tools/reports/make_corpus.py from tools/reports/reports.yaml. Not read by
# the reader.
# section: the heading and the text that a person would find under it; null where there is none.
# flags: what is rightly advised, with a fragment of the sentence that raises it.
"""


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    answers: list[dict[str, Any]] = []
    for n, entry in enumerate(load(HERE / "reports.yaml")):
        report = made(entry, n)
        for kind in entry["formats"]:
            path = FOLDER / f"{entry['id']}.{kind}"
            (word_layouts if kind == "docx" else pdf_layouts).write(report, path)
            answers.append(answer(entry, path.name))
    write_answers(answers, FOLDER / "answers.yaml")
    print(f"{len(answers)} documents of {len({a['id'] for a in answers})} reports in {FOLDER}")


def answer(entry: dict[str, Any], name: str) -> dict[str, Any]:
    return {
        "file": name,
        "id": entry["id"],
        "layout": entry["layout"],
        "place": entry["place"],
        "section": entry["section"],
        "flags": entry["flags"],
        **({"refused": entry["refused"]} if "refused" in entry else {}),
    }


def write_answers(answers: list[dict[str, Any]], path: Path) -> None:
    text = yaml.safe_dump(answers, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(HEADER + text, encoding="utf-8")


if __name__ == "__main__":
    main()
