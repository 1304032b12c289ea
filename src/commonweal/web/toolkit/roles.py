"""Who may write the questions of a toolkit."""

from __future__ import annotations

from commonweal.web.accounts.roles import Role, permission, register

OWN_TOOLKIT = permission("toolkit.own", "write a toolkit’s questions and publish a new version of them")


class ToolkitOwner(Role):
    code = "toolkit-owner"
    name = "Toolkit owner"
    description = "Answers for the questions of a toolkit: writes a draft, compares it, and publishes it."
    permissions = Role.permissions | {OWN_TOOLKIT}


register(ToolkitOwner)
