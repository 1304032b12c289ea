"""What an address names that is not here is said on the page: it never becomes something else silently."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
PLACES = [
    "E47000007",
    *(f"E{number:08}" for number in range(8000025, 8000032)),
    *("E12000005", "E92000001", "K02000001", "WM-3LEP", "K03000001", "K04000001", "N92000002", "S92000003"),
]
GOAL = "/frameworks/inclusive-growth/goals/inclusive-economy/"
NO_PLACE = "There is no place “E99999999” here: these are the figures for West Midlands (combined authority)."
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
