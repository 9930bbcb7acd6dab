"""With its distance: a figure and how far it says to be from the target, which together are just what was promised.

污水处理率27.4%，距目标还差2.6个百分点 of 污水治理率30%      both make up 30%: it is that target's
首批68个村已命名，离全年还差52个 of 善治村120个
前两批共认定118家，占59% of 200家                          and so is that of which it is just that share
"""

from decimal import Decimal

from luoshi.expressions import expression
from luoshi.pacing.comparison import conversion
from luoshi.pacing.likeness import content, share_in
from luoshi.pacing.stages import level
from luoshi.pacing.wordings import surroundings
from luoshi.plan import Basis, Observation, Target, Task

_OFF = frozenset(("short of the plan", "beyond the plan", "distance"))
_IS_SO_MUCH = expression(
    r"[\u4e00-\u9fff]{0,8},?(?:已|共)?(?:占|占比|完成率|完成|完成比例|达到?)(?:了)?(?:全年|年度|年)?(?:任务|目标|计划)?(?:数|量)?的?(?:约|近)?"
)
_SENTENCE = expression(r"[。;!?\n]")
_FAR = 30
_HALF = 0.5
_PLAN = expression(r"目标|任务|计划|全年|年度")


def makes_up_the_target(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure and the distance right behind it make up the number of this target, and of no other."""
    if target.value is None or seen.answers is not None or seen.base:
        return False
    share = _share(task, seen)
    if share is not None and target.measure != "%" and _is_just_the_share(target, seen, share):
        return _goes_by_its_name(task, target, seen)
    off = _off(task, seen)
    if off is None or any(
        one is not target and one.value == target.value and one.measure == target.measure for one in task.targets
    ):
        return False
    points = target.measure == seen.measure == "%" and off.measure == "个百分点"
    factor = conversion(seen.measure, target.measure)
    if not points and (factor is None or conversion(off.measure, seen.measure) != 1):
        return False
    # what falls short is written below nothing: 27.4 less -2.6 is 30
    return (seen.value - off.value) * (factor or 1) == target.value and _goes_by_its_name(task, target, seen)


def _share(task: Task, seen: Observation) -> Observation | None:
    """The share of the whole that stands right behind a figure: 118家，占59%."""
    text = level(task.statement)
    behind = [one for one in task.observations if one.answers is None and one.value_span.start >= seen.value_span.end]
    other = min(behind, key=lambda one: one.value_span.start, default=None)
    if other is None or other.measure != "%" or other.basis is not Basis.SHARE:
        return None
    return other if _IS_SO_MUCH.fullmatch(text, seen.value_span.end, other.value_span.start) is not None else None


def _is_just_the_share(target: Target, seen: Observation, share: Observation) -> bool:
    """Whether a figure is so much of the promised number as it says, rounded as it was written."""
    factor = conversion(seen.measure, target.measure)
    if factor is None or target.value is None or target.value <= 0 or not 0 < share.value < 100:
        return False
    exponent = share.value.as_tuple().exponent
    assert isinstance(exponent, int)
    reckoned = 100 * seen.value * factor / target.value
    return abs(reckoned - share.value) <= Decimal(1).scaleb(exponent) / 2


def _goes_by_its_name(task: Task, target: Target, seen: Observation) -> bool:
    words = surroundings(task, seen)
    if target.metric and words.right.startswith((target.metric[-1], target.metric[-2:])):
        return True  # 首批68个村 of 善治村
    return any(content(name) and share_in(name, target.metric) >= _HALF for name in (seen.metric, words.left))


def _off(task: Task, seen: Observation) -> Observation | None:
    """The distance that is the next figure of the sentence."""
    text = level(task.statement)
    behind = [one for one in task.observations if one.answers is None and one.value_span.start >= seen.value_span.end]
    other = min(behind, key=lambda one: one.value_span.start, default=None)
    if other is None or other.basis is not Basis.GROWTH or other.rule.removesuffix(" (list)") not in _OFF:
        return None
    between = text[seen.value_span.end : other.value_span.start]
    if len(between) > _FAR or _SENTENCE.search(between) is not None:
        return None
    return other if _PLAN.search(between) is not None else None
