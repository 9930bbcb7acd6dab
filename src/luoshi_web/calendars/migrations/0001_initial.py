import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table stays where reports made it; only its app is another."""

    initial = True

    dependencies = [
        ("plans", "0003_parts_and_former_keys"),
        ("reports", "0010_what_persons_settled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="HolidayArrangement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(help_text="a line a day: 2027-01-01,休")),
                        ("loaded_at", models.DateTimeField()),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holiday_arrangements",
                                to="plans.jurisdiction",
                            ),
                        ),
                        (
                            "loaded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "reports_holidayarrangement",
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "year"), name="one_arrangement_a_year")
                        ],
                    },
                ),
            ],
        ),
    ]
