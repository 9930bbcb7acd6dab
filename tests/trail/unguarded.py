"""The trail without its guard, so that a database can be emptied between two tests, or be tampered with in one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from luoshi_web.trail import guard


@contextmanager
def taken_down(connection: Any) -> Iterator[None]:
    """Let entries be changed and deleted within."""
    guard.take_down(connection)
    try:
        yield
    finally:
        guard.put_up(connection)
