"""Stretch: a number that a promise only strives for, beside the firm one of the very same thing.

增长13%以上、力争达到15%        13% decides, and the sentence says that 15% is striven for
力争增长8%、确保7%              7% decides
力争增长8%                      alone, what is striven for is the target
引进20个，力争落地15个          another deed, and so a target of its own
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.indicators import more_is_better
from luoshi.pacing.comparison import conversion
from luoshi.place import Span
from luoshi.plan import Assessment, Basis, Comparator, MilestoneKind, Target, Task

_STRIVES = (
    r"(?:力争|争取|力求|努力|奋力|全力|并|进一步|在此基础上|同时|向|朝着?|以)*"
    r"(?:力争|争取|力求|努力|冲刺|冲击|挑战|奋斗目标|冲刺目标|争取目标|力争目标|挑战目标|奋斗)"
)
_KEEPS = r"(?:确保|保底|保底目标|底线|底线目标|必保|力保)"
# what says no more than how far it goes
_REACHES = (
    r"(?:目标|达到?|突破|超过?|超额|迈上|跨越|实现|不低于|不少于|控制在|稳定在|保持在?|以|能够|更高|"
    r"至|到|为|是|在|约|近|全年|年内|也?要|：|:)"
)
_SIGN = r"[、,，;；(（]?"
_BOUND = r"(?:以上|左右|以内|以下)?"
_UP_FROM_FIRM = expression(rf"{_BOUND}{_SIGN}{_STRIVES}(?P<rest>[^\d,，;；。、]*)", needs="争冲力努奋挑")
_DOWN_TO_FIRM = expression(rf"{_BOUND}{_SIGN}{_KEEPS}(?P<rest>[^\d,，;；。、]*)", needs="保力底必确")
_ONLY_REACHES = expression(rf"{_REACHES}*")
_STRIVEN = expression(_STRIVES)
_NEAR = 200  # letters; two numbers of one thing stand in one clause
# a verb of the second number is the same deed where the first one has it, too: 增长8%，力争增长10%
_VERBS = expression(r"增长|增速|增幅|增加|提高|提升|下降|降低|减少|压减|新增|净增|完成|引进|培育|建成|新建|改造")
# 开工10个，力争完成12个: what is begun and what is complete are two deeds
_BEGINS = frozenset((MilestoneKind.START, MilestoneKind.LAND, MilestoneKind.CONTINUE))


def firm_of(task: Task, target: Target, targets: Sequence[Target]) -> Target | None:
    """Return the firm target of the same thing beside which this one is only striven for; None where there is none."""
    if target.value_span is None or not _may_strive(task.text, target.value_span):
        return None
    return next((other for other in targets if other is not target and _strives_beyond(task, target, other)), None)


def _may_strive(text: str, value: Span) -> bool:
    """Whether a word of striving stands near a number: without one, no pair of targets needs a look."""
    return _STRIVEN.search(text, max(0, value.start - _NEAR), value.end + _NEAR) is not None


def without_stretches(task: Task) -> Task:
    """Return the task with its firm targets alone, so that no figure is asked for what is only striven for."""
    firm = tuple(one for one in task.targets if firm_of(task, one, task.targets) is None)
    return task if len(firm) == len(task.targets) else replace(task, targets=firm)


def as_firm(task: Task, target: Target, firm: Target) -> Assessment | None:
    """Return the firm target's assessment for one that is striven for beside it, and say so."""
    judged = firm.assessment
    if judged is None:
        return None
    more, kept = target.span.of(task.text), firm.span.of(task.text)
    return replace(
        judged,
        sentence=f"“{more}”是争取的目标，按“{kept}”判：{judged.sentence}",
        sentence_en=f'"{more}" is striven for; "{kept}" decides: {judged.sentence_en}',
    )


def noted(task: Task, judged: Assessment, stretches: Sequence[Target]) -> Assessment:
    """Say beside the assessment of a firm target what is striven for beyond it, and is not held against anybody."""
    if not stretches:
        return judged
    said = "、".join(f"“{one.span.of(task.text)}”" for one in stretches)
    return replace(
        judged,
        sentence=f"{judged.sentence}（{said}是争取的目标，不按它判）",
        sentence_en=f"{judged.sentence_en} ({said}: striven for, not judged by)",
    )


def _strives_beyond(task: Task, target: Target, firm: Target) -> bool:
    if target.value_span is None or firm.value_span is None or target.value is None or firm.value is None:
        return False
    if not _is_same_kind(target, firm) or not _is_further(target, firm):
        return False
    first, second = (firm, target) if firm.value_span.start < target.value_span.start else (target, firm)
    assert first.value_span is not None
    assert second.value_span is not None
    if second.value_span.start < first.value_span.end:
        return False
    between = task.text[first.value_span.end : second.value_span.start]
    said = task.text[first.span.start : first.value_span.start]
    if first is firm:
        found = _UP_FROM_FIRM.fullmatch(between)
    else:
        found = _DOWN_TO_FIRM.fullmatch(between) if _STRIVEN.search((first.hedge or "") + said) else None
    return found is not None and _is_same_deed(found["rest"], first, said)


def _is_same_kind(target: Target, firm: Target) -> bool:
    levels = (Basis.LEVEL, Basis.PER_CAPITA)
    alike = target.basis is firm.basis or (target.basis in levels and firm.basis in levels)
    # 增长8%，力争10%: a bare rate behind a growth may be read as a level
    alike = alike or (
        target.measure == firm.measure == "%" and {target.basis, firm.basis} <= {Basis.GROWTH, Basis.LEVEL}
    )
    return alike and conversion(target.measure, firm.measure) == 1


def _is_further(target: Target, firm: Target) -> bool:
    assert target.value is not None
    assert firm.value is not None
    if firm.comparator in (Comparator.AT_MOST, Comparator.LESS) or not more_is_better(firm.metric):
        return abs(target.value) < abs(firm.value) if firm.value >= 0 else abs(target.value) > abs(firm.value)
    return abs(target.value) > abs(firm.value)


def _is_same_deed(rest: str, first: Target, said: str) -> bool:
    """Whether the words before the second number add nothing to what the first one names."""
    for verb in _VERBS.findall(rest):
        done = verb == "完成" and first.milestone not in _BEGINS
        if not done and verb not in said + (first.action or ""):
            return False
    rest = _VERBS.sub("", rest)
    if first.metric and first.metric in rest:
        rest = rest.replace(first.metric, "", 1)
    return _ONLY_REACHES.fullmatch(rest) is not None
