from django.db import migrations
from django.db.models import F


def name_the_accepted_version(apps, schema_editor):
    apps.get_model("reports", "Report").objects.filter(state="accepted").update(accepted=F("current"))


class Migration(migrations.Migration):
    """Apart from the constraints on it, since PostgreSQL alters no table whose keys it has yet to check."""

    dependencies = [("reports", "0002_cycles_that_ask")]

    operations = [migrations.RunPython(name_the_accepted_version, migrations.RunPython.noop)]
