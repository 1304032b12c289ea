"""What is done to people's accounts. Each act is whole or not at all, and kept in the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from commonweal.web.accounts import roles as roles_of
from commonweal.web.accounts.models import RoleHeld, User
from commonweal.web.accounts.roles import Administrator, Role
from commonweal.web.audit.actions import record


class RefusedError(ValueError):
    """An act that the rules about accounts forbid; the message is for the person who tried."""


class RolesMovedError(Exception):
    """Somebody else gave or took roles meanwhile; ``held`` are those that the person holds now."""

    def __init__(self, held: list[type[Role]]) -> None:
        super().__init__(", ".join(role.code for role in held))
        self.held = held


@transaction.atomic
def create_user(
    *,
    by: Any,
    now: datetime,
    email: str,
    display_name: str,
    password: str | None = None,
    roles: Iterable[type[Role]] = (),
) -> User:
    """Make an account whose address counts as confirmed, since somebody answers for it.

    Without a password nobody can sign in until they have chosen one by the link of "choose a new password".
    Raises :class:`RefusedError` when somebody has that address.
    """
    email = User.objects.normalize_email(email.strip())
    if User.objects.filter(email__iexact=email).exists():
        raise RefusedError(
            _("Somebody already has an account with the address %(email)s.") % {"email": email}
        )
    user = User(email=email, display_name=display_name.strip(), joined_at=now)
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=email.lower(), primary=True, verified=True)
    record(
        by=by,
        now=now,
        act="accounts.person_added",
        subject=user,
        sentence=f"made an account for {user} ({email})",
    )
    for role in roles:
        grant_role(by=by, now=now, user=user, role=role)
    return user


@transaction.atomic
def grant_role(*, by: Any, now: datetime, user: User, role: type[Role]) -> RoleHeld:
    """Give a person a role. Somebody who holds it keeps it, and nothing is recorded."""
    held, is_new = RoleHeld.objects.get_or_create(
        user=user, role=role.code, defaults={"granted_at": now, "granted_by": str(by)}
    )
    if is_new:
        record(
            by=by,
            now=now,
            act="accounts.role_granted",
            subject=user,
            sentence=f"gave {user} the role {_recorded(role)}",
            detail={"role": role.code},
        )
    user.forget_roles()
    return held


@transaction.atomic
def revoke_role(*, by: Any, now: datetime, user: User, role: type[Role]) -> None:
    """Take a role from a person. From somebody who does not hold it nothing is taken, or recorded.

    Raises :class:`RefusedError` when nobody would be left to look after people.
    """
    if role is Administrator:
        _keep_an_administrator(besides=user)
    taken, _rows = RoleHeld.objects.filter(user=user, role=role.code).delete()
    if taken:
        record(
            by=by,
            now=now,
            act="accounts.role_revoked",
            subject=user,
            sentence=f"took the role {_recorded(role)} from {user}",
            detail={"role": role.code},
        )
    user.forget_roles()


@transaction.atomic
def set_roles(
    *,
    by: Any,
    now: datetime,
    user: User,
    roles: Iterable[type[Role]],
    seen: Iterable[type[Role]] | None = None,
) -> None:
    """Let a person hold just these of the roles that are known here; each change is recorded by itself.

    ``seen``: the roles that whoever chose saw. Raises :class:`RolesMovedError`, and changes nothing, where
    the person holds others by now: a page that stood open would undo what somebody else has done since.
    """
    wanted = set(roles)
    User.objects.select_for_update().get(pk=user.pk)
    user.forget_roles()
    if seen is not None and set(user.roles) not in (set(seen), wanted):
        raise RolesMovedError(user.roles)
    for role in roles_of.all_roles():
        if role in wanted:
            grant_role(by=by, now=now, user=user, role=role)
        elif user.holds(role):
            revoke_role(by=by, now=now, user=user, role=role)


@transaction.atomic
def rename(*, by: Any, now: datetime, user: User, display_name: str) -> User:
    """Change the name that others see. Raises :class:`RefusedError` for an empty one."""
    before, after = user.display_name, display_name.strip()
    if not after:
        raise RefusedError(_("Give a name."))
    if after != before:
        record(
            by=by,
            now=now,
            act="accounts.person_renamed",
            subject=user,
            sentence=f"changed the name of {before or user.email} to {after}",
            detail={"before": before, "after": after},
        )
        user.display_name = after
        user.save(update_fields=["display_name"])
    return user


@transaction.atomic
def switch_off(*, by: Any, now: datetime, user: User) -> None:
    """Let a person no longer sign in; sessions that are open end at once. What they did stays.

    Raises :class:`RefusedError` when nobody would be left to look after people.
    """
    _keep_an_administrator(besides=user)
    _set_active(user, False)
    record(
        by=by,
        now=now,
        act="accounts.switched_off",
        subject=user,
        sentence=f"switched off the account of {user}",
    )


@transaction.atomic
def switch_on(*, by: Any, now: datetime, user: User) -> None:
    """Let a person sign in again, with the roles they had."""
    _set_active(user, True)
    record(
        by=by,
        now=now,
        act="accounts.switched_on",
        subject=user,
        sentence=f"switched on the account of {user}",
    )


def _recorded(role: type[Role]) -> str:
    """A role's name as the record keeps it: in the language of the record, whoever acts."""
    with override(settings.LANGUAGE_CODE):
        return str(role.name)


def _set_active(user: User, active: bool) -> None:
    user.is_active = active
    user.save(update_fields=["is_active"])
    user.forget_roles()


def _keep_an_administrator(*, besides: User) -> None:
    """Refuse when ``besides`` is the last active administrator."""
    # The rows are locked, so that of two who leave at the same time one is refused.
    held = RoleHeld.objects.select_for_update().filter(role=Administrator.code, user__is_active=True)
    holders = set(held.values_list("user_id", flat=True))
    if holders == {besides.pk}:
        words = _("%(name)s is the only administrator. Make somebody else one first.")
        raise RefusedError(words % {"name": besides})
