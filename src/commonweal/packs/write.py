"""Write a pack as a folder that reads back as the same pack."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from commonweal.words import _

from .folder import MAX_YAML
from .models import Indicator, Place
from .pack import Pack
from .tables import PLACE_COLUMNS
from .test_sets import TestSet
from .toolkits import Toolkit
from .translations import locale_file

#: Column at which a text is wrapped.
WIDTH = 100
#: Ends of lines to YAML, and what it may drop: double quotes alone hold them for certain.
_BREAKS = r"\n\t\r\x85\u2028\u2029\ufeff"
_LINE = rf"[^\s\ufeff](?:[^{_BREAKS}]*[^\s\ufeff])?"  # stays English
#: Several lines without a space at either end, perhaps with empty ones between: a block can hold them.
_PARAGRAPHS = re.compile(rf"{_LINE}(?:\n+{_LINE})+")
_NEEDS_QUOTES = re.compile(rf"[{_BREAKS}]")


def write(pack: Pack, path: Path, figures: Mapping[str, bytes]) -> None:
    """Write ``pack`` to the folder ``path``, whole or not at all: beside it first, then renamed.

    ``figures`` has the bytes of each dataset's file by its path in the pack ("figures/employment.csv").
    The same pack gives the same bytes. Raises ``FileExistsError`` where ``path`` holds anything, so that
    nothing is lost that a pack does not know of, and ``ValueError`` where ``figures`` is not what the
    datasets name.
    """
    named = {dataset.file for dataset in pack.datasets}
    if wrong := sorted(named ^ set(figures)):
        raise ValueError(
            f"the datasets name {sorted(named)}; not in both: {', '.join(wrong)}"
        )  # stays English
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FileExistsError(_("{path} is there already and not empty").format(path=path))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.writing-"))
    try:
        whole = beside / "pack"
        for relative, content in (contents(pack) | dict(figures)).items():
            file = whole / relative
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        whole.rename(path)
    finally:
        shutil.rmtree(beside)


def contents(pack: Pack, *, largest: int = MAX_YAML // 2) -> dict[str, bytes]:
    """The files of a pack but its figures, by path inside its folder.

    ``largest``: bytes of indicators at which another file is begun; one alone may have more.
    """
    files = {"pack.yaml": _yaml(_plain(pack.manifest))}
    for framework in pack.frameworks:
        files[f"frameworks/{framework.id}.yaml"] = _yaml(_plain(framework))  # stays English
    for toolkit in pack.toolkits:
        files[f"toolkits/{toolkit.id}.yaml"] = toolkit_file(toolkit)  # stays English
    for test_set in pack.test_sets:
        files[f"test-sets/{test_set.id}.yaml"] = file_of_tests(test_set)  # stays English
    for circle in pack.circles:
        files[f"circles/{circle.id}.yaml"] = _yaml(_plain(circle))  # stays English
    files |= _indicator_files(pack.indicators, largest)
    lists: Mapping[str, Iterable[BaseModel]] = {
        "targets.yaml": pack.targets,
        "area_sets.yaml": pack.area_sets,
        "datasets.yaml": pack.datasets,
    }
    files |= {name: _list(items) for name, items in lists.items() if items}
    if pack.places:
        files["places.csv"] = _table(pack.places)
    for locale in pack.locales:
        own = [(m.context, m.text) for m in locale.messages]
        files[f"locale/{locale.language}.po"] = locale_file(locale, own)  # stays English
    if pack.site:
        files["site.yaml"] = _yaml(_plain(pack.site))
    return files


def toolkit_file(toolkit: Toolkit) -> bytes:
    """A toolkit as the file ``toolkits/<id>.yaml`` of a pack that has its sources."""
    return _yaml(_plain(toolkit))


def file_of_tests(test_set: TestSet) -> bytes:
    """A set of tests as the file ``test-sets/<id>.yaml`` of a pack that has its sources."""
    return _yaml(_plain(test_set))


def _indicator_files(indicators: Iterable[Indicator], largest: int) -> dict[str, bytes]:
    """One file, or as many numbered ones as it takes; the indicators keep their order."""
    parts: list[list[bytes]] = []
    size = 0
    for indicator in indicators:
        written = _list([indicator])
        if not parts or size + len(written) > largest:
            parts.append([])
            size = 0
        parts[-1].append(written)
        size += len(written)
    if len(parts) == 1:
        return {"indicators/indicators.yaml": b"\n".join(parts[0])}
    numbered = enumerate(parts, 1)
    return {f"indicators/{number:04}.yaml": b"\n".join(part) for number, part in numbered}  # stays English


def _plain(item: BaseModel) -> dict[str, Any]:
    """Fields in the order of the model, those that hold their default left out."""
    plain: dict[str, Any] = _source_last(item.model_dump(mode="json", exclude_defaults=True))
    return plain


def _source_last(value: Any) -> Any:
    """What a thing is comes before where it is from: a reader looks for the id at the top of an item."""
    if isinstance(value, list):
        return [_source_last(item) for item in value]
    if not isinstance(value, dict):
        return value
    last = [key for key in ("provenance", "source", "note") if key in value]
    return {key: _source_last(value[key]) for key in (*(k for k in value if k not in last), *last)}


def _list(items: Iterable[BaseModel]) -> bytes:
    return b"\n".join(_yaml([_plain(item)]) for item in items)


def _yaml(value: Any) -> bytes:
    written: bytes = yaml.dump(
        value,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=WIDTH,
        encoding="utf-8",
    )
    return written


def _table(places: Iterable[Place]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    # The other leaves a lone carriage return unquoted (until Python 3.13), and a reader ends the row there.
    quoting = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(PLACE_COLUMNS)
    for place in places:
        plain = _plain(place)
        cells = [plain.get(column, "") for column in PLACE_COLUMNS]
        (quoting if any("\r" in cell for cell in cells) else writer).writerow(cells)
    return file.getvalue().encode()


class _Dumper(yaml.SafeDumper):
    """Block style throughout, items of a list indented below their field, no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def text(self, value: str) -> yaml.ScalarNode:
        """Lines of their own stay lines, where a block holds them."""
        style = "|" if _PARAGRAPHS.fullmatch(value) else '"' if _NEEDS_QUOTES.search(value) else None
        return self.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _Dumper.text)
