"""An address that is kept is the one that Django would look up anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix
from django.utils.translation import override

from commonweal.web.ui import addresses


def test_each_language_and_each_prefix_has_its_own() -> None:
    found = set()
    for language in ("en-gb", "cy"):
        for prefix in ("/", "/growth/"):
            before = get_script_prefix()
            set_script_prefix(prefix)
            try:
                with override(language):
                    for _ in range(2):
                        assert addresses.of("editions:editions") == reverse("editions:editions")
                    found.add(addresses.of("editions:editions"))
            finally:
                set_script_prefix(before)
    assert len(found) == 4


def test_what_an_address_is_of_is_part_of_it() -> None:
    for name in ("claimant-count", "gdhi-per-head"):
        assert addresses.of("framework:indicator", name) == reverse("framework:indicator", args=[name])
        assert addresses.of("framework:indicator", indicator=name) == reverse(
            "framework:indicator", kwargs={"indicator": name}
        )


def test_other_patterns_have_other_addresses(settings: Any) -> None:
    assert addresses.of("home:home") == "/"
    settings.ROOT_URLCONF = "commonweal.web.home.urls"
    with pytest.raises(NoReverseMatch):
        addresses.of("home:home")


def test_what_has_no_address_is_told_each_time() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            addresses.of("home:nowhere")
