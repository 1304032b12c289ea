"""People as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import pgettext

from commonweal.web.accounts import roles as roles_of
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Role
from commonweal.web.audit.models import Event


@dataclass(frozen=True)
class ShownRole:
    """A role and what it allows, in whole words."""

    name: str
    description: str
    allows: tuple[str, ...]


@dataclass(frozen=True)
class PersonRow:
    """A line of the list of people."""

    name: str
    email: str
    roles: str
    last_seen: datetime | None
    active: bool
    href: str


@dataclass(frozen=True)
class PersonPage:
    """One person, as an administrator sees them."""

    pk: int
    name: str
    email: str
    active: bool
    joined_at: datetime
    last_seen: datetime | None
    events: tuple[Event, ...]


@dataclass(frozen=True)
class MyPage:
    """My own account."""

    name: str
    email: str
    roles: tuple[ShownRole, ...]
    events: tuple[Event, ...]


def shown_role(role: type[Role]) -> ShownRole:
    """The role with what it adds to reading, in the order in which permissions were named."""
    added = role.permissions - roles_of.Resident.permissions
    allows = [roles_of.words_of(code) for code in roles_of.in_order(added)]
    return ShownRole(str(role.name), str(role.description), tuple(allows))


def person_row(user: User) -> PersonRow:
    """``user`` with its roles fetched."""
    return PersonRow(
        name=str(user),
        email=user.email,
        roles=", ".join(str(role.name) for role in user.roles) or pgettext("roles", "none"),
        last_seen=user.last_login,
        active=user.is_active,
        href=reverse("accounts:person", args=[user.pk]),
    )


def person_page(user: User, events: Iterable[Event]) -> PersonPage:
    return PersonPage(
        user.pk, str(user), user.email, user.is_active, user.joined_at, user.last_login, tuple(events)
    )


def my_page(user: User, events: Iterable[Event]) -> MyPage:
    return MyPage(str(user), user.email, tuple(shown_role(role) for role in user.roles), tuple(events))
