"""Columns that are each a unit's, with signs for what it owes: ★ leads, ☆ helps.

重点任务 | 县发改局 | 县财政局 | 县住建局
争取债券 | ▲       | ★       |              注：★为牵头单位，▲为配合单位。
"""

from collections.abc import Sequence

from luoshi.documents import Row
from luoshi.expressions import expression
from luoshi.tasktable.headings import compact
from luoshi.units import looks_like_unit

# What stands in the column of a unit: it leads, it helps, or it has a part.
_SIGNS = "★●▲◆■◎"  # of several in one table the first of these leads
LEADS = frozenset(_SIGNS) | {"牵头", "主办", "主责", "主", "牵头单位"}
HELPS = frozenset("☆○△◇□") | {"配合", "协办", "参与", "协", "辅", "配合单位"}
_MEANS = expression(
    r"[“\"]?([★●▲◆■◎☆○△◇□√])[”\"]?\s*(?:号|标记)?(?:的?(?:为|是|表示|代表|指|[:：＝=])|的)?\s*(牵头|主办|主责|配合|协办|参与)"
)
_MOST_OF_A_NOTE = 2  # cells with words in a row that is a note: 注 | ★为牵头单位
OWES = frozenset("√✓✔☑") | {"责任", "责任单位", "负责"}


def marked_columns(headings: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """The columns that are each a unit's, in which signs say what it owes: ★ leads, ☆ helps."""
    found = []
    for index, heading in enumerate(headings):
        if not looks_like_unit(compact(heading).rpartition("/")[2]):
            continue
        texts = [row.cells[index].text.strip() for row in rows if index < len(row.cells) and len(row.distinct) > 1]
        signs = [text for text in texts if text]
        if signs and all(text in LEADS or text in HELPS or text in OWES for text in signs):
            found.append(index)
    return found if len(found) > 1 else []


def helping_signs(marked: Sequence[int], rows: Sequence[Row], title: str) -> frozenset[str]:
    """Return the signs by which a unit helps: as the note of the table has it, else all but the first in rank."""
    if not marked:
        return HELPS
    notes = [title]
    for row in rows:
        filled = [cell.text for cell in row.distinct if cell.text.strip()]
        notes += filled if len(filled) <= _MOST_OF_A_NOTE else []
    said = {sign: word for text in notes for sign, word in _MEANS.findall(text)}
    stand = {row.cells[i].text.strip() for row in rows for i in marked if i < len(row.cells)}
    leading = {sign for sign, word in said.items() if word in LEADS} or {next((s for s in _SIGNS if s in stand), "")}
    helping = {sign for sign, word in said.items() if word in HELPS}
    return (HELPS | helping | (stand & frozenset(_SIGNS))) - leading
