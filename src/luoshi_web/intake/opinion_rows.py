"""The columns in which units answer a draft that was sent round, and the rows of such a file. Knows no database.

Each row has a mark in a hidden column: which draft, where its task stands in the report, and a hash of its words, so
that it is found again whatever was split, joined or moved since, and words that have changed are known to have.
"""

import hashlib
import io
import json
import re
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.documents.detect import kind_of
from luoshi.errors import UnreadableFile
from luoshi.place import Place

OPINION, UNIT, WORDING, REASON, BY_UNIT, BY_PERSON = "意见", "建议单位", "建议表述", "理由", "填写单位", "填写人"
ANSWERS = (OPINION, UNIT, WORDING, REASON, BY_UNIT, BY_PERSON)
MARK = "行标记（请勿改动）"
TEXTS = ("内容及要求", "Taskandrequirement")
MOST_ROWS, HEAD_ROWS, COLUMNS = 30_000, 60, 200
_MARK = re.compile(r"([0-9a-f]{12}) ([0-9]{1,9}) ([0-9a-f]{12}) (\{.*\})")


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One row that somebody wrote in: its texts and its cells' names by heading, its mark, and the words it is about.

    `draft` has the draft's name in the mark; None where the mark cannot be read.
    """

    sheet: str
    row: int
    texts: dict[str, str]
    cells: dict[str, str]
    words: str
    draft: str | None
    hash: str = ""
    place: dict[str, int | str] = field(default_factory=dict)

    def text(self, heading: str) -> str:
        return self.texts.get(heading, "")

    @property
    def is_answer(self) -> bool:
        """Who fills in stands often in every row of a file; alone it is no answer."""
        return any(self.text(heading) for heading in (OPINION, UNIT, WORDING, REASON))

    @property
    def words_were_changed(self) -> bool:
        """Whether somebody wrote over the task's own words."""
        return self.draft is not None and hash_of(self.words) != self.hash


def hash_of(words: str) -> str:
    """A short hash of a task's words, spaces apart, which spreadsheets change."""
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()[:12]


def draft_named(sha256: str, number: int) -> str:
    """What a mark calls a draft: its report's file and its number."""
    return f"{sha256[:12]} {number}"


def mark_of(draft: str, place: Place, words: str) -> str:
    return f"{draft} {hash_of(words)} {json.dumps(place.as_dict(), ensure_ascii=False)}"


def read_answers(data: bytes, name: str) -> list[AnswerLine]:
    """Return the rows in which something was written. Hidden columns and filtered rows are read as well.

    Raises:
        LuoshiError: no workbook, or none that was sent round, or over a limit.
    """
    if kind_of(data, name) != "xlsx":
        raise UnreadableFile(
            "这不是xlsx文件；请传征求意见时发出、单位填好的Excel，别的格式请先另存为xlsx。",
            "This is no xlsx file; please send the one that was sent round, as the unit filled it in.",
        )
    try:
        # values, since what a formula comes to is what the unit saw
        sheets = load_workbook(io.BytesIO(data), data_only=True).worksheets
    except Exception as error:  # a broken package breaks its reader in any way; this is the confined child
        if isinstance(error, MemoryError):
            raise
        raise UnreadableFile(
            "文件打不开，可能不完整或加了密码。请用Excel或WPS打开，另存为xlsx再传。",
            "The file cannot be opened; it may be incomplete or have a password. Save it as xlsx and send it again.",
        ) from error
    headed = [(sheet, head) for sheet in sheets if (head := _head(sheet)) is not None]
    if not headed:
        raise UnreadableFile(
            "没有找到“意见”和行标记两栏；请用从草案下载的那份Excel填写，不要另存成别的表。",
            "The columns 意见 and the rows' marks were not found; please fill in the Excel that the draft gave out.",
        )
    lines = [
        _line(sheet, row, columns) for sheet, (head, columns) in headed for row in range(head + 1, sheet.max_row + 1)
    ]
    return [line for line in lines if line.is_answer or line.words_were_changed]


def _head(sheet: Worksheet) -> tuple[int, dict[str, int]] | None:
    """Return the row of the headings, and which column each stands in; None where a sheet has none."""
    if sheet.max_row > MOST_ROWS:
        raise UnreadableFile(
            f"表里有{sheet.max_row}行，不像征求意见的表，没有读。",
            f"The sheet has {sheet.max_row} rows; it was not read.",
        )
    for row in range(1, min(sheet.max_row, HEAD_ROWS) + 1):
        texts = ["".join(_text(sheet, row, column).split()) for column in range(1, min(sheet.max_column, COLUMNS) + 1)]
        if MARK in texts and OPINION in texts:
            return row, {name: texts.index(name) + 1 for name in (MARK, *ANSWERS, *TEXTS) if name in texts}
    return None


def _text(sheet: Worksheet, row: int, column: int) -> str:
    value = sheet.cell(row, column).value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _line(sheet: Worksheet, row: int, columns: dict[str, int]) -> AnswerLine:
    texts = {heading: _text(sheet, row, columns[heading]) for heading in ANSWERS if heading in columns}
    cells = {heading: f"{get_column_letter(column)}{row}" for heading, column in columns.items()}
    words = next((_text(sheet, row, columns[heading]) for heading in TEXTS if heading in columns), "")
    marked = _MARK.fullmatch(_text(sheet, row, columns[MARK]))
    place = _place_in(marked[4]) if marked else None
    if marked is None or place is None:
        return AnswerLine(sheet.title, row, texts, cells, words, None)
    return AnswerLine(sheet.title, row, texts, cells, words, f"{marked[1]} {int(marked[2])}", marked[3], place)


def _place_in(text: str) -> dict[str, int | str] | None:
    try:
        place: dict[str, int | str] = Place(**json.loads(text)).as_dict()
    except (ValueError, TypeError):
        return None
    return place if all(isinstance(value, int | str) for value in place.values()) else None
