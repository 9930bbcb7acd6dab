"""Reading intakes: who may have which, and the plan as read and as persons put it right."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.http import Http404

from luoshi.checks import judge_plan
from luoshi.contract import unpacked
from luoshi.corrections import (
    Correction,
    UnitAlias,
    apply,
    correction_from_dict,
    needs_document,
    towards_known,
    units_unheard,
)
from luoshi.plan import Finding
from luoshi.plan import Plan as ReadPlan
from luoshi_web.intake.models import Act, Intake, IntakeReading
from luoshi_web.people.rights import Right, Viewer, concerning, demand
from luoshi_web.places import models as places
from luoshi_web.plans import models as plans

CHECKED_AT_ONCE = 3000  # tasks: their checks take a second


def jurisdictions_for(user: Viewer) -> QuerySet[places.Jurisdiction]:
    """Return the jurisdictions where somebody may take in a file."""
    return places.Jurisdiction.objects.filter(concerning(user, Right.REVISE, "pk")).order_by("name")


def jurisdiction_for(user: Viewer, slug: str) -> places.Jurisdiction:
    """Return a jurisdiction to take files in for: 404 for whom it does not concern, 403 for who may only read."""
    found = places.Jurisdiction.objects.filter(concerning(user, Right.READ, "pk"), slug=slug).first()
    if found is None:
        raise Http404
    demand(user, Right.REVISE, found.pk)
    return found


def intakes_of(jurisdiction: places.Jurisdiction) -> QuerySet[Intake]:
    """Return what was taken in; `standing` counts the rows in force that a later revision left as this one has them."""
    kept = plans.Wording.objects.filter(kept_from=OuterRef("revision"), revision=F("revision__plan__in_force"))
    counted = kept.order_by().values("kept_from").annotate(count=Count("pk")).values("count")
    found = Intake.objects.filter(jurisdiction=jurisdiction).annotate(standing=Subquery(counted))
    return found.select_related("source", "uploaded_by", "revision__plan")


def intake_for(user: Viewer, slug: str, number: int) -> Intake:
    """Return the intake at an address; 404 and 403 as for its jurisdiction."""
    found = intakes_of(jurisdiction_for(user, slug)).select_related("jurisdiction").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def live_acts(intake: Intake) -> list[Act]:
    """Return the acts that correct and were not taken back, in their order."""
    return list(intake.acts.filter(undoes=None, undone_by=None).select_related("by").order_by("number"))


def corrections_in(act: Act) -> list[Correction]:
    return [correction_from_dict(written) for written in json.loads(act.written, parse_float=Decimal)]


def corrections_of(intake: Intake) -> list[Correction]:
    """Return the corrections that hold."""
    return [correction for act in live_acts(intake) for correction in corrections_in(act)]


def names_known(jurisdiction: places.Jurisdiction) -> list[Correction]:
    """Return what persons have said of this jurisdiction's units before: it is not asked again."""
    aliases = places.UnitAlias.objects.filter(jurisdiction=jurisdiction).values_list("name", "unit__name")
    decided = plans.Likeness.objects.filter(
        unit__jurisdiction=jurisdiction, decision=plans.Likeness.Decision.DIFFERENT
    ).values_list("unit__name", "other__name")
    return [
        *(UnitAlias(name, unit) for name, unit in aliases),
        *(UnitAlias(name, other, same=False) for name, other in decided),
    ]


def _names_of(jurisdiction: places.Jurisdiction) -> frozenset[str]:
    """Return the names that a jurisdiction's units go by, as far as plans in force have named them."""
    units = places.Unit.objects.filter(jurisdiction=jurisdiction).values_list("name", flat=True)
    aliases = places.UnitAlias.objects.filter(jurisdiction=jurisdiction).values_list("name", flat=True)
    return frozenset((*units, *aliases))


@dataclass(frozen=True, slots=True)
class DraftTable:
    """An intake's plan: as read, and as persons put it right, checked and judged.

    `read_findings` says how many of the plan's findings came from reading; those of the checks follow, where
    it was `checked`.
    """

    as_read: ReadPlan
    plan: ReadPlan
    read_findings: int
    corrections: tuple[Correction, ...]
    checked: bool = True


def corrected_plan(intake: Intake) -> ReadPlan:
    """Return the plan as persons put it right, checked and judged.

    Raises:
        Http404: the intake was not read yet.
    """
    return draft_of(intake).plan


def draft_shown(intake: Intake) -> DraftTable:
    """Return a draft for its page: a long one without the checks of its figures, which come when it is confirmed."""
    return draft_of(intake, checked=not is_long(intake))


def is_long(intake: Intake) -> bool:
    """Tell whether a draft has so many tasks that a worker puts it in force, and its page leaves checks out."""
    tasks = IntakeReading.objects.filter(intake=intake).values_list("tasks", flat=True).first() or 0
    return tasks > CHECKED_AT_ONCE


def draft_of(intake: Intake, further: Iterable[Correction] = (), *, checked: bool = True) -> DraftTable:
    """Return what an intake holds.

    Args:
        further: corrections that nobody has made yet, to be tried on it.
        checked: without it the figures are neither checked nor judged.

    Raises:
        Http404: the intake was not read yet.
        CorrectionRefused: a further correction cannot be made.
    """
    reading = IntakeReading.objects.filter(intake=intake).values_list("attempt", flat=True).first()
    if reading is None:
        raise Http404
    said = _Said((*names_known(intake.jurisdiction), *corrections_of(intake)))
    draft = _draft(intake.pk, reading, intake.read_at, said, _names_of(intake.jurisdiction), checked)
    if trial := [correction for correction in further if not needs_document(correction)]:
        apply(draft.plan, trial)
    return draft


class _Said:
    """Corrections, known by what they say: they hold mappings, which have no hash."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self.corrections = tuple(corrections)
        self.words = repr(self.corrections)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Said) and self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)


# The last drafts stay at hand, since each correction shows what it changed; one of 20,000 rows takes 400 MB.
@lru_cache(maxsize=2)
def _draft(
    pk: int, attempt: int, read_at: datetime | None, said: _Said, known: frozenset[str], checked: bool
) -> DraftTable:
    as_read = _as_read(pk, attempt, read_at)
    plan = apply(as_read, [c for c in said.corrections if not needs_document(c)], strict=False)
    asked = tuple(towards_known(finding, known, plan.tasks) for finding in plan.findings)
    plan = replace(plan, findings=(*asked, *_unheard(replace(plan, findings=asked), known, said.corrections)))
    judged = judge_plan(plan) if checked else plan
    return DraftTable(as_read, judged, len(plan.findings), said.corrections, checked)


def forget_drafts() -> None:
    """Give back the memory of the drafts at hand; a worker has no page to show them on again."""
    _draft.cache_clear()
    _as_read.cache_clear()


def _unheard(plan: ReadPlan, known: frozenset[str], said: tuple[Correction, ...]) -> list[Finding]:
    """Ask about names that no plan has named before, but for those that a person has told apart or is asked about."""
    asked = {(finding.code, finding.written) for finding in plan.findings}
    # of a name that may be another of the table that is asked first
    asked |= {("unit-unknown", finding.written) for finding in plan.findings if finding.code == "unit-maybe-same"}
    apart = {frozenset((c.name, c.same_as)) for c in said if isinstance(c, UnitAlias) and not c.same}
    return [doubt for doubt in units_unheard(plan, known, apart) if (doubt.code, doubt.written) not in asked]


@lru_cache(maxsize=2)
def _as_read(pk: int, attempt: int, read_at: datetime | None) -> ReadPlan:
    """Unpack a reading once; `read_at` tells it from one of the same numbers in a database that was set back."""
    return unpacked(bytes(IntakeReading.objects.values_list("packed", flat=True).get(intake=pk, attempt=attempt)))
