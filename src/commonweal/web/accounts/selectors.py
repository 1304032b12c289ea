"""Questions about people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from commonweal.web.accounts import roles as roles_of
from commonweal.web.accounts.models import User


def people(words: str = "") -> QuerySet[User]:
    """Everybody with an account, by name, with their roles; those whose name or address has the words."""
    found = User.objects.prefetch_related("roles_held")
    if words:
        found = found.filter(Q(display_name__icontains=words) | Q(email__icontains=words))
    return found


def person(pk: int) -> User:
    """One person with their roles. Raises ``User.DoesNotExist``."""
    return people().get(pk=pk)


def person_by_email(email: str) -> User | None:
    """The person with an address, in whatever case."""
    return User.objects.filter(email__iexact=email.strip()).first()


def may_publish(user: Any, brought_by: Any) -> bool:
    """Whether a person may publish what ``brought_by`` (a user, an actor, or the id of either) has brought.

    It takes the permission to publish. Whoever brought it may publish it only where the authority has
    switched ``COMMONWEAL_FOUR_EYES`` off, and only while holding the permission to bring as well.
    """
    if not user.is_authenticated or not user.may(roles_of.PUBLISH_DATA):
        return False
    if str(user.pk) != _id_of(brought_by):
        return True
    return not settings.COMMONWEAL_FOUR_EYES and user.may(roles_of.BRING_DATA)


def _id_of(somebody: Any) -> str:
    return str(getattr(somebody, "pk", None) or getattr(somebody, "id", None) or somebody or "")
