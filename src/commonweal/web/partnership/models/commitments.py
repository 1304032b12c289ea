"""What an organisation promises, what it says of it later, and what others say, with its reply.

What was said is never changed: an update is written once, and a change of the day is one of the updates.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from .organisations import Organisation, Partnership


class Commitment(models.Model):
    """``due``: the day that was promised first. ``framework`` and ``goal``, ``indicator``, ``area``,
    ``group``: ids of the evidence in force when it was made; "" for none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments"
    )
    title = models.CharField(max_length=200)
    words = models.TextField(help_text="what is promised")
    framework = models.CharField(max_length=120)
    goal = models.CharField(max_length=120)
    indicator = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=32)
    group = models.CharField(max_length=120, blank=True)
    group_words = models.CharField(max_length=200, blank=True)
    made_on = models.DateField()
    due = models.DateField()
    measure = models.TextField(help_text="how it will be known")
    resources = models.TextField()
    example = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="goes up with everything that is said of it")

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_commitment_is_due_after_it_is_made",
                condition=models.Q(due__gte=models.F("made_on")),
            ),
            models.CheckConstraint(
                name="a_commitment_is_withdrawn_in_words",
                condition=models.Q(withdrawn_on=None, withdrawn_words="")
                | (models.Q(withdrawn_on__isnull=False) & ~models.Q(withdrawn_words="")),
            ),
        ]
        indexes = [
            models.Index(fields=["framework", "goal"], name="commitments_by_goal"),
            models.Index(fields=["area"], name="commitments_by_area"),
            models.Index(fields=["indicator"], name="commitments_by_indicator"),
        ]

    def __str__(self) -> str:
        return self.title


class CommitmentUpdate(models.Model):
    """``figure``: the published figure pinned with it, ``{"indicator", "area", "breakdown", "period",
    "value", "provisional", "snapshot"}``, or empty. ``stated``: a figure in the organisation's own words, as
    it wrote it, of ``stated_period``, for the commitment's indicator and place.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", gettext_lazy("It is going on")
        DONE = "done", gettext_lazy("It is done")
        CHANGED = "changed", gettext_lazy("It will be done by another day")
        STOPPED = "stopped", gettext_lazy("It will not be done")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField()
    until = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    figure = models.JSONField(default=dict, blank=True)
    stated = models.CharField(max_length=24, blank=True)
    stated_period = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_change_of_a_commitment_has_its_day",
                condition=models.Q(kind="changed", until__isnull=False)
                | (~models.Q(kind="changed") & models.Q(until=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Said(models.Model):
    """What somebody else says of a commitment (``reply`` no), or what its organisation says to that.

    ``by``: to the public, people are roles or organisations. ``to``: what a reply is to; None: to how the
    commitment stands.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="sayings")
    reply = models.BooleanField(default=False)
    to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    words = models.TextField()
    by = models.CharField(max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "sayings"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="only_a_reply_is_to_something",
                condition=models.Q(reply=True) | models.Q(to=None),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]
