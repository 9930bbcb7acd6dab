"""Writing calendars: the holidays of a year, and when an indicator comes out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi.releases import Release
from luoshi.workdays import arrangement_of
from luoshi_web.calendars.models import HolidayArrangement
from luoshi_web.calendars.queries import seen_of
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Indicator
from luoshi_web.trail.actions import record


@transaction.atomic
def set_release(
    indicator: Indicator, release: Release | None, *, seen: str, by: User | None, at: datetime | None = None
) -> bool:
    """Keep when an indicator comes out; None for the usual calendar. Return whether that changed anything.

    Reports ask for what the calendar says from now on; what was handed in stays.

    Args:
        seen: the calendar as it was looked at, by queries.seen_of.

    Raises:
        MovedMeanwhile: somebody changed it since.
    """
    at = at or timezone.now()
    row = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if seen_of(row) != seen:
        raise MovedMeanwhile("别人刚改过这个指标的发布日历，请看看再改。", "Somebody has just changed this calendar.")
    kept: list[dict[str, object]] = []
    if release is not None:
        kept = [
            {"frequency": release.frequency.value, "months_after": release.months_after, "day": release.day},
        ]
    if row.releases == kept:
        return False
    was, row.releases = row.releases, kept
    row.save(update_fields=["releases"])
    objects: dict[str, Indicator | int | str] = {"indicator": row}
    objects |= (
        {"frequency": release.frequency.value, "months": release.months_after, "day": release.day} if release else {}
    )
    record(
        "releases.set", row.jurisdiction_id, by=by, at=at, objects=objects, replaced={"releases": was},
        details={"name": row.name},
    )  # fmt: skip
    return True


@transaction.atomic
def load_holidays(
    jurisdiction: Jurisdiction, year: int, text: str, *, by: User | None, at: datetime | None = None
) -> HolidayArrangement:
    """Keep 放假安排 of a year; deadlines that were stored before it do not move.

    Raises:
        LuoshiError: a line is not understood.
    """
    at = at or timezone.now()
    arrangement_of(year, text)
    row, _ = HolidayArrangement.objects.update_or_create(
        jurisdiction=jurisdiction, year=year, defaults={"text": text, "loaded_by": by, "loaded_at": at}
    )
    record("holidays.loaded", jurisdiction.pk, by=by, at=at, objects={"year": year, "arrangement": row})
    return row
