import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from luoshi_web.places.tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_accounts"),
        ("places", "0001_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("liaison", "联络员"),
                                    ("head", "单位负责人"),
                                    ("reviewer", "督查室"),
                                    ("office_head", "督查室负责人"),
                                    ("leader", "领导（只看）"),
                                    ("admin", "管理员"),
                                    ("auditor", "审计（只看留痕）"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="places.unit",
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True)),
                        ("valid_to", models.DateField(blank=True, null=True)),
                        (
                            "deputy_of",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deputies",
                                to="people.membership",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("jurisdiction", "role"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("unit", None), ("valid_to", None)),
                                fields=("jurisdiction", "user", "role"),
                                name="an_open_role_is_given_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("unit__isnull", False), ("valid_to", None)),
                                fields=("jurisdiction", "user", "unit", "role"),
                                name="an_open_role_is_given_once_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ("liaison", "head")), ("unit__isnull", False)),
                                    models.Q(
                                        models.Q(("role__in", ("liaison", "head")), _negated=True), ("unit", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="who_reports_belongs_to_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        ["liaison", "head", "reviewer", "office_head", "leader", "admin", "auditor"],
                                    )
                                ),
                                name="a_membership_has_a_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_from", None),
                                    ("valid_to", None),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="a_membership_ends_after_it_began",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deputy_of", None),
                                    models.Q(("valid_from__isnull", False), ("valid_to__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_deputy_has_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                                related_name="invitations",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("liaison", "联络员"),
                                    ("head", "单位负责人"),
                                    ("reviewer", "督查室"),
                                    ("office_head", "督查室负责人"),
                                    ("leader", "领导（只看）"),
                                    ("admin", "管理员"),
                                    ("auditor", "审计（只看留痕）"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="places.unit",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=100)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        (
                            "used_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-made_at", "-pk"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("role__in", ("liaison", "head")), ("unit__isnull", False)),
                                    models.Q(
                                        models.Q(("role__in", ("liaison", "head")), _negated=True), ("unit", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="an_invitation_to_report_names_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        ["liaison", "head", "reviewer", "office_head", "leader", "admin", "auditor"],
                                    )
                                ),
                                name="an_invitation_has_a_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("used_at", None), ("revoked_at", None), _connector="OR"),
                                name="an_invitation_is_used_or_revoked",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
