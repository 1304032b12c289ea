"""The tests, the register of committees, meetings and reports, and the public record of statements."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "scrutiny"
urlpatterns: list[URLPattern] = []
