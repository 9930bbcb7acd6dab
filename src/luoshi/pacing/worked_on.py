"""Worked on: a target that only names on how many works an office works, beside one that has a figure to reach.

抓好131个省级重点项目，年内完成投资1000亿元 · 131个项目开工率94.7%，完成投资568亿元

How many they are is no result: they are worked on all year, and what they are to bring stands beside them. So such a
target, where its statement names the works and denies nothing of them, is judged by its neighbours; alone it is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.narrowed import is_told_again
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.wordings import promise_words
from luoshi.plan import Basis, Light, State, Target, Task

_WORKS_ON = expression(
    r"(?:抓好|抓实|抓牢|实施|推进|推动|组织|统筹|安排|谋划|部署|布局|滚动|加快|聚力|聚焦|紧盯|突出|强化|服务|保障|建设)"
)
# what ends: such a number has to be reached
_ENDS = expression(
    r"完[成工]|建成|竣工|投[产用运]|开工|新[建增开签]|引进|招引|培育|落地|改造|整治|创建|举办|认定|获批|签约|入库|达到?|突破|超过?"
)
_WORK = expression(r"项目|工程|任务|事项|行动|举措|实事|清单|管理|监管|规范化")
_PRESSES_ON = expression(r"推进|推动落实|抓[好实牢紧]")
_TO_THE_END = expression(r"[^。;；!！?？\n]*")
# 推进15个园区改造，年底前全部完成 has to be finished
_ALL_END = expression(
    r"^[^,，、]*(?:完[成工]|建成|竣工|投[产用运])|(?:全部|全面|均|都|[底末年内]前?)[^,，\d]{0,6}(?:完[成工]|建成|竣工|投[产用运]|交付|开放)"
)
_TAKES_IN_HAND = expression(r"抓[好实牢]")
_MANY = frozenset(("个", "项", "件", "大", "家", "处", "所", "座", "户"))
# what is only looked after may be prepared, entered in a list or watched: none of that denies it
_LOOKS_AFTER = expression(r"抓好|抓实|抓牢|管理|监管|规范化|服务|保障")
# what is said of them, up to the clause of the next number
_FROM_THE_NUMBER = expression(r"^[^,;。!?\n]*(?:,[^,;。!?\n\d]*(?=[,;。!?\n]|$))*")


def by_its_neighbours(task: Task, target: Target, targets: Sequence[Target]) -> Target:
    """Judge a number of works that are only worked on as the targets beside it, where those have a light."""
    judged = target.assessment
    if judged is None or judged.state not in (State.NO_FIGURE, State.UNCLEAR) or not _only_names_works(task, target):
        return target
    others = [one for one in targets if one is not target and (_is_lit(one) or not _only_names_works(task, one))]
    beside = [one.assessment for one in others]
    lit = [one for one in beside if one is not None and one.light is not Light.GREY]
    if not lit or len(lit) < len(beside) or _is_denied(task, target):
        return target
    # green before yellow and red: the others decide by themselves, and this one adds nothing
    return replace(target, assessment=next((one for one in lit if one.light is Light.GREEN), lit[0]))


def only_pressed_on(task: Task, target: Target) -> bool:
    """Tell whether a promise only says that so many are pressed on with, and not how many are to be finished.

    推进15个园区改造 may be kept by nine that are finished and six under construction: fewer finished ones than 15 say
    nothing of it.
    """
    if target.basis is not Basis.LEVEL or target.measure not in _MANY:
        return False
    act = (target.action or "") + promise_words(task, target).act
    behind = _TO_THE_END.match(task.text, target.span.end)
    ends = _ENDS.search(act) or (behind is not None and _ALL_END.search(behind[0]))
    return _PRESSES_ON.search(act) is not None and not ends


def _is_lit(target: Target) -> bool:
    return target.assessment is not None and target.assessment.light is not Light.GREY


def _only_names_works(task: Task, target: Target) -> bool:
    if target.basis is not Basis.LEVEL or target.milestone is not None or target.measure not in _MANY:
        return False
    promise = promise_words(task, target)
    act = (target.action or "") + promise.act
    named = _WORK.search(target.metric) or _WORK.search(promise.noun) or _TAKES_IN_HAND.search(act)
    return named is not None and _WORKS_ON.search(act) is not None and _ENDS.search(act) is None


def _is_denied(task: Task, target: Target) -> bool:
    """Whether the works are named nowhere, or a sentence that names them says that they are not begun."""
    if target.value_text is None or not is_told_again(target.value_text, task.statement):
        return True
    promise = promise_words(task, target)
    looked_after = _LOOKS_AFTER.search((target.action or "") + promise.act + promise.noun) is not None
    of_them = _FROM_THE_NUMBER.search(level(task.statement).partition(level(target.value_text))[2])
    progress = progress_in(of_them[0]) if of_them is not None else None
    return progress is not None and progress <= (Progress.PLANNED if looked_after else Progress.PREPARED)
