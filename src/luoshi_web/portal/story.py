"""The sentences on top of the plan page."""

from collections import Counter
from dataclasses import dataclass

from luoshi.plan import Claim, State, Task
from luoshi.summary import reports_its_figure
from luoshi_web.supervision.board import Board


@dataclass(frozen=True, slots=True)
class Story:
    """The sentences on top of the plan page, each of them counted from the table."""

    repeated: tuple[str, int] | None
    reported: tuple[Task, ...]
    waiting: tuple[Task, ...]
    silent: int
    unasked: int
    wordless: int
    unclear: int

    @classmethod
    def of(cls, board: Board) -> "Story":
        tasks = board.plan.tasks
        numeric = [task for task in tasks if task.numeric]
        reported = [task for task in numeric if reports_its_figure(task)]
        states = {task.key: task.assessment.state for task in tasks if task.assessment}
        waiting = [
            t for t in numeric if t not in reported and states.get(t.key) in (State.AWAITING_DATA, State.NOT_DUE)
        ]
        unclear = [t for t in numeric if t not in reported and states.get(t.key) is State.UNCLEAR]
        unasked = [t for t in numeric if t.key in board.judged.not_asked]
        said = Counter(task.statement for task in tasks if task.statement and task.claim is not Claim.FIGURES)
        repeated = next((pair for pair in said.most_common(1) if pair[1] * 3 >= len(tasks)), None)
        return cls(
            repeated=repeated,
            reported=tuple(reported),
            waiting=tuple(waiting),
            silent=len(numeric) - len(reported) - len(waiting) - len(unclear) - len(unasked),
            unasked=len(unasked),
            unclear=len(unclear),
            wordless=sum(not t.numeric and states.get(t.key) is State.NO_FIGURE for t in tasks),
        )
