"""Medians of five, and the table that they are written into."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """What a round took, in milliseconds: the median of the rounds, the fastest and the slowest."""

    median: float
    fastest: float
    slowest: float

    def __str__(self) -> str:
        return f"{shown(self.median)} ms ({shown(self.fastest)} to {shown(self.slowest)})"

    def per_second(self, count: int = 1) -> str:
        """Say how many of the `count` things of a round were done in a second."""
        return f"{count * 1000 / self.median:,.0f}"

    def times(self, control: "Timing") -> str:
        """Say how many times as long as the control it took."""
        share = self.median / control.median
        return f"{share:.2f} ×" if share < 1 else f"{share:.1f} ×"


@dataclass(frozen=True, slots=True)
class Table:
    """What a benchmark found: head and rows as text, and what is to be said below."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def as_markdown(self) -> str:
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        return (
            "\n\n".join([table, *(f"- {note}" for note in self.notes)])
            .replace("\n\n- ", "\n- ")
            .replace("|\n- ", "|\n\n- ")
        )


def shown(milliseconds: float) -> str:
    return (
        f"{milliseconds:.0f}"
        if milliseconds >= 100
        else f"{milliseconds:.1f}"
        if milliseconds >= 1
        else f"{milliseconds:.3f}"
    )


def rivals(
    actions: dict[str, Callable[[], object]],
    *,
    rounds: int = ROUNDS,
    repeats: dict[str, int] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, Timing]:
    """Time several actions in turn, round by round, so that a slow minute hits all of them.

    Args:
        repeats: how often an action is done in a round, where once is too short to time.
        clock: seconds; `time.process_time` counts this process's own work only.
    """
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()  # what is done once in a process is no part of a round
    for _ in range(rounds):
        for name, action in actions.items():
            times = (repeats or {}).get(name, 1)
            begun = clock()
            for _ in range(times):
                action()
            taken[name].append(1000 * (clock() - begun) / times)
    return {name: Timing(statistics.median(all_), min(all_), max(all_)) for name, all_ in taken.items()}


def machine() -> str:
    """Say what the figures were measured on."""
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    return f"{os.cpu_count()} cores, {model}, Python {platform.python_version()}, {platform.system()}"
