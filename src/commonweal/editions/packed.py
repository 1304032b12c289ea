"""The snapshot of some packs: what their definitions and the figures that they carry say, without a database.

For whoever makes an edition on a machine of their own. The figures are read and checked as every file is; a
file that a problem stops holds the whole back, since an edition with a hole that nobody sees is no edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from commonweal import evidence
from commonweal.packs.read import Library, read_library
from commonweal.packs.translations import translations
from commonweal.progress.build import build
from commonweal.progress.snapshot import Definitions, Manifest, Snapshot, VintageInForce
from commonweal.words import ENGLISH
from commonweal.words import Definitions as Texts


class FiguresRefused(ValueError):
    """Figures of a pack cannot be read; ``problems`` says each reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def snapshot(packs: Iterable[Path], store: Path) -> Snapshot:
    """Read packs and their figures, keep them in the folder ``store``, judge them by every rule.

    Raises ``packs.PackRefused`` for what is wrong with a pack and :class:`FiguresRefused` for its figures.
    """
    library = read_library(packs)
    register = evidence.Register.from_definitions(
        library.indicators.values(), library.places.values(), library.area_sets.values()
    )
    called = {path: id_ for id_, path in library.figures.items()}
    reading = evidence.read(list(called), register=register, called=called)
    stops = reading.problems.filter(reading.problems["severity"] == "stop")
    if stops.height:
        raise FiguresRefused(f"{r['file']}: {r['message']}" for r in stops.iter_rows(named=True))
    kept = evidence.Store(store, fsync=False)
    vintages = []
    for key in sorted(reading.datasets):
        frame, told = reading.frame(key), library.datasets[key]
        if frame.height:
            vintages.append(
                VintageInForce(
                    dataset=key,
                    sha256=kept.put(frame),
                    title=told.title,
                    organisation=told.organisation,
                    address=told.address,
                    licence=told.licence,
                    released=told.released or "",
                    rows=frame.height,
                    indicators=reading.indicators(key),
                )
            )
    definitions = _definitions(library)
    return build(store, Manifest(vintages=tuple(vintages), definitions=definitions.digest()), definitions)


def texts_in(language: str, packs: Iterable[Path]) -> Texts | None:
    """What packs say in a language, for :class:`~commonweal.editions.basis.Basis`; None for English.

    Raises ``packs.PackRefused``.
    """
    if language == ENGLISH:
        return None
    locales = (locale for pack in read_library(packs).packs for locale in pack.locales)
    held = translations(locale for locale in locales if locale.language == language)
    return lambda context, text: held.get((context, text), text)


def _definitions(library: Library) -> Definitions:
    return Definitions(
        frameworks=tuple(library.frameworks.values()),
        indicators=tuple(library.indicators.values()),
        targets=tuple(t for pack in library.packs for t in pack.targets),
        places=tuple(library.places.values()),
        area_sets=tuple(library.area_sets.values()),
        datasets=tuple(library.datasets.values()),
        site=next(iter(library.sites.values()), None),
    )
