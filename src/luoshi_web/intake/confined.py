"""Reading an uploaded plan in the core's confined child: what is asked of it, and what came of that."""

from dataclasses import dataclass
from typing import Any

from luoshi.confined import Bounds, NoLongerWanted, read_apart
from luoshi.confined.apart import HowFar
from luoshi.errors import LuoshiError


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read, and how.

    Args:
        kind: "paste" for text from a box, else None.
        drafted: it is a work report, to be cut into tasks.
        meanings: (table, index, role) of columns that a person told.
        tasks_at: places of rows that a person called tasks, by the contract's names.
        memory: bytes; seconds: of wall clock.
    """

    name: str
    kind: str | None
    year: int | None
    meanings: tuple[tuple[int, int, str], ...] = ()
    tasks_at: tuple[dict[str, Any], ...] = ()
    drafted: bool = False
    memory: int = 2_000_000_000
    seconds: int = 300


@dataclass(frozen=True, slots=True)
class WholeReading:
    """The plan as packed JSON of the contract, and what the child says of it.

    Args:
        cut: of a work report, what became of each piece of it, packed; else empty.
    """

    packed: bytes
    tasks: int
    kind: str
    grammar: str
    cut: bytes = b""


@dataclass(frozen=True, slots=True)
class NoReading:
    """Why there is none, in one sentence; `stopped` where somebody no longer wanted it.

    `sketch` has the first rows of the file's tables, where it was read and no task was found.
    """

    chinese: str
    english: str
    stopped: bool = False
    sketch: tuple[dict[str, Any], ...] = ()


def read_confined(data: bytes, order: Order, how_far: HowFar = lambda *_: True) -> WholeReading | NoReading:
    """Read a file in a child process. Nothing is raised for what a file does."""
    words = {
        "name": order.name,
        "kind": order.kind,
        "year": order.year,
        "meanings": order.meanings,
        "tasks_at": order.tasks_at,
        "drafted": order.drafted,
    }
    try:
        answer = read_apart("luoshi_web.intake.child", words, data, Bounds(order.memory, order.seconds), how_far)
    except LuoshiError as error:
        return NoReading(error.chinese, error.english, stopped=isinstance(error, NoLongerWanted))
    if refused := answer.said.get("refused"):
        return NoReading(refused["chinese"], refused["english"], sketch=tuple(answer.said.get("sketch", ())))
    read = answer.said["read"]
    end = read.get("plan_ends", len(answer.left))
    return WholeReading(answer.left[:end], read["tasks"], read["kind"], read["grammar"], answer.left[end:])
