"""Who works together, what they promise, and whether the virtuous circle turns."""

from __future__ import annotations

from django.urls import path

from commonweal.web.partnership.views import circle

app_name = "partnership"
urlpatterns = [
    path("circle/", circle.circle, name="circle"),
    path("circle/data.<slug:kind>", circle.data, name="circle-data"),
    path("circle/indicators/<str:indicator>/", circle.indicator, name="circle-indicator"),
    path("circle/goals/<str:goal>/", circle.goal, name="circle-goal"),
    path("proposals/<int:number>/circle/", circle.proposal, name="proposal-circle"),
]
