"""What the record of working together gave when it was last counted."""

from __future__ import annotations

from django.db import models


class LastCount(models.Model):
    """One row: the figures of the last count, for pages which must not count the whole record anew.

    ``figures``: see ``selectors.together.Summary``; without what was made up, and with it. Those without
    it are published as evidence besides; those with it are published nowhere.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField()
    figures = models.JSONField()
    counted_at = models.DateTimeField()
    counted_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(name="one_last_count", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return f"counted on {self.day}"
