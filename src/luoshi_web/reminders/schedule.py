"""Writing when a jurisdiction reminds."""

import re
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reminders.models import Rhythm
from luoshi_web.reminders.queries import rhythm_of
from luoshi_web.trail.actions import record

MOST = 5  # reminders before a deadline
FURTHEST = 30  # working days


def days_of(text: str) -> list[int]:
    """Read the working days before a deadline: 3, 1 is [3, 1]; nothing is none.

    Raises:
        LuoshiError: not numbers from 1 to 30, or more than five.
    """
    parts = [part for part in re.split(r"[\s,，、]+", text.strip()) if part]
    numbers = [int(part) if part.isdecimal() and len(part) < 4 else 0 for part in parts]
    if len(numbers) > MOST or any(not 1 <= number <= FURTHEST for number in numbers):
        raise LuoshiError(
            f"截止前几个工作日提醒，请写{MOST}个以内的数，每个从1到{FURTHEST}，比如3、1。",
            f"Please write up to {MOST} numbers of working days, each from 1 to {FURTHEST}, such as 3, 1.",
        )
    return sorted(set(numbers), reverse=True)


@transaction.atomic
def set_rhythm(
    jurisdiction: Jurisdiction,
    before: str,
    *,
    on_the_day: bool,
    while_late: bool,
    by: User,
    at: datetime | None = None,
) -> None:
    """Say when a jurisdiction reminds.

    Raises:
        LuoshiError: the days are none.
    """
    at, days, was = at or timezone.now(), days_of(before), rhythm_of(jurisdiction.pk)
    columns = {"before": days, "on_the_day": on_the_day, "while_late": while_late}
    Rhythm.objects.update_or_create(jurisdiction=jurisdiction, defaults=columns)
    replaced = {name: getattr(was, name) for name in columns}
    record("rhythm.set", jurisdiction.pk, by=by, at=at, objects={"rhythm": jurisdiction.pk}, replaced=replaced)
