"""The units' pages: what each leads and helps with, with whom, and where it stands."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.plan import State, UnitMention
from luoshi.summary import reports_its_figure
from luoshi_web.pages import charts
from luoshi_web.pages.lamps import CODES, SHOWN
from luoshi_web.supervision.board import Board, UnitStanding, is_another_name

_SHOWN_PARTNERS = 8


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the list, with its counts."""

    unit: UnitMention
    rows: tuple[UnitStanding, ...]
    leads: int
    helps: int
    numeric: int
    reported: int
    behind: int
    unclear: int
    no_figure: int

    @property
    def merged(self) -> list[str]:
        """How the table writes the unit where that is another name than its own: a person said that they are one."""
        return [name for name in self.unit.as_written if is_another_name(name, self.unit.name)]


SORTS: dict[str, Callable[[UnitLine], Any]] = {
    "name": lambda line: line.unit.name,
    "leads": lambda line: line.leads,
    "helps": lambda line: line.helps,
    "numeric": lambda line: line.numeric,
    "reported": lambda line: line.reported,
    "behind": lambda line: line.behind,
    "unclear": lambda line: line.unclear,
    "no_figure": lambda line: line.no_figure,
}


def unit_table(board: Board, sort: str) -> list[UnitLine]:
    """Return a line a unit, sorted by one of SORTS; a "-" in front begins with the largest."""
    lines = []
    for unit in board.plan.units:
        led = tuple(row for row in board.rows if unit.name in row.units)
        states = Counter(row.task.assessment.state for row in led if row.task.assessment)
        lines.append(
            UnitLine(
                unit=unit,
                rows=led,
                leads=len(led),
                helps=len(_helped(board, unit.name)),
                numeric=sum(row.task.numeric for row in led),
                reported=sum(reports_its_figure(row.task) for row in led),
                behind=states[State.BEHIND] + states[State.OVERDUE],
                unclear=states[State.UNCLEAR],
                no_figure=states[State.NO_FIGURE],
            )
        )
    lines.sort(key=lambda line: line.unit.name)
    lines.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return lines


def _helped(board: Board, name: str) -> list[UnitStanding]:
    return [row for row in board.rows if name in {board.unit_named(written) for written in row.task.cooperating}]


def unit_page(board: Board, name: str, urgent: Sequence[State]) -> dict[str, Any]:
    order = {state: position for position, state in enumerate(urgent)}

    def first_to_look_at(row: UnitStanding) -> tuple[int, bool]:
        judged = row.task.assessment
        state = order[judged.state] if judged else len(order)
        return (state, not (row.lamp is not None and row.lamp.code == "late"))

    led = sorted((row for row in board.rows if name in row.units), key=first_to_look_at)
    helped = sorted(_helped(board, name), key=first_to_look_at)
    states = Counter(row.task.assessment.state for row in led if row.task.assessment)
    numeric = [row.task for row in led if row.task.numeric]
    mine = Counter(unit for row in led for unit in {board.unit_named(u) for u in row.task.cooperating} - {name})
    theirs = Counter(unit for row in helped for unit in row.units - {name})
    both = sorted(mine | theirs, key=lambda unit: (-(mine[unit] + theirs[unit]), -mine[unit], unit))
    shown = [unit for unit in both if mine[unit] + theirs[unit] > 1][:_SHOWN_PARTNERS]
    return {
        "unit": board.unit(name),
        "led": led,
        "helped": helped,
        "numeric": numeric,
        "reported": [task for task in numeric if reports_its_figure(task)],
        "waiting": [r.task for r in led if r.task.assessment and r.task.assessment.state is State.AWAITING_DATA],
        "chips": [(CODES[state], board.state_word(state), states[state]) for state in SHOWN if states[state]],
        "partners": charts.partners(name, [(unit, mine[unit], theirs[unit]) for unit in shown]) if shown else "",
        "partner_rows": [(unit, mine[unit], theirs[unit]) for unit in both],
        "rest": [unit for unit in both if unit not in shown],
    }
