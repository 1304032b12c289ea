"""The tests, the register of committees, meetings and reports, and the public record of statements."""

from __future__ import annotations

from django.urls import path

from commonweal.web.scrutiny.views import answers, committees, importing, reports, statements, tests

app_name = "scrutiny"
urlpatterns = [
    path("committees/", committees.committees, name="committees"),
    path("committees/new/", committees.new, name="committee-new"),
    path("committees/<slug:slug>/", committees.committee, name="committee"),
    path("committees/<slug:slug>/edit/", committees.edit, name="committee-edit"),
    path("committees/<slug:slug>/meetings/new/", committees.meeting_new, name="meeting-new"),
    path("meetings/<int:number>/", committees.meeting, name="meeting"),
    path("meetings/<int:number>/edit/", committees.meeting_edit, name="meeting-edit"),
    path("register/", importing.register, name="register"),
    path("register/import/", importing.bring, name="register-import"),
    path("register/template.csv", importing.template, name="register-template"),
    path("register/files/<int:number>/", importing.file, name="register-file"),
    path("reports/", reports.reports, name="reports"),
    path("reports/all.csv", reports.reports_csv, name="reports-csv"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/<int:number>/", reports.report, name="report"),
    path("reports/<int:number>/about/", reports.about, name="report-about"),
    path("reports/<int:number>/places/", reports.places, name="report-places"),
    path("reports/<int:number>/exempt/", reports.exempt, name="report-exempt"),
    path("reports/<int:number>/decision/", reports.decision, name="report-decision"),
    path("reports/<int:number>/publish/", reports.publish, name="report-publish"),
    path("reports/<int:number>/tests/", answers.account, name="account"),
    path("reports/<int:number>/tests/begin/", answers.begin, name="begin"),
    path("reports/<int:number>/tests/cite/", answers.cite, name="cite"),
    path("reports/<int:number>/tests/uncite/", answers.uncite, name="uncite"),
    path("reports/<int:number>/tests/answer/<slug:key>/", answers.answer, name="answer"),
    path("reports/<int:number>/statement/", statements.statement, name="statement"),
    path("reports/<int:number>/statement/edit/", statements.edit, name="statement-edit"),
    path("reports/<int:number>/statement/drop/", statements.drop, name="statement-drop"),
    path("reports/<int:number>/statement/html/", statements.paste, name="statement-paste"),
    path("reports/<int:number>/statement.docx", statements.docx, name="statement-docx"),
    path("statements/", statements.register, name="statements"),
    path("statements/feed/", statements.feed, name="statements-feed"),
    path("statements/<int:number>/", statements.public_statement, name="public-statement"),
    path("tests/", tests.tests, name="tests"),
    path("tests/<slug:test_set>/versions/", tests.versions, name="tests-versions"),
    path("tests/<slug:test_set>/versions/<str:version>/", tests.version, name="tests-version"),
]
