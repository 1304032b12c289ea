"""The built style sheet is ours: readable colours, no face, crown or name of GOV.UK, nothing missing."""

import re
from pathlib import Path

import pytest

STATUSES = ("improving", "slow", "away", "unjudged", "no-data", "no-indicator")


@pytest.fixture(scope="session")
def assets(root: Path) -> Path:
    folder = root / "build" / "assets"
    assert (folder / "commonweal.css").exists(), "Build them first: python3 tools/prepare.py assets"
    return folder


@pytest.fixture(scope="session")
def css(assets: Path) -> str:
    return (assets / "commonweal.css").read_text()


@pytest.mark.parametrize("identity", ["GDS Transport", "crest", "crown", "@font-face", "govuk-logo"])
def test_nothing_of_the_identity_of_govuk(css: str, identity: str) -> None:
    assert len(css) > 50_000
    assert identity.lower() not in css.lower()


def test_each_file_that_it_names_is_there(assets: Path, css: str) -> None:
    named = re.findall(r"url\(\"?([^)\"]+)\"?\)", css)
    assert named
    assert [name for name in named if not (assets / name).exists()] == []


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_own_shape(assets: Path, css: str, status: str) -> None:
    assert f".cw-mark--{status}" in css
    shapes = {other: (assets / "images" / f"mark-{other}.svg").read_text() for other in STATUSES}
    assert [other for other, shape in shapes.items() if shape == shapes[status]] == [status]


def test_colours_can_be_read_on_white(root: Path) -> None:
    settings = (root / "src/commonweal/web/ui/sass/_settings.scss").read_text()
    colours = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", settings, re.MULTILINE))
    text = {"accent", "accent-dark", "ink", "quiet", "slow", "away"}
    assert text <= set(colours)
    assert {
        name: contrast_on_white(colours[name]) for name in text if contrast_on_white(colours[name]) < 4.5
    } == {}


def test_the_shapes_wear_the_colours_of_the_words(root: Path, assets: Path) -> None:
    settings = (root / "src/commonweal/web/ui/sass/_settings.scss").read_text()
    colours = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", settings, re.MULTILINE))
    worn = {"improving": "accent", "slow": "slow", "away": "away", "unjudged": "quiet", "no-data": "quiet"}
    for status, name in worn.items():
        assert colours[name] in (assets / "images" / f"mark-{status}.svg").read_text(), status


def contrast_on_white(colour: str) -> float:
    """WCAG 2.2's contrast ratio of a colour, as #rrggbb, on white."""
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
