"""Bare totals: a promise that names its thing in the words before, and says only how many there are to be.

扩大“两站一基地”规模，确保总数超过30家 · “两站一基地”总数达34家      the one total that is told of it
扩大“两站一基地”规模，确保总数超过30家 · 新设基地6家                  these are the new ones
扩大“两站一基地”规模，确保总数超过30家 · 上市公司总数达34家           another thing's
"""

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import without_stages
from luoshi.pacing.wordings import NEW, surroundings
from luoshi.plan import Observation, Target, Task

_BARE = expression(r"(?:总|累计)?(?:数量?|量|规模)|总数量|保有量|存量|总体规模")
_TOTAL = expression(
    r"总(?:数|量|规模|体规模)|保有量|存量|在册|(?:累计|现|共|实)(?:已)?(?:拥?有|达)|拥有|(?:增|达|扩大|发展|壮大|增加|增长)(?:到|至)"
)
# how often something was done is no total of things
_OF_A_DEED = expression(r"培训|服务|受理|办理|演出|接待|参与|惠及|走访|检查")
_HALF_OF_IT = 0.5
_A_NAME = 2
_STOP = expression(r"[。;!?\n；！？]")


def names_only_a_total(target: Target) -> bool:
    """Tell whether a target says no more than how many: 总数超过30家."""
    return _BARE.fullmatch(target.metric) is not None


def is_its_total(task: Task, target: Target, seen: Observation, words: Around) -> bool:
    """Tell whether a figure is the one total of the statement, and of what the promise names before its own."""
    if not names_only_a_total(target) or _TOTAL.search(words.left) is None or NEW.search(words.left):
        return False
    totals = [
        other
        for other in task.observations
        if other.answers is None
        and not other.base
        and conversion(other.measure, target.measure) is not None
        and _TOTAL.search(surroundings(task, other).left) is not None
    ]
    if len(totals) != 1:
        return False
    subject = content(without_stages(_STOP.split(task.text[: target.span.start])[-1]))
    named = content(_TOTAL.sub("", without_stages(words.left)))
    name = named if len(named) >= _A_NAME else content(_TOTAL.sub("", without_stages(seen.metric)))
    if len(subject) < _A_NAME:
        # nothing says whose total it is to be: one that is nowhere near is another's
        near = target.value is not None and target.value <= 2 * seen.value <= 4 * target.value
        return near and _OF_A_DEED.search(words.left) is None
    return len(name) < _A_NAME or (name[-_A_NAME:] in subject and share_in(name, subject) > _HALF_OF_IT)
