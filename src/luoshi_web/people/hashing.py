"""Checking a password costs a third of a second of a core, so few are checked at once in one process.

Who comes beyond those is told to try again, and no thread of the server waits for them: the
other pages stay quick however many sign in, or guess.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from luoshi.errors import LuoshiError

AT_ONCE = 1  # passwords checked at the same time in a process
WAITING = 1  # requests that may wait for their turn; with four threads two are left for other pages
PATIENCE = 5  # seconds


class Busy(LuoshiError):
    """Too many sign in at this moment; nothing was checked."""

    def __init__(self) -> None:
        super().__init__(
            "同时登录的人太多，这一次没有核对密码。请过两秒再按一次“登录”。",
            "Too many are signing in at this moment; the password was not checked. Please press the button again.",
        )


_TURNS = threading.BoundedSemaphore(AT_ONCE)
_ROOM = threading.BoundedSemaphore(AT_ONCE + WAITING)


@contextmanager
def turn() -> Iterator[None]:
    """Check one password within.

    Raises:
        Busy: as many are checked, and wait, as may.
    """
    if not _ROOM.acquire(blocking=False):
        raise Busy
    try:
        if not _TURNS.acquire(timeout=PATIENCE):
            raise Busy
        try:
            yield
        finally:
            _TURNS.release()
    finally:
        _ROOM.release()
