"""Packs from the command line.

commonweal pack check packs/*       every problem of every pack, figures included, by file and line
commonweal pack load packs/*        make the register hold what the packs say
commonweal pack export ID FOLDER    write a loaded pack out again
commonweal pack messages FOLDER     write what is to be translated of a pack
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from commonweal.cli_console import (
    InWords,
    bar_of_progress,
    console,
    end,
    now,
    say_wrong,
    start_django,
    ticker,
)
from commonweal.packs import Problem
from commonweal.words import _, ngettext

pack_app = typer.Typer(
    no_args_is_help=True, help="Packs: goals, indicators, places and figures as files.", cls=InWords
)
PATHS = Annotated[list[Path], typer.Argument(exists=True, file_okay=False, help="Folders of packs")]


@pack_app.command("check")
def pack_check(paths: PATHS) -> None:
    """Check packs and their figures: every problem at once, with file, line and what to write instead."""
    from commonweal.packs import PackRefused, notices_of, read_library

    for notice in notices_of(paths):
        console.print(str(notice), style="yellow", markup=False)
    try:
        library = read_library(paths)
    except PackRefused as refused:
        _refuse(refused.problems)
    # Polars is brought in by what has figures to look at, and only once the packs themselves are sound.
    from commonweal.evidence.of_packs import wrong_figures

    folders = {path.resolve() for path in paths}
    given = [id_ for id_, folder in library.folders.items() if folder.resolve() in folders]
    if wrong := wrong_figures(library, given, today=now().date()):
        _refuse(wrong)
    console.print(ngettext("{n} pack is sound.", "{n} packs are sound.", len(given)).format(n=len(given)))


def _refuse(problems: Sequence[Problem]) -> NoReturn:
    say_wrong(problems)
    n = len(problems)
    end(ngettext("{n} problem. Nothing was loaded.", "{n} problems. Nothing was loaded.", n).format(n=n))


@pack_app.command("load")
def pack_load(
    paths: PATHS,
    figures: Annotated[bool, typer.Option(help="Import the figures that the packs carry, too")] = True,
) -> None:
    """Load packs into the register, bring their figures, and judge everything again."""
    from commonweal.packs import PackRefused

    start_django()
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.evidence.actions import NotPublishable, load_packs

    try:
        with bar_of_progress() as bar:
            loaded = load_packs(paths=paths, by=COMMAND_LINE, now=now(), figures=figures, tick=ticker(bar))
    except PackRefused as refused:
        _refuse(refused.problems)
    except (ValueError, NotPublishable) as refused:
        end(refused)
    for line in loaded.said:
        console.print(line, markup=False)
    if loaded.stops:
        say_wrong(loaded.stops)
        end(_("Mend these figures, and load the pack again: until then it does not count as loaded."))


@pack_app.command("export")
def pack_export(id: str, folder: Path) -> None:  # noqa: A002
    """Write a loaded pack, figures included, into a new folder."""
    start_django()
    from commonweal.packs import write
    from commonweal.web.evidence import selectors

    try:
        pack, figures = selectors.exported_pack(id)
        write(pack, folder, figures)
    except LookupError as refused:
        end(refused.args[0])
    except OSError as wrong:
        if wrong.errno is None:  # not the system's word but ours
            end(wrong)
        end(
            _("The pack cannot be written to {folder}: {reason}. Give another folder.").format(
                folder=folder, reason=wrong.strerror or wrong
            )
        )
    console.print(f"{id} is written to {folder}.", markup=False)


@pack_app.command("messages")
def pack_messages(
    path: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of a pack")],
    language: Annotated[str, typer.Option(help="Into which: cy, pl, ur …")],
) -> None:
    """Write what is to be translated of a pack into its locale/LANGUAGE.po; what is translated stays."""
    from commonweal.packs import PackRefused
    from commonweal.packs.translations import bring_up

    try:
        file, done, wanted, gone = bring_up(path, language)
    except PackRefused as refused:
        say_wrong(refused.problems)
        raise typer.Exit(1) from None
    except ValueError as wrong:
        end(wrong.args[0])
    console.print(f"{file}: {done} of {wanted} texts are translated.", markup=False)
    for words in gone:
        console.print(f"The pack no longer says “{words}”: its translation was left out.", markup=False)
