"""Choosing between the page and the workbook, where both changed one row."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.errors import MovedMeanwhile
from luoshi_web.people.models import User
from luoshi_web.workbooks.content import SheetItem, content_of
from luoshi_web.workbooks.layout import CHOICES, SHEETS, Kind
from luoshi_web.workbooks.models import Line, Outcome, Settled, Upload
from luoshi_web.workbooks.taking import save_contribution, save_report


def settle(upload: Upload, chosen: Mapping[int, str], *, by: User, at: datetime | None = None) -> None:
    """Keep the page's text or the workbook's, row by row, as somebody chose; each task in one transaction.

    Args:
        chosen: by the line's position, one of Settled.

    Raises:
        MovedMeanwhile: the page was changed once more since; its lines now show it as it is, to choose again.
        StepRefused, NotOpen: it cannot be written now. What was settled before stays settled.
    """
    at = at or timezone.now()
    rows = upload.lines.filter(outcome=Outcome.CONFLICT, settled="", position__in=list(chosen))
    lines = list(rows.select_related("report__task", "contribution__report__task"))
    keep = [line for line in lines if chosen[line.position] == Settled.PAGE]
    Line.objects.filter(pk__in=[line.pk for line in keep], settled="").update(
        settled=Settled.PAGE, settled_by=by, settled_at=at
    )
    groups: dict[tuple[int | None, int | None], list[Line]] = {}
    for line in lines:
        if chosen[line.position] == Settled.SHEET:
            groups.setdefault((line.report_id, line.contribution_id), []).append(line)
    for group in groups.values():
        _write(upload, group, by, at)


def _write(upload: Upload, lines: list[Line], by: User, at: datetime) -> None:
    items = {item.row: item for item in content_of(upload.cycle, upload.unit).items}
    found = [(line, items.get(_row(line))) for line in lines]
    rows = [(line, item) for line, item in found if item is not None]
    if len(rows) < len(found) or any(item.seen != line.seen for line, item in rows):
        _shown_anew(rows)
        raise MovedMeanwhile(
            "网页上又改过了，下面是最新的样子，请再选一次。", "The page was changed once more; please choose again."
        )
    with transaction.atomic():
        first = rows[0][1]
        if first.contribution is not None:
            number = save_contribution(first, rows[0][0].wanted, by=by, at=at)
        else:
            mine = [item for item in items.values() if item.report.pk == first.report.pk and item.contribution is None]
            number = save_report(first.report, mine, {item.row: line.wanted for line, item in rows}, by=by, at=at)
        done = Line.objects.filter(pk__in=[line.pk for line in lines], settled="")
        if done.update(settled=Settled.SHEET, settled_by=by, settled_at=at) < len(lines):
            raise MovedMeanwhile
        rest = upload.lines.filter(outcome=Outcome.CONFLICT, settled="")
        rest.filter(report=lines[0].report, contribution=lines[0].contribution).update(seen=number)


def _row(line: Line) -> tuple[Kind, str, int]:
    report = line.contribution.report if line.contribution else line.report
    assert report is not None
    return Kind(line.kind), report.task.key, line.part


def _shown_anew(rows: list[tuple[Line, SheetItem]]) -> None:
    """Let the lines show what the page says now beside what the workbook says."""
    for line, item in rows:
        changes = []
        for column in SHEETS[item.kind].written:
            was, came = item.now[column.field], line.wanted.get(column.field, item.now[column.field])
            if was != came:
                words = CHOICES.get(column.field, {})
                changes.append([column.heading, words.get(was, was), words.get(came, came)])
        Line.objects.filter(pk=line.pk).update(changes=changes, seen=item.seen)
