"""The thread of scrutiny of a report: queries and answers, recommendations and their doing, decisions.

What was said is never changed: each row is written once, and what is counted by (who is waited for, the last
response, the day of doing) is kept on the row that it concerns.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from .register import Committee, Report


class Query(models.Model):
    """What a member asks of a report. It waits for an officer or for the asker until it ends.

    ``about_key``: the test or the flag that it is about; ``about_words``: what stood there when it was asked.
    ``published_at``: what was said up to then may be read by whoever may read the report.
    """

    class About(models.TextChoices):
        REPORT = "report", gettext_lazy("The report as a whole")
        TEST = "test", gettext_lazy("A test and its answer")
        FLAG = "flag", gettext_lazy("Something raised by the reading of its document")
        STATEMENT = "statement", gettext_lazy("The statement")

    class Waits(models.TextChoices):
        OFFICER = "officer", gettext_lazy("for an answer")
        ASKER = "asker", gettext_lazy("for the asker")
        NOBODY = "", gettext_lazy("for nobody: it has ended")

    class End(models.TextChoices):
        ANSWERED = "answered", gettext_lazy("Answered")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")
        OVERTAKEN = "overtaken", gettext_lazy("Overtaken")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="queries")
    about = models.CharField(max_length=16, choices=About.choices, default=About.REPORT)
    about_key = models.CharField(max_length=200, blank=True)
    about_words = models.TextField(blank=True)
    words = models.TextField()
    wanted_by = models.DateField(null=True, blank=True, help_text="the day by which an answer is wanted now")
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    waits = models.CharField(max_length=16, choices=Waits.choices, default=Waits.OFFICER, blank=True)
    end = models.CharField(max_length=16, choices=End.choices, blank=True)
    end_words = models.TextField(blank=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="goes up with everything that is said in it")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="query_ended_by_and_at_together",
                condition=models.Q(ended_at__isnull=True, ended_by="", end="")
                | (models.Q(ended_at__isnull=False, waits="") & ~models.Q(ended_by="") & ~models.Q(end="")),
            ),
            models.CheckConstraint(
                name="a_query_without_an_end_waits",
                condition=models.Q(ended_at__isnull=False) | ~models.Q(waits=""),
            ),
            models.CheckConstraint(
                name="query_published_by_and_at_together",
                condition=models.Q(published_at__isnull=True, published_by="")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
            ),
        ]
        indexes = [models.Index(fields=["waits", "wanted_by"], name="queries_by_wait")]

    def __str__(self) -> str:
        return self.words[:60]


class Message(models.Model):
    """What follows a query: an officer's answer, or the asker's further question.

    ``wanted_by``: of an answer, the day by which it was wanted when it was given; of a further question, the
    day by which its answer is. ``evidence``: ``{"figures": [{"indicator", "area", "breakdown", "period",
    "value", "provisional", "snapshot"}], "documents": [{"id", "name"}], "test": {"key", "label"}}``, each
    part left out where there is none; the test is the one whose answer was mended.
    """

    class Kind(models.TextChoices):
        ANSWER = "answer", gettext_lazy("Answer")
        MORE = "more", gettext_lazy("Further question")

    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField()
    wanted_by = models.DateField(null=True, blank=True)
    evidence = models.JSONField(default=dict)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class Recommendation(models.Model):
    """What a committee recommends on a report, to an owner who is to respond by a day.

    ``response``, ``will_do`` and ``will_by`` are those of the last reply, ``responded_on`` is the day of the
    first, ``done_on`` the day of the last update where that says that it is done.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", gettext_lazy("Accepted")
        PARTLY = "partly", gettext_lazy("Accepted in part")
        NOT = "not", gettext_lazy("Not accepted")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recommendations")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="recommendations")
    words = models.TextField()
    owner = models.CharField(max_length=200, help_text="a role or an organisation, not a person's name")
    made_on = models.DateField(help_text="the day on which the committee made it")
    due = models.DateField(help_text="the day by which a response is wanted")
    response = models.CharField(max_length=16, choices=Answer.choices, blank=True)
    responded_on = models.DateField(null=True, blank=True)
    will_do = models.TextField(blank=True)
    will_by = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    withdrawn_words = models.TextField(blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="goes up with everything that is said of it")

    class Meta:
        ordering = ["made_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="recommendation_withdrawn_by_and_at_together",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_by="")),
            ),
            models.CheckConstraint(
                name="a_response_and_its_day_together",
                condition=models.Q(response="", responded_on__isnull=True)
                | (~models.Q(response="") & models.Q(responded_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_is_accepted_has_a_day",
                condition=models.Q(response__in=["", "not"], will_by__isnull=True)
                | models.Q(response__in=["accepted", "partly"], will_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_response_is_due_after_the_recommendation",
                condition=models.Q(due__gte=models.F("made_on")),
            ),
        ]
        indexes = [models.Index(fields=["response", "due"], name="recommendations_by_response")]

    def __str__(self) -> str:
        return self.words[:60]


class Reply(models.Model):
    """A response to a recommendation. A later one replaces it in what is counted, and both are shown."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="replies")
    answer = models.CharField(max_length=16, choices=Recommendation.Answer.choices)
    words = models.TextField(help_text="the reason")
    will_do = models.TextField(blank=True)
    will_by = models.DateField(null=True, blank=True)
    day = models.DateField(help_text="the day on which it was given")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_acceptance_says_by_when",
                condition=models.Q(answer="not", will_by__isnull=True)
                | (~models.Q(answer="not") & models.Q(will_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Update(models.Model):
    """How the doing of a recommendation stands on a day, and what shows it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="updates")
    day = models.DateField()
    done = models.BooleanField(default=False)
    words = models.TextField()
    evidence = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True, help_text="a page of this site, or an https address")
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class DecisionMade(models.Model):
    """A decision on a report, in the order of their days. The report's own fields are those of the last.

    ``changed``: whether the account changed it. ``because``: the test whose answer did.
    """

    class Changed(models.TextChoices):
        YES = "yes", gettext_lazy("Yes")
        NO = "no", gettext_lazy("No")
        NOT_KNOWN = "not-known", gettext_lazy("Not known")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="decisions")
    decision = models.CharField(max_length=16, choices=Report.Decision.choices)
    decided_on = models.DateField()
    words = models.TextField(blank=True)
    changed = models.CharField(max_length=16, choices=Changed.choices, default=Changed.NOT_KNOWN)
    changed_words = models.TextField(blank=True)
    because = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "decisions made"
        ordering = ["decided_on", "id"]
        constraints = [
            models.CheckConstraint(name="a_decision_says_which", condition=~models.Q(decision="")),
            models.CheckConstraint(
                name="a_change_by_the_account_is_said_in_words",
                condition=~models.Q(changed="yes") | ~models.Q(changed_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} on {self.decided_on:%-d %B %Y}"
