"""The West Midlands, loaded once a module, and who writes an edition, for the tests of editions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.example import west_midlands as west_midlands

from commonweal.web.editions.roles import Editor, Writer


@pytest.fixture
def editor(signed_in: Callable[..., Client]) -> Any:
    return signed_in(Editor, name="Edda Editor")


@pytest.fixture
def writer(signed_in: Callable[..., Client]) -> Any:
    return signed_in(Writer, name="Wilma Writer")
