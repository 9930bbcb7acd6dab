"""The sealed sheet (盖章件): a unit's reports of one cycle on paper, signed and sealed, and its scan sent back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.places.models import Unit
from luoshi_web.reports.actions.keeping import SCANS, keep
from luoshi_web.reports.models import Cycle, Report, SealedSheet
from luoshi_web.reports.steps import HANDED_IN
from luoshi_web.trail.actions import record


def sheet_of(cycle: Cycle, unit: Unit) -> QuerySet[Report]:
    """Return the reports that stand on a unit's sheet: all that it owns in the cycle."""
    rows = Report.objects.filter(cycle=cycle, owner=unit)
    return rows.select_related("task", "current__written_by", "accepted", "cycle__plan", "owner").order_by("task__pk")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A scan, with how far it still says what was handed in.

    Args:
        covers: how many of the reports that are handed in now stand on it as they stand now.
        newer: how many have a version that came after it.
    """

    sheet: SealedSheet
    covers: int
    newer: int

    @property
    def stale(self) -> bool:
        return self.newer > 0


def sealed_of(cycle: Cycle, unit: Unit) -> list[Sealed]:
    """Return the scans that a unit has sent, the newest first; those taken back are not among them."""
    now: set[int | None] = set(sheet_of(cycle, unit).filter(state__in=HANDED_IN).values_list("current_id", flat=True))
    rows = SealedSheet.objects.filter(cycle=cycle, unit=unit, removed_at=None).order_by("-number")
    rows = rows.select_related("file", "added_by").prefetch_related("versions")
    return [_sealed(row, now) for row in rows]


def _sealed(sheet: SealedSheet, now: set[int | None]) -> Sealed:
    covered = {version.pk for version in sheet.versions.all()}
    held = sum(1 for pk in now if pk in covered)
    return Sealed(sheet, held, len(now) - held)


@transaction.atomic
def add_sheet(cycle: Cycle, unit: Unit, upload: "File[bytes]", *, by: User, at: datetime | None = None) -> SealedSheet:
    """Keep the scan of a unit's sheet, and note which versions it covers: those handed in now.

    Raises:
        NotTaken, NoRoom: see keeping.keep; a scan is pdf, jpg or png.
        LuoshiError: nothing is handed in yet.
    """
    at = at or timezone.now()
    Cycle.objects.select_for_update().get(pk=cycle.pk)  # two scans at once are numbered one after the other
    versions = list(sheet_of(cycle, unit).filter(state__in=HANDED_IN).values_list("current_id", flat=True))
    if not versions:
        raise LuoshiError(
            "一项都还没有提交，先提交再传盖章件。", "Nothing is handed in yet; submit first, then send the scan."
        )
    jurisdiction = cycle.plan.jurisdiction_id
    kept, name = keep(upload, jurisdiction_id=jurisdiction, at=at, only=SCANS)
    last = SealedSheet.objects.filter(cycle=cycle, unit=unit).aggregate(last=Max("number"))["last"] or 0
    row = SealedSheet.objects.create(
        jurisdiction_id=jurisdiction,
        cycle=cycle,
        unit=unit,
        number=last + 1,
        file=kept,
        name=name,
        added_by=by,
        added_at=at,
    )
    row.versions.set(versions, through_defaults={"jurisdiction_id": jurisdiction})
    objects: dict[str, Any] = {
        "sheet": row,
        "cycle": cycle,
        "unit": unit,
        "sha256": kept.sha256,
        "versions": len(versions),
    }
    record("sheet.added", jurisdiction, by=by, at=at, objects=objects, details={"name": name})
    return row


@transaction.atomic
def remove_sheet(sheet: SealedSheet, *, by: User, at: datetime | None = None) -> None:
    """Take a scan back, since it was the wrong one; its bytes and its entry stay. Twice is once."""
    at = at or timezone.now()
    if SealedSheet.objects.filter(pk=sheet.pk, removed_at=None).update(removed_at=at):
        jurisdiction = sheet.cycle.plan.jurisdiction_id
        record("sheet.removed", jurisdiction, by=by, at=at, objects={"sheet": sheet, "cycle": sheet.cycle_id})
    sheet.removed_at = at
