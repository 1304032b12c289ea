"""Proposals, assessments, pilots."""

from __future__ import annotations

from django.urls import path

from commonweal.web.proposals.views import answers, assessments, board, compare, pilots, proposals, results

app_name = "proposals"
urlpatterns = [
    path("proposals/", board.proposals, name="proposals"),
    path("proposals/all.csv", board.all_csv, name="all-csv"),
    path("programmes/new/", board.programme_new, name="programme-new"),
    path("programmes/<slug:slug>/edit/", board.programme_edit, name="programme-edit"),
    path("proposals/new/", proposals.new, name="new"),
    path("proposals/<int:number>/", proposals.proposal, name="proposal"),
    path("proposals/<int:number>/about/", proposals.about, name="about"),
    path("proposals/<int:number>/places/", proposals.places, name="places"),
    path("proposals/<int:number>/partners/", proposals.partners, name="partners"),
    path("proposals/<int:number>/options/", proposals.options, name="options"),
    path("proposals/<int:number>/documents/", proposals.documents, name="documents"),
    path("proposals/<int:number>/documents/<int:document>/", proposals.document, name="document"),
    path("proposals/<int:number>/documents/<int:document>/remove/", proposals.remove, name="document-remove"),
    path("proposals/<int:number>/needs/<slug:key>/", proposals.need, name="need"),
    path("proposals/<int:number>/decision/", proposals.decision, name="decision"),
    path("proposals/<int:number>/move/", proposals.move, name="move"),
    path("proposals/<int:number>/assess/", assessments.start, name="start"),
    path("proposals/<int:number>/assess-again/", assessments.second, name="second"),
    path("proposals/<int:number>/changes/", compare.changes, name="changes"),
    path("proposals/<int:number>/agreement/", compare.agreement, name="agreement"),
    path("proposals/<int:number>/agreement/<path:item>/", compare.settle, name="settle"),
    path("assessments/<int:number>/", assessments.assessment, name="assessment"),
    path("assessments/<int:number>/complete/", assessments.complete, name="complete"),
    path("assessments/<int:number>/effort/", assessments.effort, name="effort"),
    path("assessments/<int:number>/design/", assessments.design, name="design"),
    path("assessments/<int:number>/answer/<path:key>/", answers.question, name="question"),
    path("assessments/<int:number>/claims/<path:key>/", answers.overlap, name="overlap"),
    path("assessments/<int:number>/claim/", answers.claim, name="claim"),
    path("assessments/<int:number>/unclaim/", answers.unclaim, name="unclaim"),
    path("assessments/<int:number>/cite/", answers.cite, name="cite"),
    path("assessments/<int:number>/uncite/", answers.uncite, name="uncite"),
    path("assessments/<int:number>/remark/<path:key>/", answers.remark, name="remark"),
    path("assessments/<int:number>/reply/<int:remark>/", answers.reply, name="reply"),
    path("assessments/<int:number>/clarity/<path:key>/", answers.clarity, name="clarity"),
    path("assessments/<int:number>/results/", results.results, name="results"),
    path("assessments/<int:number>/results.<slug:form>", results.download, name="results-file"),
    path("pilots/", pilots.pilots, name="pilots"),
    path("pilots/new/", pilots.new, name="pilot-new"),
    path("pilots/<slug:slug>/", pilots.pilot, name="pilot"),
    path("pilots/<slug:slug>/edit/", pilots.edit, name="pilot-edit"),
    path("pilots/<slug:slug>/findings.<slug:form>", pilots.download, name="pilot-file"),
    path("pilots/<slug:slug>/draft/", pilots.draft, name="pilot-draft"),
]
