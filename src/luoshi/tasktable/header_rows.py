"""Which rows of a table are its header, and what they say over each column, line under line."""

from collections.abc import Sequence

from luoshi.documents import Row
from luoshi.tasktable.columns import Layout, settle
from luoshi.tasktable.contents import contents
from luoshi.tasktable.headings import TEXTUAL, compact, meaning_of
from luoshi.tasktable.numbering import NUMBER_BEFORE, is_number
from luoshi.tasktable.state_ticks import is_state
from luoshi.units import looks_like_unit

_HARD = (
    "no",
    "code",
    "lead",
    "cooperating",
    "responsible",
    "report",
    "due",
    "leader",
    "goal",
    "actual",
    "metric",
    "measure",
)
_LONGEST_NUMBERED = 8  # characters of a heading with a number before it: 2.新建公园8个，改造3个 is a task


def find_header(rows: Sequence[Row], start: int, table: int, title: str = "") -> tuple[Layout, int] | None:
    """Return the layout that the header at row `start` gives, and the row after the header.

    None where that row is no header. `title` is what stands over the table.
    """
    if not is_header(rows[start]):
        return None
    headings, end = _headings(rows, start)
    below = next((i for i in range(end, min(len(rows), end + 400)) if is_header(rows[i])), len(rows))
    return settle(headings, rows[end:below], table, _doubled(rows[start:end], rows[end:below]), title), end


def end_of_header(rows: Sequence[Row], start: int) -> int:
    """Return the row after the header that begins at row `start`; `start` where that row is no header."""
    return _headings(rows, start)[1] if is_header(rows[start]) else start


def _headings(rows: Sequence[Row], start: int) -> tuple[list[str], int]:
    """What the header at row `start` says over each column, and the row after it."""
    end = start + 1
    while end < len(rows) and end < start + 3 and _continues_header(rows[end - 1], rows[end]):
        end += 1
    headings = _joined(rows[start:end])
    return (headings, end) if headings is not None else ([cell.text for cell in rows[start].cells], start + 1)


def _doubled(header: Sequence[Row], rows: Sequence[Row]) -> frozenset[int]:
    """The columns that only a wide cell of the header makes: the cells under it are as wide, or stand askew."""
    width = min(len(line.cells) for line in header)
    found = set()
    for index in range(1, width):
        if not all(line.cells[index] is line.cells[index - 1] for line in header):
            continue
        under = [row for row in rows[:200] if index < len(row.cells) and len(row.distinct) > 1]
        same = sum(1 for row in under if row.cells[index] is row.cells[index - 1])
        if same * 2 >= len(under) or (
            meaning_of(header[-1].cells[index].text) in TEXTUAL and contents(rows, index).units > 0.6
        ):
            found.add(index)
    return frozenset(found)


def is_header(row: Row) -> bool:
    """Tell whether a row names columns: two meanings known, of these one that only a header has."""
    texts = [cell.text.strip() for cell in row.distinct if cell.text.strip()]
    if len(texts) < 2 or any(len(text) > 60 or (is_number(text) and not text.isalpha()) for text in texts):
        return False
    if any(NUMBER_BEFORE.match(text) and (text[-1] in "。；;" or len(text) > _LONGEST_NUMBERED) for text in texts):
        return False
    known = [meaning for meaning in map(meaning_of, texts) if meaning]
    if _is_of_one_unit(texts, known):
        return False
    units = sum(1 for text in texts if meaning_of(text) is None and looks_like_unit(text))
    others = len(texts) - (units if units > 1 and "no" in known else 0)  # a column a unit: its cells say what it owes
    if len(known) < 2 or 2 * len(known) < others:
        return False
    hard = [meaning for meaning in known if meaning in _HARD]
    words = any(meaning in TEXTUAL or meaning == "metric" for meaning in known)
    return bool(hard) and (words or len(set(hard)) > 2 or ("no" in hard and len(set(hard)) > 1))


def _is_of_one_unit(texts: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether a row says what one unit owes, in words that headings use too: 建设标准农田3万亩 | 农业局 | 10月."""
    units = sum(1 for text in texts if meaning_of(text) is None and looks_like_unit(text))
    return units == 1 and not {"no", "lead", "cooperating", "responsible", "leader"} & set(known)


def _continues_header(above: Row, row: Row) -> bool:
    """Tell whether `row` is a further line of the header: it stands under a merged heading, or names columns too."""
    if len(above.cells) != len(row.cells):
        return False
    fresh = [cell for cell in row.distinct if not any(cell is upper for upper in above.cells) and cell.text.strip()]
    reaching = [cell for cell in row.distinct if any(cell is upper for upper in above.cells) and cell.text.strip()]
    if not fresh or any(is_number(cell.text) or len(compact(cell.text)) > 20 for cell in fresh):
        return False
    under = {id(cell): meaning_of(above.cells[i].text) for i, cell in enumerate(row.cells)}
    named = (cell for cell in fresh if meaning_of(cell.text) is None and looks_like_unit(cell.text))
    if any(under[id(cell)] not in ("lead", "cooperating", "responsible") for cell in named):
        return False  # a column a unit; 县直单位 | 乡镇 under 责任单位 are kinds of them
    if reaching:
        return True
    wide = [i for i, c in enumerate(row.cells) if c in fresh and above.cells[i].column_span > 1]
    texts = [cell.text.strip() for cell in above.cells]
    empty = [i for i, c in enumerate(row.cells) if c in fresh and not texts[i]]
    heads = [i - 1 for i in empty if i and texts[i - 1]]  # a heading centred over empty cells without merging
    return len({*wide, *empty, *heads}) >= len(fresh) and any(
        meaning_of(cell.text) or is_state(cell.text) for cell in fresh
    )


def _joined(lines: Sequence[Row]) -> list[str] | None:
    """Join the header's lines by column: 责任单位 over 牵头 is 责任单位/牵头."""
    width = max(len(line.cells) for line in lines)
    if any(len(line.cells) != width for line in lines):
        return None
    headings = []
    for index in range(width):
        parts: list[str] = []
        for line in lines:
            text = compact(line.cells[index].text)
            if text and text not in parts:
                parts.append(text)
        headings.append("/".join(parts))
    return _filled_across(headings, lines)


def _filled_across(headings: list[str], lines: Sequence[Row]) -> list[str]:
    """Carry an upper heading over the empty cells on its right, where sheets centre it without merging."""
    if len(lines) < 2:
        return headings
    upper = ""
    for index, cell in enumerate(lines[0].cells):
        below = any(line.cells[index] is not cell and line.cells[index].text.strip() for line in lines[1:])
        if cell.text.strip():
            upper = compact(cell.text) if below else ""
        elif upper and below:
            headings[index] = f"{upper}/{headings[index]}"
    return headings
