"""The West Midlands, loaded once a module, for the tests of editions."""

from __future__ import annotations

from tests.web.example import west_midlands as west_midlands
