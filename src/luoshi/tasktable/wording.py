"""Texts of cells and lines, as sentences: line breaks of the layout out, those of the writer kept."""

import re

_ENDS = "。；;：:！!？?"
_BEGINS = re.compile(
    r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．)）]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]是|[●■◆▲·○—])"
)
_FOOTNOTE = re.compile(
    r"^[（(*＊※]?(?:注|备注|说明|填表说明|填报人|填报单位|审核人|联系人|联系电话|单位|制表)[）)]?\s*[:：]"
)
_END_MARK = re.compile(r"^[（(\[]?(?:完|此页无正文|以下空白|以下无正文|完毕|完结)[)）\]]?$")


def flowing(text: str) -> str:
    """Return a cell's text without breaks that only the layout made.

    A break stays where a sentence ends before it or an item begins after it; else the lines are joined,
    with a space between Latin words.
    """
    lines = [re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.strip().split("\n")]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return lines[0] if lines else ""
    whole = lines[0]
    for line in lines[1:]:
        if whole[-1] in _ENDS or _BEGINS.match(line):
            whole += "\n" + line
        else:
            whole += join_mark(whole, line) + line
    return whole


def join_mark(left: str, right: str) -> str:
    """Return what stands between two halves of a broken line: a space between Latin words, else nothing."""
    return " " if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha() else ""


def is_footnote(text: str) -> bool:
    """Tell a table's footnote (注：…, 填报人：…) from a chapter or a task."""
    return bool(_FOOTNOTE.match(text))


def is_end_mark(text: str) -> bool:
    return bool(_END_MARK.match(text.strip()))
