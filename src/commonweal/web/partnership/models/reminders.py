"""Letters that remind partners of what they promised."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .commitments import Commitment


class Reminder(models.Model):
    """A letter to one person on one commitment, written once: ``key`` names both and the day.

    ``failed``: what the mail server said last; it is tried again at the next sending.
    """

    key = models.CharField(max_length=120, unique=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    late = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.key
