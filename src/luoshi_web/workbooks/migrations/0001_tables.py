import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi_web.places.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("places", "0001_tables"),
        ("reports", "0001_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Upload",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="reports.cycle"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="places.unit"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.keptfile"
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("size", models.PositiveBigIntegerField()),
                        ("token", models.CharField(blank=True, max_length=40)),
                        ("hand_in", models.BooleanField(default=False)),
                        ("trouble", models.TextField(blank=True)),
                        ("trouble_en", models.TextField(blank=True)),
                        ("untouched", models.PositiveIntegerField(default=0)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "cycle", "unit", "number"),
                                name="workbooks_of_a_unit_are_numbered",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Line",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "upload",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="workbooks.upload"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("taken", "Taken"),
                                    ("handed_in", "Handed In"),
                                    ("conflict", "Conflict"),
                                    ("bad", "Bad"),
                                    ("not_handed_in", "Not Handed In"),
                                    ("note", "Note"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("kind", models.CharField(blank=True, max_length=1)),
                        ("sheet", models.CharField(blank=True, max_length=100)),
                        ("cell", models.CharField(blank=True, max_length=12)),
                        ("no", models.CharField(blank=True, max_length=60)),
                        ("named", models.TextField(blank=True)),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.report",
                            ),
                        ),
                        (
                            "contribution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.contribution",
                            ),
                        ),
                        ("part", models.PositiveIntegerField(default=0)),
                        ("sentence", models.TextField(blank=True)),
                        ("sentence_en", models.TextField(blank=True)),
                        ("changes", models.JSONField(blank=True, default=list)),
                        ("wanted", models.JSONField(blank=True, default=dict)),
                        ("left", models.CharField(blank=True, max_length=16)),
                        ("seen", models.PositiveIntegerField(default=0)),
                        (
                            "settled",
                            models.CharField(blank=True, choices=[("sheet", "Sheet"), ("page", "Page")], max_length=5),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "upload", "position"), name="lines_of_a_workbook_are_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["taken", "handed_in", "conflict", "bad", "not_handed_in", "note"])
                                ),
                                name="a_row_has_an_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("settled", ""),
                                    models.Q(("outcome", "conflict"), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="only_a_conflict_is_settled",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
