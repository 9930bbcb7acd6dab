"""Corrections over a reading: the plan as persons put it right. Pure; the same for the same input."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import singledispatchmethod
from typing import Any

from luoshi.corrections.cells import is_numbered, reread_reports, with_cell
from luoshi.corrections.cutting import halves, joined
from luoshi.corrections.doubts import findings_after
from luoshi.corrections.kinds import (
    PERSON,
    CellText,
    ColumnMeaning,
    Correction,
    CorrectionRefused,
    DoubtSettled,
    FigureChosen,
    PlanYear,
    RowRole,
    TargetRemoved,
    TargetSet,
    TaskAdded,
    TasksJoined,
    TaskSplit,
    UnitAlias,
)
from luoshi.corrections.names import Names
from luoshi.corrections.targets import signature
from luoshi.documents import Document
from luoshi.errors import LuoshiError
from luoshi.place import Place
from luoshi.plan import Claim, Confirmation, Finding, Level, Plan, Settlement, Settler, Target, Task
from luoshi.tasktable import numbering, plan_of


def apply(
    source: Plan | Document, corrections: Iterable[Correction], *, year: int | None = None, strict: bool = True
) -> Plan:
    """Return the plan with corrections made in their order; without assessments and relations of what changed.

    What a correction touches is read again by the grammar; targets that a person set stay. Numbers
    and units are looked at anew. A correction whose task is gone changes nothing, and is a finding.

    Args:
        source: a plan as it was read; or its document, where columns or rows are to be read differently.
        year: of a document, the plan's year where the caller knows it better.
        strict: without it, a correction that can no longer be made, since the file was read again
            meanwhile, changes nothing and is a finding.

    Raises:
        CorrectionRefused: a correction that cannot be made: no such field, an empty text, or a column's
            meaning or a row for a plan whose document is not given.
        NoTaskFound: with its columns read so, the document holds no task.
    """
    made = list(corrections)
    if isinstance(source, Document):
        plan = plan_of(source, **({"year": year} | reading_of(made)))
        made = [correction for correction in made if not needs_document(correction)]
    else:
        plan = source
    if not made:
        return plan
    work = _Work(plan)
    for correction in made:
        try:
            work.take(correction)
        except CorrectionRefused as refused:
            if strict:
                raise
            work.lose(correction, refused)
    return work.plan()


def needs_document(correction: Correction) -> bool:
    """Tell whether a correction changes how the document is read, not only what was read."""
    return isinstance(correction, ColumnMeaning | PlanYear) or (isinstance(correction, RowRole) and correction.is_task)


def reading_of(corrections: Iterable[Correction]) -> dict[str, Any]:
    """Return what `plan_of` is to be told: year, columns, rows that are tasks; of each the last said."""
    told = list(corrections)
    meanings = {(c.table, c.index): c.role for c in told if isinstance(c, ColumnMeaning)}
    rows = {c.place: c.is_task for c in told if isinstance(c, RowRole)}
    tasks = frozenset(place for place, is_task in rows.items() if is_task)
    given: dict[str, Any] = {}
    for correction in told:
        if isinstance(correction, PlanYear):
            given["year"] = correction.year
    if meanings:
        given["meanings"] = meanings
    if tasks:
        given["tasks_at"] = tasks
    return given


class _Work:
    """A plan under correction. Tasks keep their place in the list; keys follow from their numbers."""

    def __init__(self, plan: Plan) -> None:
        self.source = plan
        self.tasks = list(plan.tasks)
        self.names = Names(plan.units)
        self.removed: dict[int, list[tuple[object, ...]]] = defaultdict(list)
        self.origin = list(range(len(plan.tasks)))
        self.chosen: dict[int, list[FigureChosen]] = defaultdict(list)
        self.lost: list[Finding] = []

    def plan(self) -> Plan:
        tasks = tuple(self._settled(old, task) for old, task in zip(self.origin, self.tasks, strict=True))
        units = self.names.mentions(tasks)
        renamed = {
            self.source.tasks[old].key: task.key for old, task in zip(self.origin, tasks, strict=True) if old >= 0
        }
        findings = findings_after(self.source, tasks, units, renamed)
        as_of = max((r.as_of for t in tasks for r in t.reports if r.as_of and r.statement), default=self.source.as_of)
        return replace(self.source, tasks=tasks, units=units, findings=(*findings, *self.lost), as_of=as_of)

    def _settled(self, origin: int, task: Task) -> Task:
        """Return a task with what was said of its figures, as far as it says the same at the end as it did then."""
        words = []
        for said in self.chosen[origin]:
            if said.fits(task):
                by = Confirmation(Settler.OFFICE, said.on)
                words.append(Settlement(by, said.target, said.basis, said.figure))
            else:
                self.lose(said, _said_otherwise())
        return replace(task, settlements=(*task.settlements, *words)) if words else task

    @singledispatchmethod
    def take(self, correction: object) -> None:
        raise TypeError(f"no correction: {correction!r}")

    @take.register
    def _(self, correction: CellText) -> None:
        index = self._index(correction.task, correction.place)
        if index is None:
            self._lose(correction.task, correction.place)
            return
        task = self.tasks[index]
        removed = self.removed[self.origin[index]]
        self.tasks[index] = with_cell(task, correction.field, correction.text, year=self.source.year, removed=removed)
        if correction.field in ("no", "chapter"):
            self._key()

    @take.register
    def _(self, correction: TargetSet) -> None:
        index = self._index(correction.task, correction.place)
        if index is None:
            self._lose(correction.task, correction.place)
            return
        task, target = self.tasks[index], replace(correction.target, rule=PERSON)
        _must_fit(task, correction.target.span)
        targets = list(task.targets)
        if correction.index is not None and correction.index < len(targets):
            self.removed[self.origin[index]].append(signature(targets[correction.index], task.text))
            targets[correction.index] = target
        else:
            targets.append(target)
        self._retarget(index, targets)

    @take.register
    def _(self, correction: TargetRemoved) -> None:
        index = self._index(correction.task, correction.place)
        if index is None or correction.index >= len(self.tasks[index].targets):
            self._lose(correction.task, correction.place)
            return
        targets = list(self.tasks[index].targets)
        gone = targets.pop(correction.index)
        self.removed[self.origin[index]].append(signature(gone, self.tasks[index].text))
        self._retarget(index, targets)

    @take.register
    def _(self, correction: FigureChosen) -> None:
        index = self._index(correction.task, correction.place)
        if index is None:
            self._lose(correction.task, correction.place)
        elif not correction.fits(self.tasks[index]):
            raise _said_otherwise()
        else:
            self.chosen[self.origin[index]].append(correction)

    @take.register
    def _(self, correction: UnitAlias) -> None:
        self.names.take(correction)

    @take.register
    def _(self, correction: RowRole) -> None:
        if correction.is_task:
            raise _document_needed()
        index = self._index(correction.task, correction.place)
        if index is None:
            self._lose(correction.task, correction.place)
            return
        del self.tasks[index], self.origin[index]
        self._key()

    @take.register
    def _(self, correction: TaskAdded) -> None:
        index = self._index(correction.after, None) if correction.after else -1
        if index is None:
            self._lose(correction.after, correction.place)
            return
        neighbour = self.tasks[max(index, 0)] if self.tasks else None
        task = _empty(neighbour, correction.place)
        for field, text in correction.cells.items():
            task = with_cell(task, field, text, year=self.source.year)
        if not task.text:
            raise CorrectionRefused("任务内容不能为空。", "A task must say something.")
        self._insert(index + 1, task)
        self._key()

    @take.register
    def _(self, correction: TaskSplit) -> None:
        index = self._index(correction.task, correction.place)
        if index is None:
            self._lose(correction.task, correction.place)
            return
        removed = self.removed[self.origin[index]]
        first, second = halves(self.tasks[index], correction.at, self.source.year, removed)
        self.tasks[index] = first
        self._insert(index + 1, second)
        self.removed[self.origin[index + 1]] = list(removed)
        self._key()

    @take.register
    def _(self, correction: TasksJoined) -> None:
        index = self._index(correction.task, correction.place)
        if index is None or index + 1 >= len(self.tasks):
            self._lose(correction.task, correction.place)
            return
        removed = self.removed[self.origin[index]]
        removed += self.removed[self.origin[index + 1]]
        self.tasks[index] = joined(self.tasks[index], self.tasks[index + 1], self.source.year, removed)
        del self.tasks[index + 1], self.origin[index + 1]
        self._key()

    @take.register
    def _(self, correction: ColumnMeaning) -> None:
        raise _document_needed()

    @take.register
    def _(self, correction: PlanYear) -> None:
        raise _document_needed()

    @take.register
    def _(self, correction: DoubtSettled) -> None:
        """It says that the plan is right: nothing changes."""

    def _insert(self, index: int, task: Task) -> None:
        """Put in a task that the reading did not have; its origin is a number below 0 that no other has."""
        self.tasks.insert(index, task)
        self.origin.insert(index, min(0, *self.origin) - 1 if self.origin else -1)

    def _retarget(self, index: int, targets: Sequence[Target]) -> None:
        ordered = tuple(sorted(targets, key=lambda target: target.span))
        task = replace(self.tasks[index], targets=ordered)
        self.tasks[index] = reread_reports(task, self.source.year)

    def _index(self, key: str, place: Place | None) -> int | None:
        """Return where a task stands: by its key, or where the file was read again, by its row's place."""
        same_key = [index for index, task in enumerate(self.tasks) if task.key == key]
        if same_key and (place is None or self.tasks[same_key[0]].place == place):
            return same_key[0]
        if place is None:
            return None
        same_place = [index for index, task in enumerate(self.tasks) if task.place == place]
        return same_place[0] if len(same_place) == 1 else None

    def _key(self) -> None:
        """Give every task the key that its number makes, as reading does."""
        keys = numbering.keys(
            [
                numbering.Numbered(str(task.no) if is_numbered(task) else "", task.chapter, task.part)
                for task in self.tasks
            ]
        )
        for index, (task, key) in enumerate(zip(self.tasks, keys, strict=True)):
            number = task.no if is_numbered(task) else index + 1
            if (task.key, task.no) != (key, number):
                self.tasks[index] = replace(task, key=key, no=number)

    def lose(self, correction: Correction, why: CorrectionRefused) -> None:
        """Note that a correction was not made, and why."""
        self.lost.append(
            Finding(
                "correction-lost",
                Level.WARNING,
                f"有一处改动没有用上：{why.chinese}",
                getattr(correction, "place", None) or Place(),
                f"A correction was not used. {why.english}",
            )
        )

    def _lose(self, key: str, place: Place | None) -> None:
        self.lost.append(
            Finding(
                "correction-lost",
                Level.WARNING,
                f"有一处改动没有用上：找不到原来的任务{key}，请再看一眼。",
                place or Place(),
                f"A correction was not used, since its task {key} is no longer there; please look again.",
            )
        )


def _must_fit(task: Task, span: tuple[int, int]) -> None:
    if span[1] > len(task.text) or span[1] <= span[0]:
        raise CorrectionRefused("目标指的字不在任务内容里。", "The target's words do not stand in the task's text.")


def _said_otherwise() -> CorrectionRefused:
    return CorrectionRefused(
        "选过用哪个数，可句子或目标后来改了，请再选一次。",
        "It was chosen which figure counts, but its sentence or target has changed since; please choose again.",
    )


def _document_needed() -> LuoshiError:
    return CorrectionRefused(
        "改列的含义要把文件重读一遍。", "To read columns or rows differently, the file has to be read again."
    )


def _empty(neighbour: Task | None, place: Place | None) -> Task:
    """Return a task without words, in its neighbour's chapter, with the same progress columns."""
    reports = tuple(
        replace(report, statement="", claim=Claim.NONE, observations=(), problems=None, next_step=None)
        for report in (neighbour.reports if neighbour else ())
    )
    return Task(
        key="#0",
        no=0,
        chapter=neighbour.chapter if neighbour else "",
        objective=neighbour.objective if neighbour else "",
        text="",
        lead=(),
        cooperating=(),
        statement="",
        claim=Claim.NONE,
        place=place or Place(),
        reports=reports,
    )
