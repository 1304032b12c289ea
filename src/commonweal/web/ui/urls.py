"""The pages about the site itself."""

from __future__ import annotations

from django.urls import path

from commonweal.web.ui import views

app_name = "ui"

urlpatterns = [
    path("about-this-site/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
