"""The toolkit's pages."""

from __future__ import annotations

from django.urls import path

from commonweal.web.toolkit import views

app_name = "toolkit"
urlpatterns = [
    path("toolkit/", views.toolkit, name="toolkit"),
    path("toolkit/<slug:toolkit>/versions/", views.history, name="versions"),
    path("toolkit/<slug:toolkit>/versions/<str:version>/", views.version, name="version"),
    path("toolkit/<slug:toolkit>/versions/<str:version>/changes/", views.changes, name="changes"),
    path("toolkit/<slug:toolkit>/draft/", views.draft, name="draft"),
    path("toolkit/<slug:toolkit>/draft/start/", views.start, name="start"),
    path("toolkit/<slug:toolkit>/draft/discard/", views.discard, name="discard"),
    path("toolkit/<slug:toolkit>/draft/publish/", views.publish, name="publish"),
    path("toolkit/<slug:toolkit>/draft/<str:key>/", views.section, name="section"),
]
