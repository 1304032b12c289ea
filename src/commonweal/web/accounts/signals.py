"""What people do to their own accounts on django-allauth's pages, taken into the record."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.http import HttpRequest
from django.utils import timezone

from commonweal.web.accounts.actions import grant_role
from commonweal.web.accounts.models import User
from commonweal.web.accounts.roles import Contributor
from commonweal.web.audit.actions import record

# What allauth calls each kind of second step, in our words.
_STEPS = {"totp": "an authenticator app", "webauthn": "a security key", "recovery_codes": "recovery codes"}


def connect() -> None:
    """Listen, once, when the app is ready."""
    account.user_signed_up.connect(_signed_up)
    account.password_changed.connect(_password_changed)
    account.password_set.connect(_password_changed)
    account.password_reset.connect(_password_changed)
    account.email_changed.connect(_address_changed)
    mfa.authenticator_added.connect(_step_added)
    mfa.authenticator_reset.connect(_step_added)
    mfa.authenticator_removed.connect(_step_removed)


def _signed_up(request: HttpRequest, user: User, **_: Any) -> None:
    now = timezone.now()
    record(by=user, now=now, act="accounts.signed_up", subject=user, sentence="made an account")
    grant_role(by=user, now=now, user=user, role=Contributor)


def _password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _own(user, "accounts.password_changed", "changed their password")


def _address_changed(request: HttpRequest, user: User, **_: Any) -> None:
    _own(user, "accounts.address_changed", "changed their e-mail address")


def _step_added(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _own(user, "accounts.second_step_added", f"set up {_STEPS[authenticator.type]} for signing in")


def _step_removed(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    _own(user, "accounts.second_step_removed", f"stopped using {_STEPS[authenticator.type]} for signing in")


def _own(user: User, act: str, sentence: str) -> None:
    record(by=user, now=timezone.now(), act=act, subject=user, sentence=sentence)
