"""What a workbook that came back says: its rows by their keys, wherever they stand now, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from luoshi.errors import LuoshiError
from luoshi.plan import Basis
from luoshi_web.reports.queries.questions import reached
from luoshi_web.workbooks import values
from luoshi_web.workbooks.cells import name_of
from luoshi_web.workbooks.content import SheetItem
from luoshi_web.workbooks.held import NOTHING, Book, Read, SheetRead
from luoshi_web.workbooks.layout import (
    CHOICES,
    GUIDE,
    IDENTITY,
    SHEETS,
    TITLES,
    Column,
    Identity,
    Key,
    Kind,
    Write,
    codes_of,
    digest_of,
    key_in,
    looks_like_a_key,
)

# a rate of so many per cent is not answered by a part of one; a growth of 0.8% beside a target of 10% is a growth
MOST_OF_A_FRACTION = Decimal(10)
_OF_A_HUNDRED = frozenset((Basis.LEVEL, Basis.SHARE))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, in one sentence of two languages."""

    sheet: str
    cell: str
    chinese: str
    english: str


@dataclass(slots=True)
class SentRow:
    """One row with its key: where it stands, and its cells by field."""

    key: Key
    sheet: str
    line: int
    cells: dict[str, str]
    reads: dict[str, Read]
    covered: set[str]

    @property
    def cell(self) -> str:
        return next(iter(self.cells.values()))


@dataclass(slots=True)
class Sent:
    """A workbook's rows, what was wrong with rows that have no key, and what was not read."""

    token: str
    formats: bool
    rows: list[SentRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    broken: set[Kind] = field(default_factory=set)


def heard(book: Book, wanted: Identity) -> Sent:
    """Find the rows of a workbook.

    Args:
        wanted: whose workbook it must be.

    Raises:
        LuoshiError: it is none of ours, of another unit, cycle or place, or has been damaged as a whole.
    """
    identity = _identity(book)
    _must_be(identity, wanted)
    sent = Sent(identity.token, book.formats)
    for sheet in book.sheets:
        if sheet.name == IDENTITY or _is_identity(sheet):
            continue
        keys = {row: (column, cell.text.strip()) for (row, column), cell in sorted(sheet.cells.items(), reverse=True)
                if looks_like_a_key(cell.text.strip())}  # fmt: skip
        if keys:
            _rows(sheet, dict(sorted(keys.items())), identity, sent)
        elif sheet.name in TITLES and sheet.cells and len(sheet.rows()) > 1:
            _lost(sheet, sent)
        elif sheet.name != GUIDE and sheet.name not in TITLES and sheet.cells:
            sent.notes.append(Problem(sheet.name, "", f"“{sheet.name}”不是这份工作簿里的表，没有读。",
                                      f"'{sheet.name}' is no sheet of this workbook and was not read."))  # fmt: skip
    if not sent.rows and not sent.problems:
        raise LuoshiError(
            "这份工作簿里没有可以收的行：每一行的识别码都不在了。请重新下载，把写的内容粘过去。",
            "No row of this workbook can be taken: the keys of all rows are gone. Download it anew and paste into it.",
        )
    return sent


def _identity(book: Book) -> Identity:
    for sheet in book.sheets:
        if sheet.name == IDENTITY or _is_identity(sheet):
            lines = {row[0].text.strip(): row[1].text.strip() for row in sheet.rows().values() if 0 in row and 1 in row}
            if found := Identity.heard(lines):
                return found
    raise LuoshiError(
        "这不是从这里下载的填报工作簿，或者隐藏的“识别”表被删了。请重新下载，把写的内容粘过去再传。",
        "This is no workbook downloaded here, or its hidden sheet was deleted. Download it anew and paste into it.",
    )


def _is_identity(sheet: SheetRead) -> bool:
    return sheet.cells.get((0, 0), NOTHING).text.strip() == "格式" and (0, 1) in sheet.cells


def _must_be(found: Identity, wanted: Identity) -> None:
    if found.jurisdiction != wanted.jurisdiction:
        raise LuoshiError(
            f"这是另一个地区（{found.jurisdiction}）的工作簿，没有改动。",
            f"This is a workbook of another jurisdiction ({found.jurisdiction}); nothing was changed.",
        )
    if (found.year, found.as_of) != (wanted.year, wanted.as_of):
        raise LuoshiError(
            f"这是截至{found.as_of}那一期的工作簿，这里收的是截至{wanted.as_of}的。请下载这一期的。没有改动。",
            f"This workbook is as of {found.as_of}; what is collected here is of {wanted.as_of}. Nothing was changed.",
        )
    if found.unit != wanted.unit:
        raise LuoshiError(
            f"这是{found.unit_name}的工作簿，不是{wanted.unit_name}的。没有改动。",
            f"This is the workbook of {found.unit_name}, not of {wanted.unit_name}. Nothing was changed.",
        )


def _lost(sheet: SheetRead, sent: Sent) -> None:
    sent.broken.add(TITLES[sheet.name])
    chinese = f"“{sheet.name}”表里的识别码都不在了，整张表没有收。请重新下载，把写的内容粘过去。"
    english = f"The keys of sheet '{sheet.name}' are gone: nothing of it was taken."
    sent.problems.append(Problem(sheet.name, "", chinese, english))


def _rows(sheet: SheetRead, keys: dict[int, tuple[int, str]], identity: Identity, sent: Sent) -> None:
    """Read the rows of one sheet that has keys, whatever it is called now."""
    found = {row: key_in(text, identity) for row, (_, text) in keys.items()}
    kinds = Counter(key.kind for key in found.values() if key)
    if not kinds:
        sent.problems += [_foreign(sheet, row, column) for row, (column, _) in keys.items()]
        return
    kind = kinds.most_common(1)[0][0]
    head, columns = _columns(sheet, kind, min(keys))
    if lacking := [column.heading for column in SHEETS[kind].written if column.field not in columns]:
        named = "、".join(f"“{heading}”" for heading in lacking)
        sent.broken.add(kind)
        sent.problems.append(Problem(sheet.name, "", f"“{sheet.name}”表里找不到{named}这一列，整张表没有收。",
                                     f"Sheet '{sheet.name}' lacks a column: nothing of it was taken."))  # fmt: skip
        return
    seen = {row.key.row: row for row in sent.rows}
    for row, cells in sheet.rows().items():
        if row <= head:
            continue
        if row not in keys:
            sent.problems.append(_added(sheet, row, min(cells)))
            continue
        key = found[row]
        if key is None or key.kind is not kind:
            sent.problems.append(_foreign(sheet, row, keys[row][0]))
            continue
        made = _row(sheet, row, cells, key, columns)
        if first := seen.get(key.row):
            if first.reads != made.reads:
                sent.problems.append(_twice(made, first))
            continue
        seen[key.row] = made
        sent.rows.append(made)


def _row(sheet: SheetRead, row: int, cells: Mapping[int, Read], key: Key, columns: Mapping[str, int]) -> SentRow:
    written = [column.field for column in SHEETS[key.kind].written]
    return SentRow(
        key,
        sheet.name,
        row + 1,
        {name: name_of(row, columns[name]) for name in written},
        {name: cells.get(columns[name], NOTHING) for name in written},
        {name for name in written if sheet.is_covered(row, columns[name])},
    )


def _columns(sheet: SheetRead, kind: Kind, first: int) -> tuple[int, dict[str, int]]:
    """Return the row of the headings and which column holds which field, wherever they were moved."""
    fields = {column.heading: column.field for column in SHEETS[kind].columns}
    best: tuple[int, dict[str, int]] = (-1, {})
    for row, cells in sheet.rows().items():
        if row >= first:
            break
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            if name := fields.get("".join(cell.text.split())):
                columns.setdefault(name, column)
        if len(columns) > len(best[1]):
            best = row, columns
    return best


def _added(sheet: SheetRead, row: int, column: int) -> Problem:
    return Problem(
        sheet.name, name_of(row, column), "这一行没有识别码，是加出来的，没有收。任务不能在表里增加。",
        "This row has no key: it was added, and is not taken. Tasks cannot be added here.",
    )  # fmt: skip


def _foreign(sheet: SheetRead, row: int, column: int) -> Problem:
    at = min((found for at, found in sheet.cells if at == row), default=column)
    return Problem(
        sheet.name, name_of(row, at), "这一行的识别码对不上，可能是从别的工作簿粘来的，没有收。请在下载的那一行里写。",
        "The key of this row does not fit: it may come from another workbook. It was not taken.",
    )  # fmt: skip


def _twice(row: SentRow, first: SentRow) -> Problem:
    return Problem(
        row.sheet, row.cell, f"这一行和第{first.line}行是同一项，收的是第{first.line}行。",
        f"This row is the same as row {first.line}; row {first.line} counts.",
    )  # fmt: skip


@dataclass(slots=True)
class Meant:
    """What a row says, in the one form of values.py, and what is wrong with it."""

    values: dict[str, str]
    typed: dict[str, str]
    problems: list[Problem]
    unreadable: bool = False


def touched(row: SentRow, meant: Meant) -> bool:
    """Tell whether a row differs from what was downloaded; a cell that nobody can read was touched."""
    return meant.unreadable or digest_of(row.key.kind, meant.values) != row.key.digest


def meant_by(row: SentRow, item: SheetItem, *, formats: bool, today: date) -> Meant:
    """Understand the cells of a row.

    Args:
        formats: whether the formats of the file's cells are known.
        today: the day; a milestone that is done was done by then.
    """
    meant = Meant({}, {}, [])
    for column in SHEETS[row.key.kind].written:
        read = row.reads[column.field]
        value, typed = _value(read, column, item)
        meant.values[column.field], meant.typed[column.field] = value, typed
        sentence = _cell_trouble(row, column, read)
        meant.unreadable |= sentence is not None
        sentence = sentence or _value_trouble(value, column, item, read, formats)
        if sentence:
            meant.problems.append(Problem(row.sheet, row.cells[column.field], *sentence))
    if not meant.problems:
        meant.problems += _row_trouble(row, item, meant.values, today)
    return meant


def _value(read: Read, column: Column, item: SheetItem) -> tuple[str, str]:
    """Return what a cell says as it is compared, and as it is written into a draft."""
    if column.write is Write.NUMBER:
        measure = item.asked.measure if item.asked else ""
        plain = values.digits(read.text, measure)
        return values.figure(read.text, measure), plain if values.is_figure(plain) else values.text(read.text)
    if column.write is Write.DATE:
        value = values.day(read.text)
    elif column.write is Write.CHOICE:
        value = values.choice(read.text, codes_of(column.field))
    else:
        value = values.text(read.text)
    return value, value


def _cell_trouble(row: SentRow, column: Column, read: Read) -> tuple[str, str] | None:
    if column.field in row.covered:
        return (
            "这一格被合并了，看不出写的是哪一行。请取消合并，每行各写一格。",
            "This cell is merged with others; please split it and write in each row.",
        )
    if read.error:
        return f"公式出错（{read.error}）。请改好公式，或者直接写。", f"The formula gives an error ({read.error})."
    if read.unsaved:
        return (
            "公式没有保存结果。请用Excel或WPS打开，保存一次再传。",
            "The formula was saved without its value; open the file in Excel or WPS, save it, and send it again.",
        )
    if read.struck:
        return (
            "这一格有划掉的字。要留就去掉删除线，不要就删掉。",
            "Some words of this cell are struck out; take the line off to keep them, or delete them.",
        )
    if read.marks:
        return (
            f"这一格有上标“{read.marks[:20]}”，像是注释号。要留就写成平常的字，不要就删掉。",
            f"This cell has a raised mark ({read.marks[:20]}), as of a note; write it as plain words, or delete it.",
        )
    return None


def _value_trouble(value: str, column: Column, item: SheetItem, read: Read, formats: bool) -> tuple[str, str] | None:
    if not value:
        return None
    if column.write is Write.NUMBER and item.asked is not None:
        return _figure_trouble(value, item, read, formats)
    if column.write is Write.CHOICE and value not in CHOICES[column.field]:
        words = "、".join(CHOICES[column.field].values())
        return f"“{value[:40]}”不在可选的里面。请选：{words}。", f"'{value[:40]}' is none of the choices: {words}."
    if column.write is Write.DATE and not (values.is_day(value) and "2000" <= value[:4] < "2100"):
        return f"日期“{value[:40]}”看不懂。请写成2025-09-12这样。", f"'{value[:40]}' is no day; write 2025-09-12."
    if column.write is Write.TEXT and item.now.get(column.field) == values.TOO_LONG and value != values.TOO_LONG:
        return (
            "这一格原来的字太多，只能在网页上改。",
            "The text that stands there is too long for Excel; change it on the page.",
        )
    return None


def _figure_trouble(value: str, item: SheetItem, read: Read, formats: bool) -> tuple[str, str] | None:
    assert item.asked is not None
    measure = item.asked.measure
    try:
        item.asked.value_of(value)
    except LuoshiError as error:
        return error.chinese, error.english
    if not _may_be_a_fraction(value, measure, read):
        return None
    # an old format says 0.056 for both 5.6% and 0.056
    if not formats and value != "1":
        return (
            f"旧格式的文件看不出是{value}%还是百分数的小数写法。请另存为xlsx再传。",
            f"An old file format does not tell {value}% from a percentage written as a fraction; save it as xlsx.",
        )
    target = item.asked.target
    if target.basis in _OF_A_HUNDRED and target.value is not None and target.value >= MOST_OF_A_FRACTION:
        whole = values.shortest(format(Decimal(value) * 100, "f"))
        return (
            f"填的{value}看不出是{whole}%还是{value}%。请连百分号一起写。",
            f"{value} may be {whole}% or {value}%; please write it with its per cent sign.",
        )
    return None


def _may_be_a_fraction(value: str, measure: str, read: Read) -> bool:
    """Tell whether a number in a cell for per cent may be meant as a part of one: 0.958 for 95.8%."""
    return "%" in measure and read.number and not read.percent and value != "0" and abs(Decimal(value)) <= 1


def _row_trouble(row: SentRow, item: SheetItem, said: Mapping[str, str], today: date) -> Iterator[Problem]:
    if row.key.kind is Kind.FIGURE and said["value"] and said["lack"]:
        yield Problem(
            row.sheet, row.cells["lack"], "有数，就不用选没有数的原因。请去掉一个。",
            "There is a figure and a reason why there is none; please remove one of them.",
        )  # fmt: skip
    if item.milestone is not None:
        typed = [{"milestone": item.milestone.pk, **said}]
        words = " " * item.milestone.span_start + item.named
        try:
            reached([item.milestone], typed, words, today)
        except LuoshiError as error:
            cell = row.cells["date" if said["stage"] else "stage"]
            yield Problem(row.sheet, cell, error.chinese, error.english)
