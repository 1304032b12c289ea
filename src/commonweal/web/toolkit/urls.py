"""The toolkit's pages."""

from __future__ import annotations

from django.urls import path

from commonweal.web.toolkit.views import drafting, parts, reading

app_name = "toolkit"
urlpatterns = [
    path("toolkit/", reading.toolkit, name="toolkit"),
    path("toolkit/<slug:toolkit>/versions/", reading.history, name="versions"),
    path("toolkit/<slug:toolkit>/versions/<str:version>/", reading.version, name="version"),
    path("toolkit/<slug:toolkit>/versions/<str:version>/changes/", reading.changes, name="changes"),
    path("toolkit/<slug:toolkit>/<str:version>.yaml", reading.file, name="file"),
    path("toolkit/<slug:toolkit>/draft/", drafting.draft, name="draft"),
    path("toolkit/<slug:toolkit>/draft/start/", drafting.start, name="start"),
    path("toolkit/<slug:toolkit>/draft/discard/", drafting.discard, name="discard"),
    path("toolkit/<slug:toolkit>/draft/publish/", drafting.publish, name="publish"),
    path("toolkit/<slug:toolkit>/draft/<str:key>/", parts.section, name="section"),
    path("toolkit/<slug:toolkit>/draft/<str:key>/add/", parts.add, name="add"),
]
