from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_editions")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="language",
            field=models.CharField(default="en-GB", help_text="of its words, as a BCP 47 tag", max_length=12),
        ),
    ]
