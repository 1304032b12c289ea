"""What people set and write about a claim: the day on which to look, and what else is known."""

from __future__ import annotations

from django.db import models

from .register import Report


class FollowUp(models.Model):
    """About one claim of a report, by its ``key`` ("<test>|<indicator>|<place>").

    ``look_on``: the day on which to look, where somebody set another than is read from the answer. ``known``:
    what else is known, as of ``known_on``. The record of acts keeps what stood before.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="follow_ups")
    key = models.CharField(max_length=400)
    look_on = models.DateField(null=True, blank=True)
    look_reason = models.CharField(max_length=1000, blank=True)
    set_by = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)
    known = models.TextField(blank=True)
    known_on = models.DateField(null=True, blank=True, help_text="the day as of which it is known")
    known_by = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="a_claim_followed_up_once"),
            models.CheckConstraint(
                name="a_day_to_look_has_a_reason",
                condition=models.Q(look_on__isnull=True) | ~models.Q(look_reason=""),
            ),
            models.CheckConstraint(
                name="what_is_known_has_a_day",
                condition=models.Q(known="", known_on__isnull=True)
                | (~models.Q(known="") & models.Q(known_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.key
