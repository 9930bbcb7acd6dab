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
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="SourceFile",
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
                                related_name="files",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("kind", models.CharField(max_length=10)),
                        ("sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveBigIntegerField()),
                        ("url", models.URLField(blank=True, max_length=500)),
                        (
                            "published_on",
                            models.CharField(
                                blank=True,
                                help_text="2025, 2025-07 or 2025-07-03: as far as it is known",
                                max_length=10,
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "sha256"), name="one_file_of_the_same_bytes"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="sha256_is_hexadecimal"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SourceContent",
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
                            "source",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="content",
                                serialize=False,
                                to="plans.sourcefile",
                            ),
                        ),
                        ("data", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Plan",
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
                                related_name="plans",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(blank=True, max_length=300)),
                        (
                            "visibility",
                            models.CharField(
                                choices=[("internal", "Internal"), ("published", "Published")],
                                default="internal",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("public_lights", models.BooleanField(default=False)),
                        (
                            "in_force",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="plans.revision",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "year"), name="one_plan_a_year"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("visibility", "internal"),
                                    models.Q(
                                        ("in_force__isnull", False),
                                        ("published_at__isnull", False),
                                        ("visibility", "published"),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_published_plan_has_a_date_and_a_revision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__gte", 1949), ("year__lte", 2999)), name="plan_year_is_a_year"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="plans.plan"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="plans.sourcefile",
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=300, null=True)),
                        ("as_of", models.DateField(blank=True, null=True)),
                        ("year_from", models.CharField(blank=True, max_length=40)),
                        ("columns", models.JSONField(default=list)),
                        ("grammar", models.CharField(max_length=40)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "plan", "number"), name="revisions_are_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)), name="revisions_begin_at_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Likeness",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="places.unit"
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.unit"
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[("open", "Open"), ("same", "Same"), ("different", "Different")],
                                default="open",
                                max_length=10,
                            ),
                        ),
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "unit", "other"), name="a_likeness_is_proposed_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit", models.F("other")), _negated=True),
                                name="a_unit_is_not_like_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
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
                                related_name="indicators",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                        (
                            "polarity",
                            models.CharField(
                                blank=True,
                                choices=[("more", "More"), ("less", "Less"), ("", "Unknown")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[("flow", "Flow"), ("stock", "Stock"), ("rate", "Rate"), ("", "Unknown")],
                                default="",
                                max_length=10,
                            ),
                        ),
                        ("measure", models.CharField(blank=True, max_length=50)),
                        ("frequency", models.CharField(blank=True, max_length=20)),
                        ("releases", models.JSONField(blank=True, default=list)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "name"), name="one_indicator_of_a_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorName",
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
                                related_name="indicator_names",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="names", to="plans.indicator"
                            ),
                        ),
                        ("name", models.CharField(max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "name"), name="a_name_means_one_indicator")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="plans.plan"
                            ),
                        ),
                        ("key", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "plan", "key"), name="a_key_means_one_task"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True), name="a_task_has_a_key"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormerKey",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="former_keys", to="plans.plan"
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="former_keys", to="plans.task"
                            ),
                        ),
                        ("key", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "plan", "key"), name="a_former_key_means_one_task"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
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
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wordings",
                                to="plans.revision",
                            ),
                        ),
                        (
                            "kept_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="plans.revision",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="wordings", to="plans.task"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("no", models.CharField(max_length=60)),
                        ("number", models.PositiveIntegerField(blank=True, null=True)),
                        ("chapter", models.TextField(blank=True)),
                        ("objective", models.TextField(blank=True)),
                        ("part", models.TextField(blank=True, default="")),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("text", models.TextField()),
                        ("due", models.CharField(blank=True, max_length=200, null=True)),
                        ("leader", models.CharField(blank=True, max_length=200, null=True)),
                        ("extra", models.JSONField(blank=True, default=dict)),
                        ("steps", models.JSONField(blank=True, default=list)),
                        ("place", models.JSONField(blank=True, default=dict)),
                        ("places", models.JSONField(blank=True, default=dict)),
                        (
                            "units",
                            models.ManyToManyField(related_name="wordings", through="plans.Duty", to="places.unit"),
                        ),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "revision", "task"), name="a_revision_words_a_task_once"
                            ),
                            models.UniqueConstraint(
                                fields=("jurisdiction", "revision", "position"), name="wordings_are_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Duty",
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
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="plans.wording"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="places.unit"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(choices=[("lead", "Lead"), ("cooperating", "Cooperating")], max_length=12),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("as_written", models.CharField(max_length=200)),
                    ],
                    options={
                        "ordering": ("role", "position"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "wording", "role", "position"), name="duties_are_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["lead", "cooperating"])), name="a_duty_has_a_role"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
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
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="plans.wording"
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="plans.indicator",
                            ),
                        ),
                        ("hedge", models.CharField(blank=True, max_length=50, null=True)),
                        ("milestone", models.CharField(blank=True, max_length=20, null=True)),
                        ("action", models.CharField(blank=True, max_length=50, null=True)),
                        ("reference", models.CharField(blank=True, max_length=300, null=True)),
                        ("due", models.DateField(blank=True, null=True)),
                        ("place", models.JSONField(blank=True, null=True)),
                        ("written", models.CharField(blank=True, default="", max_length=300)),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="plans.target",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("span_end__gte", models.F("span_start"))),
                                name="plans_target_span_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "rule"), ("set_by", None)),
                                    models.Q(("origin", "person"), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plans_target_origin_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("value_end", None), ("value_start", None)),
                                    ("value_end__gte", models.F("value_start")),
                                    _connector="OR",
                                ),
                                name="plans_target_value_span_runs_forward",
                            ),
                            models.UniqueConstraint(
                                fields=("jurisdiction", "wording", "position"), name="targets_are_in_order"
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
                                name="a_target_has_a_basis",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("comparator", None),
                                    ("comparator__in", [">=", ">", "<=", "<", "=", "~"]),
                                    _connector="OR",
                                ),
                                name="a_target_compares_in_a_known_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                        (
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="plans.wording",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("object", models.TextField()),
                        ("hedge", models.CharField(blank=True, max_length=50, null=True)),
                        ("due", models.DateField(blank=True, null=True)),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="plans.milestone",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("span_end__gte", models.F("span_start"))),
                                name="plans_milestone_span_runs_forward",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("origin", "rule"), ("set_by", None)),
                                    models.Q(("origin", "person"), ("set_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plans_milestone_origin_is_known",
                            ),
                            models.UniqueConstraint(
                                fields=("jurisdiction", "wording", "position"), name="milestones_are_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "start",
                                            "continue",
                                            "new",
                                            "complete",
                                            "commission",
                                            "pilot",
                                            "win",
                                            "issue",
                                            "hold",
                                            "land",
                                        ],
                                    )
                                ),
                                name="a_milestone_has_a_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="plans.revision",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="plans.task",
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("code", models.CharField(max_length=60)),
                        ("level", models.CharField(max_length=10)),
                        ("message", models.TextField()),
                        ("message_en", models.TextField(blank=True)),
                        ("written", models.TextField(blank=True, null=True)),
                        ("reckoned", models.TextField(blank=True, null=True)),
                        ("field", models.CharField(blank=True, max_length=60, null=True)),
                        ("task_key", models.CharField(blank=True, max_length=200, null=True)),
                        ("place", models.JSONField(blank=True, default=dict)),
                        ("span_start", models.PositiveIntegerField(blank=True, null=True)),
                        ("span_end", models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "revision", "position"), name="findings_are_in_order"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["error", "warning", "note"])),
                                name="a_finding_has_a_level",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
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
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="plans.revision",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="places.unit"
                            ),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("as_written", models.JSONField(default=list)),
                    ],
                    options={
                        "ordering": ("position",),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "revision", "unit"), name="a_revision_mentions_a_unit_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
