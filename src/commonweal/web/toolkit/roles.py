"""Who may write the questions of a toolkit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.web.accounts.roles import Role, permission, register

OWN_TOOLKIT = permission(
    "toolkit.own", gettext_lazy("write a toolkit’s questions and publish a new version of them")
)


class ToolkitOwner(Role):
    code = "toolkit-owner"
    name = gettext_lazy("Toolkit owner")
    description = gettext_lazy(
        "Answers for the questions of a toolkit: writes a draft, compares it, and publishes it."
    )
    permissions = Role.permissions | {OWN_TOOLKIT}


register(ToolkitOwner)
