"""提醒、催办: what is said to whom, by which way, and how far that has come. Columns and constraints only.

A message is recorded before it is sent, with the number that it keeps however often it is
sent. How it travels stands in sending.py.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.places.models import Jurisdiction, OfJurisdiction, Unit
from luoshi_web.reports.models import Cycle


class Rhythm(models.Model):
    """When a jurisdiction reminds: how many working days before a deadline, on its day, each day while late."""

    jurisdiction = models.OneToOneField(Jurisdiction, models.CASCADE, primary_key=True, related_name="rhythm")
    before = models.JSONField(default=list, help_text="working days, each at least 1: [3, 1]")
    on_the_day = models.BooleanField(default=True)
    while_late = models.BooleanField(default=True)


class ChannelKind(models.TextChoices):
    WEBHOOK = "webhook", _("自己的系统")
    DINGTALK = "dingtalk", _("钉钉群")
    WECOM = "wecom", _("企业微信群")
    FEISHU = "feishu", _("飞书群")


class Channel(models.Model):
    """An address that an administrator has set: of a chat group, or of a program.

    `address` and `secret` are encrypted; what is shown of them stands in channels.py. One that
    was removed stays, empty, since messages point to it.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="channels")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ChannelKind.choices)
    name = models.CharField(max_length=100)
    host = models.CharField(max_length=255)
    address = models.TextField(blank=True)
    secret = models.TextField(blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "number"], name="channels_are_numbered"),
            models.CheckConstraint(condition=Q(kind__in=ChannelKind.values), name="a_channel_has_a_kind"),
            models.CheckConstraint(
                condition=Q(removed_at=None) & ~Q(address="") | Q(removed_at__isnull=False, address="", secret=""),
                name="a_channel_has_an_address_until_it_is_removed",
            ),
        )


class Urge(OfJurisdiction):
    """催办: a person presses one unit to answer what it owes in one cycle. `tasks`: of how many tasks."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="urges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="urges")
    tasks = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "pk")
        indexes = (models.Index(fields=["jurisdiction", "cycle", "unit", "-at"], name="urges_by_cycle_and_unit"),)


class Kind(models.TextChoices):
    REMINDER = "reminder", _("提醒")
    URGE = "urge", _("催办")
    DIGEST = "digest", _("每日一封")
    RETURNED = "returned", _("退回")
    SLOW_REVIEW = "slow_review", _("审核太慢")
    TRIAL = "trial", _("试发")


class State(models.TextChoices):
    SITE = "site", _("只在站内")
    RECORDED = "recorded", _("等着发")
    SENDING = "sending", _("正在发")
    SENT = "sent", _("已发出")
    FAILED = "failed", _("没有发出")
    PERHAPS_SENT = "perhaps_sent", _("可能已发出")


class Message(models.Model):
    """One message to one person, or to one channel.

    `number` is in its Message-ID, or its Luoshi-Id, each time that it is sent. `key` says
    which notice it is, so that the same is never recorded twice. `state` is `site` where the person
    has no mail address, or the site sends no mail: it then stands in the site only. `next_try_at`:
    not before then. `error`: why the last try failed, a sentence without any address.
    """

    number = models.UUIDField(default=uuid4, editable=False)
    key = models.CharField(max_length=120)
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="messages")
    cycle = models.ForeignKey(Cycle, models.PROTECT, null=True, blank=True, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages")
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="messages")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECORDED)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.CharField(max_length=300, blank=True)
    error_en = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-recorded_at", "-pk")
        indexes = (
            models.Index(fields=["state", "next_try_at"], name="messages_to_be_sent"),
            models.Index(fields=["jurisdiction", "-recorded_at"], name="messages_of_a_jurisdiction"),
            models.Index(fields=["person", "-recorded_at"], name="messages_of_a_person"),
        )
        constraints = (
            models.UniqueConstraint(fields=["jurisdiction", "number"], name="a_message_keeps_its_number"),
            models.UniqueConstraint(fields=["jurisdiction", "key"], name="the_same_notice_is_recorded_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="a_message_has_a_kind"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_message_has_a_state"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, channel=None) | Q(person=None, channel__isnull=False),
                name="a_message_is_for_a_person_or_a_channel",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SITE) | Q(person__isnull=False), name="a_channel_is_not_in_the_site"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False), name="what_was_sent_says_when"
            ),
        )


class Seen(models.Model):
    """Until when somebody has put away what the site told them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    until = models.DateTimeField()
