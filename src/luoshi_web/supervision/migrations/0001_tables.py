import django.db.models.deletion
from django.db import migrations, models

import luoshi_web.plans.figures
from luoshi_web.places.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_tables"),
        ("plans", "0001_tables"),
        ("reports", "0001_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Assessment",
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
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="plans.task"
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="plans.target",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="reports.cycle",
                            ),
                        ),
                        ("state", models.CharField(max_length=20)),
                        ("light", models.CharField(max_length=10)),
                        ("rule", models.CharField(max_length=60)),
                        ("version", models.CharField(max_length=20)),
                        ("sentence", models.TextField()),
                        ("sentence_en", models.TextField(blank=True)),
                        ("provisional", models.BooleanField(default=False)),
                        ("expected", luoshi_web.plans.figures.FigureField(blank=True, null=True)),
                        ("reached", luoshi_web.plans.figures.FigureField(blank=True, null=True)),
                        ("inputs", models.JSONField(default=list)),
                        ("unsettled", models.JSONField(blank=True, default=list)),
                        ("candidates", models.JSONField(blank=True, default=list)),
                        ("settled_by", models.JSONField(blank=True, null=True)),
                        ("findings", models.JSONField(blank=True, default=list)),
                        ("inputs_hash", models.CharField(max_length=64)),
                        ("decided_by", models.PositiveIntegerField(blank=True, null=True)),
                        ("reckoned_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["jurisdiction", "cycle", "task"], name="supervision_jurisdi_20656a_idx"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("target__isnull", False)),
                                fields=("jurisdiction", "target", "cycle", "rule", "version", "inputs_hash"),
                                name="a_target_is_assessed_once_on_the_same_inputs",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("target__isnull", True)),
                                fields=("jurisdiction", "task", "cycle", "rule", "version", "inputs_hash"),
                                name="a_task_is_assessed_once_on_the_same_inputs",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "not_due",
                                            "awaiting_data",
                                            "ahead",
                                            "on_pace",
                                            "behind",
                                            "overdue",
                                            "done",
                                            "done_early",
                                            "changed",
                                            "dropped",
                                            "not_reported",
                                            "unclear",
                                            "no_figure",
                                            "claim_only",
                                        ],
                                    )
                                ),
                                name="an_assessment_has_a_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("light__in", ["green", "yellow", "red", "grey", "blue", "orange"])),
                                name="an_assessment_has_a_light",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decided_by", None), ("target", None), _connector="OR"),
                                name="only_a_task_is_decided_by_a_target",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("light", "red"), ("provisional", True), _negated=True),
                                name="a_provisional_light_is_never_red",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
