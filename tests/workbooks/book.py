"""How a test fills in a workbook: download it, write by heading and task, send it."""

import io
from datetime import datetime
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from luoshi_web.people.models import User
from luoshi_web.reports.models import Cycle
from luoshi_web.workbooks.content import content_of
from luoshi_web.workbooks.models import Line, Outcome, Upload
from luoshi_web.workbooks.taking import Received, receive
from luoshi_web.workbooks.writing import as_workbook
from tests.reports.town import AS_OF, Town, on

TODAY = on(10)


class Filled:
    """A workbook of one unit while it is filled in."""

    def __init__(self, town: Town, unit: str = "教育局", token: str = "one") -> None:
        self.town, self.unit = town, unit
        self.bytes = as_workbook(content_of(cycle_of(town), town.unit(unit)), token=token)
        self.book: Workbook = load_workbook(io.BytesIO(self.bytes))

    def sheet(self, title: str) -> Worksheet:
        return self.book[title]

    def cell(self, title: str, heading: str, no: str = "", row: int = 0) -> Any:
        """The cell of a task's first row, or of a row, under a heading."""
        sheet = self.sheet(title)
        column = next(cell.column for cell in sheet[1] if cell.value == heading)
        row = row or next(at for at in range(2, sheet.max_row + 1) if str(sheet.cell(at, 1).value) == no)
        return sheet.cell(row, column)

    def write(self, title: str, heading: str, no: str, value: Any) -> Any:
        cell = self.cell(title, heading, no)
        cell.value = value
        return cell

    def saved(self) -> bytes:
        stored = io.BytesIO()
        self.book.save(stored)
        return stored.getvalue()

    def send(self, by: User, **how: Any) -> Upload:
        return sent(self.town, self.saved(), by, unit=self.unit, **how).upload


def cycle_of(town: Town) -> Cycle:
    return Cycle.objects.select_related("plan__jurisdiction").get(plan=town.plan, as_of=AS_OF)


def sent(
    town: Town,
    data: bytes,
    by: User,
    *,
    unit: str = "教育局",
    name: str = "填好的.xlsx",
    hand_in: bool = False,
    at: datetime = TODAY,
) -> Received:
    return receive(data, name, cycle=cycle_of(town), unit=town.unit(unit), hand_in=hand_in, by=by, at=at)


def lines(upload: Upload, *outcomes: Outcome) -> list[Line]:
    return list(upload.lines.filter(outcome__in=outcomes) if outcomes else upload.lines.all())


def faults(upload: Upload) -> list[tuple[str, str]]:
    """Sheet and cell, and the sentence, of what came back."""
    wanted = lines(upload, Outcome.BAD, Outcome.NOT_HANDED_IN)
    return [(f"{line.sheet}!{line.cell}", line.sentence) for line in wanted]
