"""The accounts of the worked example: one for each kind of work, none of a real person."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from commonweal.web.accounts.actions import create_user
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Administrator, Analyst, Contributor, Publisher, Role
from commonweal.web.accounts.selectors import person_by_email
from commonweal.web.audit.actions import Actor

SET_UP = Actor("set-up", "The set-up of the example")

PEOPLE: list[tuple[str, str, type[Role]]] = [
    ("analyst@example.org", "Example analyst", Analyst),
    ("publisher@example.org", "Example publisher", Publisher),
    ("admin@example.org", "Example administrator", Administrator),
    ("contributor@example.org", "Example contributor", Contributor),
]


def add(email: str, name: str, role: type[Role]) -> None:
    """Another kind of work has an example account. Parts of higher rooms add theirs when they are ready."""
    if (email, name, role) not in PEOPLE:
        PEOPLE.append((email, name, role))


@dataclass(frozen=True)
class ExampleAccount:
    """What somebody needs to sign in to the example."""

    email: str
    password: str
    role: str


def create_example_accounts(now: datetime) -> list[ExampleAccount]:
    """Make the example accounts, or find them again, and return how to sign in to each.

    The passwords are made by chance once and kept in ``VAR/example-accounts.json``, so that an example that
    somebody opens to the network has no password that can be read in our repository. Raises RuntimeError
    outside the example (``COMMONWEAL_EXAMPLE=1``).
    """
    if not settings.EXAMPLE:
        raise RuntimeError("Example accounts are made only in the example: set COMMONWEAL_EXAMPLE=1.")
    path = Path(settings.VAR) / "example-accounts.json"
    kept = _read(path)
    accounts = [
        ExampleAccount(email, kept.get(email) or secrets.token_urlsafe(9), str(role.name))
        for email, _, role in PEOPLE
    ]
    for (email, name, role), account in zip(PEOPLE, accounts, strict=True):
        user = person_by_email(email)
        if user is None:
            create_user(
                by=SET_UP, now=now, email=email, display_name=name, password=account.password, roles=[role]
            )
        elif email not in kept:
            _give_password(user, account.password)
    if any(account.email not in kept for account in accounts):
        _write(path, accounts)
    return accounts


def _give_password(user: User, password: str) -> None:
    """The file is gone but the account is there: the new password is the one that will be printed."""
    user.set_password(password)
    user.save(update_fields=["password"])


def _read(path: Path) -> dict[str, str]:
    """By e-mail; none where the file is not there, or not whole."""
    try:
        return {each["email"]: each["password"] for each in json.loads(path.read_text(encoding="utf-8"))}
    except (FileNotFoundError, ValueError):
        return {}


def _write(path: Path, accounts: list[ExampleAccount]) -> None:
    """Written beside and renamed: a set-up that is killed leaves no half of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".writing")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600)
    beside.write_text(json.dumps([asdict(account) for account in accounts], indent=1), encoding="utf-8")
    beside.replace(path)
