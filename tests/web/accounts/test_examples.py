"""The accounts of the worked example."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from tests.web.people import NOW

from commonweal.web.accounts.examples import create_example_accounts
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Administrator, Analyst, Publisher
from commonweal.web.accounts.selectors import person_by_email

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(settings: Any, tmp_path: Path) -> Path:
    settings.EXAMPLE, settings.VAR = True, tmp_path
    return tmp_path


def test_each_can_sign_in_and_holds_its_role(example: Path) -> None:
    accounts = create_example_accounts(NOW)
    found = {account.email: account for account in accounts}
    for email, role in (("analyst", Analyst), ("publisher", Publisher), ("admin", Administrator)):
        account = found[f"{email}@example.org"]
        user = authenticate(RequestFactory().post("/"), email=account.email, password=account.password)
        assert user is not None
        assert user.roles == [role]
        assert account.role == role.name


def test_a_second_start_finds_the_same(example: Path) -> None:
    first = create_example_accounts(NOW)
    assert create_example_accounts(NOW) == first
    assert User.objects.count() == len(first)


def test_passwords_are_chance_and_kept_from_others(example: Path) -> None:
    accounts = create_example_accounts(NOW)
    assert len({account.password for account in accounts}) == len(accounts)
    assert stat.S_IMODE((example / "example-accounts.json").stat().st_mode) == 0o600


def test_when_the_file_is_lost_the_new_passwords_work(example: Path) -> None:
    create_example_accounts(NOW)
    (example / "example-accounts.json").unlink()
    again = create_example_accounts(NOW)[0]
    assert person_by_email(again.email).check_password(again.password)


def test_a_site_in_service_has_none(settings: Any) -> None:
    settings.EXAMPLE = False
    with pytest.raises(RuntimeError, match="COMMONWEAL_EXAMPLE=1"):
        create_example_accounts(NOW)
    assert not User.objects.exists()
