"""The source's page: the file as it came, line by line where it is text, each line with its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from luoshi.documents.encoding import decode
from luoshi_web.plans.models import Plan, Revision, SourceContent
from luoshi_web.plans.originals import given_out
from luoshi_web.plans.queries import tables_in_force
from luoshi_web.supervision.board import Board, UnitStanding


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    text: str
    row: UnitStanding | None


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that rows in force stand in: their keys, and whether its reader gets it, and the public does."""

    revision: Revision
    keys: frozenset[str]
    given: bool
    public: bool

    @property
    def tasks(self) -> int:
        return len(self.keys)

    @property
    def confirmed_on(self) -> date:
        return timezone.localdate(self.revision.confirmed_at)


def table_files(plan: Plan, keys: Iterable[str] = (), *, public: bool) -> list[TableFile]:
    """Return the files that a plan's rows stand in, the one with most rows first.

    Args:
        keys: of the plan's rows, where they are at hand: while it has one table all stand there.
    """
    if plan.in_force is not None and plan.in_force.number == 1:
        tables = [(plan.in_force, frozenset(keys))]
    else:
        tables = [(table.revision, frozenset(table.rows)) for table in tables_in_force(plan)]
    files = []
    for revision, rows in tables:
        goes_out = given_out(plan, revision)
        files.append(TableFile(revision, rows, goes_out or not public, goes_out))
    return files


def source_lines(table: TableFile, board: Board) -> list[SourceLine]:
    """Return the lines of a file, each with the task that was read there; nothing where it is no text."""
    file = table.revision.source
    if file.kind != "text":
        return []
    text = decode(bytes(SourceContent.objects.get(source=file).data))
    by_line = {row.task.place.line: row for row in board.rows if row.task.key in table.keys and row.task.place.line}
    return [
        SourceLine(number, line, by_line.get(number)) for number, line in enumerate(text.rstrip("\n").split("\n"), 1)
    ]
