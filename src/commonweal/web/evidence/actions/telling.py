"""What a reader is told of a vintage: its title, whose it is, where it lies and under which licence.

It is kept with the vintage. A dataset tells what its published vintage tells, and nothing that only waits.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.evidence import SourceFile
from commonweal.packs.models import Dataset as PackDataset
from commonweal.progress.snapshot import VintageInForce
from commonweal.web.evidence import models

TOLD = ("title", "organisation", "address", "licence")


def told_of(file: SourceFile, pack: PackDataset | None, before: models.Vintage | None) -> dict[str, str]:
    """What a pack says of it; else what the file names, and where it names nobody what is in force says.

    A tidy file has no place for a source: without what is in force, a revision of one cell would take the
    publisher and the licence off every page. A file of another organisation takes neither licence nor
    address from the one before.
    """
    if pack is not None:
        return {name: getattr(pack, name) for name in TOLD}
    told = {name: getattr(file, name) for name in TOLD}
    if before is None:
        return told
    if not file.organisation:  # its title is then made of the file's name
        told["title"] = before.title
    if file.organisation in {"", before.organisation}:
        told |= {name: told[name] or getattr(before, name) for name in TOLD}
    return told


def insert_new_datasets(told: Iterable[VintageInForce]) -> None:
    """A row for each dataset that has none; those that are there stay as they are published."""
    models.Dataset.objects.bulk_create(
        [models.Dataset(key=v.dataset, **_texts(v)) for v in told], ignore_conflicts=True
    )


def publish_telling(vintages: Iterable[VintageInForce]) -> None:
    """What the snapshot tells of these vintages holds from now on for them and for their datasets.

    A snapshot published before keeps what its own manifest tells. Only what differs is written: of a whole
    release nearly nothing does.
    """
    told = list(vintages)
    keys = [v.dataset for v in told]
    datasets = {key: texts for key, *texts in models.Dataset.objects.values_list("key", *TOLD)}
    kept = models.Vintage.objects.filter(dataset__in=keys).values_list("dataset_id", "sha256", *TOLD)
    held = {(key, sha256): texts for key, sha256, *texts in kept}
    for v in told:
        texts = _texts(v)
        if datasets.get(v.dataset) != list(texts.values()):
            models.Dataset.objects.filter(key=v.dataset).update(**texts)
        if held.get((v.dataset, v.sha256)) != list(texts.values()):
            models.Vintage.objects.filter(dataset=v.dataset, sha256=v.sha256).update(**texts)


def _texts(v: VintageInForce) -> dict[str, str]:
    return {name: getattr(v, name) for name in TOLD}
