"""The West Midlands and the example of who works together, loaded once a module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.example import NOW, ROOT
from tests.web.example import west_midlands as west_midlands

EXAMPLE: Path = ROOT / "examples" / "partners" / "west-midlands.yaml"


@pytest.fixture(scope="module")
def loaded(west_midlands: object, django_db_blocker: Any) -> int:
    """How many organisations the example brought; what a test changes of it is undone."""
    from tests.web.people import somebody

    from commonweal.web.accounts.roles import role
    from commonweal.web.partnership.actions.example import load_example

    with django_db_blocker.unblock():
        for name in ("partner", "partnership-owner", "scrutiny-member"):
            somebody(role(name), email=f"{name}@example.org")
        return load_example(path=EXAMPLE, now=NOW)
