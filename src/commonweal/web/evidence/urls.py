"""The addresses of bringing and publishing."""

from __future__ import annotations

from django.urls import path

from commonweal.web.evidence import views

app_name = "evidence"
urlpatterns = [
    path("evidence/", views.bring, name="bring"),
    path("evidence/<uuid:brought>/", views.review, name="review"),
    path("evidence/<uuid:brought>/publish/", views.publish, name="publish"),
    path("evidence/<uuid:brought>/put-aside/", views.put_aside, name="put-aside"),
    path("evidence/<uuid:brought>/problems.csv", views.problems, name="problems"),
    path("evidence/<uuid:brought>/changes/<str:dataset>/", views.changes, name="changes"),
    path("evidence/<uuid:brought>/changes/<str:dataset>/changes.csv", views.changes_csv, name="changes-csv"),
]
