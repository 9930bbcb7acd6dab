"""Who might lead a draft task: by last year's tasks that are like it, and by what each unit is there for (职能).

A proposal is a proposal. Nothing is assigned by it, and where no ground is good enough there is none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from luoshi.drafting.likeness import Likeness, pairs_of
from luoshi.expressions import expression
from luoshi.plan import Task

MOST = 3  # proposals a task
_NEAREST = 8  # tasks of last year that are weighed
_LEAST = 0.02  # weight below which nothing is proposed
# sure is a unit far ahead of the next, which led a task that is plainly like, or for which very much speaks: of those
# of the demo with an objective left out one in thirteen is wrong, of a next year's none of 91
_SURE_AHEAD = 2.0  # times the weight of the next
_SURE_LIKE, _SURE_WITH_IT, _SURE_WITHOUT = 0.25, 0.45, 0.8
_FUNCTION, _NAME = 0.7, 0.6  # what a like function and a like name weigh beside a like task
_BODY = expression(
    r"^(?:[\u4e00-\u9fff]{1,3}(?:区|市|县|州|省))|(?:区|市|县|州|省)?(?:委|局|办|厅|中心|公司|集团|街道|分局|委员会|办公室|管委会|部门|单位)+$"
)


class GroundKind(StrEnum):
    TASK = "task"
    FUNCTION = "function"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a unit is proposed: a task that it led last year, a function of it, or its name.

    Args:
        task: the position of last year's task; None for the other kinds.
        words: the task's text, the function as given, or the name.
    """

    kind: GroundKind
    words: str
    likeness: float
    task: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that may lead a task.

    Args:
        cooperating: who helped with the likest of its tasks; empty where no task is the ground.
        sure: its ground is good, and no other unit's is nearly as good.
    """

    lead: str
    cooperating: tuple[str, ...]
    grounds: tuple[Ground, ...]
    weight: float
    sure: bool = False


class Proposer:
    """Knows last year's tasks and the units' functions, and proposes for one text after the other.

    Args:
        tasks: of last year, with their units.
        functions: of each unit, as the office's table gives them.
    """

    def __init__(self, tasks: Sequence[Task], functions: Mapping[str, Sequence[str]] | None = None) -> None:
        self.tasks = tuple(tasks)
        self.led = [task.lead[0] if task.lead else "" for task in self.tasks]
        self._tasks = Likeness(f"{task.text} {task.objective}" for task in self.tasks)
        units = dict.fromkeys([unit for unit in self.led if unit] + list(functions or ()))
        self._functions = [(unit, words) for unit, given in (functions or {}).items() for words in given]
        self._by_function = Likeness(words for _, words in self._functions)
        self._names = {unit: frozenset(pairs_of(_BODY.sub("", unit))) for unit in units}

    def propose(self, text: str) -> tuple[Proposal, ...]:
        """Return up to three units, the likeliest first; none where nothing speaks for one."""
        weights: dict[str, float] = defaultdict(float)
        grounds: dict[str, list[Ground]] = defaultdict(list)
        for index, likeness in self._tasks.alike(text)[:_NEAREST]:
            if unit := self.led[index]:
                weights[unit] += likeness
                grounds[unit].append(Ground(GroundKind.TASK, self.tasks[index].text, likeness, index))
        for index, likeness in self._by_function.alike(text)[:_NEAREST]:
            unit, words = self._functions[index]
            weights[unit] += _FUNCTION * likeness
            grounds[unit].append(Ground(GroundKind.FUNCTION, words, likeness))
        asked = frozenset(pairs_of(text))
        for unit, pairs in self._names.items():
            if pairs and (shared := len(pairs & asked) / len(pairs)):
                weights[unit] += _NAME * shared * shared
                grounds[unit].append(Ground(GroundKind.NAME, unit, shared))
        return self._ranked(weights, grounds)

    def _ranked(self, weights: Mapping[str, float], grounds: Mapping[str, list[Ground]]) -> tuple[Proposal, ...]:
        ranked = sorted(weights.items(), key=lambda one: (-one[1], one[0]))[: MOST + 1]
        made = []
        for position, (unit, weight) in enumerate(ranked[:MOST]):
            if weight < _LEAST:
                break
            behind = ranked[1][1] if len(ranked) > 1 else 0.0
            sure = position == 0 and weight >= _SURE_AHEAD * behind and _is_good(weight, grounds[unit])
            best = sorted(grounds[unit], key=lambda one: -one.likeness)[:2]
            made.append(Proposal(unit, self._helpers(best), tuple(best), weight, sure))
        return tuple(made)

    def _helpers(self, grounds: Sequence[Ground]) -> tuple[str, ...]:
        nearest = next((ground.task for ground in grounds if ground.task is not None), None)
        return self.tasks[nearest].cooperating if nearest is not None else ()


def _is_good(weight: float, grounds: Sequence[Ground]) -> bool:
    like = max((ground.likeness for ground in grounds if ground.kind is GroundKind.TASK), default=0.0)
    return weight >= (_SURE_WITH_IT if like >= _SURE_LIKE else _SURE_WITHOUT)
