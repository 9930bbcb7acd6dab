"""Turned round: the promised deed and its thing stand behind the number of those whom they are for.

发放租赁补贴7550户 · 为7563户住房困难家庭发放租赁补贴1890万元
培训农民3000人     · 对3120名农民开展培训
"""

from luoshi.expressions import expression
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import Progress, level, progress_in
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.plan import Observation, Target, Task

_FOR_THEM = expression(
    r"(?:^|[,;。!?\n()])(?:截至[^,;。]{1,8}|目前|今年|全年|上半年|前[一二三]季度|\d{1,2}[-—~至]\d{1,2}月|全[省市区县州]|[省市区县]本级|各[级地]|共|已|累计|先后|实际|分[\u4e00-\u9fff]次|[,、])*(?:为|向|对|给|帮助|支持|保障)$",
    needs="为向对给帮支保",
)
# money and help are given in many words
_GIVEN = expression(r"发放|落实|兑现|提供|给予|补贴|拨付|兑付")
_UP_TO_A_NUMBER = expression(r"[^,;。!?\n\d]{2,40}")
_WHOM_MOST = 24
_PERSONS = frozenset(("户", "人", "名", "位", "家", "人次", "户次"))
_MOSTLY = 0.75


def is_turned_round(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a number of persons, households or firms has the promised deed and thing behind it.

    Who they are may be said between; the deed has to be the promised one, and nothing may say that it is to come.
    """
    if target.measure not in _PERSONS or seen.measure not in _PERSONS or seen.answers is not None:
        return False
    text = level(task.statement)
    if _FOR_THEM.search(text, max(0, seen.value_span.start - 40), seen.value_span.start) is None:
        return False
    behind = _UP_TO_A_NUMBER.match(text, seen.value_span.end)
    act = act_of(promise_words(task, target), target)
    deed = act[-2:]
    if behind is None or len(deed) < 2:
        return False
    done = _GIVEN.search(behind[0]) if _GIVEN.fullmatch(deed) else None
    whom, found, thing = behind[0].partition(done[0] if done is not None else deed)
    if not found or len(whom) > _WHOM_MOST or progress_in(whom) not in (None, Progress.DONE):
        return False
    name = content(thing).removesuffix("资金")
    return len(name) >= 2 and share_in(name, target.metric) >= _MOSTLY
