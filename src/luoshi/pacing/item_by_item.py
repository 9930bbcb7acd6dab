"""Item by item: an answer that goes through the promise's own list may call each thing by a shorter name.

创建农村垃圾分类示范乡镇20个、新改建户厕1.6万个 · 创建垃圾分类示范乡镇21个，新改建户厕1.62万座

A shorter name alone is asked about: the 21 may be of all kinds. Beside another thing of the same list, which is named
in full, it is the promised one, where no other figure goes by such a name, and no other target.
"""

from collections.abc import Sequence

from luoshi.grammar.same_words import are_apart, in_one_word
from luoshi.pacing.comparison import conversion
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.likeness import DEED, KINDS, QUALIFIERS, content, grade_of
from luoshi.pacing.plain_names import plain_name
from luoshi.pacing.stages import without_stages
from luoshi.pacing.wordings import figure_words, promise_words, surroundings
from luoshi.plan import Basis, Observation, Target, Task

_A_NAME = 3
ROOM = frozenset(("泊位", "车位", "床位", "学位", "托位", "户厕", "公厕"))
# each is held against each
_MOST = 12
# kinds of bodies and works that say nothing of which: 企业 is no shorter 高新技术企业
_BODIES = frozenset(("主体", "基地", "园区", "中心", "平台", "示范", "社区", "医院", "小区", "车间", "工厂", "品牌"))


def is_answered_item_by_item(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure is the only one with a shorter name of its target, beside another target's full name."""
    targets = _counted(task.targets)
    if not 1 < len(targets) <= _MOST or target not in targets or not _is_shorter(task, target, seen):
        return False
    figures = [
        one
        for one in task.observations
        if one.answers is None and not one.base and not one.estimated and one.basis is Basis.LEVEL
    ]
    others = [one for one in targets if one is not target]
    rivals = [one for one in figures if one.value_span != seen.value_span and conversion(one.measure, target.measure)]
    if any(_is_shorter(task, target, one) for one in rivals):
        return False
    if any(conversion(seen.measure, one.measure) and _is_shorter(task, one, seen) for one in others):
        return False
    return any(
        _is_named(task, one, rival) for one in others for rival in figures if rival.value_span != seen.value_span
    )


def _counted(targets: Sequence[Target]) -> list[Target]:
    counted = [one for one in targets if one.basis is Basis.LEVEL and one.value_span is not None and one.metric]
    return sorted(counted, key=lambda one: one.value_span.start if one.value_span else 0)


def _is_named(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure goes by the whole name of another target of the list, and counts as it does."""
    if conversion(seen.measure, target.measure) is None:
        return False
    return fit(promise_words(task, target), figure_words(seen, surroundings(task, seen))) is Fit.SAME


def _is_shorter(task: Task, target: Target, seen: Observation) -> bool:
    """Whether a figure's own words are the promised name with some of its letters left out, and none of its grades."""
    words = surroundings(task, seen)
    left = plain_name(words.left, task.text, target.action or "")
    said = content(without_stages(left)) or content(without_stages(words.right))
    mine = content(in_one_word(target.metric))
    for deed in (*DEED.findall(target.action or ""), content(target.action or "")):
        said = said.removeprefix(deed).removesuffix(deed)
    if (
        (len(said) < _A_NAME and said not in ROOM)  # 团队 is no shorter 院士团队
        or said in KINDS
        or said in _BODIES
        or len(mine) < len(said)
        or said[-1] != mine[-1]
        or are_apart(target.metric, said)
    ):
        return False
    if grade_of(target.metric) != grade_of(said) or any(
        one not in said for one in QUALIFIERS.findall(target.metric) if one not in ("农村", "城镇")
    ):
        return False
    return any(_in_order(said, name) for name in (mine, target.metric))


def _in_order(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
