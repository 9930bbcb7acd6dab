import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    dependencies = [
        ("people", "0007_wrong_passwords"),
        ("places", "0001_places_are_an_app_of_their_own"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="invitation",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="places.jurisdiction",
                    ),
                ),
                migrations.AlterField(
                    model_name="invitation",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.unit",
                    ),
                ),
                migrations.AlterField(
                    model_name="membership",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="places.jurisdiction",
                    ),
                ),
                migrations.AlterField(
                    model_name="membership",
                    name="unit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="places.unit",
                    ),
                ),
            ],
        ),
    ]
