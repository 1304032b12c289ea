"""The record of acts, to read and to download."""

from __future__ import annotations

from django.urls import path

from commonweal.web.audit import views

app_name = "audit"

urlpatterns = [
    path("audit/", views.events, name="events"),
    path("audit/events.csv", views.download, name="download"),
]
