"""What the upload pages show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.web.evidence import models
from commonweal.web.evidence.forms import reason_name

SHOWN = 12  # of each kind of problem; the whole list is one download away


@dataclass(frozen=True)
class ProblemRow:
    file: str
    row: str
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class ProblemGroup:
    rule: str
    dataset: str
    count: int
    rows: list[ProblemRow]
    more: int
    reason_name: str
    reason: str


@dataclass(frozen=True)
class FileRow:
    dataset: str
    file: str
    rows: int
    outcome: str
    added: int
    revised: int
    removed: int
    changes_href: str


@dataclass(frozen=True)
class ImportRow:
    title: str
    href: str
    state: str
    brought_by: str
    brought_at: dt.datetime
    published_by: str
    rows: int
    stops: int
    warnings: int


@dataclass(frozen=True)
class ReviewPage:
    id: str
    title: str
    lede: str
    state: str
    waiting: bool
    stops: list[ProblemGroup]
    warnings: list[ProblemGroup]
    files: list[FileRow]
    problems_href: str
    publishable: bool
    held_back: int
    why_not: str
    brought_by: str
    brought_at: dt.datetime


def _state(row: models.Import) -> str:
    if row.state == models.Import.State.BROUGHT and not row.candidate_snapshot:
        return _("held back until it is mended") if row.stops else _("nothing to publish")
    return row.get_state_display()


def import_row(row: models.Import) -> ImportRow:
    return ImportRow(
        title=row.title,
        href=reverse("evidence:review", args=[row.id]),
        state=_state(row),
        brought_by=row.brought_by,
        brought_at=row.brought_at,
        published_by=row.published_by,
        rows=row.rows,
        stops=row.stops,
        warnings=row.warnings,
    )


def review_page(
    row: models.Import, problems: pl.DataFrame, reasons: Mapping[tuple[str, str], str], why_not: str
) -> ReviewPage:
    files = list(row.files.all())
    datasets = {f.file: f.dataset for f in files}
    held = sum(1 for f in files if f.stops)
    return ReviewPage(
        id=str(row.id),
        title=row.title,
        lede=_lede(row, held, len(files)),
        state=_state(row),
        waiting=row.state == models.Import.State.BROUGHT,
        stops=_groups(problems.filter(pl.col("severity") == "stop"), datasets, {}),
        warnings=_groups(problems.filter(pl.col("severity") == "warn"), datasets, reasons),
        files=[_file_row(row, f) for f in files],
        problems_href=reverse("evidence:problems", args=[row.id]),
        publishable=bool(row.candidate_snapshot),
        held_back=held,
        why_not=why_not,
        brought_by=row.brought_by,
        brought_at=row.brought_at,
    )


def warning_keys(row: models.Import, problems: pl.DataFrame) -> list[tuple[str, str]]:
    """Dataset and rule of every kind of warning."""
    datasets = {f.file: f.dataset for f in row.files.all()}
    pairs = problems.filter(pl.col("severity") == "warn").select("file", "rule").unique(maintain_order=True)
    return [(datasets.get(f, f), r) for f, r in pairs.iter_rows()]


def _lede(row: models.Import, held: int, files: int) -> str:
    if not files:
        return _("There is no file of figures in what was brought.")
    read = _("We read %(rows)s from %(files)s.") % {
        "rows": ngettext("%(number)s row", "%(number)s rows", row.rows) % {"number": f"{row.rows:,}"},
        "files": _files(files),
    }
    if row.stops:
        stops = ngettext(
            "%(number)s problem stops %(files)s", "%(number)s problems stop %(files)s", row.stops
        ) % {"number": f"{row.stops:,}", "files": _files(held)}
    else:
        stops = _("Nothing stops them")
    if row.warnings:
        warns = ngettext("%(number)s warning", "%(number)s warnings", row.warnings) % {
            "number": f"{row.warnings:,}"
        }
    else:
        warns = _("there are no warnings")
    return _("%(read)s %(stops)s; %(warns)s.") % {"read": read, "stops": stops, "warns": warns}


def _files(number: int) -> str:
    return ngettext("%(number)s file", "%(number)s files", number) % {"number": f"{number:,}"}


def _groups(
    problems: pl.DataFrame, datasets: Mapping[str, str], reasons: Mapping[tuple[str, str], str]
) -> list[ProblemGroup]:
    groups = []
    for (file, rule), found in problems.group_by("file", "rule", maintain_order=True):
        dataset = datasets.get(str(file), str(file))
        groups.append(
            ProblemGroup(
                rule=str(rule).replace("-", " "),
                dataset=dataset,
                count=found.height,
                rows=[_problem(r) for r in found.head(SHOWN).iter_rows(named=True)],
                more=max(0, found.height - SHOWN),
                reason_name=reason_name(dataset, str(rule)),
                reason=reasons.get((dataset, str(rule)), ""),
            )
        )
    return groups


def _problem(r: Mapping[str, object]) -> ProblemRow:
    return ProblemRow(
        file=str(r["file"]),
        row="" if r["row"] is None else f"{r['row']}",
        column=str(r["column"] or ""),
        value=str(r["value"] or ""),
        message=str(r["message"]),
    )


def _file_row(row: models.Import, f: models.ImportedFile) -> FileRow:
    if f.stops:
        outcome = _("held back: it has problems that stop it")
    elif f.vintage_id is None:
        outcome = _("nothing to publish")
    elif f.unchanged:
        outcome = _("nothing changed")
    else:
        outcome = _("ready") if row.state == models.Import.State.BROUGHT else _state(row)
    return FileRow(
        dataset=f.dataset,
        file=f.file,
        rows=f.rows,
        outcome=outcome,
        added=f.added,
        revised=f.revised,
        removed=f.removed,
        changes_href=reverse("evidence:changes", args=[row.id, f.dataset])
        if f.vintage_id and not f.unchanged
        else "",
    )


def imports_page(rows: Sequence[models.Import]) -> list[ImportRow]:
    return [import_row(r) for r in rows]
