"""The pages of editions."""

from __future__ import annotations

from django.urls import path, register_converter

from commonweal.web.editions.views import lists, reading, review, taking, writing


class Taken:
    """What an edition is to be had as."""

    regex = "pdf|docx|xlsx|zip"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Taken, "taken")

app_name = "editions"
_DESK = "editions/<slug:slug>/desk/"
_CHAPTER = _DESK + "chapters/<slug:chapter>/"
urlpatterns = [
    path("editions/", lists.editions, name="editions"),
    path("editions/new/", lists.new, name="new"),
    path("editions/<slug:slug>/", reading.edition, name="edition"),
    path("editions/<slug:slug>/chapters/<slug:chapter>/", reading.chapter, name="chapter"),
    path("editions/<slug:slug>/pictures/<slug:digest>.svg", reading.picture, name="picture"),
    path("editions/<slug:slug>/figures.csv", reading.figures, name="figures"),
    path("editions/<slug:slug>/edition.<taken:kind>", taking.edition, name="take"),
    path(
        "editions/<slug:slug>/chapters/<slug:chapter>/chapter.<taken:kind>",
        taking.chapter,
        name="take-chapter",
    ),
    path("editions/<slug:slug>/compare/", reading.compare, name="compare"),
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
