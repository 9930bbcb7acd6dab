import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi_web.places.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("places", "0001_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="HolidayArrangement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holiday_arrangements",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("text", models.TextField(help_text="a line a day: 2027-01-01,休")),
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
                        ("loaded_at", models.DateTimeField()),
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
