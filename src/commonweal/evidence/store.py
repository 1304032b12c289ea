"""The evidence store: one immutable Parquet file a vintage, named by the SHA-256 of its own bytes.

A file is written whole beside its place, flushed to the disk and then renamed, so that a reader sees all
of it or nothing, whenever the writer is stopped. Nothing is ever overwritten.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from .schema import OBSERVATION, STORED

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")


class Store:
    """``root`` is a folder; vintages lie in ``vintages/``, unfinished writes in ``unfinished/``.

    ``fsync=False`` trusts the operating system to write the bytes in time: for tests and scratch stores.
    """

    def __init__(self, root: Path, *, fsync: bool = True) -> None:
        self.root = root
        self._fsync = fsync

    def put(self, frame: pl.DataFrame, *, flush: bool = True) -> str:
        """Keep observations (columns of OBSERVATION, in any order of rows); returns their name.

        The same rows give the same bytes and so the same name, and are written once. With ``flush=False`` the
        bytes are on the disk and their name may not be: whoever puts many calls :meth:`flush` after the last
        and before anything names them. Raises ``ValueError`` where columns are missing or of another type, or
        a key stands twice.
        """
        content = encode(frame)
        name = hashlib.sha256(content).hexdigest()
        self._write(self._path(name), content)
        if flush:
            self.flush()
        return name

    def flush(self) -> None:
        """Wait until the names of all vintages put so far outlast a power cut."""
        self._flush(self.root / "vintages")

    def get(
        self, name: str, columns: Sequence[str] | None = None, predicate: pl.Expr | None = None
    ) -> pl.DataFrame:
        """A vintage, or the part of it that is asked for. Raises ``FileNotFoundError`` for none."""
        frame = self.scan([name])
        if predicate is not None:
            frame = frame.filter(predicate)
        return (frame.select(columns) if columns is not None else frame).collect()

    def scan(self, names: Iterable[str]) -> pl.LazyFrame:
        """Several vintages as one lazy frame. Raises ``FileNotFoundError`` where one is not here."""
        paths = [self._path(name) for name in names]
        for path in paths:
            if not path.is_file():
                raise FileNotFoundError(f"The store holds no vintage {path.stem}.")  # stays English
        return pl.scan_parquet(paths) if paths else pl.LazyFrame(schema=OBSERVATION)

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def verify(self, name: str) -> bool:
        """Whether the bytes of a vintage are still those that gave it its name."""
        with self._path(name).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == name

    def put_named(self, kind: str, name: str, frame: pl.DataFrame) -> Path:
        """Keep a frame worked out from vintages, as ``<kind>/<name>.parquet``; one kept is left alone.

        Raises ``ValueError`` for a kind or a name that could lead out of the store.
        """
        for part in (kind, name):
            if not _NAME.fullmatch(part):
                raise ValueError(f"“{part}” cannot be part of a file's name here.")  # stays English
        path = self.root / kind / f"{name}.parquet"
        if not path.exists():
            buffer = io.BytesIO()
            frame.write_parquet(buffer, compression="zstd", compression_level=1)
            self._write(path, buffer.getvalue())
            self._flush(path.parent)
        return path

    def sweep(self) -> int:
        """Remove what stopped writers left behind; returns how many files. No writer may be at work."""
        left = list((self.root / "unfinished").glob("*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, name: str) -> Path:
        if not _SHA256.fullmatch(name):
            raise ValueError(f"“{name}” is not the name of a vintage.")  # stays English
        return self.root / "vintages" / f"{name}.parquet"

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        unfinished = self.root / "unfinished"
        for folder in (unfinished, path.parent):
            folder.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=unfinished)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if self._fsync:
                stream.flush()
                os.fsync(stream.fileno())
        Path(beside).chmod(0o444)
        Path(beside).replace(path)

    def _flush(self, folder: Path) -> None:
        """A rename outlasts a power cut only when the folder is flushed too."""
        if not self._fsync or not folder.is_dir():
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def encode(frame: pl.DataFrame) -> bytes:
    """The bytes of a vintage: rows in the order of STORED, so that the same rows give the same bytes.

    Raises ``ValueError`` where two rows have one key, or columns are missing or of another type.
    """
    schema = frame.schema  # which Polars makes anew each time it is asked for
    if missing := [name for name, kind in OBSERVATION.items() if schema.get(name) != kind]:
        lacking = ", ".join(missing)
        raise ValueError(f"Not observations: {lacking} missing or of another type.")  # stays English
    ordered = frame.select(OBSERVATION.names())
    if not _rising(ordered):
        ordered = ordered.sort(*STORED)
        same = pl.all_horizontal(pl.col(c).eq_missing(pl.col(c).shift(1)) for c in STORED)
        if ordered.select(same.slice(1).any()).item():
            raise ValueError("Two rows have the same indicator, area, period and breakdown.")  # stays English
    buffer = io.BytesIO()
    ordered.write_parquet(buffer, compression="zstd", compression_level=1, statistics=True)
    return buffer.getvalue()


def _rising(frame: pl.DataFrame) -> bool:
    """Whether every row stands after the one before it in the order of STORED, as reading leaves them.

    To see that takes a quarter of the time of sorting. Where a name is null it is not seen.
    """
    after: pl.Series | None = None
    for name in reversed(STORED):
        before, this = frame[name].head(frame.height - 1), frame[name].slice(1)
        less = before < this
        after = less if after is None else less | ((before == this) & after)
    return after is not None and after.all(ignore_nulls=False) is True
