"""Who writes editions, and who answers for them."""

from __future__ import annotations

from commonweal.web.accounts.roles import Role, permission, register

WRITE = permission("editions.write", "write chapters of an edition, claim them and comment on them")
EDIT = permission("editions.edit", "set up editions, waive findings, publish and correct them")


class Writer(Role):
    code = "edition-writer"
    name = "Writer"
    description = "Contributes to editions: claims chapters, writes them and comments. Publishes nothing."
    permissions = Role.permissions | {WRITE}


class Editor(Role):
    code = "editor"
    name = "Editor"
    description = "Answers for editions: sets them up, waives findings with a reason, publishes and corrects."
    permissions = Role.permissions | {WRITE, EDIT}


for _role in (Writer, Editor):
    register(_role)
