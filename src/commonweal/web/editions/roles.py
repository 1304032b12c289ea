"""Who writes editions, and who answers for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.web.accounts.roles import Role, permission, register

WRITE = permission(
    "editions.write", gettext_lazy("write chapters of an edition, claim them and comment on them")
)
EDIT = permission("editions.edit", gettext_lazy("set up editions, waive findings, publish and correct them"))


class Writer(Role):
    code = "edition-writer"
    name = gettext_lazy("Writer")
    description = gettext_lazy(
        "Contributes to editions: claims chapters, writes them and comments. Publishes nothing."
    )
    permissions = Role.permissions | {WRITE}


class Editor(Role):
    code = "editor"
    name = gettext_lazy("Editor")
    description = gettext_lazy(
        "Answers for editions: sets them up, waives findings with a reason, publishes and corrects."
    )
    permissions = Role.permissions | {WRITE, EDIT}


for _role in (Writer, Editor):
    register(_role)
