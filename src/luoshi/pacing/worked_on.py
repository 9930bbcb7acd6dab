"""Worked on: a target that only names on how many works an office works, beside one that has a figure to reach.

抓好131个省级重点项目，年内完成投资1000亿元 · 131个项目开工率94.7%，完成投资568亿元

How many they are is no result: they are worked on all year, and what they are to bring stands beside them. So such a
target, where its statement names the works and denies nothing of them, is judged by its neighbours; alone it is asked.
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
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
_WORK = expression(r"项目|工程|任务|事项|行动|举措|实事|清单")
_MANY = frozenset(("个", "项", "件", "大"))
_SENTENCES = expression(r"[。;!?\n]")


def by_its_neighbours(task: Task, target: Target, targets: Sequence[Target]) -> Target:
    """Judge a number of works that are only worked on as the targets beside it, where those have a light."""
    judged = target.assessment
    if judged is None or judged.state not in (State.NO_FIGURE, State.UNCLEAR) or not _only_names_works(task, target):
        return target
    beside = [one.assessment for one in targets if one is not target and not _only_names_works(task, one)]
    lit = [one for one in beside if one is not None and one.light is not Light.GREY]
    if not lit or len(lit) < len(beside) or _is_denied(task, target):
        return target
    # green before yellow and red: the others decide by themselves, and this one adds nothing
    return replace(target, assessment=next((one for one in lit if one.light is Light.GREEN), lit[0]))


def _only_names_works(task: Task, target: Target) -> bool:
    if target.basis is not Basis.LEVEL or target.milestone is not None or target.measure not in _MANY:
        return False
    promise = promise_words(task, target)
    act = (target.action or "") + promise.act
    named = _WORK.search(target.metric) or _WORK.search(promise.noun)
    return named is not None and _WORKS_ON.search(act) is not None and _ENDS.search(act) is None


def _is_denied(task: Task, target: Target) -> bool:
    """Whether the works are named nowhere, or a sentence that names them says that they are not begun."""
    if target.value_text is None or not is_told_again(target.value_text, task.statement):
        return True
    number = in_one_word(target.value_text)
    for sentence in _SENTENCES.split(level(task.statement)):
        progress = progress_in(sentence) if number in sentence else None
        if progress is not None and progress <= Progress.PREPARED:
            return True
    return False
