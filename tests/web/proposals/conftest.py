"""The worked example of this repository, made once a module inside the transaction of the West Midlands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.web.example import NOW, ROOT
from tests.web.example import west_midlands as west_midlands

PEOPLE = ("officer", "second-assessor", "moderator", "board-member", "pilot-lead")


@pytest.fixture(scope="module")
def kingshurst(west_midlands, django_db_blocker) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """The proposal of the worked example, taken through all four stages."""
    from tests.web.people import somebody

    from commonweal.web.accounts.roles import role
    from commonweal.web.proposals.actions import load_example

    with django_db_blocker.unblock():
        for name in PEOPLE:
            somebody(role(name), name=f"Example {name}", email=f"{name}@example.org")
        yield load_example(path=ROOT / "examples" / "kingshurst.yaml", now=NOW)


@pytest.fixture
def officer(signed_in: Callable[..., Client]) -> Client:
    """Somebody who writes proposals; ``.person`` is who."""
    from commonweal.web.proposals.roles import Officer

    return signed_in(Officer, name="An officer")
