from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "commonweal.web.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts.roles import BRING_DATA, PUBLISH_DATA
        from commonweal.web.ui import navigation

        for permission, label in ((BRING_DATA, _("Bring figures")), (PUBLISH_DATA, _("Publish figures"))):
            navigation.add("work", navigation.Link(label, "evidence:bring", order=10, permission=permission))
