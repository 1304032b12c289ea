"""The pages of editions: those that everybody reads, and the desk. Each has an address in every language."""

from __future__ import annotations

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from commonweal.web.editions.views import lists, reading, taking


class Taken(StringConverter):
    """What an edition is to be had as."""

    regex = "pdf|docx|xlsx|zip"


class OneTaken(StringConverter):
    """What one figure or table is to be had as."""

    regex = "csv|xlsx|svg|png"


register_converter(Taken, "taken")
register_converter(OneTaken, "one-taken")

app_name = "editions"
urlpatterns = [
    path("", include("commonweal.web.editions.urls.desk")),
    path("editions/", lists.editions, name="editions"),
    path("editions/<slug:slug>/", reading.edition, name="edition"),
    path("editions/<slug:slug>/chapters/<slug:chapter>/", reading.chapter, name="chapter"),
    path("editions/<slug:slug>/pictures/<slug:digest>.svg", reading.picture, name="picture"),
    path("editions/<slug:slug>/figures.csv", reading.figures, name="figures"),
    path("editions/<slug:slug>/figures/<slug:name>.<one-taken:kind>", taking.one, name="take-one"),
    path("editions/<slug:slug>/edition.<taken:kind>", taking.edition, name="take"),
    path(
        "editions/<slug:slug>/chapters/<slug:chapter>/chapter.<taken:kind>",
        taking.chapter,
        name="take-chapter",
    ),
    path("editions/<slug:slug>/compare/", reading.compare, name="compare"),
]
