"""Who keeps the register of partners, and who speaks for one of them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.web.accounts.roles import Role, permission, register

KEEP = permission(
    "partnership.keep", gettext_lazy("keep the register of organisations, partnerships and their seats")
)
PROMISE = permission(
    "partnership.promise", gettext_lazy("make commitments for your organisation and keep up with them")
)


class PartnershipOwner(Role):
    code = "partnership-owner"
    name = gettext_lazy("Partnership owner")
    description = gettext_lazy(
        "Keeps the register of partners and says who may write for which. Promises nothing."
    )
    permissions = Role.permissions | {KEEP}


class PartnerRole(Role):
    code = "partner"
    name = gettext_lazy("Partner")
    description = gettext_lazy("Makes commitments for the organisation it belongs to, and for no other.")
    permissions = Role.permissions | {PROMISE}


for _role in (PartnershipOwner, PartnerRole):
    register(_role)
