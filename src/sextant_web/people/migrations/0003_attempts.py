from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    # Does nothing where the cache is not in the database (dev).
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_invitation_reading")]

    operations = [migrations.RunPython(make_cache_table, migrations.RunPython.noop)]
