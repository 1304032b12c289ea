"""The public pages' addresses. Each holds the whole state of its page."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from commonweal.web.framework.views import downloads, evidence, pages, placing


class Kind(StringConverter):
    """The formats of a download."""

    regex = "csv|json|parquet|zip"


class Picture(StringConverter):
    """The formats of a chart."""

    regex = "svg|png"


class Identifier(StringConverter):
    """An id of a pack: lower case, figures, dots and hyphens."""

    regex = r"[a-z0-9]+(?:[.-][a-z0-9]+)*?"


register_converter(Kind, "kind")
register_converter(Picture, "picture")
register_converter(Identifier, "id")

app_name = "framework"
urlpatterns = [
    path("frameworks/", pages.frameworks, name="frameworks"),
    path("frameworks/<id:framework>/", pages.framework, name="framework"),
    path("frameworks/<id:framework>/goals/<id:goal>/", pages.goal, name="goal"),
    path("indicators/", pages.indicators, name="indicators"),
    path("indicators/<id:indicator>/", pages.indicator, name="indicator"),
    path("indicators/<id:indicator>/place/", placing.place, name="place-indicator"),
    path("indicators/<id:indicator>/data.<kind:kind>", downloads.indicator, name="download"),
    path("indicators/<id:indicator>/metadata.json", downloads.metadata, name="metadata"),
    path("indicators/<id:indicator>/chart.<picture:kind>", downloads.chart, name="chart"),
    path("places/", pages.places, name="places"),
    path("places/<str:code>/", pages.place, name="place"),
    path("compare/", pages.compare, name="compare"),
    path("compare/<id:indicator>/chart.<picture:kind>", downloads.comparison, name="comparison"),
    path("progress/", pages.progress, name="progress"),
    path("methods/", pages.methods, name="methods"),
    path("methods/<id:rule>/", pages.method, name="method"),
    path("data/", evidence.about, name="data"),
    path("data/selection.<kind:kind>", downloads.selection, name="selection"),
    path("data/selection-metadata.json", downloads.selection_metadata, name="selection-metadata"),
    path("data/datasets/<id:key>/", evidence.dataset, name="dataset"),
    path("data/datasets/<id:key>/changes/", evidence.changes, name="changes"),
    path("data/snapshots/<str:snapshot>/", evidence.snapshot, name="snapshot"),
    path("search/", pages.search, name="search"),
    path("feed.xml", downloads.feed, name="feed"),
    path("robots.txt", downloads.robots, name="robots"),
    path("sitemap.xml", downloads.sitemap, name="sitemap"),
]
