from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_attempts")]

    operations = [
        migrations.AddField(
            model_name="subdivision",
            name="departements",
            field=models.JSONField(blank=True, default=list, verbose_name="départements"),
        ),
    ]
