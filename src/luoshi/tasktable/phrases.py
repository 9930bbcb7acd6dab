"""Names of tasks that a sentence strings together before it counts them.

办好农村供水、教师安居住房、妇女“两癌”检查等3件民生实事      three tasks
实施网络建设、示范应用、产品三大工程                         named: these are names of programmes
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from luoshi.expressions import expression
from luoshi.tasktable.numbering import value_of

MATTER = r"(?:[民惠利便]民|为民办|办)?实事|大事|要事|好事|难事|民生项目|民生工程|微实事|关键小事"
WORK = r"项目|工程|行动|攻坚战?|任务|举措|计划|问题|难题"

_COUNT = r"(?:\d{1,3}|(?!百)[一二三四五六七八九十百零两]{1,6})"
_CLAUSE = expression(r"[^。；;，,：:\n]+")
_NAME = expression(
    rf"(?<![\d第之])(?P<count>{_COUNT})(?:[件项个]|大类?|类)(?:方面|重点|专项|市[级列定]|县[级列]|区[级列])?"
    rf"[^。；;：:，,、（）()\d“”]{{0,8}}?(?:(?P<matter>{MATTER})|(?:{WORK}))"
)
_BEFORE_NAME = expression(r"等?[“‘]?$")
_VERB = expression(
    r"^.*?(?:办好|抓好|做好|办实|实施|推进|推动|开展|完成|落实|推行|启动|打好|攻坚|建设|统筹|推出)(?:实施|推进|开展|抓好|办好)?(?=[“‘]?[^、]{2,})"
)
_LAST = expression(r"以及|和|与|及")
_PAST = expression(r"去年|过去|上年|完成了|[抓做]了|如期|圆满|超额|均已|累计|已经|已")
_FEWEST = 3
_SHORTEST = 4  # characters of a usual name that says what is to be done: 发展、民生、稳定 say nothing


@dataclass(frozen=True, slots=True)
class Phrase:
    """Names and what they are counted as; `written` is the phrase as it stands."""

    name: str
    names: tuple[str, ...]
    is_matter: bool
    written: str


def phrases_of(text: str) -> Iterator[Phrase]:
    """Return the phrases of a paragraph that give as many names as they count; what was done is none."""
    for clause in _CLAUSE.finditer(text):
        if (match := _counted(clause[0])) is None:
            continue
        before = _BEFORE_NAME.sub("", clause[0][: match.start()], count=1)
        count = value_of(match["count"].replace("两", "二")) or 0
        if count < _FEWEST or _PAST.search(before):
            continue
        names = _names(before, count)
        if names and not re.search(r"[个项]\D*项目$", match[0]):
            is_matter = "实事" in (match["matter"] or "") and median(len(name) for name in names) >= _SHORTEST
            yield Phrase(match[0], names, is_matter, clause[0][: match.end()])


def _counted(clause: str) -> re.Match[str] | None:
    """The count of names behind the last 、 of a clause that has one behind it; in one walk, however long it is."""
    starts = [match.start() for match in _NAME.finditer(clause)] if "、" in clause else []
    comma = clause.rfind("、", 0, starts[-1]) if starts else -1
    return _NAME.search(clause, comma + 1) if comma >= 0 else None


def _names(before: str, count: int) -> tuple[str, ...]:
    """The names, where they are `count`; the last two may be joined by 和."""
    parts = [part.strip("“”‘’ ") for part in before.split("、")]
    if len(parts) == count - 1 and len(last := _LAST.split(parts[-1], maxsplit=1)) > 1:
        parts[-1:] = last
    verb = _VERB.match(parts[0])
    parts[0] = parts[0][verb.end() :].strip("“‘") if verb else parts[0]
    return tuple(parts) if len(parts) == count and verb and all(parts) else ()
