"""Writing messages: each is recorded before it is sent, and the same notice never twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reminders.models import Channel, Kind, Message, State
from luoshi_web.reminders.recipients import Way, way_to
from luoshi_web.reminders.sending import send_due
from luoshi_web.reports.models import Cycle


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said to one person or one channel.

    Args:
        key: which notice it is; a second of the same key is not recorded.
    """

    key: str
    kind: Kind
    to: User | Channel
    subject: str
    body: str
    cycle: Cycle | None = None


@transaction.atomic
def record_messages(jurisdiction_id: int, notices: Iterable[Notice], *, by: User | None, at: datetime) -> list[Message]:
    """Record messages and have them sent; return those that were not recorded before.

    Called in the transaction of what they tell of, where there is one, so that both stand or neither.
    """
    Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction_id)
    notices = list({notice.key: notice for notice in notices}.values())
    same = Message.objects.filter(jurisdiction_id=jurisdiction_id, key__in=[one.key for one in notices])
    there = set(same.values_list("key", flat=True))
    made = Message.objects.bulk_create(
        [_message(jurisdiction_id, notice, by, at) for notice in notices if notice.key not in there]
    )
    if any(message.state == State.RECORDED for message in made):
        send_due.enqueue(at.isoformat())
    return made


def _message(jurisdiction_id: int, notice: Notice, by: User | None, at: datetime) -> Message:
    person = notice.to if isinstance(notice.to, User) else None
    channel = notice.to if isinstance(notice.to, Channel) else None
    stays = person is not None and way_to(person) is Way.SITE
    return Message(
        key=notice.key,
        jurisdiction_id=jurisdiction_id,
        cycle=notice.cycle,
        kind=notice.kind,
        person=person,
        channel=channel,
        subject=notice.subject[:200],
        body=notice.body,
        state=State.SITE if stays else State.RECORDED,
        next_try_at=at,
        recorded_by=by,
        recorded_at=at,
    )
