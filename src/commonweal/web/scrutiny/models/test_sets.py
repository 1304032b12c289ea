"""The versions of each set of tests: those that packs brought, and those that were written here.

``definition`` is a :class:`commonweal.packs.test_sets.TestSet` as JSON. A version that was in force once is
never changed and never deleted: a report goes on showing the questions that were put to it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy


class SetVersion(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", gettext_lazy("draft")
        IN_FORCE = "in_force", gettext_lazy("in force")
        REPLACED = "replaced", gettext_lazy("replaced by a later version")
        OFFERED = "offered", gettext_lazy("brought by a pack, not in force")

    test_set = models.CharField(max_length=120)
    version = models.CharField(max_length=32)
    state = models.CharField(max_length=16, choices=State.choices)
    definition = models.JSONField()
    reason = models.TextField(blank=True, help_text="why it differs from the one before it")
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1, help_text="goes up with each change of a draft")
    notes = models.JSONField(default=list, help_text="of a draft: what was learnt of its questions in use")
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["test_set", "-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["test_set", "version"],
                condition=~models.Q(state="draft"),
                name="a_test_set_version_once",
            ),
            models.UniqueConstraint(
                fields=["test_set"],
                condition=models.Q(state="in_force"),
                name="one_test_set_version_in_force",
            ),
            models.UniqueConstraint(
                fields=["test_set"], condition=models.Q(state="draft"), name="one_test_set_draft"
            ),
            models.CheckConstraint(
                name="test_set_published_by_and_at_together",
                condition=models.Q(published_at__isnull=True, published_by="")
                | (models.Q(published_at__isnull=False) & ~models.Q(published_by="")),
            ),
            models.CheckConstraint(
                name="test_set_changed_by_and_at_together",
                condition=models.Q(changed_at__isnull=True, changed_by="")
                | (models.Q(changed_at__isnull=False) & ~models.Q(changed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.test_set} {self.version}"
