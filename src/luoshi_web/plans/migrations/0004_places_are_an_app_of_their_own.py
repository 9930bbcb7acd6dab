import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    dependencies = [
        ("calendars", "0002_places_are_an_app_of_their_own"),
        ("intake", "0004_places_are_an_app_of_their_own"),
        ("people", "0008_places_are_an_app_of_their_own"),
        ("places", "0001_places_are_an_app_of_their_own"),
        ("plans", "0003_parts_and_former_keys"),
        ("reminders", "0002_places_are_an_app_of_their_own"),
        ("reports", "0012_places_are_an_app_of_their_own"),
        ("trail", "0002_places_are_an_app_of_their_own"),
        ("workbooks", "0002_places_are_an_app_of_their_own"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="plan",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="places.jurisdiction"
                    ),
                ),
                migrations.AlterField(
                    model_name="sourcefile",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="places.jurisdiction"
                    ),
                ),
                migrations.AlterField(
                    model_name="indicator",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indicators", to="places.jurisdiction"
                    ),
                ),
                migrations.RemoveField(
                    model_name="unit",
                    name="jurisdiction",
                ),
                migrations.AlterField(
                    model_name="indicatorname",
                    name="jurisdiction",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_names",
                        to="places.jurisdiction",
                    ),
                ),
                migrations.RemoveField(
                    model_name="unitalias",
                    name="jurisdiction",
                ),
                migrations.RemoveField(
                    model_name="membership",
                    name="group",
                ),
                migrations.RemoveField(
                    model_name="membership",
                    name="member",
                ),
                migrations.RemoveField(
                    model_name="unit",
                    name="members",
                ),
                migrations.AlterField(
                    model_name="likeness",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="places.unit"
                    ),
                ),
                migrations.AlterField(
                    model_name="likeness",
                    name="other",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.unit"
                    ),
                ),
                migrations.AlterField(
                    model_name="mention",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="places.unit"
                    ),
                ),
                migrations.RemoveField(
                    model_name="unitalias",
                    name="unit",
                ),
                migrations.AlterField(
                    model_name="duty",
                    name="unit",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="places.unit"
                    ),
                ),
                migrations.RemoveField(
                    model_name="unitalias",
                    name="confirmed_by",
                ),
                migrations.AlterField(
                    model_name="wording",
                    name="units",
                    field=models.ManyToManyField(related_name="wordings", through="plans.Duty", to="places.unit"),
                ),
                migrations.DeleteModel(
                    name="Jurisdiction",
                ),
                migrations.DeleteModel(
                    name="Membership",
                ),
                migrations.DeleteModel(
                    name="Unit",
                ),
                migrations.DeleteModel(
                    name="UnitAlias",
                ),
            ],
        ),
    ]
