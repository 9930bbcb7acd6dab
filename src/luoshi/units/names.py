"""A cell of units → their names, as written: separators, parentheses, `/`, 等, 各….

发改局、 人力社保局            two units
组织部(人才办)                 one: a parenthesis belongs to its unit
/                              none
规划和自然资源局               one: 和 joins two units only between two whole names
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from luoshi.expressions import expression

_NONE = expression(r"^[\s/／\\—–\-－_无暂空.。*]*$")
_SEPARATORS = set("、，,;；。\n\t|│")
_OPEN = "（([【〔［"
_CLOSE = "）)]】〕］"

# What the name of a body ends in. Used to tell a unit from other words, never to refuse one.
SUFFIX = (
    "局|委|办|部|厅|室|院|处|科|所|站|队|(?<!社)会|团|供销社|合作社|联社|商社|司|行|馆|校|园|区|县|市|镇|乡|街道|街|中心|公司|集团|联合会|总会|委员会|"
    "办公室|管委会|指挥部|专班|党组|党委|政府|法院|检察院|单位|部门|工会|妇联|科协|残联|文联|侨联|工商联|团委|"
    "成员|平台|大队|支队|总队|分局|学院|大学|医院|银行|协会|基金|社区|村|企业|机构|组|工信|教体|海关|电视台|气象台|地震台|报社|"
    "通讯社|电信|移动|联通|铁塔|邮政|人行|厂|店|港"
)
_WHOLE = expression(rf"(?:{SUFFIX})(?:[（(][^（）()]*[）)])?$")
_SURELY_WHOLE = expression(r"(?:局|街道|公司|集团|(?<=.{3})处)(?:[（(][^（）()]*[）)])?$")
_OF_ONE_WORD = expression(r"^[理置室长]")  # 应急处 and 理中心 are 应急处理中心
_AND = expression(r"以及|[和及与]")
_FIELD = expression(r"(?:工信|教体)$")  # a field in short, which bodies go by as well
_TAIL = expression(
    r"等(?:(?:区级|市级|县级|省级)?(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:部门|单位|局|委办局|部门单位|单位部门))?$"
)
_DUTY_TAIL = expression(
    r"(?<=..)(?:等)?(?:(?:依|按)照?(?:各自)?(?:职责|职能|分工)+|共同|分别|各自|具体)+(?:负责|落实|推进|实施|配合|抓好落实|组织实施)?$"
    r"|(?<=[局委办厅部院府会司团行心队道镇乡区县市室校站所）)])(?:负责|落实|配合|参与|协助)$"
)
_LONGEST_LIST = 5_000  # characters
_RANK = "省市州区县旗盟镇乡"
_NUMBERED = expression(r"^\s*(?:\d+[.．、)）]|[（(]\d+[)）]|[①-⑳])\s*(?=\D)")


@lru_cache(maxsize=4096)
def split_units(cell: str) -> tuple[str, ...]:
    """Return the units that a cell names, as written, in order, each once.

    A parenthesis stays with its unit. `/`, 无 and a dash name none. A trailing 等 is no part of a name.
    """
    names: list[str] = []
    if len(cell) > _LONGEST_LIST:
        return (cell.strip(),)  # no list of units is as long, and the work grows faster than a text
    for part in _parts(within(cell)):
        for name in _joined(part):
            name = _cleaned(name)
            if name and not _NONE.match(name) and name not in names:
                names.append(name)
    return tuple(names)


def spelled(name: str) -> str:
    """Return a name as it is compared: 组织部(人才办) and 组织部（人才办） are one name in two kinds of brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def looks_like_unit(name: str) -> bool:
    """Tell whether a name ends as bodies' names do."""
    return len(name.strip()) > 1 and (bool(_WHOLE.search(name.strip())) or name.startswith("各"))


def look_like_units(names: Sequence[str]) -> bool:
    """Tell whether names are all bodies'.

    One that ends as no body does is one where it begins with the rank (省, 市, 县) with which most of the others begin.
    """
    plain = [name for name in names if not looks_like_unit(name)]
    if not plain:
        return bool(names)
    shared = {name[0] for name in names if looks_like_unit(name) and name[0] in _RANK}
    return len(plain) * 2 < len(names) and all(name[:1] in shared and 2 < len(name) < 13 for name in plain)


def _parts(cell: str) -> list[str]:
    """Split at separators that stand outside parentheses."""
    parts, current, depth = [], "", 0
    for character in _unwrapped(cell):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        if character in _SEPARATORS and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += character
    return [*parts, current]


def _unwrapped(cell: str) -> str:
    """Join a name that a line break cut in two: 人力社\\n保局 is one, 发改局\\n财政局 are two.

    A break that only a narrow cell made (\\v) parts two names where nothing else does and the first is surely whole.
    """
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if "\v" not in cell and all(looks_like_unit(line) and not any(c in line for c in "、，,；;") for line in lines):
        return "\n".join(lines)  # a name a line, short ones too: 总工会, 妇联
    joined, broken = "", ""
    pieces = [(line.strip(), mark) for line, mark in re.findall(r"([^\n\v]+)([\n\v]*)", cell) if line.strip()]
    for index, (line, mark) in enumerate(pieces):
        follows = "".join(one for one, _ in pieces[index + 1 :])
        joined += line if not joined or _is_cut(joined, line, follows, surely="\n" in broken) else "\n" + line
        broken = mark
    return joined


def _is_cut(before: str, line: str, follows: str, *, surely: bool) -> bool:
    """Tell whether a break fell within a name, not between two.

    Args:
        follows: the lines behind, which may end the name that `line` begins: 自然资源分 and 局.
    """
    depth = sum(before.count(c) for c in _OPEN) - sum(before.count(c) for c in _CLOSE)
    if depth > 0 or line[0] in "）)（(、，,；;":
        return True
    last = re.split(r"[、，,;；\n]", before)[-1].strip()
    first = re.split(r"[、，,;；]", line)[0]
    if not last:
        return False
    if len(first) < 3 or first in SUFFIX.split("|"):
        return True
    if surely:
        return not looks_like_unit(last) and len(last) < 16 and not _begins_unit(first, last)
    if any(mark in before + line for mark in "、，,；;") or not _SURELY_WHOLE.search(last):
        return True
    if last.endswith("处") and _OF_ONE_WORD.search(first):
        return True
    ends_below = len(first) > 3 and 0 < len(follows) < 3 and looks_like_unit(first + follows)
    return not (looks_like_unit(first) or ends_below)


def _begins_unit(line: str, last: str) -> bool:
    """Tell by its beginning whether a line is a name of its own: each of 县海关 and 县气象局 begins with its rank."""
    return line.startswith(("各", "国网", "中国")) or (line[0] in _RANK and last[0] == line[0] and len(last) > 2)


def _joined(part: str) -> list[str]:
    """Split at spaces, slashes and 和 where whole names stand on both sides."""
    part = part.strip()
    for pattern in (r"\s+", r"[/／]"):
        pieces = [piece for piece in _split_outside(pattern, part) if piece]
        if len(pieces) > 1 and look_like_units(pieces):
            return [name for piece in pieces for name in _joined(piece)]
    for found in _AND.finditer(part):
        left, right = part[: found.start()], part[found.end() :]
        if _FIELD.search(left) and right.endswith("局") and right[:1] not in _RANK:
            continue  # 县工信和科技局 is one
        if _balanced(left) and looks_like_unit(left) and looks_like_unit(right) and len(left) > 1 and len(right) > 1:
            return [left, *_joined(right)]
    return [part]


def _balanced(text: str) -> bool:
    return sum(text.count(c) for c in _OPEN) == sum(text.count(c) for c in _CLOSE)


def _split_outside(pattern: str, text: str) -> list[str]:
    """Split where the pattern stands outside parentheses."""
    pieces, start = [], 0
    for found in re.finditer(pattern, text):
        if _balanced(text[start : found.start()]):
            pieces.append(text[start : found.start()])
            start = found.end()
    return [*pieces, text[start:]]


def without_loose_ends(text: str, marks: str = " ；;，,。") -> str:
    """Strip marks, and brackets that have no partner: one that closes within stays."""
    while True:
        bare = text.strip(marks)
        if bare[-1:] in _CLOSE and bare and sum(map(bare.count, _CLOSE)) > sum(map(bare.count, _OPEN)):
            text = bare[:-1]
        elif bare[:1] in _OPEN and bare and sum(map(bare.count, _OPEN)) > sum(map(bare.count, _CLOSE)):
            text = bare[1:]
        else:
            return bare


def within(text: str) -> str:
    """Return what stands in a pair of brackets that holds the whole text; the text itself where none does."""
    bare, depth = text.strip(), 0
    for index, character in enumerate(bare):
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth == 0:
            return bare[1:-1].strip() if index and index == len(bare) - 1 else text
    return text


def _cleaned(name: str) -> str:
    name = _DUTY_TAIL.sub("", without_loose_ends(_NUMBERED.sub("", name.strip()), " "))
    return _TAIL.sub("", re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", name)).strip(" 　·:：")
