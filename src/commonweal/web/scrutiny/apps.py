from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScrutinyConfig(AppConfig):
    name = "commonweal.web.scrutiny"
    label = "scrutiny"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import examples
        from commonweal.web.registry import actions as registry
        from commonweal.web.scrutiny import panels, roles
        from commonweal.web.scrutiny.presenters.finding import found
        from commonweal.web.scrutiny.selectors import finding
        from commonweal.web.ui import findable, navigation
        from commonweal.web.ui import panels as slots

        slots.register("home", panels.coming)
        slots.register("home", panels.before_meetings)
        slots.register("place", panels.here)
        slots.register("goal", panels.goal)
        findable.register(search=found, addresses=finding.addresses, entries=finding.entries)
        slots.register("account", panels.notices)

        navigation.add(
            "service",
            navigation.Link(
                _("Reports"),
                "scrutiny:reports",
                order=13,
                covers=("/reports/", "/committees/", "/meetings/"),
            ),
        )
        navigation.add(
            "service",
            navigation.Link(_("Scrutiny"), "scrutiny:threads", order=14, covers=("/scrutiny/",)),
        )
        navigation.add(
            "service",
            navigation.Link(_("Register"), "scrutiny:register", order=14, permission=roles.REGISTER),
        )
        navigation.add(
            "service",
            navigation.Link(_("Tests"), "scrutiny:tests", order=14, covers=("/tests/", "/statements/")),
        )
        registry.when_loaded(_take_in)
        for email, name, role in (
            ("report-author@example.org", "Example report author", roles.ReportAuthor),  # stays English
            (
                "governance@example.org",
                "Example governance officer",  # stays English
                roles.GovernanceOfficer,
            ),
            ("scrutiny-member@example.org", "Example scrutiny member", roles.ScrutinyMember),  # stays English
            ("tests-owner@example.org", "Example tests owner", roles.TestsOwner),  # stays English
        ):
            examples.add(email, name, role)


def _take_in(*, pack: Any, by: Any, now: Any) -> None:
    from commonweal.web.scrutiny import actions

    actions.take_in(test_sets=pack.test_sets, by=by, now=now)
