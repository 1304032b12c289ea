"""The tests, the register of committees, meetings and reports, and the public record of statements."""

from __future__ import annotations

from django.urls import path

from commonweal.web.scrutiny.views import committees, reports

app_name = "scrutiny"
urlpatterns = [
    path("committees/", committees.committees, name="committees"),
    path("committees/new/", committees.new, name="committee-new"),
    path("committees/<slug:slug>/", committees.committee, name="committee"),
    path("committees/<slug:slug>/edit/", committees.edit, name="committee-edit"),
    path("committees/<slug:slug>/meetings/new/", committees.meeting_new, name="meeting-new"),
    path("meetings/<int:number>/", committees.meeting, name="meeting"),
    path("meetings/<int:number>/edit/", committees.meeting_edit, name="meeting-edit"),
    path("reports/", reports.reports, name="reports"),
    path("reports/all.csv", reports.reports_csv, name="reports-csv"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/<int:number>/", reports.report, name="report"),
    path("reports/<int:number>/about/", reports.about, name="report-about"),
    path("reports/<int:number>/places/", reports.places, name="report-places"),
    path("reports/<int:number>/exempt/", reports.exempt, name="report-exempt"),
    path("reports/<int:number>/decision/", reports.decision, name="report-decision"),
    path("reports/<int:number>/publish/", reports.publish, name="report-publish"),
]
