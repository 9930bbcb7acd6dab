import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    dependencies = [
        ("places", "0001_places_are_an_app_of_their_own"),
        ("reports", "0011_holidays_are_the_calendars"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="contribution",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contributions", to="places.unit"
                    ),
                ),
                migrations.AlterField(
                    model_name="exemption",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="places.unit",
                    ),
                ),
                migrations.AlterField(
                    model_name="keptfile",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kept_files", to="places.jurisdiction"
                    ),
                ),
                migrations.AlterField(
                    model_name="report",
                    name="owner",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="places.unit",
                    ),
                ),
                migrations.AlterField(
                    model_name="savedphrase",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_phrases",
                        to="places.jurisdiction",
                    ),
                ),
                migrations.AlterField(
                    model_name="sealedsheet",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sealed_sheets", to="places.unit"
                    ),
                ),
            ],
        ),
    ]
