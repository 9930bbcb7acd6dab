"""Opinions as the pages show them: at their rows, counted by unit, and who has not answered."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from luoshi.place import Place
from luoshi_web.intake.models import Intake, Opinion, OpinionKind, OpinionState
from luoshi_web.intake.opinion_rows import hash_of
from luoshi_web.intake.opinions import line_for, needs_fitting
from luoshi_web.intake.preview import Preview, PreviewLine
from luoshi_web.intake.suggested import last_plan
from luoshi_web.places.models import UnitAlias
from luoshi_web.plans.models import Duty


@dataclass(frozen=True, slots=True)
class ShownOpinion:
    """An opinion, and its row in the draft as it is; None where the row is gone."""

    opinion: Opinion
    line: PreviewLine | None

    @property
    def changed(self) -> bool:
        """Whether the task says something else now than when it was sent; what was taken changed it itself."""
        if self.line is None or self.opinion.state != OpinionState.OPEN:
            return False
        return hash_of(self.line.task.text) != self.opinion.words_hash

    @property
    def needs_fitting(self) -> bool:
        return self.line is not None and needs_fitting(self.opinion, self.line)

    @property
    def decidable(self) -> bool:
        return self.opinion.state == OpinionState.OPEN and self.opinion.kind != OpinionKind.AGREE


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How often a unit said what, and how much of it is not decided."""

    unit: str
    kinds: Counter[str]
    open: int

    @property
    def all(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Opinions:
    """All opinions on a draft, those that a later answer replaced last."""

    shown: tuple[ShownOpinion, ...]

    def at(self, line: PreviewLine) -> list[ShownOpinion]:
        """What is said of a row, but for what a later answer replaced."""
        return [one for one in self.shown if one.line is line and one.opinion.state != OpinionState.REPLACED]

    @property
    def open(self) -> int:
        return sum(1 for one in self.shown if one.decidable)

    @property
    def by_unit(self) -> list[UnitCount]:
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        undecided: Counter[str] = Counter()
        for one in self.shown:
            if one.opinion.state != OpinionState.REPLACED:
                kinds[one.opinion.unit][one.opinion.kind] += 1
                undecided[one.opinion.unit] += one.decidable
        return [UnitCount(unit, kinds[unit], undecided[unit]) for unit in sorted(kinds)]


def opinions_on(intake: Intake, preview: Preview) -> Opinions:
    """Return the opinions on a draft with their rows; none are asked for where it was not cut from a report."""
    if not intake.drafted:
        return Opinions(())
    rows = Opinion.objects.filter(intake=intake).select_related("recorded_by", "decided_by", "source", "intake")
    shown = [ShownOpinion(one, line_for(preview, Place(**one.place), one.words)) for one in rows]
    shown.sort(
        key=lambda one: (
            one.opinion.state == OpinionState.REPLACED,
            one.line.position if one.line else len(preview.lines) + 1,
            one.opinion.number,
        )
    )
    return Opinions(tuple(shown))


def unanswered(intake: Intake, preview: Preview, opinions: Opinions) -> list[str]:
    """Return the units that lead a task of the draft or of the last plan in force, and have answered nothing."""
    aliases = UnitAlias.objects.filter(jurisdiction=intake.jurisdiction).values_list("name", "unit__name")
    one_name = dict(aliases)
    leads = [unit for line in preview.lines for unit in line.task.lead]
    last = last_plan(intake, preview.draft.plan.year)
    if last is not None:
        led = Duty.objects.filter(wording__revision=last.in_force_id, role=Duty.Role.LEAD)
        leads += led.order_by("wording__position", "position").values_list("unit__name", flat=True)
    answered = {one_name.get(one.opinion.unit, one.opinion.unit) for one in opinions.shown}
    return [unit for unit in dict.fromkeys(one_name.get(unit, unit) for unit in leads) if unit not in answered]
