"""The pages on which editions are written, checked and published."""

from __future__ import annotations

from django.urls import path

from commonweal.web.editions.views import lists, review, writing

app_name = "desk"
_DESK = "editions/<slug:slug>/desk/"
_CHAPTER = _DESK + "chapters/<slug:chapter>/"
urlpatterns = [
    path("editions/new/", lists.new, name="new"),
    path("editions/<slug:slug>/correct/", review.correct, name="correct"),
    path(_DESK, lists.desk, name="desk"),
    path(_DESK + "set-up/", lists.change, name="change"),
    path(_DESK + "move/", lists.move, name="move"),
    path(_DESK + "publish/", review.publish, name="publish"),
    path(_DESK + "findings/", review.findings, name="findings"),
    path(_DESK + "findings/<slug:key>/", review.waive, name="waive"),
    path(_DESK + "waivers/<int:number>/take-back/", review.take_back, name="take-back"),
    path(_DESK + "chapters/new/", lists.new_chapter, name="new-chapter"),
    path(_CHAPTER, writing.write, name="write"),
    path(_CHAPTER + "set-up/", lists.change_chapter, name="change-chapter"),
    path(_CHAPTER + "picture.svg", writing.picture, name="draft-picture"),
    path(_CHAPTER + "versions/", writing.versions, name="versions"),
    path(_CHAPTER + "versions/<int:number>/", writing.version, name="version"),
    path(_CHAPTER + "comments/", writing.comment, name="comment"),
    path(_CHAPTER + "comments/<int:number>/close/", writing.close_comment, name="close-comment"),
    path(_CHAPTER + "<slug:act>/", lists.chapter_act, name="chapter-act"),
]
