"""Notices by e-mail: who follows a report, who wants none, and the letters to be sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from .register import Report


class Follow(models.Model):
    """Whether a person follows a report, where they have said so; ``on`` is no where they left it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="followers")
    on = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "report"], name="a_report_followed_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.report_id}"


class NoticeChoice(models.Model):
    """Whether a person wants notices at all; who has said nothing does."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    wanted = models.BooleanField(default=True)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {'wants' if self.wanted else 'wants no'} notices"


class Notice(models.Model):
    """A letter to one person about one thing, written once: ``key`` names the thing and the person.

    It keeps no words of the report: the letter is made of ``kind`` and the address when it is sent.
    ``dropped``: why it will not be sent; ``failed``: what the mail server said last; ``next_at``: not to be
    sent before, since somebody is sending it, or it failed a moment ago.
    """

    class Kind(models.TextChoices):
        QUERY = "query", gettext_lazy("A new query")
        ANSWER = "answer", gettext_lazy("An answer")
        MORE = "more", gettext_lazy("A further question")
        ENDED = "ended", gettext_lazy("A query has ended")
        RECOMMENDATION = "recommendation", gettext_lazy("A recommendation")
        RESPONSE = "response", gettext_lazy("A response to a recommendation")
        UPDATE = "update", gettext_lazy("An update on a recommendation")
        DECISION = "decision", gettext_lazy("A decision")
        DUE = "due", gettext_lazy("Due in seven days")
        OVERDUE = "overdue", gettext_lazy("Overdue")

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="notices")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    anchor = models.CharField(max_length=40, blank=True, help_text="where on the page of the thread")
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    failed = models.CharField(max_length=300, blank=True)
    dropped = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(
                fields=["made_at"],
                condition=models.Q(sent_at__isnull=True, dropped=""),
                name="notices_to_be_sent",
            )
        ]

    def __str__(self) -> str:
        return self.key
