"""The command line: the same functions that the pages use.

commonweal pack check packs/*       every problem of every pack and its figures, by file and line
commonweal pack load packs/*        make the register hold what the packs say
commonweal pack export ID FOLDER    write a loaded pack out again
commonweal import PATH              read, check and publish a file or a folder of files
commonweal record export FOLDER     write what is public of working together as CSV
commonweal record publish           count the figures of goal 17 from that record, and publish them
commonweal edition render FOLDER    write an edition out: web pages, PDF, Word, data
commonweal edition export ADDRESS   the same of one that this site has published, as it was frozen
commonweal edition check FOLDER     what is wrong with an edition
commonweal reports read             read the documents of reports that wait, or whose reading was broken off
commonweal notices send             write what is due or overdue, and send every notice that waits
commonweal serve                    serve the site
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

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
from commonweal.cli_edition import edition_app
from commonweal.cli_import import import_files
from commonweal.cli_pack import pack_app
from commonweal.cli_record import published, record_app

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Commonweal: grow fairly, and show it.", cls=InWords
)
app.add_typer(pack_app, name="pack")
reports_app = typer.Typer(
    no_args_is_help=True, help="Reports: their documents, read for what they account for."
)
app.add_typer(reports_app, name="reports")
notices_app = typer.Typer(no_args_is_help=True, help="Notices by e-mail, on the scrutiny of reports.")
app.add_typer(notices_app, name="notices")
app.add_typer(record_app, name="record")
app.add_typer(edition_app, name="edition")
app.command("import")(import_files)
#: Address space of a reader of documents, in bytes: a PDF of 2,000 full pages takes an eighth of it.
MOST_MEMORY = 6 * 2**30


def _at_most(memory: int) -> None:
    """Let this process take no more memory than that, where the system knows such a limit."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


@reports_app.callback()
def _reports() -> None:
    """Reports: their documents, read for what they account for."""


@reports_app.command("read")
def reports_read(
    document: Annotated[int, typer.Option(help="Only the document of this number")] = 0,
) -> None:
    """Read every document that waits to be read, and those whose reading was broken off."""
    if document:  # in a process of its own: the limit holds for as long as the process lives
        _at_most(MOST_MEMORY)
    start_django()
    from commonweal.web.scrutiny.actions.reading import read_document, read_waiting

    if document:
        read_document(document=document, clock=now)
        return
    done = read_waiting(
        clock=now, tick=lambda d: console.print(f"{d.name}: {d.said or 'read'}", markup=False)
    )
    console.print(f"{len(done)} {'document was' if len(done) == 1 else 'documents were'} waiting.")


@notices_app.callback()
def _notices() -> None:
    """Notices by e-mail, on the scrutiny of reports."""


@notices_app.command("send")
def notices_send() -> None:
    """Write the notices on what is due within seven days or overdue, and send all that wait; each once.

    Run it once a day or more often. Where the mail server fails, the notices are kept and tried again.
    """
    start_django()
    from commonweal.web.partnership.actions import reminding
    from commonweal.web.scrutiny.actions import notices

    written = notices.remind(now=now()) + reminding.remind(now=now())
    of_reports, of_commitments = notices.send(clock=now, again=True), reminding.send(clock=now)
    sent, failed = (a + b for a, b in zip(of_reports, of_commitments, strict=True))
    console.print(f"{written} written, {sent} sent, {failed} failed and kept.")
    if failed:
        raise typer.Exit(1)


@app.command()
def serve(
    host: str = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free")] = 8000,
    example: Annotated[
        bool, typer.Option(help="Load the packs of this repository and example accounts")
    ] = False,
    packs: Annotated[Path, typer.Option(help="Where the packs lie")] = Path("packs"),
    workers: int = 2,
) -> None:
    """Serve the site. With --example, set everything up first: packs, figures, accounts."""
    port = _port(host, port)
    if example:
        os.environ.setdefault("COMMONWEAL_EXAMPLE", "1")
    os.environ.setdefault("COMMONWEAL_SITE_ADDRESS", f"http://{host}:{port}")
    wanted = _files_of_the_example(packs) if example else ""
    if not (example and _is_set_up(wanted)):
        _set_up(packs if example else None, wanted)
        _port(host, port)  # somebody else may have taken it meanwhile
    console.print(f"\nCommonweal is at http://{host}:{port}/  (stop it with Ctrl+C)\n", markup=False)
    _become_server(host, port, workers)


def _port(host: str, port: int) -> int:
    from commonweal.web.config.listening import PortRefused, port_to_use

    try:
        return port_to_use(host, port)
    except PortRefused as refused:
        end(refused)


def _become_server(host: str, port: int, workers: int) -> None:
    """Go on as Granian, in a process that has not used Polars: its threads do not live through a fork."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.web.config.settings")
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    # A worker that is told to stop while it begins does not hear it, and would be waited for without end.
    limits = ["--workers", str(workers), "--blocking-threads", "4", "--workers-kill-timeout", "10"]
    limits += ["--log-level", "warning"]
    os.execv(sys.executable, [*granian, *limits, "commonweal.web.config.wsgi:application"])


def _files_of_the_example(packs: Path) -> str:
    """The digest of everything that a set-up of the example reads."""
    from commonweal.web.config import starting

    house = packs.parent
    folders = [Path(__file__).parent, packs, house / "examples", house / "build" / "assets"]
    return starting.digest(folders, [house / "requirements" / "web.txt"])


def _is_set_up(wanted: str) -> bool:
    """Whether there is nothing to set up; then the accounts are shown as they were made."""
    from commonweal.web.config import starting

    var = Path(os.environ.get("COMMONWEAL_VAR") or Path(__file__).parents[2] / "var")
    if not starting.is_set_up(var=var, environment=os.environ, wanted=wanted):
        return False
    _show_accounts(json.loads((var / "example-accounts.json").read_text(encoding="utf-8")))
    return True


def _set_up(packs: Path | None, wanted: str) -> None:
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.config.starting import KEY
    from commonweal.web.registry.actions import set_up_ended

    call_command("migrate", verbosity=0)
    # The list of the static files is written last. Without it, a collection may have been killed in the
    # middle of a file, which the next would take for one that is there.
    begun = not (settings.STATIC_ROOT / "staticfiles.json").exists()
    call_command("collectstatic", verbosity=0, interactive=False, clear=begun)
    if packs is not None:
        _set_up_example(packs)
        if counted := published(by=COMMAND_LINE, now=now()):
            console.print(counted, markup=False)
        set_up_ended(key=KEY, digest=wanted, now=now())


def _show_accounts(accounts: list[dict[str, str]]) -> None:
    table = Table("Example account", "Password", "May", title=None)
    for account in accounts:
        table.add_row(account["email"], account["password"], account["role"])
    console.print(table)


def _set_up_example(packs: Path) -> None:
    from commonweal.web.accounts.examples import create_example_accounts
    from commonweal.web.audit.actions import COMMAND_LINE
    from commonweal.web.editions.actions.example import load_example as load_edition
    from commonweal.web.evidence.actions import load_packs
    from commonweal.web.partnership.actions.example import load_example as load_partners
    from commonweal.web.proposals.actions import load_example
    from commonweal.web.scrutiny.actions.example import load_example as load_reports

    folders = sorted(p for p in packs.iterdir() if (p / "pack.yaml").exists()) if packs.is_dir() else []
    with bar_of_progress() as bar:
        loaded = load_packs(paths=folders, by=COMMAND_LINE, now=now(), figures=True, tick=ticker(bar))
    for line in loaded.said:
        console.print(line, markup=False)
    say_wrong(loaded.stops)
    _show_accounts([asdict(account) for account in create_example_accounts(now=now())])
    for path in sorted((packs.parent / "examples").glob("*.yaml")):
        if made := load_example(path=path, now=now()):
            console.print(f"Made the example “{made.title}”.", markup=False)
    for path in sorted((packs.parent / "examples" / "reports").glob("*.yaml")):
        if committee := load_reports(path=path, now=now()):
            console.print(f"Made the example “{committee.name}”.", markup=False)
    for path in sorted((packs.parent / "examples" / "partners").glob("*.yaml")):
        if number := load_partners(path=path, now=now()):
            console.print(f"Entered the {number} partners of the example.", markup=False)
    for path in sorted(p.parent for p in (packs.parent / "examples" / "editions").glob("*/edition.yaml")):
        if edition := load_edition(path=path, now=now()):
            console.print(f"Made the edition “{edition.title}”: {edition.state}.", markup=False)


if __name__ == "__main__":
    app()
