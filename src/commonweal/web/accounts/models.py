"""People with an account, and the roles they hold."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from commonweal.web.accounts import roles as roles_of


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, in whatever case it is typed."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create(self, **fields: Any) -> User:
        """Make a row. New people come in by :func:`commonweal.web.accounts.actions.create_user`."""
        return super().create(**fields)


class User(AbstractBaseUser):
    """A person. Signs in with the e-mail address; ``display_name`` is what others see."""

    email = models.EmailField("e-mail address", unique=True)
    display_name = models.CharField("name", max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["display_name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.display_name or self.email

    def get_full_name(self) -> str:
        return str(self)

    @cached_property
    def roles(self) -> list[type[roles_of.Role]]:
        """The roles this person holds; asked of the database once an instance."""
        return roles_of.known(held.role for held in self.roles_held.all())

    @cached_property
    def permissions(self) -> frozenset[str]:
        """All that the roles together allow; nothing for an account that is switched off."""
        if not self.is_active:
            return frozenset()
        return frozenset(roles_of.Resident.permissions).union(*(role.permissions for role in self.roles))

    def may(self, permission: str) -> bool:
        """Whether one of the person's roles gives this permission."""
        return permission in self.permissions

    def holds(self, role: type[roles_of.Role]) -> bool:
        return role in self.roles

    def forget_roles(self) -> None:
        """Ask the database again next time, after roles have changed."""
        self.__dict__.pop("roles", None)
        self.__dict__.pop("permissions", None)
        getattr(self, "_prefetched_objects_cache", {}).pop("roles_held", None)


class RoleHeld(models.Model):
    """A role given to a person. Taking it away deletes the row; the record of acts keeps both."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=50)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=200)  # the name, as it was: the giver may leave

    class Meta:
        verbose_name = "role held"
        verbose_name_plural = "roles held"
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="a_role_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


def display_name_of(user: User) -> str:
    """How allauth's pages and letters name a person."""
    return str(user)
