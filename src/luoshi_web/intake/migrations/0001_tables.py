import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

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
                    name="Intake",
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
                                related_name="intakes",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intakes",
                                to="plans.sourcefile",
                            ),
                        ),
                        ("pasted", models.BooleanField(default=False)),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("reading", "Reading"),
                                    ("read", "Read"),
                                    ("confirming", "Confirming"),
                                    ("failed", "Failed"),
                                    ("cancelled", "Cancelled"),
                                    ("confirmed", "Confirmed"),
                                    ("replaced", "Replaced"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempt", models.PositiveIntegerField(default=0)),
                        ("stage", models.CharField(blank=True, max_length=20)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("trouble", models.TextField(blank=True)),
                        ("trouble_en", models.TextField(blank=True)),
                        ("sketch", models.JSONField(blank=True, default=list)),
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
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="intake",
                                to="plans.revision",
                            ),
                        ),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-number",),
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "number"), name="intakes_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "waiting",
                                            "reading",
                                            "read",
                                            "confirming",
                                            "failed",
                                            "cancelled",
                                            "confirmed",
                                            "replaced",
                                        ],
                                    )
                                ),
                                name="an_intake_has_a_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("done__lte", models.F("total"))),
                                name="no_more_is_read_than_there_is",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("revision__isnull", False),
                                        ("state__in", ["confirmed", "replaced"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["confirmed", "replaced"]), _negated=True),
                                        ("confirmed_at", None),
                                        ("revision", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_confirmed_intake_made_a_revision",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IntakeReading",
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
                            "intake",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="reading",
                                serialize=False,
                                to="intake.intake",
                            ),
                        ),
                        ("attempt", models.PositiveIntegerField()),
                        ("grammar", models.CharField(max_length=40)),
                        ("tasks", models.PositiveIntegerField()),
                        ("packed", models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Act",
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
                            "intake",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="intake.intake"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("written", models.TextField(blank=True)),
                        (
                            "undoes",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undone_by",
                                to="intake.act",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
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
                                fields=("jurisdiction", "intake", "number"), name="acts_are_numbered"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undoes__isnull", False), ("written", "")),
                                    models.Q(models.Q(("written", ""), _negated=True), ("undoes", None)),
                                    _connector="OR",
                                ),
                                name="an_act_corrects_or_takes_back",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
