"""What an answer is, wherever one is kept."""

from __future__ import annotations

from django.db import models


class Said(models.Model):
    """The answer to one question. ``revision`` goes up with each saving: two editors are told of each other.

    ``not_known``: it becomes an action, for ``who`` to do by a day (``until``).
    """

    key = models.CharField(max_length=200)
    parts = models.JSONField(default=dict)
    not_known = models.BooleanField(default=False)
    who = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
