"""What is no fault of a page or a command: the database is away, only reads, is of an older version, or is full."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto

from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

logger = logging.getLogger(__name__)

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("disk is full", "disk i/o error", "no space left on device")  # of SQLite, and of PostgreSQL's server
_READS_WORDS = ("readonly database", "read-only transaction", "read-only file system")
_OLD_WORDS = ("no such table", "no such column", "has no column named")  # of SQLite


class Outage(Enum):
    FULL = auto()
    READS = auto()  # it can be read and not written
    AWAY = auto()
    OLD = auto()  # migrate was not run


def outage_of(error: BaseException | None) -> Outage | None:
    """Tell which outage an error is; None where it is a fault of the program."""
    said = str(error).lower()
    if isinstance(error, DatabaseError) and any(words in said for words in _READS_WORDS):
        return Outage.READS
    if isinstance(error, OSError):
        if error.errno == errno.EROFS:
            return Outage.READS
        return Outage.FULL if error.errno in _FULL else None
    if isinstance(error, ProgrammingError):
        named = ("relation" in said or "column" in said) and "does not exist" in said
        return Outage.OLD if named else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    if any(words in said for words in _OLD_WORDS):
        return Outage.OLD
    return Outage.FULL if any(words in said for words in _FULL_WORDS) else Outage.AWAY


def only_reads(error: BaseException) -> bool:
    """Tell whether nothing can be written now, while all can be read: the disk is full, or the database only reads."""
    return outage_of(error) in (Outage.FULL, Outage.READS)


@contextmanager
def looking_goes_on(what: str) -> Iterator[None]:
    """Let a page that only notes something beside be shown where that cannot be written; the log says what was lost.

    What is done within is a transaction of its own, or none.
    """
    try:
        yield
    except (DatabaseError, OSError) as error:
        if not only_reads(error):
            raise
        logger.warning("%s was not noted: %s", what, " ".join(str(error).split()))
