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


def build(
    root: Path, manifest: Manifest, definitions: Definitions, judged: pl.DataFrame | None = None
) -> Snapshot:
    """Write the snapshot's files and open it. ``judged`` is what :func:`judge` said, where it was asked.

    A snapshot that stands there already is opened as it is. Killed at any moment, it leaves whole files
    that no pointer names yet.
    """
    id_ = manifest.id()
    write_beside(
        root / "definitions" / f"{manifest.definitions}.json", definitions.model_dump_json().encode()
    )
    ensure_progress(root, id_, manifest, definitions, judged)
    write_beside(root / "snapshots" / id_ / "manifest.json", manifest.model_dump_json().encode())
    return Snapshot(root, id_, manifest, definitions, _progress(root, id_))


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
    judged: pl.DataFrame | None = None,
) -> None:
    """Write the snapshot's progress where the code of the rules has not judged it yet."""
    target = _progress(root, id_)
    if target.exists():
        return
    if judged is None:
        vintages = [root / "vintages" / f"{v.sha256}.parquet" for v in manifest.vintages]
        observations = pl.concat(map(pl.read_parquet, vintages)) if vintages else OBSERVATION.to_frame()
        judged = judge(definitions, observations)
    buffer = io.BytesIO()
    judged.write_parquet(buffer, compression="zstd", compression_level=1)
    write_beside(target, buffer.getvalue())


def _progress(root: Path, id_: str) -> Path:
    return root / "snapshots" / id_ / f"progress-{rules_digest()}.parquet"
