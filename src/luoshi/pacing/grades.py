"""Grades: parts by grade of the things that were all to come to a grade, added up where each is as good.

223所全部达到二星级以上 · 223所中三星级36所、二星级187所       all of them: 36 and 187 are at least 二星级
60家全部达到乙级以上 · 60家中甲级20家、乙级30家、丙级10家       50 of 60
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.parts import added_up
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.weighed import Weighed
from luoshi.plan import Basis, Observation, Target, Task

_ORDER = {letter: rank for rank, letter in enumerate("一二三四五六七", start=1)}
_LETTERS = {"甲": 3, "乙": 2, "丙": 1}
_GRADE = r"(?:(?P<stars>[一二三四五六七1-7])星级?|(?P<as>[1-5])A级?|(?P<letter>[甲乙丙])级)"
_PROMISED = expression(rf"(?:全部|均|都)(?:已|要|能)?(?:达到?|创建?[成为]*|评为|提升[到至]|建成)?{_GRADE}(?:及?以上)")
_OWN = expression(rf"{_GRADE}(?:的)?(?:有|共|各)?$")
_OWN_BEHIND = expression(rf"^(?:[\u4e00-\u9fff]{{0,6}})?(?:为|达到?|是|评为){_GRADE}$")
_SENTENCE_END = expression(r"[。;!?\n]")


def sum_of_grades(task: Task, target: Target, weighed: Sequence[Weighed]) -> Observation | None:
    """Return how many have come to the promised grade, where the parts by grade make up all of them; else None."""
    if target.value is None or target.value_span is None or target.basis is not Basis.LEVEL:
        return None
    rest = _SENTENCE_END.split(level(task.text)[target.value_span.end :], maxsplit=1)[0]
    promised = _PROMISED.search(rest)
    if promised is None:
        return None
    kind, least = _rank(promised)
    parts: list[tuple[int, Weighed]] = []
    for one in weighed:
        if one.figure.value == target.value or conversion(one.figure.measure, target.measure) is None:
            continue
        own = _OWN.search(one.around.left) or _OWN_BEHIND.match(one.around.right)
        if own is None or one.figure.estimated or one.progress not in (None, Progress.DONE):
            return None
        its, rank = _rank(own)
        if its != kind:
            return None
        parts.append((rank, one))
    if len({rank for rank, _ in parts}) < len(parts):
        return None
    enough = [one for rank, one in parts if rank >= least]
    if not enough or sum((one.figure.value for _, one in parts), Decimal(0)) != target.value:
        return None
    return added_up(target, enough)


def _rank(found: re.Match[str]) -> tuple[str, int]:
    """Which scale a grade is of, and how high it stands on it."""
    if (stars := found["stars"]) is not None:
        return "stars", _ORDER.get(stars) or int(stars)
    if (letters := found["as"]) is not None:
        return "A", int(letters)
    return "letter", _LETTERS[found["letter"]]
