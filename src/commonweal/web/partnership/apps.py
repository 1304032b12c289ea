from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "commonweal.web.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import examples
        from commonweal.web.partnership import panels, roles
        from commonweal.web.ui import navigation
        from commonweal.web.ui import panels as slots

        slots.register("goal", panels.goal)
        slots.register("indicator", panels.indicator)
        slots.register("place", panels.here)
        slots.register("account", panels.own)
        navigation.add(
            "service",
            navigation.Link(
                "Partners",
                "partnership:partners",
                order=15,
                covers=("/partners/", "/partnerships/", "/commitments/"),
            ),
        )
        navigation.add(
            "service",
            navigation.Link("Your commitments", "partnership:mine", order=15, permission=roles.PROMISE),
        )
        for email, name, role in (
            ("partner@example.org", "Example partner", roles.PartnerRole),
            ("partnership-owner@example.org", "Example partnership owner", roles.PartnershipOwner),
        ):
            examples.add(email, name, role)
