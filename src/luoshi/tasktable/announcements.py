"""Where the prose of a report announces a list of tasks, by which words, and of how many."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from luoshi.expressions import expression
from luoshi.tasktable.enumeration import first_mark
from luoshi.tasktable.firstly import LONGER, is_thought
from luoshi.tasktable.numbering import value_of
from luoshi.tasktable.phrases import MATTER, WORK

_C = "一二三四五六七八九十"
_COUNT = rf"(?:\d{{1,3}}|(?!百)[{_C}百零两]{{1,6}})"
_OF = r"[件项个类宗条大]"
_BEHIND = r"(?P<behind>[^。：:；;]{0,60}?)(?P<stop>[。：:]|\s*$|(?=[①⑴]|[（(][1一][)）])|[，,]\s*(?=一是))"
_ANNOUNCED = expression(
    rf"(?P<name>(?<![~～至—\-\d])(?P<count>{_COUNT})(?:{_OF}(?:方面|领域)?|方面)[^。；;：:，,、（）()\d]{{0,16}}?"
    rf"(?:(?P<matter>{MATTER})|(?P<work>{WORK}))(?:项目|工程|任务|工作)*[”’]?)"
    rf"{_BEHIND}"
)
_SOME = expression(
    rf"(?P<name>(?:一批|以下|下列)(?!{_COUNT}[件项个类])(?P<count>)[^。；;：:，,、（）()\d]{{0,12}}?(?:(?P<matter>{MATTER})|(?P<work>{WORK}))){_BEHIND}"
)
_LATER = expression(
    rf"(?P<name>(?:(?:再|又)?(?:新增|增加|续推|接续))?(?P<count>{_COUNT})(?:{_OF}|方面)[^。；;：:，,、]{{0,16}})$"
)
_COUNTED = expression(
    rf"(?P<name>(?:新增|增加|续推|实施|办好|抓好|办成|完成|(?:民生|为民(?:办)?|惠民|利民|办)实事(?:项目|工程)?(?:共(?:有|计)?|合计|总计)?)(?P<count>{_COUNT})[件项](?=[：:。，,（(①]|\s*$))(?P<matter>){_BEHIND}"
)
_ASPECTS = expression(
    rf"(?P<name>(?P<count>{_COUNT})(?:[个大项]?方面(?:的)?(?:(?:重点|主要)?(?:工作|任务))?|[项大](?:重点|主要|具体)?(?:工作|任务))(?P<aspect>))"
    rf"(?:、(?:共)?(?P<name2>(?P<count2>{_COUNT})[项条](?:重点|主要|具体)?(?:工作|任务)))?"
    r"(?P<behind>[^。：:；;，,]{0,20}?)(?P<stop>[。：:])"
)
_UNCOUNTED = expression(
    r"(?P<name>(?:民生|[惠利便]民|为民办|办)实事(?:项目|工程)?)(?P<count>)(?P<matter>)(?P<behind>)"
    r"(?P<stop>[。：:]?(?=\s*(?:[（(][1一][）)]|[①⑴]|1[.．、]|一是|第一[，、])))"
)
_CALLED = expression(  # “四个一批”：开工一批，…；建成一批，…
    rf"(?P<name>[“‘](?P<called>(?P<count>{_COUNT})[个大项][^。；;：:，,、“”‘’]{{1,8}})[”’][^。；;：:，,]{{0,8}}?)"
    r"(?P<behind>)(?P<stop>[：:])"
)
_PATTERNS = (_ANNOUNCED, _COUNTED, _SOME, _ASPECTS, _UNCOUNTED, _CALLED)
_PAST = expression(r"去年|过去|上年|完成了|[抓做]了|全部(?:完成|办结|兑现)|如期|圆满|超额|均已|累计(?:完成|实施)")
_FAULT = expression(r"[问难]题[”’]?$")
_SOLVED = expression(r"解决|破解|化解|攻克|整治")
_NEAR = 400  # characters before an announcement in which its sentence begins
LONGEST_HEADING = 40  # characters of a heading between items
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Announcement:
    name: str
    count: int
    is_matter: bool  # of 实事 and the like, not of 项目 or 行动
    is_aspect: bool  # of 方面 or 工作: a list, or the chapters of the report
    is_called: bool  # only a name in quotation marks: a list where as many clauses follow
    is_open: bool  # a colon: the list follows at once
    start: int
    end: int


def announcements_in(text: str) -> Iterator[tuple[Announcement, str]]:
    """The announcements of a paragraph, each with the words behind it up to the next list."""
    matches = sorted((m for pattern in _PATTERNS for m in pattern.finditer(text)), key=_rank)
    kept: list[Announcement] = []
    for match in matches:
        found = _announcement(match)
        before = text[max(0, match.start() - _NEAR) : match.start()]
        sentence = re.split(r"[。；;]", before)[-1] + match[0]
        if LONGER.search(sentence) or (_FAULT.search(found.name) and not _SOLVED.search(sentence)):
            continue
        if found.is_aspect and (is_thought(re.split(r"[，,]", before)[-1] + match[0]) or found.count < FEWEST):
            continue
        nearby = kept if found.is_called else kept[-1:]
        overlaps = any(found.start < other.end and other.start < found.end for other in nearby)
        if (
            not _PAST.search(sentence)
            and not overlaps
            and (found.is_matter or _at_once(found, text[found.end : found.end + LONGEST_HEADING]))
        ):
            kept.append(found)
    kept.sort(key=lambda found: found.start)
    for index, found in enumerate(kept):
        others = (one for one in islice(kept, index + 1, None) if not one.is_aspect and not found.is_aspect)
        after = next((one for one in others if one.is_matter or not found.is_matter), None)
        yield found, text[found.end : after.start if after else len(text)]


def _rank(match: re.Match[str]) -> tuple[bool, int, int]:
    """What begins first counts, the longer of two; a mere name in quotation marks only where nothing else does."""
    return match.re is _CALLED, match.start(), -match.end()


def _announcement(match: re.Match[str]) -> Announcement:
    """Read one announcement; of several counts before its stop the last names the list: 在省定12件基础上，再新增3件."""
    groups = match.groupdict()
    is_aspect = groups.get("aspect") is not None
    later = None if is_aspect else _LATER.search(match["behind"])
    told = later or match
    name, written = told["name"], told["count"]
    if is_aspect and groups.get("count2"):
        name, written = f"{name}、{groups['name2']}", groups["count2"] or ""
    count = value_of(written.replace("两", "二")) or 0
    is_matter = groups.get("matter") is not None
    is_open = match["stop"][:1] not in ("。", "，", ",")
    if is_aspect:
        name = (
            re.split(r"[。；;，,：:]", match.string[max(0, match.start() - _NEAR) : match.start()])[-1][
                -LONGEST_HEADING:
            ]
            + name
        )
    name = (groups.get("called") or name).strip("“”‘’")
    is_called = groups.get("called") is not None
    return Announcement(name, count, is_matter, is_aspect, is_called, is_open, match.start(), match.end())


def _at_once(found: Announcement, rest: str) -> bool:
    """Tell whether a list follows right behind its name, as one of 项目 or 行动 must; 方面 are a report's chapters."""
    if found.is_aspect:
        return True
    if "方面" in found.name:
        return False
    mark = first_mark(rest)
    return found.is_open or not rest.strip() or (mark is not None and mark.value == 1)
