"""Trying a channel: one message that says that it is a trial, so that an administrator sees whether it arrives."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from luoshi_web.people.models import User
from luoshi_web.reminders.models import Channel, Kind, Message
from luoshi_web.reminders.outbox import Notice, record_messages
from luoshi_web.trail.actions import record


@transaction.atomic
def send(channel: Channel, *, by: User, at: datetime | None = None) -> Message:
    """Send a trial to a channel."""
    at = at or timezone.now()
    text = "落实：这是一条试发的消息，看到它就说明通了。"
    notice = Notice(f"trial:{uuid4()}", Kind.TRIAL, channel, "落实：试发", text)
    made = record_messages(channel.jurisdiction_id, [notice], by=by, at=at)[0]
    record("channel.tried", channel.jurisdiction_id, by=by, at=at, objects={"channel": channel, "message": made})
    return made
