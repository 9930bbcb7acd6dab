import uuid

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
                    name="Rhythm",
                    fields=[
                        (
                            "jurisdiction",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="rhythm",
                                serialize=False,
                                to="places.jurisdiction",
                            ),
                        ),
                        ("before", models.JSONField(default=list, help_text="working days, each at least 1: [3, 1]")),
                        ("on_the_day", models.BooleanField(default=True)),
                        ("while_late", models.BooleanField(default=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Channel",
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
                                related_name="channels",
                                to="places.jurisdiction",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("webhook", "自己的系统"),
                                    ("dingtalk", "钉钉群"),
                                    ("wecom", "企业微信群"),
                                    ("feishu", "飞书群"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=100)),
                        ("host", models.CharField(max_length=255)),
                        ("address", models.TextField(blank=True)),
                        ("secret", models.TextField(blank=True)),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("number",),
                        "constraints": [
                            models.UniqueConstraint(fields=("jurisdiction", "number"), name="channels_are_numbered"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["webhook", "dingtalk", "wecom", "feishu"])),
                                name="a_channel_has_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at", None), models.Q(("address", ""), _negated=True)),
                                    models.Q(("address", ""), ("removed_at__isnull", False), ("secret", "")),
                                    _connector="OR",
                                ),
                                name="a_channel_has_an_address_until_it_is_removed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Urge",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="urges", to="reports.cycle"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="urges", to="places.unit"
                            ),
                        ),
                        ("tasks", models.PositiveIntegerField()),
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
                        "ordering": ("-at", "pk"),
                        "indexes": [
                            models.Index(
                                fields=["jurisdiction", "cycle", "unit", "-at"], name="urges_by_cycle_and_unit"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("key", models.CharField(max_length=120)),
                        (
                            "jurisdiction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="places.jurisdiction",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="reports.cycle",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("reminder", "提醒"),
                                    ("urge", "催办"),
                                    ("digest", "每日一封"),
                                    ("returned", "退回"),
                                    ("slow_review", "审核太慢"),
                                    ("trial", "试发"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="reminders.channel",
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("body", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("site", "只在站内"),
                                    ("recorded", "等着发"),
                                    ("sending", "正在发"),
                                    ("sent", "已发出"),
                                    ("failed", "没有发出"),
                                    ("perhaps_sent", "可能已发出"),
                                ],
                                default="recorded",
                                max_length=12,
                            ),
                        ),
                        ("attempts", models.PositiveIntegerField(default=0)),
                        ("next_try_at", models.DateTimeField()),
                        ("error", models.CharField(blank=True, max_length=300)),
                        ("error_en", models.CharField(blank=True, max_length=300)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("-recorded_at", "-pk"),
                        "indexes": [
                            models.Index(fields=["state", "next_try_at"], name="messages_to_be_sent"),
                            models.Index(fields=["jurisdiction", "-recorded_at"], name="messages_of_a_jurisdiction"),
                            models.Index(fields=["person", "-recorded_at"], name="messages_of_a_person"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("jurisdiction", "number"), name="a_message_keeps_its_number"
                            ),
                            models.UniqueConstraint(
                                fields=("jurisdiction", "key"), name="the_same_notice_is_recorded_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["reminder", "urge", "digest", "returned", "slow_review", "trial"])
                                ),
                                name="a_message_has_a_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["site", "recorded", "sending", "sent", "failed", "perhaps_sent"])
                                ),
                                name="a_message_has_a_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", None), ("person__isnull", False)),
                                    models.Q(("channel__isnull", False), ("person", None)),
                                    _connector="OR",
                                ),
                                name="a_message_is_for_a_person_or_a_channel",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "site"), _negated=True),
                                    ("person__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_channel_is_not_in_the_site",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True),
                                    ("sent_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="what_was_sent_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seen",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("until", models.DateTimeField()),
                    ],
                ),
            ],
        ),
    ]
