"""Editions while they are made: what they are, their chapters with every version, and what was said of them.

An edition becomes a :class:`commonweal.editions.edition.Edition` whenever something is worked out from it;
its states and the kinds of its parts are those of that module.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from commonweal.web.accounts.models import User


class Edition(models.Model):
    """``snapshot``: the id of the one that its figures come from; "" while a draft follows the newest.

    ``contributors``: a list of ``{"role": …, "organisation": …}``. ``example``: why it is none.
    """

    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("draft")
        IN_REVIEW = "in review", gettext_lazy("in review")
        PUBLISHED = "published", gettext_lazy("published")
        CORRECTED = "corrected", gettext_lazy("corrected")

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    period = models.CharField(max_length=60)
    frameworks = models.JSONField(default=list)
    places = models.JSONField(default=list)
    place = models.CharField(max_length=32)
    comparators = models.JSONField(default=list)
    editor_role = models.CharField(max_length=200)
    editor_organisation = models.CharField(max_length=200, blank=True)
    contributors = models.JSONField(default=list)
    licence = models.CharField(max_length=300, blank=True)
    example = models.CharField(max_length=500, blank=True)
    rule = models.CharField(max_length=120)
    language = models.CharField(max_length=12, default="en-GB", help_text="of its words, as a BCP 47 tag")
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    snapshot = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="goes up with each change of the set-up")
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="edition_published_by_and_at_together",
                condition=models.Q(published_at__isnull=True, published_by="")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
            ),
            models.CheckConstraint(
                name="a_published_edition_pins_a_snapshot",
                condition=models.Q(state__in=["draft", "in review"])
                | (~models.Q(snapshot="") & models.Q(published_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Chapter(models.Model):
    """A part of an edition. ``slug`` is its address and never changes.

    One that was taken out keeps its row and its versions, so that nobody's text is lost with it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="chapters")
    kind = models.CharField(max_length=60)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    order = models.PositiveIntegerField()
    framework = models.CharField(max_length=120, blank=True)
    goal = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=32, blank=True)
    indicators = models.JSONField(default=list)
    contributors = models.JSONField(default=list)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    claimed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    removed_by = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="a_chapter_address_once_an_edition"),
            models.CheckConstraint(
                name="chapter_removed_by_and_at_together",
                condition=models.Q(removed_at__isnull=True, removed_by="")
                | (models.Q(removed_at__isnull=False) & ~models.Q(removed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


#: What the software notes of a version itself: it stands in the record as it was written, in English.
CORRECTION = "a correction"  # stays English
ASIDE = "sent after the chapter was taken out"  # stays English
TAKEN_UP = "took up the drafted paragraph on "  # stays English


class ChapterVersion(models.Model):
    """What one saving left. ``aside``: it could not be saved when it was sent, and is kept nevertheless."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    aside = models.BooleanField(default=False)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="a_version_number_once_a_chapter")
        ]

    def __str__(self) -> str:
        return f"{self.chapter_id}: {self.number}"

    @property
    def noted_here(self) -> bool:
        """Whether its note is the software's own, and no writer's."""
        return self.note in (CORRECTION, ASIDE) or self.note.startswith(TAKEN_UP)


class Drafted(models.Model):
    """A drafted paragraph that a writer took into a chapter, or left out. ``text`` is as it was drafted."""

    class What(models.TextChoices):
        TAKEN = "taken", gettext_lazy("taken up")
        DROPPED = "dropped", gettext_lazy("left out")

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="drafted")
    indicator = models.CharField(max_length=120)
    what = models.CharField(max_length=16, choices=What.choices)
    text = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "indicator"], name="a_draft_decided_once_a_chapter")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.what}"


class Comment(models.Model):
    """``version``: the number of the version it was written on. ``done_at``: when somebody closed it."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="comments")
    version = models.PositiveIntegerField()
    words = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    done_by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="comment_done_by_and_at_together",
                condition=models.Q(done_at__isnull=True, done_by="")
                | (models.Q(done_at__isnull=False) & ~models.Q(done_by="")),
            )
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Waiver(models.Model):
    """Why a finding may stay. ``key`` is the finding's: it changes when the sentence does."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="waivers")
    key = models.CharField(max_length=64)
    check_name = models.CharField(max_length=60)
    chapter = models.CharField(max_length=80, help_text="the slug")
    sentence = models.TextField(blank=True)
    wrong = models.TextField()
    reason = models.TextField()
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="a_finding_waived_once_an_edition")
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason[:40]}"
