"""Numbers of tasks and of chapters, as printed: 12, 1.1, (3), 一), ①, 一、, 第三章."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.units import looks_like_unit
from luoshi.units.beside import UNIT_BODIES

_CHINESE = "一二三四五六七八九十百"
# a number in Chinese as a list counts it, 一 to 九百九十九 (一百零一, 一百一十); no group of its own
NUMERAL = rf"[{_CHINESE}][{_CHINESE}零〇]{{0,5}}"
CIRCLED = "①-⑳㉑-㉟㊱-㊿"  # 1 to 50, for a class of characters
TURNED = "⑴-⒇"
DOTTED = "⒈-⒛"
ENCLOSED = "㈠-㈩"
_NUMBER = expression(
    rf"^(?:[（(]\s*(?:\d{{1,4}}|(?:{NUMERAL}))\s*[)）]|\d{{1,4}}(?:[.．\-－—]\d{{1,3}}){{0,3}}\s*[.．、)）]?"
    rf"|[{CIRCLED}{TURNED}{DOTTED}{ENCLOSED}]|(?:{NUMERAL})\s*[、)）.．]?|[A-Za-z]{{1,2}}[-－]?\d{{1,4}}|第(?:\d{{1,4}}|{NUMERAL})[项条])$"
)
_CHAPTER = expression(
    rf"^(?:第\s*(?:\d+|{NUMERAL})\s*[章篇部板]|(?:{NUMERAL})\s*[、.．]|[（(](?:{NUMERAL})[)）]"
    rf"|第{NUMERAL}[、,，类])"
)
_DEPTHS = [
    expression(pattern)
    for pattern in (
        rf"^第\s*(?:\d+|{NUMERAL})\s*[章篇部板]",
        rf"^第\s*(?:\d+|{NUMERAL})\s*[节条项类]",
        rf"^(?:{NUMERAL})\s*(?:[、.．]|$)",
        rf"^[（(]\s*(?:{NUMERAL})\s*[)）]|^(?:{NUMERAL})[)）]",
        r"^\d{1,3}\s*(?:[、.．)）]|$)",
        r"^[（(]\s*\d{1,3}\s*[)）]",
    )
]
_OPEN_TO_SECTIONS = (0, 2)  # 第一章, 一、
NUMBER_BEFORE = expression(
    rf"^(\d{{1,4}}\s*[.．、](?!\d)|[（(](?:\d{{1,3}}|(?:{NUMERAL}))[)）]|[{CIRCLED}]|(?:{NUMERAL})\s*[、.．])\s*(?=\S)"
)
_UNIT_ABOVE = expression(
    rf"^(?:责任|牵头|承办|填报|报送|申报)(?:{UNIT_BODIES})\s*(?:[（(][^）)]*[)）])?[:：]\s*([^、，,；;\s]{{3,20}})$",
    needs=":：",
)
_MOST_DIGITS = 9
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
# a number in one sign: ①, ㉑, ㊱, ⑴, ⒈, ㈠
_SIGNS = {
    chr(ord(first) + at): value + at
    for first, value, count in (("①", 1, 20), ("㉑", 21, 15), ("㊱", 36, 15), ("⑴", 1, 20), ("⒈", 1, 20), ("㈠", 1, 10))
    for at in range(count)
}


def is_number(text: str) -> bool:
    """Tell whether a cell holds a task's number and nothing else."""
    return bool(_NUMBER.match(text.strip()))


def is_chapter(text: str) -> bool:
    """Tell whether a line begins as chapters do: 一、 （一） 第一章."""
    return bool(_CHAPTER.match(text.strip()))


def heading_depth(text: str) -> int | None:
    """Tell how deep a heading's number stands: 第一章, 第一节, 一、, （一）, 1., （1）; None without a number."""
    bare = text.strip()
    return next((depth for depth, pattern in enumerate(_DEPTHS) if pattern.match(bare)), None)


def as_printed(text: str) -> int | str:
    """Return a number as int where it is a plain one (12, 12. and 12、), else as printed; a project's code is kept."""
    bare = text.strip().rstrip(".．、").translate(_WIDE)
    return int(bare) if _counts(bare) else text.strip()


def _counts(bare: str) -> bool:
    """Tell whether digits count something: a longer run of them is a code, and no program reads it as a number."""
    return bare.isascii() and bare.isdigit() and len(bare) <= _MOST_DIGITS


# nothing else is a number, and most cells are long
_COUNTS = expression(rf"[（）()、.．\s0-9{CIRCLED}{TURNED}{DOTTED}{ENCLOSED}{_CHINESE}零〇]*")


def value_of(text: str) -> int | None:
    """Return what a plain, bracketed, circled or Chinese number counts; None for 1.1 and others."""
    text = text.translate(_WIDE)
    if not _COUNTS.fullmatch(text):
        return None
    bare = re.sub(r"[（）()、.．\s]", "", text) if "." not in text.strip().rstrip(".") else text
    if _counts(bare):
        return int(bare)
    if len(bare) == 1 and bare in _SIGNS:
        return _SIGNS[bare]
    return chinese_value(bare)


def mark_value(mark: str) -> int | None:
    """Return what the mark of an item counts, with the words that stand by its number: 一是, 第一条, 任务一：."""
    return value_of(re.sub(r"任务|事项|项目|目标|实事|工程|[第件项条类是要、，,：:]", "", mark).strip())


_DIGIT = f"[{_CHINESE[:9]}]"
_BELOW_HUNDRED = expression(rf"(?:(?P<tens>{_DIGIT})?(?P<ten>十))?(?P<ones>{_DIGIT})?")
_HUNDREDS = expression(rf"(?P<hundreds>{_DIGIT})?百(?:[零〇](?P<ones>{_DIGIT})|(?P<rest>{_DIGIT}十.?))?")


def chinese_value(text: str) -> int | None:
    """Return the value of 一 to 九百九十九, else None; 一百一 may be 101 or 110, and is neither."""
    if found := _HUNDREDS.fullmatch(text):
        below = chinese_value(found["rest"]) if found["rest"] else _DIGITS.get(found["ones"] or "零")
        return None if below is None else 100 * _DIGITS[found["hundreds"] or "一"] + below
    below_hundred = _BELOW_HUNDRED.fullmatch(text)
    if not text or below_hundred is None:
        return None
    tens = _DIGITS[below_hundred["tens"] or "一"] if below_hundred["ten"] else 0
    return 10 * tens + _DIGITS[below_hundred["ones"] or "零"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A task's number as printed, and what it stands in."""

    number: str
    chapter: str = ""
    part: str = ""


def keys(rows: Sequence[Numbered]) -> list[str]:
    """Return a key for each task: unique, and without a chapter's words, so that it may stand in an address.

    The number where it is unique in the plan, else the chapter's ordinal and the number (2-1), else the position
    (#12).
    """
    seen = Counter(row.number for row in rows)
    within = Counter((row.part, row.chapter, row.number) for row in rows)
    ordinals = _ordinals(rows)
    taken = {row.number for row in rows if seen[row.number] == 1}
    found = []
    for position, row in enumerate(rows, start=1):
        key = row.number
        if not key or seen[key] > 1:
            group = (row.part, row.chapter)
            apart = bool(row.number) and len(ordinals) > 1 and within[*group, row.number] == 1
            key = f"{ordinals[group]}-{mark_value(row.number) or row.number}" if apart else f"#{position}"
            if key in taken:
                key = f"#{position}"
            taken.add(key)
        found.append(key)
    return found


def _ordinals(rows: Sequence[Numbered]) -> dict[tuple[str, str], int]:
    """Number the chapters: as they are printed, where that tells all of them apart, else in their order."""
    groups = list(dict.fromkeys((row.part, row.chapter) for row in rows))
    printed = [chapter_number(chapter) for _, chapter in groups if chapter]
    if None not in printed and len(set(printed)) == len(printed) == len({chapter for _, chapter in groups if chapter}):
        numbers = {group: number or 0 for group, number in ((g, chapter_number(g[1])) for g in groups)}
        if len(set(numbers.values())) == len(groups):
            return numbers
    return {group: index for index, group in enumerate(groups, start=1)}


def chapter_number(chapter: str) -> int | None:
    """Return what the number before a chapter's words counts: 2 of 二、产业提升 and of 第二章."""
    found = re.match(rf"^(?:第\s*)?[（(]?(\d{{1,4}}|{NUMERAL})\s*(?:[)）、.．章篇部板类]|$)", chapter.strip())
    return value_of(found[1]) if found else None


def is_below(text: str, chapter: str) -> bool:
    """Tell whether a chapter line stands below the chapter that is open: （一） under 一、, either under 第一章."""
    own, upper = heading_depth(text), heading_depth(chapter)
    if own is None or upper is None or not is_chapter(text):
        return False
    return upper < own and upper in _OPEN_TO_SECTIONS


def unit_of(chapter: str) -> str:
    """Return the unit whose tasks a chapter holds, "" where it is no unit's: 一、区教育局（5项）."""
    bare = _CHAPTER.sub("", chapter.strip()).strip()
    bare = re.sub(r"[（(]\s*共?\s*\d+\s*[项件条个]\s*[)）]$", "", bare).rstrip("：: ")
    strong = re.search(
        r"(?:局|委|办|办公室|委员会|厅|公司|集团|街道|中心|政府|[总支大]队|法院|检察院|联合会|总工会|妇联)$", bare
    )
    return bare if strong and len(bare) <= 20 and looks_like_unit(bare) else ""


def unit_above(line: str) -> str:
    """Return the unit that a line over a table names for all its tasks, else "": 填报单位：区教育局."""
    found = _UNIT_ABOVE.match(line.strip())
    return found[1].strip() if found else ""
