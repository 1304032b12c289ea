from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    name = "commonweal.web.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import examples
        from commonweal.web.proposals import panels, roles
        from commonweal.web.proposals.presenters.finding import found
        from commonweal.web.proposals.selectors import finding
        from commonweal.web.ui import findable, navigation
        from commonweal.web.ui import panels as slots

        for email, name, role in (
            ("officer@example.org", "Example officer", roles.Officer),  # stays English
            ("second-assessor@example.org", "Example second assessor", roles.SecondAssessor),  # stays English
            ("moderator@example.org", "Example moderator", roles.Moderator),  # stays English
            ("board-member@example.org", "Example board member", roles.BoardMember),  # stays English
            ("pilot-lead@example.org", "Example pilot lead", roles.PilotLead),  # stays English
        ):
            examples.add(email, name, role)
        findable.register(search=found, addresses=finding.addresses, entries=lambda home: [])
        slots.register("home", panels.decided_now)
        slots.register("goal", panels.touching)
        slots.register("indicator", panels.relying)
        slots.register("place", panels.here)
        navigation.add(
            "service",
            navigation.Link(
                _("Proposals"),
                "proposals:proposals",
                order=12,
                covers=("/proposals/", "/programmes/", "/assessments/", "/pilots/"),
            ),
        )
