"""Numbers of tasks and of chapters, as printed: 12, 1.1, (3), 一), ①, 一、, 第三章."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.units import looks_like_unit

_CHINESE = "一二三四五六七八九十百"
_NUMBER = expression(
    rf"^(?:[（(]\s*(?:\d{{1,4}}|[{_CHINESE}]{{1,4}})\s*[)）]|\d{{1,4}}(?:[.．\-－—]\d{{1,3}}){{0,3}}\s*[.．、)）]?"
    rf"|[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛]|[{_CHINESE}]{{1,4}}\s*[、)）.．]?|[A-Za-z]{{1,2}}[-－]?\d{{1,4}}|第[{_CHINESE}\d]{{1,4}}[项条])$"
)
_CHAPTER = expression(
    rf"^(?:第\s*[{_CHINESE}\d]+\s*[章篇部板]|[{_CHINESE}]{{1,3}}\s*[、.．]|[（(][{_CHINESE}]{{1,3}}[)）]"
    rf"|第[{_CHINESE}]+[、,，类])"
)
_DEPTHS = [
    expression(pattern)
    for pattern in (
        rf"^第\s*[{_CHINESE}\d]+\s*[章篇部板]",
        rf"^第\s*[{_CHINESE}\d]+\s*[节条项类]",
        rf"^[{_CHINESE}]{{1,3}}\s*(?:[、.．]|$)",
        rf"^[（(]\s*[{_CHINESE}]{{1,3}}\s*[)）]|^[{_CHINESE}]{{1,3}}[)）]",
        r"^\d{1,3}\s*(?:[、.．)）]|$)",
        r"^[（(]\s*\d{1,3}\s*[)）]",
    )
]
_OPEN_TO_SECTIONS = (0, 2)  # 第一章, 一、
NUMBER_BEFORE = expression(
    rf"^(\d{{1,4}}\s*[.．、](?!\d)|[（(](?:\d{{1,3}}|[{_CHINESE}]{{1,3}})[)）]|[①-⑳]|[{_CHINESE}]{{1,3}}\s*[、.．])\s*(?=\S)"
)
_UNIT_ABOVE = expression(
    r"^(?:责任单位|牵头单位|填报单位|承办单位|填报部门|责任部门)\s*(?:[（(][^）)]*[)）])?[:：]\s*([^、，,；;\s]{3,20})$",
    needs=":：",
)
_MOST_DIGITS = 9
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}


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


_COUNTS = expression(rf"[（）()、.．\s0-9①-⑳{_CHINESE}]*")  # nothing else is a number, and most cells are long


def value_of(text: str) -> int | None:
    """Return what a plain, bracketed, circled or Chinese number counts; None for 1.1 and others."""
    text = text.translate(_WIDE)
    if not _COUNTS.fullmatch(text):
        return None
    bare = re.sub(r"[（）()、.．\s]", "", text) if "." not in text.strip().rstrip(".") else text
    if _counts(bare):
        return int(bare)
    if len(bare) == 1 and "①" <= bare <= "⑳":
        return ord(bare) - ord("①") + 1
    return chinese_value(bare)


def chinese_value(text: str) -> int | None:
    """Return the value of 一 to 九十九, else None."""
    if not text or any(c not in _CHINESE for c in text) or "百" in text:
        return None
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.get(text)
    return 10 * _DIGITS.get(tens, 1) + (_DIGITS.get(ones, 0) if ones else 0)


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
            key = f"{ordinals[group]}-{value_of(row.number.rstrip('是要')) or row.number}" if apart else f"#{position}"
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
    found = re.match(rf"^(?:第\s*)?[（(]?([{_CHINESE}\d]{{1,4}})\s*(?:[)）、.．章篇部板类]|$)", chapter.strip())
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
    strong = re.search(r"(?:局|委|办|厅|公司|集团|街道|中心|政府|法院|检察院|联合会|总工会|妇联)$", bare)
    return bare if strong and len(bare) <= 20 and looks_like_unit(bare) else ""


def unit_above(line: str) -> str:
    """Return the unit that a line over a table names for all its tasks, else "": 填报单位：区教育局."""
    found = _UNIT_ABOVE.match(line.strip())
    return found[1].strip() if found else ""
