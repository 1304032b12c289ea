"""From vintages and definitions to a snapshot on disk. Pure: paths come in, files come out."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import polars as pl

from commonweal.evidence.schema import OBSERVATION
from commonweal.progress import snapshot as snapshots
from commonweal.progress.assess import assess, definitions_frame, targets_frame
from commonweal.progress.snapshot import Definitions, Manifest, Snapshot, write_beside


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """Names the code that judges: part of the name of every progress file."""
    here = Path(__file__).parent
    return snapshots.rule_sources_digest([*here.glob("*.py"), *here.glob("rules/*.py")])


def judge(definitions: Definitions, observations: pl.DataFrame) -> pl.DataFrame:
    """Every series of every area by every rule: see ``progress.schema.ASSESSMENT``."""
    return assess(
        observations,
        definitions_frame(definitions.indicators),
        targets_frame(definitions.indicators, definitions.targets),
    )


def progress_file(definitions: Definitions, observations: pl.DataFrame) -> bytes:
    """What :func:`judge` says, as the bytes of a snapshot's progress file.

    Nobody reads a part of it, so it carries no statistics; lz4 takes two thirds of the time of zstd, for a
    file a quarter larger (5.4 MB for 59,070 answers).
    """
    buffer = io.BytesIO()
    judge(definitions, observations).write_parquet(buffer, compression="lz4", statistics=False)
    return buffer.getvalue()


def build(
    root: Path, manifest: Manifest, definitions: Definitions, progress: bytes | None = None
) -> Snapshot:
    """Write the snapshot's files and open it. ``progress``: its file, where it was made before.

    A snapshot that stands there already is opened as it is. Killed at any moment, it leaves whole files
    that no pointer names yet.
    """
    id_ = manifest.id()
    if not _definitions(root, manifest.definitions).exists():
        write_definitions(root, definitions)
    ensure_progress(root, id_, manifest, definitions, progress)
    write_beside(root / "snapshots" / id_ / "manifest.json", manifest.model_dump_json().encode())
    return Snapshot(root, id_, manifest, definitions, _progress(root, id_))


def write_definitions(root: Path, definitions: Definitions) -> str:
    """Write the file of definitions, for snapshots to name; returns its digest."""
    content = definitions.canonical()
    digest = snapshots.digest_of(content)
    write_beside(_definitions(root, digest), content)
    snapshots.remember(digest, definitions)
    return digest


def open_snapshot(root: Path, id_: str) -> Snapshot:
    """Open a snapshot; where the code of the rules is newer than its progress, judge again first.

    Raises ``FileNotFoundError`` where there is none, or where a vintage it names is gone.
    """
    opened = Snapshot.open(root, id_, rules_digest())
    ensure_progress(root, id_, opened.manifest, opened.definitions)
    return opened


def ensure_progress(
    root: Path,
    id_: str,
    manifest: Manifest,
    definitions: Definitions,
    progress: bytes | None = None,
) -> None:
    """Write the snapshot's progress where the code of the rules has not judged it yet."""
    target = _progress(root, id_)
    if target.exists():
        return
    if progress is None:
        vintages = [root / "vintages" / f"{v.sha256}.parquet" for v in manifest.vintages]
        observations = pl.concat(map(pl.read_parquet, vintages)) if vintages else OBSERVATION.to_frame()
        progress = progress_file(definitions, observations)
    write_beside(target, progress)


def _definitions(root: Path, digest: str) -> Path:
    return root / "definitions" / f"{digest}.json"  # stays English


def _progress(root: Path, id_: str) -> Path:
    return root / "snapshots" / id_ / f"progress-{rules_digest()}.parquet"  # stays English
