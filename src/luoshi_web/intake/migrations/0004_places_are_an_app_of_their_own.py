import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    dependencies = [
        ("intake", "0003_confirming"),
        ("places", "0001_places_are_an_app_of_their_own"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="intake",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intakes", to="places.jurisdiction"
                    ),
                ),
            ],
        ),
    ]
