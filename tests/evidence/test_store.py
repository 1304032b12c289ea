"""The store: the same rows are the same file, and a writer that is killed leaves nothing half."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.evidence import OBSERVATION, Register, Store, read
from commonweal.evidence.store import _rising, encode

from .conftest import DATA


@pytest.fixture
def frame(register: Register) -> pl.DataFrame:
    return read(DATA / "tidy" / "unemployment.csv", register=register).frame("unemployment")


def test_what_is_put_is_got(tmp_path: Path, frame: pl.DataFrame) -> None:
    store = Store(tmp_path)
    name = store.put(frame)
    assert store.get(name).equals(frame.sort("indicator", "area", "breakdown", "period"))
    assert store.get(name).schema == OBSERVATION
    part = store.get(name, columns=["area", "value"], predicate=pl.col("area") == "E47000007")
    assert part.columns == ["area", "value"]
    assert part.height == 9


def test_the_name_is_the_digest_of_the_bytes(tmp_path: Path, frame: pl.DataFrame) -> None:
    store = Store(tmp_path)
    name = store.put(frame)
    path = tmp_path / "vintages" / f"{name}.parquet"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == name
    assert store.verify(name)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    assert not store.verify(name)


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_is_no_matter(order: random.Random) -> None:
    frame = read(DATA / "tidy" / "unemployment.csv", register=Register()).frame("unemployment")
    shuffled = frame[order.sample(range(frame.height), frame.height)]
    assert encode(shuffled) == encode(frame)


def test_the_same_bytes_in_another_process(tmp_path: Path, frame: pl.DataFrame) -> None:
    store = Store(tmp_path / "here")
    name = store.put(frame)
    frame.write_parquet(tmp_path / "frame.parquet")
    code = (
        "import sys, polars as pl; from pathlib import Path; from commonweal.evidence import Store;"
        "print(Store(Path(sys.argv[1]) / 'there').put(pl.read_parquet(Path(sys.argv[1]) / 'frame.parquet')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == name


def test_a_file_is_written_once(tmp_path: Path, frame: pl.DataFrame) -> None:
    store = Store(tmp_path)
    path = tmp_path / "vintages" / f"{store.put(frame)}.parquet"
    first = path.stat()
    store.put(frame.reverse())
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (first.st_mtime_ns, first.st_ino)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_several_are_scanned_as_one(tmp_path: Path, frame: pl.DataFrame) -> None:
    store = Store(tmp_path)
    names = [store.put(frame.filter(pl.col("area") == a)) for a in ("E08000025", "E47000007")]
    assert store.scan(names).collect().height == 18
    assert store.scan([]).collect().schema == OBSERVATION


@pytest.mark.parametrize("name", ["../secret", "x", "A" * 64, "f" * 63])
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not the name of a vintage"):
        Store(tmp_path).get(name)


def test_a_vintage_that_is_not_here(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="The store holds no vintage 0000"):
        Store(tmp_path).get("0" * 64)
    assert not Store(tmp_path).has("0" * 64)


def test_what_are_no_observations(tmp_path: Path, frame: pl.DataFrame) -> None:
    with pytest.raises(ValueError, match="Not observations: note missing or of another type"):
        Store(tmp_path).put(frame.drop("note"))
    with pytest.raises(ValueError, match="Two rows have the same indicator, area, period and breakdown"):
        Store(tmp_path).put(pl.concat([frame, frame.head(1).with_columns(value=pl.lit(1.0))]))
    assert not (tmp_path / "vintages").exists()


def test_rows_that_stand_in_order_are_not_sorted_again(tmp_path: Path, frame: pl.DataFrame) -> None:
    assert _rising(frame)
    assert _rising(frame.clear())
    assert _rising(frame.head(1))
    assert not _rising(frame.reverse())
    assert not _rising(pl.concat([frame.head(1), frame]))
    with pytest.raises(ValueError, match="Two rows have the same indicator"):
        encode(pl.concat([frame.head(1), frame]))


def test_an_empty_name_does_not_hide_what_stands_twice(frame: pl.DataFrame) -> None:
    nameless = frame.with_columns(area=pl.lit(None, pl.String))
    assert not _rising(nameless.head(2))
    once = nameless.unique(["indicator", "period", "breakdown"], maintain_order=True)
    assert encode(once) == encode(once.reverse())
    with pytest.raises(ValueError, match="Two rows have the same indicator"):
        encode(nameless)


def test_many_are_flushed_together(tmp_path: Path, frame: pl.DataFrame) -> None:
    store = Store(tmp_path)
    store.flush()
    assert not (tmp_path / "vintages").exists()
    name = store.put(frame, flush=False)
    store.flush()
    assert store.verify(name)
    assert name == Store(tmp_path / "other").put(frame)


def test_frames_beside(tmp_path: Path) -> None:
    store, frame = Store(tmp_path), pl.DataFrame({"a": [1]})
    path = store.put_named("progress", "abc-1", frame)
    assert path == tmp_path / "progress" / "abc-1.parquet"
    store.put_named("progress", "abc-1", pl.DataFrame({"a": [2]}))
    assert pl.read_parquet(path).equals(frame)
    for kind, name in (("..", "a"), ("progress", "../a"), ("progress", "")):
        with pytest.raises(ValueError, match="cannot be part of a file's name"):
            store.put_named(kind, name, frame)


WRITER = """
import sys
from pathlib import Path
import polars as pl
from commonweal.evidence import OBSERVATION, Store

store = Store(Path(sys.argv[1]))
base = pl.read_parquet(sys.argv[2])
print("ready", flush=True)
for n in range(100_000):
    store.put(base.with_columns(value=pl.col("value") + n))
"""


def test_a_writer_killed_at_any_moment_leaves_nothing_half(tmp_path: Path, frame: pl.DataFrame) -> None:
    large = pl.concat(frame.with_columns(area=pl.lit(f"E0{n:07}") + pl.col("area")) for n in range(400))
    large.write_parquet(tmp_path / "base.parquet")
    moments = random.Random(20)
    root, written = tmp_path / "store", 0
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root), str(tmp_path / "base.parquet")], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0.02, 0.3))
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        store = Store(root)
        names = [p.stem for p in (root / "vintages").glob("*")] if (root / "vintages").exists() else []
        assert all(store.verify(name) for name in names)
        assert all(store.get(name).height == large.height for name in names[-2:])
        written = len(names)
    assert written > 0
    store.sweep()
    assert list((root / "unfinished").iterdir()) == []
    assert len(list((root / "vintages").iterdir())) == written
