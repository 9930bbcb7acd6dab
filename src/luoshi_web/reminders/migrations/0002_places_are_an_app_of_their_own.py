import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    dependencies = [
        ("places", "0001_places_are_an_app_of_their_own"),
        ("reminders", "0001_what_is_said_to_whom"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="channel",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="channels", to="places.jurisdiction"
                    ),
                ),
                migrations.AlterField(
                    model_name="message",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="places.jurisdiction"
                    ),
                ),
                migrations.AlterField(
                    model_name="rhythm",
                    name="jurisdiction",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rhythm",
                        serialize=False,
                        to="places.jurisdiction",
                    ),
                ),
                migrations.AlterField(
                    model_name="urge",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="urges", to="places.unit"
                    ),
                ),
            ],
        ),
    ]
