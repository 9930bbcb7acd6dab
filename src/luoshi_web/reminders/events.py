"""When a deadline is an occasion to remind: some working days before it, on its day, each working day after."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from luoshi.workdays import Workdays
from luoshi_web.reminders.models import Rhythm


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a reminder goes out today: `days` working days are left; 0 is the day itself; late is past it."""

    days: int
    late: bool = False


def occasion(due_at: datetime | None, rhythm: Rhythm, workdays: Workdays, at: datetime) -> Occasion | None:
    """Tell whether a deadline is reminded of today, in the site's time zone.

    A deadline on a day off counts for the last working day before it, since nothing goes out on days off.
    """
    if due_at is None:
        return None
    today: date = timezone.localdate(at)
    if due_at < at:
        return Occasion(0, late=True) if rhythm.while_late else None
    left = workdays.between(today, timezone.localdate(due_at))
    if left == 0:
        return Occasion(0) if rhythm.on_the_day else None
    return Occasion(left) if left in rhythm.before else None
