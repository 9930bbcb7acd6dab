"""Borne shares: whether the counts beside a claimed share of the plan bear it out.

培育规上工业企业60家 · 培育规上企业41家，完成100%      41 of 60 is 68.3%: one of the two is not what it seems
新增停车位500个 · 新建泊位260个，完成年度任务的52%     260 of 500 is 52%: the share stands
改造小区110个 · 已开工113个，完成年度计划的103%        113 of 110 is 103%: so many are begun

A claim must not light what a count beside it takes back, though nobody knows whether the count is the target's own.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from luoshi.pacing import phrasing
from luoshi.pacing.comparison import conversion, is_of_its_parts
from luoshi.pacing.likeness import content, mostly_in
from luoshi.pacing.proof import MOST_CANDIDATES, Passed, Proof, candidate
from luoshi.pacing.stages import Progress, level
from luoshi.pacing.weighed import Standing, Weighed
from luoshi.plan import Aspect, Basis, Observation, Target, Task

# as far as rounding both may lead them apart, in points; a number that is hedged leads further
_ROUNDED, _HEDGED = Decimal(1), Decimal(5)
_WHOLE = Decimal(100)
_A_NAME = 2
_LEVELS = (Basis.LEVEL, Basis.PER_CAPITA)
# the rule of a distance from the plan, told as the share that it makes
_BEYOND = "beyond the plan"
# what is planned is no share of anything: 争取到位263.7亿元 is a result, though 争取 is read as a hope
_NOT_DONE = (Progress.NOT_BEGUN, Progress.PREPARED, Progress.BEGUN, Progress.UNDER_WAY)


def borne(
    task: Task, target: Target, share: Observation, weighed: Sequence[Weighed], passed: tuple[Passed, ...]
) -> Proof:
    """Return the proof by a share of the plan, or the doubt where counts that may be the target's own contradict it."""
    against = _against(task, target, share, weighed)
    if not against and (begun := _share_of(task, target, share, weighed)) is not None:
        if share.basis is not Basis.SHARE or share.rule == _BEYOND:
            return Proof(passed=passed)
        count = begun.figure.value_text
        why, why_en = f"和{count}是同一个数，{begun.why}", f"it is the share that {count} makes: {begun.why_en}"
        asked = [candidate(share, task.statement, why, why_en)]
        return Proof(None, passed, (share, None), (Aspect.COMPLETION,), tuple(asked))
    if not against:
        return Proof(share, passed)
    first, reckoned = against[0].figure, _reckoned(target, against[0].figure)
    sum_ = phrasing.fraction(first.value, target.value or Decimal(0), target.value_text, first.measure)[0]
    sum_ = f"{sum_.rsplit(' ', 1)[0]} = {phrasing.percent(reckoned)}"
    asked = [candidate(one.figure, task.statement, one.why, one.why_en) for one in against[: MOST_CANDIDATES - 1]]
    told = next((one for one in task.observations if one.value_span == share.value_span), share)
    if told.basis is Basis.SHARE and told.measure == "%":  # 超计划4家 is no figure that a person could choose
        asked.append(
            candidate(
                told,
                task.statement,
                f"是所写的完成率，按{first.value_text}算是{sum_}，两个数对不上",
                f"is the stated completion; {first.value_text} makes {sum_}, which does not agree",
            )
        )
    aspects = dict.fromkeys(one.aspect for one in against if one.aspect is not None)
    return Proof(
        passed=tuple(one for one in passed if one.figure not in [count.figure for count in against]),
        readings=(*(one.figure for one in against), share, None),
        unsettled=tuple(aspects),
        candidates=tuple(asked),
    )


def _against(task: Task, target: Target, share: Observation, weighed: Sequence[Weighed]) -> list[Weighed]:
    """The counts that may be the target's own and do not make the claimed share."""
    if target.value is None or target.value <= 0 or target.basis not in _LEVELS:
        return []
    found = []
    for one in weighed:
        if one.part or one.figure.base or one.figure.basis not in _LEVELS or one.figure.answers is not None:
            continue
        own = one if one.standing is Standing.DOUBTFUL else _of_a_like_name(task, target, share, one)
        # the promised number itself, told again, is no count of what is done
        if own is not None and own.figure.value != target.value and not _bears(target, own.figure, share):
            found.append(own)
    return found


def _share_of(task: Task, target: Target, share: Observation, weighed: Sequence[Weighed]) -> Weighed | None:
    """The count right before a share that is its own, where it is said not to be reached: 已开工113个，超计划3%."""
    text, start = level(task.statement), share.value_span.start
    before = [one for one in weighed if one.figure.value_span.end <= start and one.figure.measure != "%"]
    last = max(before, key=lambda one: one.figure.value_span, default=None)
    if last is None or last.aspect is not Aspect.COMPLETION or last.progress not in _NOT_DONE or not target.value:
        return None
    if any(stop in text[last.figure.value_span.end : start] for stop in "。;!?\n"):
        return None
    own = share.rule == _BEYOND or _makes(target, last.figure, share)
    return last if last.standing is Standing.PASSED and own else None


def _of_a_like_name(task: Task, target: Target, share: Observation, one: Weighed) -> Weighed | None:
    """A count of the share's sentence that was passed over for its name, which is the promise's own, cut short."""
    name = content(one.figure.metric)
    if one.standing is not Standing.PASSED or one.aspect is not Aspect.METRIC or len(name) < _A_NAME:
        return None
    factor = conversion(one.figure.measure, target.measure)
    if factor is None or is_of_its_parts(target, one.figure) or not mostly_in(name, content(target.metric)):
        return None
    ends = sorted((one.figure.value_span.end, share.value_span.end))
    if any(stop in level(task.statement)[ends[0] : ends[1]] for stop in "。;!?\n"):
        return None
    return replace(one, figure=replace(one.figure, value=one.figure.value * factor, measure=target.measure or ""))


def _reckoned(target: Target, count: Observation) -> Decimal:
    return _WHOLE * count.value / (target.value or Decimal(1))


def _bears(target: Target, count: Observation, share: Observation) -> bool:
    # 完成100%, where a few more were done
    return share.value == _WHOLE <= _reckoned(target, count) or _makes(target, count, share)


def _makes(target: Target, count: Observation, share: Observation) -> bool:
    allowed = _HEDGED if count.approximate or count.comparator is not None or share.approximate else _ROUNDED
    return abs(_reckoned(target, count) - share.value) <= allowed
