"""Texts of cells and lines, as sentences: line breaks of the layout out, those of the writer kept."""

import re
from functools import lru_cache
from itertools import pairwise

from luoshi.expressions import expression

_ENDS = "。；;：:！!？?"
_BEGINS = expression(
    r"^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,6})[)）]?[、.．)）]|[（(](?:\d{1,3}|[一二三四五六七八九十百零〇]{1,6})[)）]|[①-⑳㉑-㉟㊱-㊿]|[一二三四五六七八九十百零〇]{1,6}是|[●■◆▲·○—]"
    r"|(?:新增|新建|完成|推进|加快|建成|开工|投用|已|正在|目前|截至|启动|开展|实施|组织|制定|出台|印发|改造|引进|培育|举办))"
)
_COUNTED = expression(r"\d[\d.]*[万亿多余]*(?:[个家所条项张套次人元亩户台件处座辆名位%％]|公里|平方米|以上|左右)$")
_FOOTNOTE = expression(
    r"^[（(*＊※]?(?:注|备注|(?:填[表报写](?:情况)?)?说明|填[表报写](?:要求|须知|注意事项)|填报人|填报单位|审核人|联系人|联系电话|单位|制表)[）)]?\s*[:：]"
)
_END_MARK = expression(r"^[（(\[]?(?:完|此页无正文|以下空白|以下无正文|完毕|完结)[)）\]]?$")
# What only a page's end or beginning says: its number, and that a table goes on.
_CHINESE = "一二三四五六七八九十百"
_DASHES = r"(?:[—–－―\-·•~～]{1,3})"
_PAGE_MARK = expression(
    rf"^{_DASHES}\s*(?:\d{{1,4}}|[{_CHINESE}]{{1,4}}|[ivxIVX]{{1,6}})\s*{_DASHES}$"
    rf"|^{_DASHES}?\s*第\s*(?:\d{{1,4}}|[{_CHINESE}]{{1,4}})\s*页(?:\s*[，,、/／]?\s*[（(]?共\s*(?:\d{{1,4}}|[{_CHINESE}]{{1,4}})\s*页[)）]?)?\s*{_DASHES}?$"
    rf"|^共\s*\d{{1,4}}\s*页\s*[，,、/／]?\s*第\s*\d{{1,4}}\s*页$"
    rf"|^{_DASHES}?\s*\d{{1,4}}\s*[/／]\s*\d{{1,4}}\s*{_DASHES}?$"
    rf"|^Page\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?$",
    re.IGNORECASE,
)
_GOES_ON = expression(
    r"^[（(【\[]?(?:续\s*表|续上表|接上表|续前表|接前表|承上页|接上页|续上页|[上下]接第\s*\d+\s*页|[下接转续]{1,2}[下上]?页|下页续|未完待续|续)"
    r"\s*[\d—\-.一二三四五六七八九十]{0,4}[)）】\]]?[:：]?$|^[（(]?(?:附?表)\s*[\d—\-.一二三四五六七八九十]{0,4}\s*[（(]?续表?[)）]?$",
    needs="下承接未续表页",
)
_CONTINUED = expression(
    r"\s*[（(〔【\[]?\s*(?:接上页|接上表|续上表|续表|续)\s*[\d一二三四五六七八九十]{0,3}\s*[)）〕】\]]\s*$|\s*[—\-]+\s*续表?$"
)


_RULER = expression(r"^([^\w\s])\1*$|^[—–―─━═＝=\-－_＿~～﹏*＊※·•…☆★◇◆○●□■#+]+$")
_SHORTEST_RULER = 4

_BLANKS = expression(r"[ \t\u00a0\u3000]+")


@lru_cache(maxsize=512)  # a row's cells are asked for one after the other, each several times
def flowing(text: str) -> str:
    """Return a cell's text without breaks that only a narrow cell made.

    A break stays where a sentence ends before it, where an item or a verb begins after it, and where the
    lines are not as long as each other; else the lines are joined, with a space between Latin words.
    """
    lines = [_unbroken(_BLANKS.sub(" ", line)).strip() for line in text.strip().split("\n")]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return lines[0] if lines else ""
    full = max(len(line) for line in lines)
    whole = lines[0]
    for before, line in pairwise(lines):
        if before[-1] in _ENDS or _BEGINS.match(line) or len(before) + 1 < full or _COUNTED.search(before):
            whole += "\n" + line
        else:
            whole += join_mark(whole, line) + line
    return whole


def _unbroken(line: str) -> str:
    """Join a line where only its cell may have broken it."""
    whole, *rest = line.split("\v")
    for piece in rest:
        whole += join_mark(whole, piece) + piece
    return whole


def join_mark(left: str, right: str) -> str:
    """Return what stands between two halves of a broken line: a space between Latin words, else nothing."""
    return " " if left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha() else ""


def is_footnote(text: str) -> bool:
    """Tell a table's footnote (注：…, 填报人：…) from a chapter or a task."""
    return bool(_FOOTNOTE.match(text))


def is_end_mark(text: str) -> bool:
    return bool(_END_MARK.match(text.strip()))


def is_ruler(text: str) -> bool:
    """Tell whether a line is drawn of signs, and holds no word: ————————, * * * * *."""
    bare = "".join(text.split())
    return len(bare) >= _SHORTEST_RULER and bool(_RULER.match(bare))


def is_page_mark(text: str) -> bool:
    """Tell what only a page says: its number (— 1 —, 第1页 共3页, 2/5), or that a table goes on (续表)."""
    bare = text.strip()
    return len(bare) <= 20 and bool(_PAGE_MARK.match(bare) or _GOES_ON.match(bare))


def without_continued(text: str) -> str:
    """Return a heading without the word that it goes on: 一、产业升级（续） is 一、产业升级."""
    return _CONTINUED.sub("", text) or text
