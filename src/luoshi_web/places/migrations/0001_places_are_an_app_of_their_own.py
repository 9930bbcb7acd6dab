import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables stay where they are; only the app of jurisdictions and units is another."""

    initial = True

    dependencies = [
        ("plans", "0003_parts_and_former_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="GroupMembership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "plans_membership",
                    },
                ),
                migrations.CreateModel(
                    name="Jurisdiction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=100)),
                        ("name_en", models.CharField(blank=True, max_length=100)),
                    ],
                    options={
                        "db_table": "plans_jurisdiction",
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("unit", "Unit"), ("group", "Group")], default="unit", max_length=10
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "members",
                            models.ManyToManyField(
                                related_name="groups", through="places.GroupMembership", to="places.unit"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "plans_unit",
                    },
                ),
                migrations.AddField(
                    model_name="groupmembership",
                    name="group",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.unit"
                    ),
                ),
                migrations.AddField(
                    model_name="groupmembership",
                    name="member",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.unit"
                    ),
                ),
                migrations.CreateModel(
                    name="UnitAlias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="unit_aliases",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="places.unit"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "plans_unitalias",
                    },
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.UniqueConstraint(fields=("jurisdiction", "name"), name="one_unit_of_a_name"),
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="a_unit_ends_after_it_began",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="a_unit_has_a_name"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="groupmembership",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("group", models.F("member")), _negated=True),
                        name="a_group_is_not_its_own_member",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="groupmembership",
                    constraint=models.UniqueConstraint(
                        fields=("group", "member", "valid_from"), name="a_membership_begins_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unitalias",
                    constraint=models.UniqueConstraint(fields=("jurisdiction", "name"), name="an_alias_means_one_unit"),
                ),
            ],
        ),
    ]
