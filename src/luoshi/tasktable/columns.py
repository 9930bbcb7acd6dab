"""A table's header → what each column holds.

    序号 | 工作任务 | 责任单位 | 进展情况          one line
    序号 | 工作任务 |   责任单位   | 进展情况      two lines: 责任单位/牵头 is one column
         |          | 牵头 | 配合 |

Which of several columns with words is the task's text is settled by their order and by
what stands in them: the more general one is the objective.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from luoshi.documents import Row
from luoshi.plan import Column
from luoshi.tasktable.headings import TEXTUAL, compact, meaning_of
from luoshi.tasktable.numbering import is_number
from luoshi.tasktable.year import as_of_heading
from luoshi.units import looks_like_unit, split_units

_INDICATOR = ("metric", "measure", "goal", "actual", "growth", "rate", "rank")
_HARD = ("no", "lead", "cooperating", "responsible", "report", "due", "leader", "goal", "actual", "metric")
_FIELDS = {"responsible": "lead", "metric": "text", "actual": "report"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column of a table holds: `roles[i]` is the role of column i.

    Roles: no, chapter, objective, text, lead, cooperating, responsible, leader, due, report,
    problems, next_step, extra, and those of indicator tables.
    """

    headings: tuple[str, ...]
    roles: tuple[str, ...]
    guessed: tuple[bool, ...]
    table: int

    def index(self, role: str) -> int | None:
        """The first column with this role."""
        return self.roles.index(role) if role in self.roles else None

    def all(self, role: str) -> list[int]:
        return [index for index, found in enumerate(self.roles) if found == role]

    @property
    def width(self) -> int:
        return len(self.roles)

    @property
    def is_indicators(self) -> bool:
        return "metric" in self.roles

    def column(self, index: int, year: int | None = None) -> Column:
        """The column as the plan lists it; `year` dates the progress columns."""
        role = self.roles[index]
        as_of: date | None = as_of_heading(self.headings[index], year) if role in ("report", "actual") else None
        name = _FIELDS.get(role, role if role not in _INDICATOR and role != "detail" else "extra")
        return Column(self.table, index + 1, self.headings[index], name, self.guessed[index], as_of)


def find_header(rows: Sequence[Row], start: int, table: int) -> tuple[Layout, int] | None:
    """Return the layout that the header at row `start` gives, and the row after the header.

    None where that row is no header.
    """
    if not is_header(rows[start]):
        return None
    end = start + 1
    while end < len(rows) and end < start + 3 and _continues_header(rows[end - 1], rows[end]):
        end += 1
    headings = _joined(rows[start:end])
    if headings is None:
        headings, end = [cell.text for cell in rows[start].cells], start + 1
    return settle(headings, rows[end:], table), end


def is_header(row: Row) -> bool:
    """Tell whether a row names columns: two meanings known, of these one that only a header has."""
    texts = [cell.text for cell in row.distinct if cell.text.strip()]
    if len(texts) < 2 or any(is_number(text) and not text.isalpha() for text in texts):
        return False
    meanings = [meaning_of(text) for text in texts]
    known = [meaning for meaning in meanings if meaning]
    if len(known) < 2 or 2 * len(known) < len(texts):
        return False
    return any(m in TEXTUAL or m == "metric" for m in known) and any(m in _HARD for m in known)


def _continues_header(above: Row, row: Row) -> bool:
    """Tell whether `row` is a further line of the header: it stands under a merged heading, or names columns too."""
    if len(above.cells) != len(row.cells):
        return False
    fresh = [cell for cell in row.distinct if not any(cell is upper for upper in above.cells) and cell.text.strip()]
    reaching = [cell for cell in row.distinct if any(cell is upper for upper in above.cells)]
    if not fresh or any(is_number(cell.text) or len(compact(cell.text)) > 16 for cell in fresh):
        return False
    if any(looks_like_unit(cell.text) and meaning_of(cell.text) is None for cell in fresh):
        return False
    if reaching and any(cell.row_span > 1 for cell in reaching):
        return True
    under_merged = [i for i, c in enumerate(row.cells) if c in fresh and above.cells[i].column_span > 1]
    empty_above = [i for i, c in enumerate(row.cells) if c in fresh and not above.cells[i].text.strip()]
    return len({*under_merged, *empty_above}) >= len(fresh) and all(meaning_of(c.text) for c in fresh)


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
    return headings


def meaning_of_joined(heading: str) -> str | None:
    """Tell what a joined heading means: its last line speaks first, the line above gives the context."""
    upper, _, last = heading.rpartition("/")
    if not upper:
        return meaning_of(heading)
    above, below = meaning_of(upper), meaning_of(last)
    if above == "report" and below in (None, "actual", "report", "due"):
        return "report"
    if below in (None, "actual", "goal", "theme") and above:
        return above if below is None or (above in ("goal", "actual", "report") and below != "goal") else below
    return below or meaning_of(heading)


def settle(headings: Sequence[str], rows: Sequence[Row], table: int) -> Layout:
    """Give every column one role, by its heading and, between columns with words, by its cells."""
    meanings = [meaning_of_joined(heading) for heading in headings]
    meanings = _indicator_meanings(meanings)
    roles = [_plain_role(meaning) for meaning in meanings]
    textual = [index for index, meaning in enumerate(meanings) if meaning in TEXTUAL]
    for index, role in zip(textual, _textual_roles(meanings, textual, rows), strict=True):
        roles[index] = role
    if "lead" in roles:
        roles = ["cooperating" if role == "responsible" else role for role in roles]
    guessed = [False] * len(roles)
    return Layout(tuple(compact(heading) for heading in headings), tuple(roles), tuple(guessed), table)


def _plain_role(meaning: str | None) -> str:
    if meaning in ("no", "lead", "cooperating", "responsible", "leader", "due", "report", "problems", "next_step"):
        return meaning
    return meaning if meaning in _INDICATOR else "extra"


def _indicator_meanings(meanings: Sequence[str | None]) -> list[str | None]:
    """Read the words that mean one thing in an indicator table and another elsewhere: 单位, 目标, 完成, 增幅."""
    if "metric" in meanings and ("goal" in meanings or "actual" in meanings or "measure" in meanings):
        return ["actual" if m == "report" and False else m for m in meanings]
    if "metric" in meanings:
        return list(meanings)
    plain = {"measure": "responsible", "goal": "detail", "actual": "report", "growth": None, "rank": None}
    return [plain.get(m, m) if m else None for m in meanings]


def _textual_roles(meanings: Sequence[str | None], columns: Sequence[int], rows: Sequence[Row]) -> list[str]:
    """Tell for the columns with words which is chapter, objective, text, and which only extra."""
    if "metric" in meanings:
        return [
            "chapter" if meanings[i] == "theme" else "objective" if n == 0 else "extra" for n, i in enumerate(columns)
        ]
    themes = [i for i in columns if meanings[i] == "theme"]
    rest = [i for i in columns if meanings[i] != "theme"]
    if not rest and themes:
        rest = [themes.pop()]
    roles = {i: "chapter" if n == 0 else "extra" for n, i in enumerate(themes)}
    text = _text_column(meanings, rest, rows)
    roles[text] = "text"
    before = [i for i in rest if i < text]
    for i in rest:
        if i != text:
            roles[i] = "objective" if before and i == before[-1] else "extra"
    if len(before) > 1 and not themes:
        roles[before[0]] = "chapter"
    return [roles[i] for i in columns]


def _text_column(meanings: Sequence[str | None], columns: Sequence[int], rows: Sequence[Row]) -> int:
    """Choose the column that holds the task's sentence: the last that is not emptier or much shorter than the others."""
    best = columns[0]
    for index in columns[1:]:
        if meanings[index] == "objective" and meanings[best] in ("title", "detail"):
            continue
        old, new = _lengths(rows, best), _lengths(rows, index)
        if (
            _repeats(rows, best)
            or meanings[best] == "objective"
            or (new and len(new) * 2 > len(old) and median(new) >= median(old or [0]))
        ):
            best = index
    return best


def _lengths(rows: Sequence[Row], index: int) -> list[int]:
    return [
        len(row.cells[index].text) for row in rows[:200] if index < len(row.cells) and row.cells[index].text.strip()
    ]


def _repeats(rows: Sequence[Row], index: int) -> bool:
    """Tell whether a column's cells go over several rows: it names groups."""
    cells = [row.cells[index] for row in rows[:200] if index < len(row.cells)]
    return (
        any(a is b for a, b in zip(cells, cells[1:], strict=False))
        or sum(1 for c in cells if not c.text) > len(cells) / 2
    )


def fits_units(text: str) -> bool:
    """Tell whether a cell reads as a list of units, or as none (/)."""
    names = split_units(text)
    return all(looks_like_unit(name) for name in names) if names else bool(text.strip())
