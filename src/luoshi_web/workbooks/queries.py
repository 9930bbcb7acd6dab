"""Reading: who may have which unit's workbook, and what became of those that came back."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from luoshi_web.people.models import Membership, Role
from luoshi_web.people.rights import Right, Viewer, may
from luoshi_web.places.models import Unit
from luoshi_web.reports.models import Cycle
from luoshi_web.reports.queries.access import units_of
from luoshi_web.workbooks.models import Line, Outcome, Upload


@dataclass(frozen=True, slots=True)
class Desk:
    """One unit's place in one cycle, as somebody sees it: who fills in the workbook, and who reviews."""

    cycle: Cycle
    unit: Unit
    writes: bool
    reviews: bool

    @property
    def address(self) -> tuple[str, int, date, str]:
        assert self.cycle.as_of is not None
        plan = self.cycle.plan
        return plan.jurisdiction.slug, plan.year, self.cycle.as_of, self.unit.name

    def link(self, name: str, *more: int) -> str:
        return reverse(name, args=(*self.address, *more))


def desk_for(user: Viewer, jurisdiction: str, year: int, as_of: date, name: str, *, write: bool = False) -> Desk:
    """Return a unit's place: 404 for strangers and other units, 403 for those who only read."""
    cycle = Cycle.objects.filter(plan__jurisdiction__slug=jurisdiction, plan__year=year, as_of=as_of)
    cycle = cycle.select_related("plan__jurisdiction", "opened_by")
    found = cycle.first()
    unit = Unit.objects.filter(jurisdiction__slug=jurisdiction, name=name).first()
    if found is None or unit is None:
        raise Http404
    mine = units_of(user).filter(pk=unit.pk).exists()
    place = found.plan.jurisdiction_id
    if not mine and not may(user, Right.READ, place):
        raise Http404
    reviews = may(user, Right.REVIEW, place)
    if not (mine if write else mine or reviews):
        raise PermissionDenied
    return Desk(found, unit, mine, reviews)


def _visible(desk: Desk) -> QuerySet[Upload]:
    """Return the workbooks that came back; of those, one that was only to be saved is a draft, and the unit's own.

    One that could not be read is shown to the office too, since it is asked what is wrong with it.
    """
    rows = Upload.objects.filter(cycle=desk.cycle, unit=desk.unit)
    return rows if desk.writes else rows.exclude(hand_in=False, trouble="")


def upload_for(desk: Desk, number: int) -> Upload:
    """Return a workbook that came back, or 404."""
    rows = _visible(desk).filter(number=number)
    found = rows.select_related("by", "file", "unit", "cycle__plan__jurisdiction").first()
    if found is None:
        raise Http404
    return found


def uploads_of(desk: Desk) -> list[Upload]:
    return list(_visible(desk).select_related("by")[:50])


def called(cycle: Cycle) -> str:
    """Say whom to call: who opened the cycle, else those who review; with the number that is known."""
    office = Membership.objects.current().filter(
        jurisdiction=cycle.plan.jurisdiction_id, role__in=(Role.REVIEWER, Role.OFFICE_HEAD)
    )
    people = [cycle.opened_by] if cycle.opened_by and cycle.opened_by.phone else []
    people = people or [row.user for row in office.select_related("user").order_by("pk")[:3]]
    names = "、".join(f"{one.get_full_name()} {one.phone}".strip() for one in people)
    return f"督查室：{names}。" if names else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One sentence, and the cells of one sheet that it holds for; `numbers` are those of their tasks."""

    sheet: str
    cells: tuple[str, ...]
    chinese: str
    english: str
    numbers: tuple[str, ...] = ()


def faults_in(lines: list[Line]) -> list[Fault]:
    """Return what came back, the same sentence of one sheet once, in the order of the file."""
    found: dict[tuple[str, str, str], list[str]] = {}
    numbers: dict[tuple[str, str, str], dict[str, None]] = {}
    for line in lines:
        if line.outcome in (Outcome.BAD, Outcome.NOT_HANDED_IN):
            said = (line.sheet, line.sentence, line.sentence_en)
            cells = found.setdefault(said, [])
            numbers.setdefault(said, {}).update({line.no: None} if line.no else {})
            if line.cell:
                cells.append(line.cell)
    return [Fault(said[0], tuple(cells), *said[1:], tuple(numbers[said])) for said, cells in found.items()]
