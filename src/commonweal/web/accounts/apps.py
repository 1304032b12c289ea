from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "commonweal.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import signals
        from commonweal.web.accounts.roles import MANAGE_PEOPLE, explained
        from commonweal.web.ui import access, navigation

        signals.connect()
        access.explain_with(explained)
        navigation.add(
            "work", navigation.Link(_("People"), "accounts:people", order=800, permission=MANAGE_PEOPLE)
        )
