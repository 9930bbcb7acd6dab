"""Told in order: an answer that goes through the promise's own list, in its order, each with its own measure.

县级示范区6个、镇级75个 · 县级示范区：新建6个；镇级示范区：新建78个      each grade has its own, under a shorter name
幼儿园12所、学位4500个，中小学校17所、学位1.59万个 · 幼儿园13所、学位4680个；中小学校17所、学位1.62万个
    both are called 学位: their place in the list tells whose they are

A list that leaves one out, turns two round or names anything else is no such list, and its figures are asked about.
"""

from collections import Counter
from collections.abc import Sequence

from luoshi.expressions import expression
from luoshi.grammar.same_words import are_apart
from luoshi.pacing.comparison import phase_of, same_measure
from luoshi.pacing.fit import Fit, fit
from luoshi.pacing.item_by_item import ROOM
from luoshi.pacing.likeness import QUALIFIERS, content, grade_of
from luoshi.pacing.stages import without_stages
from luoshi.pacing.told_by_number import told_by_their_number
from luoshi.pacing.wordings import figure_words, promise_words, surroundings
from luoshi.plan import Basis, Observation, Target, Task

_MOST = 12
_A_NAME = 3
_GRADE_FIRST = expression(r"(?:国家|自治区|省|市|州|盟|县|区|旗|镇|乡|村)级")
# one number may hold another, or is none of the list's own
_NO_MEMBER = expression(r"其中|计划|预计|目标|任务|拟|将|力争|累计|总[数量]|合计|共计|[比较]")
_A_LONG_LIST = 3
_NEAR = 2


def is_its_own_place(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure stands at a target's own place of the promise's list, which is told again in its order."""
    return any(one is target and its.value_span == seen.value_span for one, its in _told_again(task))


def goes_by_its_number(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure stands at a target's place of a list that says only how many things it tells of."""
    return is_its_own_place(task, target, seen) and not _is_named(task)


def is_of_another_place(task: Task, target: Target, seen: Observation) -> bool:
    """Tell whether a figure stands at another target's place of a list that is told again in its order."""
    return any(one is not target and its.value_span == seen.value_span for one, its in _told_again(task))


def is_a_long_list_again(task: Task, target: Target) -> bool:
    """Tell whether three or more are told again in order, none of them many times as many as were promised.

    All that there are would be many times the new ones of some grade at least.
    """
    told = _told_again(task)
    return (
        len(told) >= _A_LONG_LIST
        and any(one is target for one, _ in told)
        and all(one.value is not None and seen.value < _NEAR * one.value for one, seen in told)
    )


def _told_again(task: Task) -> tuple[tuple[Target, Observation], ...]:
    global _last_asked
    if _last_asked[0] is not task:
        targets = [one for one in task.targets if one.basis is Basis.LEVEL and one.value_span is not None]
        few = 1 < len(targets) <= _MOST
        told = _matched(task, targets) if few else ()
        by_number = told_by_their_number(task, targets) if few and not told else ()
        _last_asked = task, told or by_number, not by_number
    return _last_asked[1]


def _is_named(task: Task) -> bool:
    """Whether the list that was told again gives its things their names."""
    _told_again(task)
    return _last_asked[2]


# each figure is held against each target of the one task that is being judged
_last_asked: tuple[Task | None, tuple[tuple[Target, Observation], ...], bool] = (None, (), True)


def _matched(task: Task, targets: Sequence[Target]) -> tuple[tuple[Target, Observation], ...]:
    measures = [one.measure for one in targets]
    figures = [
        seen
        for seen in task.observations
        if seen.answers is None and any(same_measure(seen.measure, measure) for measure in measures)
    ]
    if len(figures) > len(targets):
        figures = [seen for seen in figures if not seen.part_of]  # 镇级63个，其中甲镇21个、乙镇18个
    if len(figures) != len(targets):
        return ()
    pairs = tuple(zip(targets, figures, strict=True))
    if not all(same_measure(one.measure, seen.measure) and _is_a_level(seen) for one, seen in pairs):
        return ()
    names = [content(without_stages(surroundings(task, seen).left)) for seen in figures]
    if any(_NO_MEMBER.search(surroundings(task, seen).left) for seen in figures):
        return ()
    fits = [fit(promise_words(task, one), figure_words(seen, surroundings(task, seen))) for one, seen in pairs]
    if Fit.SAME not in fits or _is_crossed(task, pairs, names) or not _are_told_apart(targets, fits):
        return ()
    each = zip(targets, names, fits, strict=True)
    return pairs if all(how is Fit.SAME or _is_shorter(one, name) for one, name, how in each) else ()


def _is_a_level(seen: Observation) -> bool:
    return seen.basis is Basis.LEVEL and not seen.base and not seen.estimated


def _is_shorter(target: Target, name: str) -> bool:
    """Whether a name is the promised one with letters left out, or the grade alone that was promised, with its noun."""
    mine = content(target.metric)
    grade = _GRADE_FIRST.match(mine)
    if grade is not None and grade.end() == len(mine):
        return name.startswith(mine)
    if len(name) < _A_NAME and name not in ROOM:
        return False
    if name[-1] != mine[-1:] or are_apart(target.metric, name) or grade_of(target.metric) != grade_of(name):
        return False
    if any(one not in name for one in QUALIFIERS.findall(target.metric) if one not in ("农村", "城镇")):
        return False
    if grade is not None and not name.startswith(grade[0]):
        return False
    letters = iter(mine)
    return all(letter in letters for letter in name)


def _is_crossed(task: Task, pairs: Sequence[tuple[Target, Observation]], names: Sequence[str]) -> bool:
    """Whether a figure has the very name of another target of the list, or its phase, and not its own."""
    mine = [content(one.metric) for one, _ in pairs]
    if any(name and name != mine[at] and name in mine for at, name in enumerate(names)):
        return True
    promised = {one.milestone for one, _ in pairs}
    if len(promised) == 1:
        return False
    phases = [phase_of(seen, task.statement, behind=True) for _, seen in pairs]
    return any(
        phase is not None and phase is not one.milestone and phase in promised
        for phase, (one, _) in zip(phases, pairs, strict=True)
    )


def _are_told_apart(targets: Sequence[Target], fits: Sequence[Fit]) -> bool:
    """Whether each thing that is promised twice by one name stands behind a thing of its own, which is named in full.

    幼儿园12所、学位4500个，中小学校17所、学位1.59万个: a 学位 goes with the school before it.
    """
    times = Counter(content(one.metric) for one in targets)
    again = [times[content(one.metric)] > 1 for one in targets]
    return all(not twice or (at and not again[at - 1] and fits[at - 1] is Fit.SAME) for at, twice in enumerate(again))
