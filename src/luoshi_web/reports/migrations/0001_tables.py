import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import luoshi_web.plans.figures
from luoshi_web.places.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("places", "0001_tables"),
        ("plans", "0001_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Cycle",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="cycles", to="plans.plan"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("as_of", models.DateField(blank=True, null=True)),
                        ("heading", models.CharField(blank=True, max_length=200)),
                        ("opens_at", models.DateTimeField(blank=True, null=True)),
                        ("deadline", models.DateTimeField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("recorded", "Recorded"), ("open", "Open"), ("closed", "Closed")],
                                default="recorded",
                                max_length=10,
                            ),
                        ),
                        ("shown", models.BooleanField(default=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("closes_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_first", models.BooleanField(default=False)),
                        ("return_days", models.PositiveSmallIntegerField(default=3)),
                        ("review_days", models.PositiveSmallIntegerField(default=3)),
                        ("calendar_note", models.TextField(blank=True)),
                        ("calendar_note_en", models.TextField(blank=True)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "plan", "position"), name="cycles_are_in_order"
                            ),
                            models.UniqueConstraint(
                                fields=("jurisdiction", "plan", "as_of"), name="one_cycle_as_of_a_date"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["recorded", "open", "closed"])),
                                name="a_cycle_has_a_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "recorded"),
                                    models.Q(
                                        ("as_of__isnull", False),
                                        ("deadline__isnull", False),
                                        ("opens_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_cycle_that_asks_has_its_dates",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_at", None), ("closes_at__gte", models.F("deadline")), _connector="OR"
                                ),
                                name="a_cycle_closes_after_its_deadline",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("published_at", None), ("shown", True), _connector="OR"),
                                name="what_is_published_is_shown_inside_too",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="reports.cycle"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="plans.task"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="places.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_due", "Not Due"),
                                    ("due", "Due"),
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("signed", "Signed"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "current",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.reportversion",
                            ),
                        ),
                        (
                            "accepted",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.reportversion",
                            ),
                        ),
                        ("owner_given", models.BooleanField(default=False)),
                        ("due_at", models.DateTimeField(blank=True, null=True)),
                        ("closes_at", models.DateTimeField(blank=True, null=True)),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("on_time", models.BooleanField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "cycle", "task"), name="one_report_a_task_and_cycle"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["not_due", "due", "draft", "submitted", "signed", "returned", "accepted"],
                                    )
                                ),
                                name="a_report_has_a_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("not_due", "due", "draft")),
                                    ("current__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_report_sent_has_a_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "accepted"), _negated=True),
                                    ("accepted__isnull", False),
                                    _connector="OR",
                                ),
                                name="an_accepted_report_says_which_version",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "returned"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_returned_report_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportVersion",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="reports.report",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("statement", models.TextField(blank=True)),
                        ("claim", models.CharField(max_length=20)),
                        ("problems", models.TextField(blank=True, null=True)),
                        ("next_step", models.TextField(blank=True, null=True)),
                        ("unchanged", models.TextField(blank=True)),
                        ("correction", models.TextField(blank=True)),
                        (
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="plans.revision",
                            ),
                        ),
                        ("place", models.JSONField(blank=True, default=dict)),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "evidence",
                            models.ManyToManyField(
                                related_name="versions", through="reports.VersionEvidence", to="reports.evidence"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "report", "number"), name="versions_are_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "claim__in",
                                        [
                                            "on_schedule",
                                            "completed",
                                            "ahead",
                                            "behind",
                                            "not_started",
                                            "awaiting_data",
                                            "annual_data",
                                            "figures",
                                            "none",
                                            "other",
                                        ],
                                    )
                                ),
                                name="a_version_claims_something_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
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
                        ("position", models.PositiveIntegerField()),
                        ("span_start", models.PositiveIntegerField()),
                        ("span_end", models.PositiveIntegerField()),
                        ("rule", models.CharField(blank=True, max_length=200)),
                        ("grammar", models.CharField(blank=True, max_length=40)),
                        (
                            "origin",
                            models.CharField(
                                choices=[("rule", "Rule"), ("person", "Person")], default="rule", max_length=10
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("metric", models.CharField(max_length=300)),
                        ("basis", models.CharField(max_length=20)),
                        ("comparator", models.CharField(blank=True, max_length=2, null=True)),
                        ("value", luoshi_web.plans.figures.FigureField(blank=True, null=True)),
                        ("measure", models.CharField(blank=True, max_length=50, null=True)),
                        ("value_text", models.CharField(blank=True, max_length=200, null=True)),
                        ("value_start", models.PositiveIntegerField(blank=True, null=True)),
                        ("value_end", models.PositiveIntegerField(blank=True, null=True)),
                        ("of", models.CharField(blank=True, max_length=300, null=True)),
                        ("scope", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="observations",
                                to="reports.reportversion",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="plans.indicator",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="plans.target",
                            ),
                        ),
                        ("period", models.CharField(blank=True, max_length=15, null=True)),
                        ("released", models.DateField(blank=True, null=True)),
                        ("base", models.BooleanField(default=False)),
                        ("estimated", models.BooleanField(default=False)),
                        ("approximate", models.BooleanField(default=False)),
                        ("part_of", models.CharField(blank=True, max_length=300, null=True)),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("span_end__gte", models.F("span_start"))),
                                name="reports_observation_span_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "rule"), ("set_by", None)),
                                    models.Q(("origin", "person"), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reports_observation_origin_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("value_end", None), ("value_start", None)),
                                    ("value_end__gte", models.F("value_start")),
                                    _connector="OR",
                                ),
                                name="reports_observation_value_span_runs_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("jurisdiction", "version", "position"), name="observations_are_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measure__isnull", False), ("value__isnull", False)),
                                name="an_observation_has_a_value",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "basis__in",
                                        [
                                            "level",
                                            "growth",
                                            "share",
                                            "rank",
                                            "per_capita",
                                            "parity",
                                            "trend",
                                            "breakthrough",
                                        ],
                                    )
                                ),
                                name="an_observation_has_a_basis",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period", None),
                                    ("period__regex", "^\\d{4}(-\\d{2}|-Q[1-4]|-\\d{2}/\\d{4}-\\d{2})?$"),
                                    _connector="OR",
                                ),
                                name="a_period_is_written_by_the_contract",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relation",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="relations",
                                to="reports.reportversion",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("relation", models.CharField(max_length=20)),
                        ("holds", models.BooleanField()),
                        ("written", models.TextField(blank=True, null=True)),
                        ("reckoned", models.TextField(blank=True, null=True)),
                        ("sentence", models.TextField(blank=True)),
                        ("sentence_en", models.TextField(blank=True)),
                        ("spans", models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "version", "position"), name="relations_are_in_order"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FigureAnswer",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="reports.reportversion",
                            ),
                        ),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="plans.target"
                            ),
                        ),
                        ("period", models.CharField(blank=True, max_length=15, null=True)),
                        ("value", luoshi_web.plans.figures.FigureField(blank=True, null=True)),
                        ("measure", models.CharField(blank=True, max_length=50, null=True)),
                        ("value_text", models.CharField(blank=True, max_length=200)),
                        (
                            "lack",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_due", "Not Due"),
                                    ("not_released", "Not Released"),
                                    ("not_applicable", "Not Applicable"),
                                    ("cannot", "Cannot"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "version", "target"), name="a_target_is_answered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lack", ""), ("value__isnull", False)),
                                    models.Q(
                                        ("lack__in", ["not_due", "not_released", "not_applicable", "cannot"]),
                                        ("value", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="an_answer_is_a_figure_or_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneAnswer",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="reports.reportversion",
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="plans.milestone",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("not_started", "Not Started"), ("under_way", "Under Way"), ("done", "Done")],
                                max_length=15,
                            ),
                        ),
                        ("date", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("pk",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "version", "milestone"), name="a_milestone_is_answered_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["not_started", "under_way", "done"])),
                                name="a_milestone_answer_has_a_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
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
                            "report",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="draft",
                                serialize=False,
                                to="reports.report",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=1)),
                        ("statement", models.TextField(blank=True)),
                        ("problems", models.TextField(blank=True)),
                        ("next_step", models.TextField(blank=True)),
                        ("unchanged", models.TextField(blank=True)),
                        ("figures", models.JSONField(blank=True, default=list)),
                        ("milestones", models.JSONField(blank=True, default=list)),
                        ("settlements", models.JSONField(blank=True, default=list)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Contribution",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contributions",
                                to="reports.report",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contributions",
                                to="places.unit",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("not_due", "Not Due"),
                                    ("due", "Due"),
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("signed", "Signed"),
                                    ("returned", "Returned"),
                                    ("accepted", "Accepted"),
                                ],
                                default="due",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField(blank=True)),
                        ("statement", models.TextField(blank=True)),
                        ("problems", models.TextField(blank=True)),
                        ("number", models.PositiveIntegerField(default=0)),
                        ("due_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "current",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="reports.contributionversion",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "report", "unit"), name="a_unit_contributes_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["not_due", "due", "draft", "submitted", "signed", "returned", "accepted"],
                                    )
                                ),
                                name="a_contribution_has_a_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("not_due", "due", "draft")),
                                    ("current__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_contribution_sent_has_a_version",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionVersion",
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
                            "contribution",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="reports.contribution",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("statement", models.TextField(blank=True)),
                        ("problems", models.TextField(blank=True)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        (
                            "evidence",
                            models.ManyToManyField(
                                related_name="contribution_versions",
                                through="reports.ContributionEvidence",
                                to="reports.evidence",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "contribution", "number"), name="contributions_are_numbered"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Exemption",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemptions",
                                to="reports.cycle",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("extension", "Extension"), ("lock", "Lock"), ("unlock", "Unlock")],
                                max_length=10,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exemptions",
                                to="places.unit",
                            ),
                        ),
                        ("until", models.DateTimeField(blank=True, null=True)),
                        ("was", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ("at", "pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="an_exemption_has_a_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "lock"), ("until", None)),
                                    models.Q(("kind__in", ["extension", "unlock"]), ("until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="an_exemption_says_until_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeptFile",
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
                                related_name="kept_files",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("media_type", models.CharField(max_length=100)),
                        ("kept_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "sha256"), name="the_same_bytes_are_kept_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                                name="a_kept_file_has_its_sha256",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="reports.report",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "contribution",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="reports.contribution",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="reports.keptfile",
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("link", models.CharField(blank=True, max_length=1000)),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "report", "number"), name="evidence_is_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("file__isnull", False), ("link", "")),
                                    models.Q(("file", None), models.Q(("link", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="evidence_is_a_file_or_a_link",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VersionEvidence",
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
                            "reportversion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.reportversion",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reports.evidence"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "reports_reportversion_evidence",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "reportversion", "evidence"),
                                name="a_version_has_its_evidence_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionEvidence",
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
                            "contributionversion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.contributionversion",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reports.evidence"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "reports_contributionversion_evidence",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "contributionversion", "evidence"),
                                name="a_contribution_has_its_evidence_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SealedSheet",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed_sheets",
                                to="reports.cycle",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sealed_sheets",
                                to="places.unit",
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
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "versions",
                            models.ManyToManyField(
                                related_name="sealed_sheets", through="reports.SheetVersion", to="reports.reportversion"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "cycle", "unit", "number"), name="sealed_sheets_are_numbered"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SheetVersion",
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
                            "sealedsheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reports.sealedsheet"
                            ),
                        ),
                        (
                            "reportversion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="reports.reportversion",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "reports_sealedsheet_versions",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "sealedsheet", "reportversion"),
                                name="a_sheet_covers_a_version_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="reports.reportversion",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "target",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="plans.target",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                choices=[("figure", "Figure"), ("none", "None"), ("undone", "Undone")], max_length=10
                            ),
                        ),
                        ("figure_start", models.PositiveIntegerField(blank=True, null=True)),
                        ("figure_end", models.PositiveIntegerField(blank=True, null=True)),
                        ("value_text", models.CharField(blank=True, max_length=200)),
                        ("who", models.CharField(choices=[("unit", "unit"), ("office", "office")], max_length=10)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "version", "number"), name="settlements_are_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("who__in", ["unit", "office"])),
                                name="a_settlement_is_the_units_or_the_offices",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("figure_end__gte", models.F("figure_start")),
                                        ("figure_start__isnull", False),
                                        ("says", "figure"),
                                    ),
                                    models.Q(
                                        ("figure_end", None), ("figure_start", None), ("says__in", ["none", "undone"])
                                    ),
                                    _connector="OR",
                                ),
                                name="a_settlement_names_a_figure_or_none",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Phrasing",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="phrasings",
                                to="reports.reportversion",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("text", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "version", "number"), name="phrasings_are_numbered"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedPhrase",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_phrases",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ("saved_at", "pk"),
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "text"), name="a_phrase_is_saved_once"),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="a_saved_phrase_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
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
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="reports.report",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("heard_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "report", "user"), name="somebody_is_present_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
