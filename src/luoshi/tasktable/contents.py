"""What stands in a column, its heading aside: numbers, units, sentences, groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from luoshi.documents import Cell, Row
from luoshi.expressions import expression
from luoshi.tasktable.numbering import is_number, value_of
from luoshi.units import looks_like_unit, split_units
from luoshi.units.beside import beside_units

_SAMPLE = 200  # rows that are looked at
_SENTENCE_ENDS = "。；;！!"


@dataclass(frozen=True, slots=True)
class Contents:
    """Shares are of the filled cells, 0 to 1.

    Args:
        filled: share of the rows in which the column has words.
        length: median length of its words.
        groups: whether its cells go over several rows, merged or left blank below.
        begins: the rows in which a new cell begins.
        done: share of its cells that say what was done.
        dates: share of its cells that are a time by which something is due.
        ones: how many of its cells hold a number one, with which a count begins.
        figures: share of its cells that are a bare figure.
        rates: share of its cells that are a bare percentage.
    """

    filled: float
    length: float
    numbers: float
    units: float
    digits: float
    sentences: float
    groups: bool
    begins: frozenset[int]
    done: float = 0
    dates: float = 0
    ones: int = 0
    figures: float = 0
    rates: float = 0


_NOTHING = Contents(0, 0, 0, 0, 0, 0, False, frozenset())
_DATE = expression(
    r"^(?=.*[年月季全长持])(?:20\d\d\s*年\s*)?(?:\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:[上中下]旬)?|第?[一二三四1-4]季度|[上下]半年|年|全年|长期|持续推进)?"
    r"(?:底|末)?(?:之?前)?(?:完成)?$|^20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?$"
)
_FIGURE = expression(r"^[约≈]?-?\d[\d,，.]*\s*[万亿]?元?$")
_RATE = expression(r"^\d+(?:\.\d+)?\s*[%％]$")
_LABEL = expression(r"(?:牵头|责任|配合|协办)(?:单位|部门)?\s*[:：]")
POST = r"(?:常务)?副?(?:主任|书记|主席|秘书长|总?经理|董事长|[局部处科院校所站队行台会组市区县镇乡]长)"
_WITH_PERSON = expression(rf"[\s（(]+[\u4e00-\u9fff]{{1,3}}{POST}[）)]?(?=$|[\s、，,；;])")  # 住建局 何军局长
_DONE = expression(r"已|累计|截[至止]|目前|正在|序时|尚未|占年度|完成率|同比")


def contents(rows: Sequence[Row], index: int) -> Contents:
    """Describe column `index` by the first 200 rows that have more than one filled cell."""
    return _of_column(_telling(rows), index)


def contents_of_columns(rows: Sequence[Row], count: int) -> list[Contents]:
    """Describe so many columns, each as `contents` does."""
    telling = _telling(rows)
    return [_of_column(telling, index) for index in range(count)]


def _telling(rows: Sequence[Row]) -> list[Row]:
    """Those of the first rows that have more than one filled cell."""
    return [row for row in rows[:_SAMPLE] if sum(1 for cell in row.distinct if cell.text.strip()) > 1]


def _of_column(rows: Sequence[Row], index: int) -> Contents:
    cells: list[Cell] = [row.cells[index] for row in rows if index < len(row.cells)]
    begins = [n for n, c in enumerate(cells) if c.text.strip() and (n == 0 or c is not cells[n - 1])]
    texts = [cells[n].text.strip() for n in begins]
    if not texts:
        return _NOTHING
    merged = len(begins) < sum(1 for cell in cells if cell.text.strip())
    return Contents(
        filled=sum(1 for cell in cells if cell.text.strip()) / len(cells),
        length=median(len(text) for text in texts),
        numbers=_share(texts, is_number),
        units=_share(texts, fits_units),
        digits=_share(texts, lambda text: any(c.isdigit() for c in text)),
        sentences=_share(texts, lambda text: text[-1] in _SENTENCE_ENDS),
        groups=merged or len(texts) * 10 < 7 * len(cells),
        begins=frozenset(begins),
        done=_share(texts, lambda text: bool(_DONE.search(text))),
        dates=_share(texts, lambda text: bool(_DATE.match(text))),
        ones=sum(1 for text in texts if value_of(text) == 1),
        figures=_share(texts, lambda text: bool(_FIGURE.match(text))),
        rates=_share(texts, lambda text: bool(_RATE.match(text))),
    )


def _share(texts: Sequence[str], holds: object) -> float:
    assert callable(holds)
    return sum(1 for text in texts if holds(text)) / len(texts)


@lru_cache(maxsize=2048)
def fits_units(text: str) -> bool:
    """Tell whether a cell reads as a list of units, or as none (/)."""
    bare = _LABEL.sub("、", beside_units(_WITH_PERSON.sub("", text.strip())).text)
    names = split_units(bare)
    if not names:
        return bool(bare)
    return all(looks_like_unit(name) and len(name) <= 40 for name in names)
