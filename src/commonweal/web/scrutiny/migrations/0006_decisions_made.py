"""Each decision that a report has becomes the first of its record; nobody said whether the account changed it."""

from typing import Any

from django.db import migrations

BATCH = 500


def write_down(apps: Any, schema_editor: Any) -> None:
    report, made = apps.get_model("scrutiny", "Report"), apps.get_model("scrutiny", "DecisionMade")
    decided = report.objects.exclude(decision="").filter(decisions=None).order_by("id")
    made.objects.bulk_create(
        (
            made(
                report_id=r.pk,
                decision=r.decision,
                decided_on=r.decided_on,
                words=r.decision_words,
                by=r.changed_by,
                at=r.changed_at,
            )
            for r in decided.iterator(BATCH)
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("scrutiny", "0005_threads")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]
