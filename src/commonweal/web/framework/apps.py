from django.apps import AppConfig


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
        for order, (label, view) in enumerate(
            [
                ("Frameworks", "framework:frameworks"),
                ("Places", "framework:places"),
                ("Compare", "framework:compare"),
                ("Progress", "framework:progress"),
                ("Data", "framework:data"),
                ("Methods", "framework:methods"),
            ]
        ):
            navigation.add("service", navigation.Link(label, view, order=order))
        navigation.add("footer", navigation.Link("All indicators", "framework:indicators", order=10))
        navigation.search_at("framework:search")
        navigation.feed_at("framework:feed")
