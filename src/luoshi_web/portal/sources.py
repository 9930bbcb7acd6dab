"""The source's page: the file as it came, line by line where it is text, each line with its address."""

from dataclasses import dataclass

from luoshi.documents.encoding import decode
from luoshi_web.plans.models import SourceContent, SourceFile
from luoshi_web.supervision.board import Board, UnitStanding


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    text: str
    row: UnitStanding | None


def source_lines(file: SourceFile, board: Board) -> list[SourceLine]:
    """Return a text file's lines, each with the task that was read there; nothing for other formats."""
    if file.kind != "text":
        return []
    text = decode(bytes(SourceContent.objects.get(source=file).data))
    by_line = {row.task.place.line: row for row in board.rows if row.task.place.line is not None}
    return [
        SourceLine(number, line, by_line.get(number)) for number, line in enumerate(text.rstrip("\n").split("\n"), 1)
    ]
