from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from luoshi_web.places.tables import CreateModels
from luoshi_web.trail.guard import put_up


def guard(apps: Any, schema_editor: Any) -> None:
    """The tables never stand without the triggers that keep them appended only."""
    put_up(schema_editor.connection)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Chain",
                    fields=[
                        (
                            "jurisdiction",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="trail_chain",
                                serialize=False,
                                to="places.jurisdiction",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Entry",
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
                            "chain",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="trail.chain"
                            ),
                        ),
                        ("seq", models.PositiveBigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("who", models.PositiveBigIntegerField(blank=True, null=True)),
                        ("act", models.CharField(max_length=60)),
                        ("objects_touched", models.TextField()),
                        ("replaced", models.TextField()),
                        ("details_hash", models.CharField(max_length=64)),
                        ("previous", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ("seq",),
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "seq"), name="entries_are_numbered"),
                            models.UniqueConstraint(fields=("jurisdiction", "previous"), name="a_chain_does_not_fork"),
                            models.CheckConstraint(
                                condition=models.Q(("jurisdiction", models.F("chain"))),
                                name="an_entry_is_of_its_chains_office",
                            ),
                            models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="entries_begin_at_one"),
                            models.CheckConstraint(
                                condition=models.Q(("act", ""), _negated=True), name="an_entry_names_its_act"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Details",
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
                            "entry",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="details",
                                serialize=False,
                                to="trail.entry",
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("blanked_at", models.DateTimeField(blank=True, null=True)),
                        ("rule", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("blanked_at", None), ("rule", ""), models.Q(("text", ""), _negated=True)),
                                    models.Q(
                                        ("blanked_at__isnull", False),
                                        ("text", ""),
                                        models.Q(("rule", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="details_are_whole_or_blanked_by_a_rule",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
