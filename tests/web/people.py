"""Somebody to sign in with in a test: ``somebody(Analyst, Publisher)``."""

from __future__ import annotations

from datetime import UTC, datetime

from commonweal.web.accounts.actions import create_user
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Role
from commonweal.web.audit.actions import Actor

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TESTS = Actor("tests", "The tests")
PASSWORD = "correct horse battery"


def somebody(*roles: type[Role], name: str = "Test person", email: str = "") -> User:
    """A person with these roles, who can sign in with :data:`PASSWORD`."""
    address = email or f"{'-'.join([role.code for role in roles]) or 'nobody'}@example.org"
    return create_user(by=TESTS, now=NOW, email=address, display_name=name, password=PASSWORD, roles=roles)
