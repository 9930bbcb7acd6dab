"""Taking a workbook back: the file is kept first, then each task in a transaction of its own with its lines.

A bad row never takes a good one with it, and nothing is written without a line that says so, also
where the process dies half way. The same file twice leaves nothing behind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.places.models import Unit
from luoshi_web.reports.actions import answering, contributing
from luoshi_web.reports.actions.drafting import Written
from luoshi_web.reports.actions.keeping import keep_as_it_came
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.reports.queries.wanting import NotWhole
from luoshi_web.trail.actions import record
from luoshi_web.workbooks.confined import read_confined
from luoshi_web.workbooks.content import Content, SheetItem, content_of
from luoshi_web.workbooks.deciding import Decided, Rows, Verdict, decide
from luoshi_web.workbooks.layout import Kind
from luoshi_web.workbooks.models import Line, Outcome, Settled, Upload
from luoshi_web.workbooks.sent import Problem, Sent, heard

MOST_LINES = 2000  # that one upload may leave
Typed = dict[tuple[Kind, str, int], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an upload: `new` is False where the same file came before, and nothing is different now."""

    upload: Upload
    new: bool


def receive(
    data: bytes, name: str, *, cycle: Cycle, unit: Unit, hand_in: bool, by: User, at: datetime | None = None
) -> Received:
    """Keep a workbook, and take what is good of it. Nothing is raised for what the file holds.

    Args:
        hand_in: what is complete is submitted, not only saved.
    """
    at = at or timezone.now()
    upload = _kept(data, name, cycle, unit, hand_in, by, at)
    content = content_of(cycle, unit)
    try:
        sent = heard(read_confined(data, name), content.identity())
    except LuoshiError as error:
        upload.trouble, upload.trouble_en = error.chinese, error.english
    else:
        upload.token = sent.token
        _Taking(upload, content, sent, by, at).all()
    if before := _said_before(upload):
        upload.delete()
        return Received(before, new=False)
    _finish(upload, by, at)
    return Received(upload, new=True)


@transaction.atomic
def _kept(data: bytes, name: str, cycle: Cycle, unit: Unit, hand_in: bool, by: User, at: datetime) -> Upload:
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    file = keep_as_it_came(data, jurisdiction_id=cycle.plan.jurisdiction_id, at=at)
    last = Upload.objects.filter(cycle=cycle, unit=unit).aggregate(last=Max("number"))["last"] or 0
    return Upload.objects.create(
        jurisdiction_id=cycle.jurisdiction_id, cycle=cycle, unit=unit, number=last + 1, file=file, name=name[-255:],
        size=len(data), hand_in=hand_in, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def _finish(upload: Upload, by: User, at: datetime) -> None:
    upload.finished_at = timezone.now()
    upload.save(update_fields=["trouble", "trouble_en", "token", "untouched", "finished_at"])
    objects: dict[str, Any] = {
        "cycle": upload.cycle_id, "unit": upload.unit_id, "upload": upload.number, "sha256": upload.file.sha256,
    }  # fmt: skip
    jurisdiction = upload.cycle.plan.jurisdiction_id
    record("workbook.uploaded", jurisdiction, by=by, at=at, objects=objects, details={"file": upload.name})


def _said_before(upload: Upload) -> Upload | None:
    """Return the earlier upload of the same file that already says all that this one has to say."""
    written = (Outcome.TAKEN, Outcome.HANDED_IN)
    if upload.lines.filter(outcome__in=written).exists():
        return None
    now = _saying(upload)
    same = Upload.objects.filter(cycle=upload.cycle, unit=upload.unit, file=upload.file, finished_at__isnull=False)
    for one in same.exclude(pk=upload.pk).order_by("-number"):
        if one.trouble == upload.trouble and now <= _saying(one):
            return one
    return None


def _saying(upload: Upload) -> set[tuple[str, ...]]:
    rows = upload.lines.exclude(outcome__in=(Outcome.TAKEN, Outcome.HANDED_IN))
    return set(rows.values_list("outcome", "sheet", "cell", "sentence"))


def own_rows(upload: Upload, by: User) -> Rows:
    """Return what somebody's own earlier uploads of the same download left in each row."""
    if not upload.token:
        return {}
    lines = Line.objects.filter(upload__cycle=upload.cycle, upload__unit=upload.unit, upload__token=upload.token)
    lines = lines.filter(upload__by=by).exclude(left="").exclude(settled=Settled.PAGE)
    lines = lines.filter(outcome=Outcome.TAKEN) | lines.filter(settled=Settled.SHEET)
    rows = lines.order_by("upload__number", "settled_at", "position")
    names = rows.values_list("kind", "report__task__key", "contribution__report__task__key", "part", "left")
    return {(Kind(kind), task or adds or "", part): left for kind, task, adds, part, left in names}


def composed(items: Iterable[SheetItem], typed: Typed) -> Written:
    """Return what is written into a draft: what the page says, with the changed rows in it."""
    texts: dict[str, str] = {}
    figures, milestones = [], []
    for item in items:
        new = {**item.raw, **typed.get(item.row, {})}
        if item.kind is Kind.REPORT:
            texts = new
        elif item.asked is not None:
            figures.append({"target": item.asked.target.pk, **new})
        elif item.milestone is not None and any(new.values()):
            milestones.append({"milestone": item.milestone.pk, **new})
    return Written(**texts, figures=figures, milestones=milestones)


def typed_in(one: Decided) -> dict[str, str]:
    """Return the cells of a row that differ from the page, as they are to be written."""
    return {name: one.meant.typed[name] for name, value in one.meant.values.items() if value != one.item.now[name]}


def save_report(report: Report, items: Sequence[SheetItem], typed: Typed, *, by: User, at: datetime) -> int:
    """Write changed rows of one report into its draft; return the draft's number."""
    return answering.save_draft(report, composed(items, typed), seen=items[0].seen, by=by, at=at).number


def save_contribution(item: SheetItem, typed: dict[str, str], *, by: User, at: datetime) -> int:
    assert item.contribution is not None
    new = {**item.raw, **typed}
    return contributing.save(item.contribution, new["statement"], new["problems"], seen=item.seen, by=by, at=at)


@dataclass(slots=True)
class _Taking:
    """One workbook on its way in."""

    upload: Upload
    content: Content
    sent: Sent
    by: User
    at: datetime
    position: int = 0
    written: dict[int, int] = field(default_factory=dict)  # by report, its draft's number since

    def all(self) -> None:
        own = own_rows(self.upload, self.by)
        today = timezone.localtime(self.at).date()
        decided, strays = decide(self.content, self.sent, own, today)
        for problem in [*self.sent.problems, *strays][:MOST_LINES]:
            self._line(Outcome.BAD, problem)
        decided.sort(key=lambda one: (one.item.report.pk, one.item.contribution is not None))
        for _, group in groupby(decided, key=lambda one: (one.item.report.pk, one.item.contribution is not None)):
            self._task(list(group), own)
        self.upload.untouched = sum(one.verdict in (Verdict.UNTOUCHED, Verdict.SAME) for one in decided)
        for problem in self.sent.notes:
            self._line(Outcome.NOTE, problem)

    def _task(self, rows: list[Decided], own: Rows) -> None:
        """Take the rows of one report, or of one contribution."""
        for one in rows:
            for problem in one.meant.problems if one.verdict is Verdict.BAD else ():
                self._line(Outcome.BAD, problem, one)
            if one.verdict is Verdict.CONFLICT:
                self._conflict(one)
            elif one.verdict is Verdict.UNTOUCHED and not one.matches and one.item.row in own:
                self._line(Outcome.NOTE, _left_alone(one), one)
        takes = [one for one in rows if one.verdict is Verdict.TAKE]
        refused = bool(takes) and not self._take(takes)
        whole = not refused and not any(one.verdict in (Verdict.BAD, Verdict.CONFLICT) for one in rows)
        if self.upload.hand_in and whole and any(one.verdict is not Verdict.UNTOUCHED for one in rows):
            self._hand_in(rows)

    def _take(self, takes: list[Decided]) -> bool:
        first = takes[0]
        try:
            with transaction.atomic():
                number = self._save(takes)
                for one in takes:
                    self._line(Outcome.TAKEN, None, one, changes=one.changes(), left=one.digest, seen=number)
        except LuoshiError as error:
            self._line(Outcome.BAD, _at(first, error), first)
            return False
        for item in self._items(first):
            item.seen = number
        for one in takes:
            one.item.now = dict(one.meant.values)
        return True

    def _save(self, takes: list[Decided]) -> int:
        first = takes[0].item
        if first.contribution is not None:
            return save_contribution(first, typed_in(takes[0]), by=self.by, at=self.at)
        typed = {one.item.row: typed_in(one) for one in takes}
        items = self.content.of_report(first.report)
        return save_report(first.report, items, typed, by=self.by, at=self.at)

    def _hand_in(self, rows: list[Decided]) -> None:
        """Submit what is complete; say what it lacks where it is not."""
        first = rows[0]
        if not first.item.open or any(self._broken(item.kind) for item in self._items(first)):
            return
        if newer := next((one for one in rows if not one.matches), None):
            self._line(Outcome.NOT_HANDED_IN, _newer(newer), first)
            return
        try:
            with transaction.atomic():
                if first.item.contribution is not None:
                    contributing.submit(first.item.contribution, seen=first.item.seen, by=self.by, at=self.at)
                else:
                    answering.submit(first.item.report, seen=first.item.seen, by=self.by, at=self.at)
                self._line(Outcome.HANDED_IN, None, first)
        except LuoshiError as error:
            self._line(Outcome.NOT_HANDED_IN, _lacking(rows, error), first)

    def _items(self, one: Decided) -> list[SheetItem]:
        return [one.item] if one.item.contribution is not None else self.content.of_report(one.item.report)

    def _broken(self, kind: Kind) -> bool:
        return kind in self.sent.broken

    def _conflict(self, one: Decided) -> None:
        problem = _at(one, LuoshiError(
            "下载以后，网页上改过这一行。请选留哪一个。", "The page was changed since the download; please choose."
        ))  # fmt: skip
        self._line(
            Outcome.CONFLICT, problem, one, changes=one.changes(), wanted=typed_in(one), left=one.digest,
            seen=one.item.seen,
        )  # fmt: skip

    def _line(self, outcome: Outcome, problem: Problem | None, one: Decided | None = None, **columns: object) -> None:
        self.position += 1
        item = one.item if one else None
        Line.objects.create(
            jurisdiction_id=self.upload.jurisdiction_id,
            upload=self.upload,
            position=self.position,
            outcome=outcome,
            kind=item.kind if item else "",
            sheet=(problem.sheet if problem else one.row.sheet if one else "")[:100],
            cell=problem.cell if problem else one.row.cell if one else "",
            no=item.no if item else "",
            named=item.named if item else "",
            report=item.report if item and item.contribution is None else None,
            contribution=item.contribution if item else None,
            part=item.position if item else 0,
            sentence=problem.chinese if problem else "",
            sentence_en=problem.english if problem else "",
            **columns,
        )


def _at(one: Decided, error: LuoshiError) -> Problem:
    changed = next((name for name, value in one.meant.values.items() if value != one.item.now[name]), "")
    return Problem(one.row.sheet, one.row.cells.get(changed, one.row.cell), error.chinese, error.english)


def _left_alone(one: Decided) -> Problem:
    return _at(one, LuoshiError(
        "这一行和下载时一样，网页上留的是上次传的。要改回去，请在网页上改。",
        "This row is as it was downloaded; the page keeps what was sent before. To change it back, use the page.",
    ))  # fmt: skip


def _newer(one: Decided) -> Problem:
    return _at(one, LuoshiError(
        "没有提交：这一项在网页上还有后来写的，表里没有。请在网页上看过再提交。",
        "Not submitted: the page has something newer that the workbook lacks. Please look at it there, then submit.",
    ))  # fmt: skip


def _lacking(rows: list[Decided], error: LuoshiError) -> Problem:
    """Point to the cell that a report still lacks."""
    by_kind = {kind: [one for one in rows if one.row.key.kind is kind] for kind in Kind}
    texts = (by_kind[Kind.REPORT] or by_kind[Kind.CONTRIBUTION] or rows)[0]
    wanting = error.wanting if isinstance(error, NotWhole) else ()
    name = "unchanged" if any(one.field == "unchanged" for one in wanting) else "statement"
    silent = {one.field for one in wanting if one.silent}
    if silent:
        asked = [
            one for one in by_kind[Kind.FIGURE] if one.item.asked and f"value.{one.item.asked.target.pk}" in silent
        ]
        texts, name = (asked[0], "value") if asked else (texts, name)
    cell = texts.row.cells.get(name, texts.row.cell)
    return Problem(texts.row.sheet, cell, f"没有提交：{error.chinese}", f"Not submitted: {error.english}")
