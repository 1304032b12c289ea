"""Whatever is sent to the higher rooms is answered: refused, not there, or what is wrong is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from tests.web.people import NOW, TESTS
from tests.web.whole_site import whole_site as whole_site

from commonweal.web.accounts.actions import set_roles
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import all_roles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_site")]

ROOMS = ("proposals", "scrutiny", "partnership", "editions", "desk")
NAMES = re.findall(
    r"\w+",
    "key group citation revision opened go to kind indicator area figure target basis framework goal part "
    "place places question title words reason rating state who until reply number version order add remove",
)
#: A line break, what is no character, half a figure: each field has one of them.
FORMS: dict[str, dict[str, str]] = {
    "nothing": {},
    "junk": {name: ("\n", "\x00", "||")[n % 3] for n, name in enumerate(NAMES)},
    "other junk": {name: ("||", "\n", "\x00")[n % 3] for n, name in enumerate(NAMES)},
}


def patterns(resolver: URLResolver, before: str = "", room: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route, each.app_name or room)
        elif room in ROOMS:
            yield route, each


def values_of(route: str) -> dict[str, list[str]]:
    """Something that is there, and something that is not, for each variable of a route."""
    from commonweal.web.editions.models import Chapter, Edition
    from commonweal.web.partnership.models import Organisation, Partnership, RollOut, Strategy
    from commonweal.web.proposals.models import Pilot, Programme
    from commonweal.web.registry import selectors as register
    from commonweal.web.scrutiny.models import Committee

    first = route.split("/")[0]
    slugs: dict[str, Any] = {
        "committees": Committee, "partners": Organisation, "partnerships": Partnership, "editions": Edition,
        "roll-outs": RollOut, "strategies": Strategy, "pilots": Pilot, "programmes": Programme,
    }  # fmt: skip
    found: dict[str, list[str]] = {}
    for kind, name in re.findall(r"<(?:([\w-]+):)?(\w+)>", route):
        if kind == "int":
            found[name] = ["1", "2", "3", "9999"]
        elif name == "slug" and first in slugs:
            found[name] = [*slugs[first].objects.values_list("slug", flat=True)[:2]]
        elif name == "chapter":
            found[name] = [*Chapter.objects.values_list("slug", flat=True)[:2]]
        elif name == "test_set":
            found[name] = ["inclusive-growth"]
        elif name == "framework":
            found[name] = [f.id for f in register.definitions().frameworks]
        elif name == "key" and first == "assessments":
            found[name] = ["fit/equity", "overlap/a--b"]
        found.setdefault(name, []).append("x")
    return found


def filled_in(route: str, values: dict[str, str]) -> str:
    return re.sub(r"<(?:[\w-]+:)?(\w+)>", lambda found: values[found[1]], route)


def addresses() -> list[str]:
    found = []
    for route, _pattern in patterns(get_resolver()):
        values = values_of(route.removeprefix("cy/"))
        there = {name: some[0] for name, some in values.items()}
        found.append("/" + filled_in(route, there))
    return sorted(set(found))


def fails(person: User | None, forms: dict[str, dict[str, str]]) -> list[str]:
    """Each address that failed, with what was sent; every act is undone."""
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    found = []
    for address in addresses():
        for name, form in forms.items():
            with transaction.atomic():
                answer = client.post(address, form)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                found.append(f"{address} with {name}")
    return found


def test_the_walk_finds_the_rooms() -> None:
    found = addresses()
    assert {"/assessments/1/cite/", "/reports/1/tests/uncite/", "/commitments/1/", "/editions/new/"} <= {
        *found
    }
    assert len(found) > 150


# Whoever may do nothing is refused before anything is asked of the database that hangs on what is sent.
@pytest.mark.parametrize("who", [pytest.param("contributor", marks=pytest.mark.walk), "everybody"])
def test_a_form_with_nothing_or_with_junk_in_it_is_answered(who: str) -> None:
    forms = dict(FORMS)
    if who == "contributor":
        forms = {"nothing": FORMS["nothing"]}
    elif connection.vendor == "sqlite":  # it takes what PostgreSQL refuses, so half of the junk will do
        del forms["other junk"]
    else:  # nothing is nothing on either
        del forms["nothing"]
    with translation.override("en-gb"):
        person = User.objects.get(email="contributor@example.org")
        if who == "everybody":
            set_roles(by=TESTS, now=NOW, user=person, roles=[*all_roles()])
        assert fails(person, forms) == []
