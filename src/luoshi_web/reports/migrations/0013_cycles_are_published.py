from typing import Any

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now


def as_they_are_seen(apps: Any, schema_editor: Any) -> None:
    """Publish what the public sees today: nothing of it changes by that publishing is an act of its own now.

    What came with an imported table is published with its plan, and so is a cycle that was opened in its place.
    """
    cycles = apps.get_model("reports", "Cycle").objects.filter(shown=True)
    imported = Q(status="recorded") | Q(reports__versions__revision__isnull=False, reports__versions__number=1)
    seen = Q(plan__visibility="published") | imported
    keys = list(cycles.filter(seen).values_list("pk", flat=True).distinct())
    for pk in keys:
        cycles.filter(pk=pk).update(published_at=Coalesce(F("closed_at"), Now()))


class Migration(migrations.Migration):
    dependencies = (("reports", "0012_places_are_an_app_of_their_own"),)

    operations = (
        migrations.AddField(
            model_name="cycle",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(as_they_are_seen, migrations.RunPython.noop),
    )
