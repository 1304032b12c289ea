from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToolkitConfig(AppConfig):
    name = "commonweal.web.toolkit"
    label = "toolkit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import examples
        from commonweal.web.registry import actions as registry
        from commonweal.web.toolkit import panels, roles
        from commonweal.web.ui import navigation
        from commonweal.web.ui import panels as slots

        registry.when_loaded(_take_in)
        examples.add(
            "toolkit-owner@example.org", "Example toolkit owner", roles.ToolkitOwner
        )  # stays English
        slots.register("home", panels.the_toolkit)
        slots.register("goal", panels.asked_of_proposals)
        navigation.add(
            "service", navigation.Link(_("Toolkit"), "toolkit:toolkit", order=10, covers=("/toolkit/",))
        )


def _take_in(*, pack: Any, by: Any, now: Any) -> None:
    from commonweal.web.toolkit import actions

    actions.take_in(toolkits=pack.toolkits, by=by, now=now)
