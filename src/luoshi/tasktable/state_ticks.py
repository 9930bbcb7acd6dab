"""Columns that are each a state, with a tick in the one that holds: together they are the result of the row.

工作任务     | 已完成 | 推进中 | 未启动
新建停车场3个 | √     |       |            ☑已完成 □推进中 □未启动
"""

from collections.abc import Sequence

from luoshi.documents import Row
from luoshi.expressions import expression
from luoshi.tasktable.headings import compact

_STATE = expression(
    r"^(?:已经?|未|基本|正在|正常|有序|按期|按时|逾期|超期|尚未|暂未|全部|未按期|未按时)?(?:完成|办结|推进|办理|进行|启动|开工|滞后|销号|整改|落实"
    r"|达标|建成|投用|竣工|在建|实施|缓慢|受阻|开展|在办|停滞|暂停|序时|达序时|进展)(?:中|正常|到位)?$"
)
TICKS = frozenset("√✓✔☑●■◆★☒")
_FEWEST = 2


def state_columns(headings: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """The columns beside one another that are each a state, and hold ticks and nothing else; at least two."""
    found = [i for i, heading in enumerate(headings) if is_state(last_line(heading)) and _only_ticks(rows, i)]
    beside = len(found) >= _FEWEST and found[-1] - found[0] == len(found) - 1
    ticked = {cell.text.strip() for row in rows for i in found for cell in row.cells[i : i + 1]}
    return found if beside and ticked & TICKS else []


def is_state(heading: str) -> bool:
    """Tell whether a heading is a word for how far a task is: 已完成, 推进中, 滞后."""
    return bool(_STATE.match(compact(heading)))


def _only_ticks(rows: Sequence[Row], index: int) -> bool:
    texts = (row.cells[index].text.strip() for row in rows if index < len(row.cells) and len(row.distinct) > 1)
    return all(not text or text in TICKS for text in texts)


def last_line(heading: str) -> str:
    """What a state is called: 完成情况/已完成 is 已完成."""
    return compact(heading).rpartition("/")[2]
