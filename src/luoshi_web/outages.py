"""What is no fault of a page or a command: the database is away, is of an older version, or the disk is full."""

import errno
from enum import Enum, auto

from django.db import InterfaceError, OperationalError, ProgrammingError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("disk is full", "disk i/o error", "no space left on device")  # of SQLite, and of PostgreSQL's server
_OLD_WORDS = ("no such table", "no such column", "has no column named")  # of SQLite


class Outage(Enum):
    FULL = auto()
    AWAY = auto()
    OLD = auto()  # migrate was not run


def outage_of(error: BaseException | None) -> Outage | None:
    """Tell which outage an error is; None where it is a fault of the program."""
    said = str(error).lower()
    if isinstance(error, OSError):
        return Outage.FULL if error.errno in _FULL else None
    if isinstance(error, ProgrammingError):
        named = ("relation" in said or "column" in said) and "does not exist" in said
        return Outage.OLD if named else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    if any(words in said for words in _OLD_WORDS):
        return Outage.OLD
    return Outage.FULL if any(words in said for words in _FULL_WORDS) else Outage.AWAY
