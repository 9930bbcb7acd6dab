"""Rows of a table that say something of the table: notes under it, who filled it in, 此页无正文.

They are no tasks, no chapters, and no answers of the row above; all of a file are named in one finding.
"""

from collections.abc import Sequence

from luoshi.documents import Cell
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.plan import Finding, Level
from luoshi.tasktable.wording import flowing, is_end_mark, is_footnote

_ALONE = expression(r"^[（(*＊※]?\s*(?:注|附注|备\s*注|说\s*明|填表说明|注\s*释)\s*[）)]?\s*[:：]?\d*[.、]?$")
_SIGNED = expression(
    r"^(?:填表|填报|填写|制表|审核|复核|审签|审批|经办|报送|单位(?:主要)?负责|主要负责|分管(?:领导|负责)|(?:主要)?领导)"
    r"(?:人|日期|时间|单位|签[字名])?(?:[（(](?:签[字名]|盖章|签章)[)）])?\s*[:：]"
)
_EXAMPLE = expression(
    r"^[（(【\[]?\s*(?:例\d?|示例|样例|范例|举例|填[写报表](?:示例|样例|范例))\s*[）)】\]]?[:：]?\d?$"
)
_COLUMN = expression(
    r"^[（(]?\s*(?P<count>\d{1,2})\s*[)）]?(?:\s*[=＝][\d\s=＝+＋\-－—*×/÷（）()%％]+)?$"
)  # 5, （5）, 5=4/3
_LETTERS = "甲乙丙丁戊己庚辛"
_FEWEST_COLUMNS = 4
_FEW = 3  # cells of a line that is signed
_SHOWN = 60  # letters of the notes in the sentence


def note_in(filled: Sequence[Cell], width: int) -> str:
    """Return the words of a row that says something of its table, "" where it is none.

    Args:
        filled: its cells with words; width: the columns of its table.
    """
    text = flowing(filled[0].text)
    words = " ".join(flowing(cell.text) for cell in filled)
    if is_end_mark(text) or is_footnote(text):
        return words
    if len(filled) > 1 and _EXAMPLE.match(text):
        return words
    if len(filled) == 2 and _ALONE.match(text):
        return words
    if not is_signature(text):
        return ""
    lone = len(filled) == 1 and filled[0].column_span * 2 > width
    # 填表人：党政办 | 审核人： | 每月25日前更新: a row of few cells, of which the first says who filled it in
    return words if lone or (1 < len(filled) <= _FEW and len(filled) * 2 < width) else ""


def counts_columns(filled: Sequence[Cell]) -> bool:
    """Tell whether a row only numbers the columns of its table: 1 2 3 4 5, （1） … （5）, 甲 乙 1 2 3=2/1."""
    texts = [cell.text.strip() for cell in filled]
    letters = next((i for i, text in enumerate(texts) if text not in _LETTERS or not text), len(texts))
    if len(texts) < _FEWEST_COLUMNS or "".join(texts[:letters]) != _LETTERS[:letters]:
        return False
    counts = [_COLUMN.match(text) for text in texts[letters:]]
    return [int(found["count"]) if found else 0 for found in counts] == list(range(1, len(counts) + 1))


def is_signature(text: str) -> bool:
    """Tell whether a cell says who filled in or signed its table: 填表人：王某, 审核人（签字）：."""
    return bool(_SIGNED.match(flowing(text)))


def notes_left_out(notes: Sequence[tuple[str, Place]]) -> list[Finding]:
    """Name the rows that were taken as notes; `notes` are their words and places."""
    if not notes:
        return []
    listed = "；".join(words for words, _ in notes)
    short = listed if len(listed) <= _SHOWN else listed[: _SHOWN - 1] + "…"
    return [
        Finding(
            "table-note",
            Level.NOTE,
            f"表里有{len(notes)}行注释或填表信息，没有作为任务读入：{short}",
            notes[0][1],
            f"{len(notes)} rows of notes, or of who filled in the table, were not read as tasks: {short}",
            written="\n".join(words for words, _ in notes),
        )
    ]
