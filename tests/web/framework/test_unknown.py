"""What an address names that is not here is said on the page: it never becomes something else silently."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.web.framework.test_files import publish_again

from commonweal.web.evidence import selectors as evidence
from commonweal.web.evidence.selectors import snapshot_in_force

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
PLACES = [
    "E47000007",
    *(f"E{number:08}" for number in range(8000025, 8000032)),
    *("E12000005", "E92000001", "K02000001", "WM-3LEP", "K03000001", "K04000001", "N92000002", "S92000003"),
]
GOAL = "/frameworks/inclusive-growth/goals/inclusive-economy/"
NO_PLACE = "There is no place “E99999999” here: these are the figures for West Midlands (combined authority)."
TOO_LONG = "x" * 400
NO_RULE = "There is no rule “nothing” here: progress is judged by State of the Region 2020."


def told(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    words = unescape(re.sub(r"<[^>]+>", "\n", answer.content.decode()))
    return [line.strip() for line in words.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/frameworks/inclusive-growth/",
        GOAL,
        "/indicators/",
        "/indicators/claimant-count/",
        "/progress/",
        "/circle/",
    ],
)
def test_an_unknown_place_or_rule_is_named(client: Client, path: str) -> None:
    said = told(client, f"{path}?place=E99999999&rule=nothing")
    assert NO_PLACE in said
    assert NO_RULE in said
    known = told(client, f"{path}?place=E08000026&rule=eurostat")
    assert not [line for line in known if re.match("There is no (place|rule)", line)]


def test_an_unknown_group_progress_or_framework_is_named(client: Client) -> None:
    said = told(client, "/indicators/healthy-life-expectancy/?breakdown=age%3D16-24&place=E08000026")
    assert [
        line
        for line in said
        if line.startswith("There are no figures for “people aged 16 to 24” in Coventry")
    ]
    assert not [
        line
        for line in told(client, "/indicators/healthy-life-expectancy/?breakdown=sex%3Dmale")
        if line.startswith("There are no figures for")
    ]
    assert "There is no progress called “splendid”: all of it is shown." in told(
        client, "/progress/?status=splendid"
    )
    assert "There is no framework “nothing” here: this is Inclusive Growth Framework." in told(
        client, "/places/E08000026/?framework=nothing&place=E99999999"
    )


def test_of_too_many_places_to_compare_it_is_said_how_many_are_left_out(client: Client) -> None:
    query = "&".join(f"places={code}" for code in PLACES)
    said = told(client, f"/compare/?{query}")
    assert "Choose up to 12." in said
    more = [line for line in said if line.startswith("At most 12 places stand side by side")]
    known = len(client.get("/compare/").context["page"].choices)
    assert known > 12
    assert more
    assert len(client.get(f"/compare/?{query}").context["page"].places) == 12


def test_places_that_are_not_here_take_no_room_from_those_that_are(client: Client) -> None:
    unknown = "&".join(f"places=E9999{n:04}" for n in range(12))
    answer = client.get(f"/compare/?{unknown}&places=E08000025&places=E08000026")
    assert [name for name, _ in answer.context["page"].places] == ["Birmingham", "Coventry"]
    assert "12 of the places asked for are not here: they are left out." in answer.content.decode()
    one = told(client, "/compare/?places=E99990001&places=E08000026")
    assert "There is no place “E99990001” here: it is left out." in one


@pytest.mark.parametrize("name", ["foo", TOO_LONG])
@pytest.mark.parametrize(
    "path",
    [
        "/data/selection.csv?goal=",
        "/data/selection.csv?framework=",
        "/data/selection.csv?indicator=",
        "/data/selection-metadata.json?goal=",
        "/indicators/claimant-count/data.csv?place=",
        "/indicators/claimant-count/chart.svg?place=",
        "/indicators/claimant-count/chart.svg?rule=",
        "/indicators/employment-rate/chart.svg?breakdown=",
        "/compare/claimant-count/chart.svg?places=",
        "/compare/claimant-count/chart.svg?rule=",
        "/circle/data.csv?place=",
    ],
)
def test_no_file_or_picture_is_given_for_an_unknown_name_however_long(
    client: Client, path: str, name: str
) -> None:
    assert client.get(path + name).status_code == 404


def test_a_name_that_is_too_long_is_said_shortened(client: Client) -> None:
    path = "/indicators/claimant-count/"
    place = f"There is no place “{'x' * 32}…” here: these are the figures for West Midlands"
    assert [line for line in told(client, f"{path}?place={TOO_LONG}") if line.startswith(place)]
    rule = f"There is no rule “{'x' * 120}…” here"
    assert [line for line in told(client, f"{path}?rule={TOO_LONG}") if line.startswith(rule)]
    assert [
        line
        for line in told(client, f"{path}?breakdown={TOO_LONG}")
        if re.match("There are no figures for “x{300}…” in ", line)
    ]
    assert f"There is no progress called “{'x' * 32}…”: all of it is shown." in told(
        client, f"/progress/?status={TOO_LONG}"
    )
    assert f"There is no framework “{'x' * 120}…” here: this is Inclusive Growth Framework." in told(
        client, f"/places/E08000026/?framework={TOO_LONG}"
    )
    assert f"There is no place “{'x' * 32}…” here: it is left out." in told(
        client, f"/compare/?places={TOO_LONG}&places=E08000026"
    )


@pytest.mark.parametrize(
    ("path", "longest"),
    [
        ("/reports/?committee=", 80),
        ("/reports/?place=", 32),
        ("/reports/coverage/?committee=", 80),
        ("/reports/cumulative/?goal=", 120),
        ("/reports/follow-up/?indicator=", 120),
        ("/statements/?committee=", 80),
        ("/commitments/?organisation=", 80),
        ("/commitments/?goal=nothing:", 241),
        ("/roll-outs/?what=strategy:", 140),
        ("/strategies/?goal=nothing:", 241),
        ("/working-together/?place=", 32),
    ],
)
def test_a_list_says_the_same_of_a_name_that_is_too_long_as_of_another_that_is_unknown(
    client: Client, path: str, longest: int
) -> None:
    begun = path.partition("=")[2]
    shortened = f"{begun}{TOO_LONG}"[:longest].removeprefix(begun) + "…"
    short = told(client, f"{path}no-such-name")
    assert [line.replace(shortened, "no-such-name") for line in told(client, path + TOO_LONG)] == short


SNAPSHOT_PATHS = [
    "/",
    "/indicators/",
    "/indicators/claimant-count/",
    "/indicators/claimant-count/data.csv",
    "/indicators/claimant-count/metadata.json",
    "/indicators/claimant-count/chart.svg",
    "/compare/claimant-count/chart.svg",
    "/compare/",
    "/data/",
    "/data/selection.csv",
    "/search/",
    "/circle/",
]


@pytest.mark.parametrize("path", SNAPSHOT_PATHS)
def test_a_snapshot_that_is_not_here_is_never_the_one_in_force(client: Client, path: str) -> None:
    held = snapshot_in_force() or ""
    for name in ("zzz", "00000000", "ABCDEF12", held[:7], f"{held}0", "%25", "________", "x" * 400):
        assert client.get(f"{path}?snapshot={name}").status_code == 404, name
    assert client.get(f"{path}?snapshot=").status_code == 200


@pytest.mark.parametrize("path", SNAPSHOT_PATHS)
def test_a_snapshot_may_be_written_in_capitals(client: Client, path: str) -> None:
    held = snapshot_in_force() or ""
    for name in (held, held[:12]):
        pinned = client.get(f"{path}?snapshot={name}")
        capitals = client.get(f"{path}?snapshot={name.upper()}")
        assert pinned.status_code == capitals.status_code == 200
        assert name.upper() not in capitals.content.decode("utf-8", "replace")


def test_the_data_of_a_snapshot_are_not_called_those_in_force(client: Client) -> None:
    held = snapshot_in_force() or ""
    publish_again()
    said = told(client, f"/data/?snapshot={held[:12].upper()}")
    assert f"Snapshot {held[:12]}" in said
    assert [line for line in said if "It is no longer in force; its pages stay as they were." in line]
    assert not [line for line in said if line.startswith("In force now")]


def test_releases_to_compare_may_be_written_in_capitals_and_are_never_others(client: Client) -> None:
    key, older, newer = two_releases()
    path = f"/data/datasets/{key}/changes/?new={newer[:12].upper()}&old="
    assert client.get(path + older[:12].upper()).status_code == 200
    for name in ("", "zzz", "00000000", f"{older}0"):
        assert client.get(path + name).status_code == 404, name


def two_releases() -> tuple[str, str, str]:
    """A dataset of the example, and its latest releases: of one, where it has no more."""
    found = {d.key: evidence.published_vintages(d.key) for d in evidence.datasets()}
    key, releases = max(found.items(), key=lambda item: len(item[1]))
    return key, releases[-1].sha256, releases[0].sha256
