import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    dependencies = [
        ("places", "0001_places_are_an_app_of_their_own"),
        ("workbooks", "0001_workbooks_that_came_back"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="upload",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="places.unit"
                    ),
                ),
            ],
        ),
    ]
