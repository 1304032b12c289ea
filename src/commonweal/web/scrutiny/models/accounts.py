"""What was answered to the tests of a report, on which figures, and the statement written from it."""

from __future__ import annotations

from django.db import models

from commonweal.web.proposals.models import Said

from .register import Document, Report


class Response(Said):
    """The answer to one test. ``carried``: as it came from the proposal's assessment when it was saved.

    ``settled``: the answer as it stood when the report was decided, where it was changed after it; ``later``:
    those changes, one a person and day (``on``, ``by``).
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="responses")
    carried = models.JSONField(default=dict)
    settled = models.JSONField(default=dict)
    later = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="a_response_once")]

    def __str__(self) -> str:
        return self.key


class Citation(models.Model):
    """A figure put beside an answer, as it stood in the snapshot it was taken from."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="citations")
    key = models.CharField(max_length=200)
    indicator = models.CharField(max_length=120)
    area = models.CharField(max_length=32)
    breakdown = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=40)
    value = models.FloatField()
    provisional = models.BooleanField(default=False)
    snapshot = models.CharField(max_length=64)
    cited_by = models.CharField(max_length=200)
    cited_at = models.DateTimeField()

    class Meta:
        ordering = ["cited_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key", "indicator", "area", "breakdown", "period"],
                name="a_figure_once_a_response",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.period}"


class DocumentCitation(models.Model):
    """A document of the report, named as evidence for an answer."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="document_citations")
    key = models.CharField(max_length=200)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="citations")
    cited_by = models.CharField(max_length=200)
    cited_at = models.DateTimeField()

    class Meta:
        ordering = ["cited_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key", "document"], name="a_document_once_a_response")
        ]

    def __str__(self) -> str:
        return str(self.document_id)


class Statement(models.Model):
    """The report's section. ``written`` is what the answers gave; ``text`` what the author made of it.

    Both are empty while the author has written nothing. ``now`` is what the answers give, as the public may
    read it, at their last saving: for the search.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="statement")
    written = models.TextField(blank=True)
    text = models.TextField(blank=True)
    now = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Statement of {self.report_id}"
