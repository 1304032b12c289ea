"""The worked example of this repository, loaded once a run; what a module does to it is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from tests.database import Images
from tests.web.example import NOW, ROOT, opened, west_midlands_copy
from tests.web.example import west_midlands as west_midlands

PEOPLE = ("officer", "second-assessor", "moderator", "board-member", "pilot-lead")


@pytest.fixture(scope="module")
def kingshurst(django_db_setup: None, images: Images, django_db_blocker: Any) -> Iterator[object]:
    """The proposal of the worked example, taken through all four stages, beside the packs and their figures.

    It takes the place of ``west_midlands`` in a module: the two are two databases.
    """
    from commonweal.web.proposals.models import Proposal

    with django_db_blocker.unblock(), opened(images, kingshurst_copy(images)):
        yield Proposal.objects.get()


def kingshurst_copy(images: Images) -> str:
    """The name of this worker's own database with it."""
    west_midlands_copy(images)
    return images.copy("kingshurst", load, of="west-midlands")


def load() -> None:
    from tests.web.people import somebody

    from commonweal.web.accounts.roles import role
    from commonweal.web.proposals.actions import load_example

    for name in PEOPLE:
        somebody(role(name), name=f"Example {name}", email=f"{name}@example.org")
    load_example(path=ROOT / "examples" / "kingshurst.yaml", now=NOW)


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    """Somebody who writes proposals; ``.person`` is who."""
    from commonweal.web.proposals.roles import Officer

    return signed_in(Officer, name="An officer")
