"""Who works together, what they promise, and whether the virtuous circle turns."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "partnership"
urlpatterns: list[URLPattern] = []
