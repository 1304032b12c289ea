"""Editions of the State of the Region from the command line.

commonweal edition render FOLDER --to OUT     web pages, PDF, Word and data of an edition in a folder
commonweal edition export ADDRESS --to OUT    the same of one that this site has published, as it was frozen
commonweal edition check FOLDER               what is wrong with it: its files, its tokens, its sentences
commonweal edition check-pdf FILE             whether a PDF is what PDF/UA-1 asks, as far as a machine can say
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from commonweal.cli_console import start_django
from commonweal.editions.outputs import ALL, Kind

edition_app = typer.Typer(no_args_is_help=True, help="Editions: a State of the Region, from files to pages.")
console = Console(highlight=False, soft_wrap=True)
FOLDER = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder with an edition.yaml")]
PACKS = Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of packs")]
TO = Annotated[Path, typer.Option(help="Folder to write into", file_okay=False)]
ONLY = Annotated[list[Kind] | None, typer.Option(help="Some of the outputs; all without it")]
PARTS = Annotated[bool, typer.Option(help="Each chapter and place as a PDF of its own, too")]
_PACKS = Path(__file__).parents[2] / "packs"


@edition_app.command("render")
def edition_render(
    folder: FOLDER,
    to: TO,
    only: ONLY = None,
    parts: PARTS = True,
    packs: PACKS = _PACKS,
) -> None:
    """Write an edition out: web pages, one PDF, Word, and its data as a package."""
    from commonweal.editions.render import render

    with _opened(folder, packs) as (edition, basis), _bar() as bar:
        tasks: dict[str, Any] = {}

        def tick(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done, total=of)

        written = render(edition, basis, to, only=only or ALL, alone=parts, tick=tick)
    _say(written, to)


@edition_app.command("export")
def edition_export(
    address: Annotated[
        str, typer.Argument(help="The edition's address on this site, as in /editions/ADDRESS/")
    ],
    to: TO,
    only: ONLY = None,
    parts: PARTS = True,
) -> None:
    """Write out an edition that this site has published, as it was frozen: nothing is asked again."""
    start_django()
    from commonweal.editions.render import rendered, write
    from commonweal.web.editions.selectors import drafts, published

    held = drafts.edition(address, drafts=False)
    about = published.about(held, published.number_of(held)) if held else None
    if held is None or about is None:
        _refuse([f"This site has published no edition with the address “{address}”."])
    whole = published.whole(held, about.number)
    _say(write(rendered(whole, only=only or ALL, alone=parts, made=about.made_at), to), to)


def _say(written: Iterable[Path], to: Path) -> None:
    files = list(written)
    for path in (p for p in files if p.parent == to):
        console.print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)", markup=False)
    console.print(f"{len(files)} files are written to {to}.", markup=False)


@edition_app.command("check")
def edition_check(folder: FOLDER, packs: PACKS = _PACKS) -> None:
    """Read an edition and check it against the evidence: every problem of its tokens and sentences."""
    from commonweal.editions import checks, resolve
    from commonweal.words import using

    with _opened(folder, packs) as (edition, basis), using(edition.language, basis.definitions):
        chapters = resolve.chapters(edition, basis.evidence)
        findings = checks.run(chapters, basis.evidence, language=edition.language)
    titles = {part.slug: part.title for part in edition.parts}
    for found in findings:
        where = titles.get(found.chapter, found.chapter)
        console.print(f"{where}: {found.check}: {found.wrong} {found.right}".strip(), markup=False)
        console.print(f"    {found.sentence}", markup=False)
    for name, check in checks.not_read(edition.language).items():
        console.print(f"{name}: not read: this check reads English ({check.TITLE}).", markup=False)
    console.print(f"{len(findings)} findings in {len(chapters)} parts.")
    if any(f.must for f in findings):
        raise typer.Exit(1)


@edition_app.command("check-pdf")
def edition_check_pdf(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="PDFs to check")],
) -> None:
    """Check PDFs against PDF/UA-1, as far as a machine can: tags, marks, tables, links, fonts."""
    from commonweal.editions import pdfcheck

    wrong = 0
    for file in files:
        try:
            lines = [str(fault) for fault in pdfcheck.check(file.read_bytes())]
        except pdfcheck.NotPdfError as refused:
            lines = [str(refused)]
        for line in lines:
            console.print(f"{file}: {line}", markup=False)
        wrong += len(lines)
    console.print(f"{wrong} faults in {len(files)} files, by {len(pdfcheck.names())} checks.")
    if wrong:
        raise typer.Exit(1)


@contextmanager
def _opened(folder: Path, packs: Path) -> Iterator[tuple[Any, Any]]:
    """The edition and the evidence of the packs, in a folder that is gone afterwards."""
    from commonweal.editions import packed
    from commonweal.editions.basis import Basis
    from commonweal.editions.folder import EditionRefused, read
    from commonweal.packs import PackRefused

    with tempfile.TemporaryDirectory(prefix="commonweal-edition-") as store:
        try:
            folders = sorted(p.parent for p in packs.glob("*/pack.yaml"))
            snapshot = packed.snapshot(folders, Path(store))
            edition = read(folder, snapshot.definitions.frameworks, snapshot.places)
        except (PackRefused, EditionRefused, packed.FiguresRefused) as refused:
            _refuse(map(str, refused.problems))
        if edition.snapshot not in ("", snapshot.id):
            _refuse(
                [
                    f"This edition is frozen with snapshot {edition.snapshot[:12]}; the packs here give "
                    f"{snapshot.id[:12]}. Take the packs that it was made with."
                ]
            )
        texts = packed.texts_in(edition.language, folders)
        yield edition, replace(Basis.of(snapshot, edition), definitions=texts)


def _refuse(problems: Iterable[str]) -> NoReturn:
    lines = list(problems)
    for line in lines:
        console.print(line, style="red", markup=False)
    console.print(f"{len(lines)} problems. Nothing was written.")
    raise typer.Exit(1)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, transient=True,
    )  # fmt: skip
