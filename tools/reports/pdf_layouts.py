"""The items of a report as a PDF, in different typographic layouts, and as a scan. Typst with its own "
"fonts only."""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import typst
from content import MARK, Report

HERE = Path(__file__).resolve().parent
SERIF, MODERN, MONO = "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"


def _heading(
    scale: float = 1.0, bold: bool = True, italic: bool = False, caps: bool = False
) -> dict[str, Any]:
    return {"scale": scale, "bold": bold, "italic": italic, "caps": caps}


_PLAIN: dict[str, Any] = {
    "font": SERIF,
    "size": 11,
    "leading": 0.65,
    "paper": "a4",
    "margin": 2.4,
    "justify": False,
    "hyphenate": False,
    "header": False,
    "item": "6",
    "title": 16,
    "indent": 1.2,
    "h1": _heading(1.15),
    "h2": _heading(),
}
LOOKS: dict[str, dict[str, Any]] = {
    "birmingham": _PLAIN | {"h1": _heading(1.2), "h2": _heading(1.05)},
    "brighton": _PLAIN
    | {"font": MODERN, "size": 10.5, "header": True, "h1": _heading(caps=True), "h2": _heading(italic=True)},
    "maidstone": _PLAIN | {"font": MODERN, "size": 10, "margin": 2.0, "h1": _heading(1.25)},
    "gloucester": _PLAIN
    | {"size": 12, "justify": True, "hyphenate": True, "margin": 3.2, "header": True, "h1": _heading()},
    "belfast": _PLAIN | {"font": MODERN, "size": 11, "leading": 0.8},
    "wmca": _PLAIN | {"title": 18, "h1": _heading(1.3, bold=False), "header": True},
    "appendix": _PLAIN | {"font": MONO, "size": 9, "h1": _heading(1.3)},
    "oneline": _PLAIN,
    "scan": _PLAIN,
}
LOOKS["birmingham-contents"] = LOOKS["birmingham"] | {"paper": "a5", "margin": 1.8}


def write(report: Report, path: Path) -> None:
    if report.layout == "scan":
        pictures = [bytes(p) for p in _as_pages(_compiled(report, format="png", ppi=60))]
        path.write_bytes(_of_pictures(pictures))
    else:
        path.write_bytes(_as_pages(_compiled(report, format="pdf"))[0])


def _compiled(report: Report, **options: Any) -> Any:
    look = LOOKS[
        f"{report.layout}-contents"
        if f"{report.layout}-contents" in LOOKS and report.contents
        else report.layout
    ]
    content = {
        "title": report.title,
        "mark": MARK,
        "look": look,
        "items": [_item(report, i) for i in report.items],
    }
    return typst.compile(
        str(HERE / "report.typ"),
        sys_inputs={"content": json.dumps(content)},
        ignore_system_fonts=True,
        timestamp=int(dt.datetime(2026, 1, 1, tzinfo=dt.UTC).timestamp()),
        **options,
    )


def _as_pages(made: Any) -> list[bytes]:
    return made if isinstance(made, list) else [made]


def _item(report: Report, item: tuple[Any, ...]) -> dict[str, Any]:
    kind, *rest = item
    if kind == "heading":
        return {"kind": kind, "level": rest[0], "text": rest[1]}
    if kind == "text":
        match = re.match(r"(\d+(?:\.\d+)+)  (.*)", rest[0])
        return {"kind": kind, "number": match[1] if match else "", "text": match[2] if match else rest[0]}
    if kind == "lead":
        return {"kind": kind, "lead": rest[0], "text": rest[1]}
    if kind == "table":
        return {"kind": "numbers" if rest[0] == "numbers" else "table", "style": rest[0], "rows": rest[1]}
    if kind == "contents":
        return {"kind": kind, "headings": [i[2] for i in report.items if i[0] == "heading"]}
    return {"kind": kind, "text": rest[0] if rest else ""}


def _of_pictures(pictures: list[bytes]) -> bytes:
    """A PDF whose pages are only pictures, as a scanner makes."""
    with tempfile.TemporaryDirectory() as folder:
        for n, picture in enumerate(pictures):
            (Path(folder) / f"{n}.png").write_bytes(picture)
        pages = "\n".join(f'#page(image("{n}.png", width: 100%))' for n in range(len(pictures)))
        source = Path(folder) / "scan.typ"
        source.write_text(f'#set page(paper: "a4", margin: 0pt)\n#set document(title: "Scan")\n{pages}\n')
        return _as_pages(typst.compile(str(source), ignore_system_fonts=True, timestamp=0))[0]
