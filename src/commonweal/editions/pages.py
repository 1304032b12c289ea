"""An edition as a folder of web pages that need no server: one a part, with its pictures and data beside it.

The text of a page is what ``editions.html`` makes of it for the site; each figure in a sentence links to the
appendix. A page works without a script, by keyboard and on paper.
"""

from __future__ import annotations

from html import escape

from commonweal.editions import grids
from commonweal.editions.book import Book, Piece, Section
from commonweal.editions.grids import Grid
from commonweal.editions.html import html
from commonweal.editions.pictures import Drawn
from commonweal.editions.tree import Used
from commonweal.words import _, using

_STYLE = """\
:root{color-scheme:light}
body{margin:0;color:#0b0c0c;background:#fff;font:1.1rem/1.5 Arial,Helvetica,sans-serif}
main,nav,header,footer{max-width:46rem;margin:0 auto;padding:0 1rem}header{padding-top:1.5rem}
.example{border:3px solid #0b0c0c;padding:.6rem .9rem;font-weight:bold}a{color:#0b5d5e}
a:focus{outline:3px solid #ffdd00;background:#ffdd00;color:#0b0c0c}a.cw-figure-link{color:inherit}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem}h1{line-height:1.2}h2{color:#0b5d5e;margin-top:2rem}
figure{margin:1.6rem 0}figure svg{max-width:100%;height:auto}
figcaption,caption{font-weight:bold;text-align:left}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem;margin-top:.5rem}
th,td{border-bottom:1px solid #c9d0d3;padding:.3rem .5rem .3rem 0;text-align:left;vertical-align:top}
.right,.govuk-table__cell--numeric,.govuk-table__header--numeric{text-align:right}
.note{color:#505a5f;font-size:.85rem}.cw-figure-trouble{border-bottom:2px dotted #a4300f}
@media print{nav,.skip{display:none}}
"""


def pages(book: Book) -> dict[str, bytes]:
    """Every page by its path; ``index.html`` is the first page with the contents."""
    anchors = {a for s in book.shown if isinstance(s, Grid) and "-appendix-" in s.name for a in s.anchors}
    appendix = next((s.slug for s in book.sections if any("-appendix-" in p.name for p in s.shown)), "")
    writer = _Pages(book, frozenset(anchors), appendix)
    with using(book.edition.language):
        made = {"index.html": writer.index(), "edition.css": _STYLE.encode()}
        for number, section in enumerate(book.sections):
            made[f"{section.slug}.html"] = writer.page(section, number)
    return made


class _Pages:
    def __init__(self, book: Book, anchors: frozenset[str], appendix: str) -> None:
        self._book, self._anchors, self._appendix = book, anchors, appendix

    def index(self) -> bytes:
        book = self._book
        facts = "".join(f"<p>{escape(f)}</p>" for f in book.facts[int(book.edition.example) :])
        corrected = "".join(f"<li>{escape(c)}</li>" for c in book.corrections)
        head = _("Corrections")
        corrections = f"<h2>{escape(head)}</h2><ul>{corrected}</ul>" if corrected else ""
        entries = "".join(f'<li><a href="{s.slug}.html">{escape(s.title)}</a></li>' for s in book.sections)
        head = _("Contents")
        contents = f"<h2>{escape(head)}</h2><ul>{entries}</ul>"
        body = f"<h1>{escape(book.title)}</h1>{facts}{corrections}{contents}"
        return self._whole(book.title, body, "")

    def page(self, section: Section, number: int) -> bytes:
        pieces = "\n".join(self._piece(p) for p in section.pieces)
        title = f"{section.title} – {self._book.title}"
        return self._whole(title, f"<h1>{escape(section.title)}</h1>\n{pieces}", self._steps(number))

    def _whole(self, title: str, body: str, steps: str) -> bytes:
        edition = self._book.edition
        example = f'<p class="example">{escape(self._book.facts[0])}</p>' if edition.example else ""
        skip = escape(_("Skip to main content"))
        return (  # stays English
            f'<!DOCTYPE html>\n<html lang="{edition.language}"><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title>"
            '<meta name="viewport" content="width=device-width,initial-scale=1">'
            '<link rel="stylesheet" href="edition.css"></head>\n<body>'
            f'<a class="skip" href="#main">{skip}</a>'
            f'<header><p><a href="index.html">{escape(edition.title)}</a></p>{example}</header>\n'
            f'<main id="main">{body}</main>\n{steps}</body></html>\n'
        ).encode()

    def _steps(self, number: int) -> str:
        sections = self._book.sections
        links = []
        if number:
            before = sections[number - 1]
            said = escape(_("Previous: {title}").format(title=before.title))
            links.append(f'<a rel="prev" href="{before.slug}.html">{said}</a>')
        if number + 1 < len(sections):
            after = sections[number + 1]
            said = escape(_("Next: {title}").format(title=after.title))
            links.append(f'<a rel="next" href="{after.slug}.html">{said}</a>')
        named = escape(_("Chapters"))
        return f'<nav aria-label="{named}"><p>{" · ".join(links)}</p></nav>'

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, Grid):
            return self._grid(piece)
        if isinstance(piece, Drawn):
            return _drawn(piece)
        return html((piece,), address=self._address)

    def _address(self, used: Used) -> str:
        anchor = grids.anchor(used.indicator)
        return f"{self._appendix}.html#{anchor}" if anchor in self._anchors else ""

    def _grid(self, grid: Grid) -> str:
        appendix = "-appendix-" in grid.name
        rows = []
        for n, row in enumerate(grid.rows):
            anchor = grid.anchors[n] if n < len(grid.anchors) else ""
            first = escape(row[0])
            if anchor in self._anchors and not appendix:
                first = f'<a href="{self._appendix}.html#{anchor}">{first}</a>'
            mark = f' id="{escape(anchor)}"' if appendix and anchor else ""
            rest = "".join(_cell(text, column in grid.right) for column, text in enumerate(row) if column)
            rows.append(f'<tr{mark}><th scope="row">{first}</th>{rest}</tr>')
        return _table(f"{grid.label}. {grid.caption}", grid.header, grid.right, rows, grid.note)


def _drawn(drawn: Drawn) -> str:
    caption = f"{drawn.label}. {drawn.title}"
    right = frozenset(range(1, len(drawn.header)))
    rows = [
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(_cell(c, True) for c in row[1:])}</tr>'
        for row in drawn.rows
    ]
    if not drawn.svg:
        return _table(caption, drawn.header, right, rows, drawn.source)
    named = drawn.label[:1].lower() + drawn.label[1:]
    table = _table(_("The figures of {figure}").format(figure=named), drawn.header, right, rows, "")
    source = f'<p class="note">{escape(drawn.source)}</p>' if drawn.source else ""
    summary = escape(_("{figure} as a table").format(figure=drawn.label))
    return (
        f"<figure><figcaption>{escape(caption)}</figcaption>{drawn.svg}</figure>{source}"
        f"<details><summary>{summary}</summary>{table}</details>"
    )


def _table(caption: str, header: tuple[str, ...], right: frozenset[int], rows: list[str], note: str) -> str:
    head = "".join(
        f'<th scope="col"{" class=right" if n in right else ""}>{escape(h)}</th>'
        for n, h in enumerate(header)
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
        + (f'<p class="note">{escape(note)}</p>' if note else "")
    )


def _cell(text: str, right: bool) -> str:
    return f"<td{' class=right' if right else ''}>{escape(text)}</td>"
