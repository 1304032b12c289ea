from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworkConfig(AppConfig):
    name = "commonweal.web.framework"
    label = "framework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from commonweal.web.framework import panels
        from commonweal.web.ui import navigation
        from commonweal.web.ui import panels as slots

        slots.register("import", panels.goals_that_would_move)
        slots.register("import-changes", panels.what_would_change)
        # Few enough for one line: comparing is reached from places, and the methods from the data.
        for order, (label, view, covers) in enumerate(
            [
                (_("Frameworks"), "framework:frameworks", ("/frameworks/",)),
                (_("Places"), "framework:places", ("/places/", "/compare/")),
                (_("Progress"), "framework:progress", ("/progress/",)),
                (_("Data"), "framework:data", ("/data/", "/methods/")),
            ]
        ):
            navigation.add("service", navigation.Link(label, view, order=order, covers=covers))
        for order, (label, view) in enumerate(
            [
                (_("All indicators"), "framework:indicators"),
                (_("Compare places"), "framework:compare"),
                (_("Methods"), "framework:methods"),
            ]
        ):
            navigation.add("footer", navigation.Link(label, view, order=10 + order))
        navigation.search_at("framework:search")
        navigation.feed_at("framework:feed")
