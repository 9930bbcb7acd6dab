"""Differences: what a promise raises or lowers by so much, told as from where to where.

标准提高15元 · 标准由每人每年520元提高至550元      30元 more
覆盖率提高1个百分点 · 覆盖率由42.1%提高到43.3%     1.2 points more
标准提高15元 · 由每人每年520元提高至每人每月50元   a year's and a month's: not to be compared
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from luoshi.expressions import expression
from luoshi.indicators import same_metric
from luoshi.pacing.comparison import conversion
from luoshi.pacing.figure_progress import progress_of
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.months import is_over
from luoshi.pacing.other_things import speaks_of_another
from luoshi.pacing.phrasing import number
from luoshi.pacing.stages import Progress
from luoshi.pacing.wordings import figure_words, promise_words, surroundings
from luoshi.plan import Basis, Observation, Target, Task

# the rule of a figure that is the difference of two that are written
OF_TWO = "difference of two"
_LEVELS = (Basis.LEVEL, Basis.PER_CAPITA, Basis.SHARE)
# between the two nothing but how it moved: 520元/人提高至550元
_MOVED = expression(
    r"(?:/[\u4e00-\u9fff·]{1,4})?[,，]?(?:统一|逐步|再|已|一次性|相应|全部|分别|均|调整)*"
    r"(?:提高|提升|上升|增加|增长|上调|调增|调整|调|升|增|提|扩大|扩容|发展|壮大|"
    r"下降|降低|减少|压减|压缩|压降|缩短|缩减|下调|降|减|压|回落|改善)?(?:了)?[到至为](?:了)?"
    r"(?:现在的|目前的|今年的|现行的?)?(?P<per>[^\d,，;；。、]{0,6})$"
)
_PER = expression(r"每(?:人|户|亩|生)?每?(?P<one>[年月日])|(?P<two>[年月日])人?均|/(?:人[·./])?(?P<three>[年月日])")
# of these the whole rise is what was promised; 新增 may leave out those that have gone
_RAISES = expression(r"净增|(?<!新)增加|扩大|扩容|提高|提升")
_LOWERS = expression(r"压减|减少|削减|压缩|缩减|降低|下降|压降")
_NEAR = 24


def difference(task: Task, target: Target, as_of: date | None) -> Observation | None:
    """Return by how much a statement says that a target's metric has moved; None where several may be meant."""
    if target.value is None or target.measure == "%" or target.of is not None:
        return None
    if target.basis is not Basis.GROWTH and _direction(task, target) == 0:
        return None
    made = list(_differences(task, target, as_of))
    return made[0] if len({one.value for one in made}) == 1 else None


def _direction(task: Task, target: Target) -> int:
    """Which way an amount is promised to go: 1 for 净增20家, -1 for 压减50项, 0 where it is no change."""
    if target.basis is not Basis.LEVEL or target.value_span is None:
        return 0
    said = (target.action or "") + task.text[target.span.start : target.value_span.start]
    said = said[-_NEAR:]
    if said.endswith(("到", "至", "为", "达")):
        return 0
    return 1 if _RAISES.search(said) else -1 if _LOWERS.search(said) else 0


def _differences(task: Task, target: Target, as_of: date | None) -> Iterator[Observation]:
    promise = promise_words(task, target)
    seen = [one for one in task.observations if one.answers is None]
    for before, after in pairwise(seen):
        if not before.base or after.base or not _go_together(task, before, after):
            continue
        words = surroundings(task, before)
        named = same_metric(before.metric, target.metric)
        if "城乡" in target.metric and "城乡" not in before.metric:
            continue  # of the two that are promised together it is one
        if not named and (before.metric == "" or fit(promise, figure_words(before, words)) is not Fit.SAME):
            continue
        if speaks_of_another(task, before, words) or not _is_of_the_year(before, after, as_of):
            continue
        hoped = (progress_of(words, "") is Progress.PLANNED) or (
            progress_of(surroundings(task, after), "") is Progress.PLANNED
        )
        if hoped or (after.estimated and not is_over(after, as_of)):
            continue
        moved = _moved(task, target, before, after)
        if moved is not None:
            text = f"{number(abs(moved))}{target.measure or ''}"
            yield replace(
                after, metric=target.metric, basis=target.basis, value=moved, value_text=text,
                measure=target.measure or "", rule=OF_TWO, of=None,
            )  # fmt: skip


def _go_together(task: Task, before: Observation, after: Observation) -> bool:
    """Whether the second is what the first has come to, in the same measure and for the same months or year."""
    if before.basis is not after.basis or before.basis not in _LEVELS or before.measure != after.measure:
        return False
    return _MOVED.fullmatch(task.statement, before.value_span.end, after.value_span.start) is not None


def follows_its_base(task: Task, after: Observation) -> bool:
    """Tell whether a figure stands behind what it came from, and both are each month's, or each year's."""
    seen = [one for one in task.observations if one.answers is None]
    for before, behind in pairwise(seen):
        if behind is after and before.base and _go_together(task, before, after):
            first, second = _written_pers(task, before, after)
            return not second or first == second
    return False


def _is_of_the_year(before: Observation, after: Observation, as_of: date | None) -> bool:
    """Whether what it came from is last year's, or this year's beginning, and what it came to is this year's."""
    if as_of is None:
        return False
    if before.period is not None and before.period.last_year < as_of.year - 1:
        return False
    return after.period is None or after.period.last_year == as_of.year


def _pers(words: str) -> set[str]:
    return {next(letter for letter in found.groups() if letter) for found in _PER.finditer(words)}


def _written_pers(task: Task, before: Observation, after: Observation) -> tuple[set[str], set[str]]:
    text = task.statement
    first = _pers(text[max(0, before.value_span.start - _NEAR) : before.value_span.end])
    return first, _pers(text[before.value_span.end : after.value_span.end])


def _moved(task: Task, target: Target, before: Observation, after: Observation) -> Decimal | None:
    first, second = _written_pers(task, before, after)
    promised = _pers(task.text[target.span.start : target.span.end])
    if (second and first != second) or (promised and first and promised != first):
        return None  # each month's and each year's
    change = after.value - before.value
    if target.measure == "个百分点":
        factor = Decimal(1) if before.measure in ("%", "个百分点") else None
    else:
        bare = before.measure if "/" in (target.measure or "") else re.sub(r"/[年月日]$", "", before.measure)
        factor = conversion(bare, target.measure)
    if factor is None:
        return None
    change *= factor
    if target.basis is Basis.GROWTH:
        return change
    change *= _direction(task, target)
    return change if change >= 0 else None
