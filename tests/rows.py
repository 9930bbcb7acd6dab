"""Thousands of rows that take no time: one test holds them all, and a failure names each row that does not hold."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

SHOWN = 20  # of the rows that do not hold; the rest is counted


def each_of(
    names: str | tuple[str, ...], rows: Iterable[Any], ids: Callable[[Any], str] = str
) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Do what `pytest.mark.parametrize` does, in one test: for rules without a fixture that hold for very many rows.

    As items of their own such rows cost more than what they try.
    """

    every = list(rows)

    def of_rule(rule: Callable[..., None]) -> Callable[[], None]:
        def holds_for_each_row() -> None:
            wrong = []
            for row in every:
                try:
                    rule(**({names: row} if isinstance(names, str) else dict(zip(names, row, strict=True))))
                except Exception as error:  # each row is tried; what went wrong is told below
                    told = f"{type(error).__name__}: " * (not isinstance(error, AssertionError)) + str(error)
                    wrong.append(f"{_name(names, row, ids)}\n    {told}")
            if wrong:
                more = [f"… {len(wrong)} in all"] if len(wrong) > SHOWN else []
                pytest.fail("\n".join([*wrong[:SHOWN], *more]), pytrace=False)

        holds_for_each_row.__name__, holds_for_each_row.__doc__ = rule.__name__, rule.__doc__
        return holds_for_each_row

    return of_rule


def _name(names: str | tuple[str, ...], row: Any, ids: Callable[[Any], str]) -> str:
    return ids(row) if isinstance(names, str) else " · ".join(filter(None, map(ids, row)))
