from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "commonweal.web.editions"
    label = "editions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import examples
        from commonweal.web.editions import panels, roles
        from commonweal.web.editions.presenters import findable as finding
        from commonweal.web.ui import findable, navigation
        from commonweal.web.ui import panels as slots

        findable.register(search=finding.found, addresses=finding.addresses, entries=finding.entries)
        slots.register("indicator", panels.indicator)
        slots.register("account", panels.own)
        navigation.add("service", navigation.Link(_("Editions"), "editions:editions", order=16))
        for email, name, role in (
            ("edition-writer@example.org", "Example writer", roles.Writer),  # stays English
            ("editor@example.org", "Example editor", roles.Editor),  # stays English
        ):
            examples.add(email, name, role)
