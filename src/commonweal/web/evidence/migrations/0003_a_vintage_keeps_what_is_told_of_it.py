"""Title, organisation, address and licence belong to a vintage: until now its dataset alone kept them."""

from typing import Any

from django.db import migrations, models

TOLD = ("title", "organisation", "address", "licence")


def copy_from_datasets(apps: Any, schema_editor: Any) -> None:
    dataset = apps.get_model("evidence", "Dataset").objects.filter(key=models.OuterRef("dataset_id"))
    apps.get_model("evidence", "Vintage").objects.update(
        **{name: models.Subquery(dataset.values(name)[:1]) for name in TOLD}
    )


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_texts_of_any_length")]

    operations = [
        *(
            migrations.AddField(
                model_name="vintage",
                name=name,
                field=models.TextField(blank=True, default=""),
                preserve_default=False,
            )
            for name in TOLD
        ),
        migrations.RunPython(copy_from_datasets, migrations.RunPython.noop),
    ]
