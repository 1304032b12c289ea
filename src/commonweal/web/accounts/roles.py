"""What people may do here. A role is a small class: its name, what it is for, and the permissions it gives.

A permission is a code with the words that end the sentence "you may …". Later parts add their own permissions
and roles when their apps are ready, with :func:`permission` and :func:`register`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

_PERMISSIONS: dict[str, str | Promise] = {}


def permission(code: str, words: str | Promise) -> str:
    """Name a permission, ``part.verb``; ``words`` end "you may …". Raises ValueError if it means another."""
    held = _PERMISSIONS.setdefault(code, words)
    # Words are compared only where they must be: roles are read before anything can be translated.
    if held is not words and held != words:
        raise ValueError(f"the permission {code} already means: {held}")  # stays English
    return code


def words_of(code: str) -> str:
    """What a permission lets you do, in words. Raises KeyError for an unknown code."""
    return str(_PERMISSIONS[code])


def explained(code: str) -> tuple[str, list[str]]:
    """What a permission lets you do, and the names of the roles that give it. Raises KeyError."""
    return words_of(code), [str(role.name) for role in _ROLES.values() if code in role.permissions]


def in_order(codes: Iterable[str]) -> list[str]:
    """Permissions in the order in which they were named."""
    wanted = set(codes)
    return [code for code in _PERMISSIONS if code in wanted]


READ_WHAT_IS_PUBLIC = permission(
    "pages.read", gettext_lazy("read every public page and download its figures")
)
CONTRIBUTE = permission(
    "content.contribute", gettext_lazy("offer case studies, notes and evidence for others to check")
)
BRING_DATA = permission(
    "evidence.bring", gettext_lazy("bring figures: upload a file and see what it would change")
)
PUBLISH_DATA = permission("evidence.publish", gettext_lazy("publish figures that an analyst has brought"))
WAIVE_WARNINGS = permission(
    "evidence.waive", gettext_lazy("waive a warning about figures, with a reason that is shown")
)
LOAD_PACKS = permission("registry.load", gettext_lazy("load packs: goals, indicators, targets and places"))
PLACE_INDICATORS = permission("registry.place", gettext_lazy("place an indicator under a goal"))
MANAGE_PEOPLE = permission("people.manage", gettext_lazy("give roles to people and take them away"))
READ_AUDIT = permission("audit.read", gettext_lazy("read the record of acts"))


class Role:
    """The base of every role. ``code`` is what the database keeps; the words are in the reader's language."""

    code: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[str] = frozenset({READ_WHAT_IS_PUBLIC})


class Resident(Role):
    """Everybody: nobody needs to sign in for this role, and it cannot be given."""

    code = "resident"
    name = gettext_lazy("Resident")
    description = gettext_lazy("Anybody who reads this site, signed in or not.")


class Contributor(Role):
    code = "contributor"
    name = gettext_lazy("Contributor")
    description = gettext_lazy(
        "Offers case studies, notes and evidence. Others check them before they are shown."
    )
    permissions = Role.permissions | {CONTRIBUTE}


class Analyst(Role):
    code = "analyst"
    name = gettext_lazy("Analyst")
    description = gettext_lazy(
        "Brings figures, sees every problem in them and what they would change, and explains them."
    )
    permissions = Role.permissions | {CONTRIBUTE, BRING_DATA, WAIVE_WARNINGS, PLACE_INDICATORS}


class Publisher(Role):
    code = "publisher"
    name = gettext_lazy("Publisher")
    description = gettext_lazy("Decides that what an analyst brought is published, and answers for it.")
    permissions = Role.permissions | {PUBLISH_DATA, READ_AUDIT}


class Administrator(Role):
    code = "administrator"
    name = gettext_lazy("Administrator")
    description = gettext_lazy("Looks after people and their roles, and loads packs. Publishes nothing.")
    permissions = Role.permissions | {MANAGE_PEOPLE, READ_AUDIT, LOAD_PACKS}


_ROLES: dict[str, type[Role]] = {}


def register(role: type[Role]) -> type[Role]:
    """Add a role. Raises ValueError for a code in use or a permission nobody named."""
    if _ROLES.setdefault(role.code, role) is not role:
        raise ValueError(f"there is already a role with the code {role.code}")  # stays English
    unnamed = role.permissions - _PERMISSIONS.keys()
    if unnamed:
        said = f"the role {role.code} has permissions that nobody named: {sorted(unnamed)}"  # stays English
        raise ValueError(said)
    return role


for _role in (Contributor, Analyst, Publisher, Administrator):
    register(_role)


def all_roles() -> list[type[Role]]:
    """Every role that can be given, in the order they were registered."""
    return list(_ROLES.values())


def role(code: str) -> type[Role]:
    """The role with a code. Raises KeyError."""
    return _ROLES[code]


def known(codes: Iterable[str]) -> list[type[Role]]:
    """The roles with these codes, in the order of :func:`all_roles`; codes of absent parts are left out."""
    wanted = set(codes)
    return [role for code, role in _ROLES.items() if code in wanted]
