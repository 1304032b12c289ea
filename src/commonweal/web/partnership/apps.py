from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "commonweal.web.partnership"
    label = "partnership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.partnership.views import circle_panels
        from commonweal.web.ui import navigation
        from commonweal.web.ui import panels as slots

        slots.register("home", circle_panels.whole)
        slots.register("framework", circle_panels.whole)
        slots.register("place", circle_panels.place)
        slots.register("goal", circle_panels.goal)
        slots.register("indicator", circle_panels.indicator)
        slots.register("proposal", circle_panels.proposal)
        navigation.add("footer", navigation.Link("The virtuous circle", "partnership:circle", order=12))
