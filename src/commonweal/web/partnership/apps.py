from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnershipConfig(AppConfig):
    name = "commonweal.web.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.accounts import examples
        from commonweal.web.partnership import panels, roles
        from commonweal.web.partnership.presenters import circle_finding, finding, rollout_finding
        from commonweal.web.partnership.views import circle_panels, rollout_panels, together_panels
        from commonweal.web.ui import findable, navigation
        from commonweal.web.ui import panels as slots

        slots.register("goal", panels.goal)
        slots.register("indicator", panels.indicator)
        slots.register("place", panels.here)
        slots.register("account", panels.own)
        findable.register(search=finding.found, addresses=finding.addresses, entries=finding.entries)
        findable.register(
            search=circle_finding.found,
            addresses=circle_finding.addresses,
            entries=circle_finding.entries,
        )
        findable.register(
            search=rollout_finding.found,
            addresses=rollout_finding.addresses,
            entries=rollout_finding.entries,
        )
        slots.register("proposal", rollout_panels.proposal)
        slots.register("report", rollout_panels.report)
        slots.register("place", rollout_panels.place)
        slots.register("framework", rollout_panels.framework)
        slots.register("toolkit", rollout_panels.toolkit)
        slots.register("tests", rollout_panels.tests)
        slots.register("goal", rollout_panels.goal)
        slots.register("goal", together_panels.goal)
        slots.register("indicator", together_panels.indicator)
        slots.register("home", circle_panels.whole)
        slots.register("framework", circle_panels.whole)
        slots.register("place", circle_panels.place)
        slots.register("goal", circle_panels.goal)
        slots.register("indicator", circle_panels.indicator)
        slots.register("proposal", circle_panels.proposal)
        navigation.add("footer", navigation.Link(_("The virtuous circle"), "partnership:circle", order=12))
        navigation.add("footer", navigation.Link(_("Working together"), "partnership:together", order=13))
        navigation.add(
            "service",
            navigation.Link(
                _("Partners"),
                "partnership:partners",
                order=15,
                covers=(
                    "/partners/",
                    "/partnerships/",
                    "/commitments/",
                    "/roll-outs/",
                    "/strategies/",
                    "/working-together/",
                ),
            ),
        )
        navigation.add(
            "service",
            navigation.Link(_("Your commitments"), "partnership:mine", order=15, permission=roles.PROMISE),
        )
        for email, name, role in (
            ("partner@example.org", "Example partner", roles.PartnerRole),  # stays English
            (
                "partnership-owner@example.org",
                "Example partnership owner",  # stays English
                roles.PartnershipOwner,
            ),
        ):
            examples.add(email, name, role)
