"""Only its deed: a promise that is called by its deed alone, whose thing stands in the clause before it.

加快石结构房屋改造步伐，完成3200万平方米年度改造任务 · 石结构房屋已改造2035万平方米
"""

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import DEED, content
from luoshi.pacing.stages import level
from luoshi.plan import Observation, Target, Task

_CALLED = expression(rf"(?:年度|全年|当年|今年|本年度?)*的?(?P<deed>{DEED.pattern})(?:工作)?(?:任务|目标|计划)?")
_STOPS = "。;!?\n"


def is_of_the_clause_before(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure names the thing before the promise, and has the deed by which alone that is called."""
    called = _CALLED.fullmatch(target.metric)
    name = content(seen.metric)
    if called is None or len(name) < 2 or called["deed"] not in words.left or seen.metric not in words.left:
        return False
    if sum(conversion(seen.measure, other.measure) is not None for other in task.targets) != 1:
        return False
    text = level(task.text)
    start = max(text.rfind(stop, 0, target.span.start) for stop in _STOPS) + 1
    before = text[start : target.span.start]
    at = before.find(f"{seen.metric}{called['deed']}")
    if before.count(called["deed"]) != 1:
        return False  # which of them is meant is not said
    # 石结构房屋 of 农村石结构房屋改造 may be more than was promised
    return at == 0 or (at > 0 and _OPENS.search(before, 0, at) is not None)


_OPENS = expression(r"(?:加快|推进|实施|开展|抓好|推动|加强|加大|做好|加速|深化|持续|有序|全面|,)$")
