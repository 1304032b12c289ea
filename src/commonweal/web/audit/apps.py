from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "commonweal.web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.audit.views import READ_AUDIT
        from commonweal.web.ui import navigation

        navigation.add("work", navigation.Link(_("Record"), "audit:events", order=900, permission=READ_AUDIT))
