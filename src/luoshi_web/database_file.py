"""SQLite's file stays open between requests; where another was put in its place, that one is opened.

A restored backup is put in place by a rename. A connection that is still open would go on reading, and writing,
the file that was moved aside, and what is written there is lost to everybody.
"""

import os
from typing import Any

from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created

_FILE = "_luoshi_file"


def watch() -> None:
    """Look before each request whether the file is still the one that was opened."""
    connection_created.connect(_opened, dispatch_uid=_FILE)
    request_started.connect(_leave_replaced, dispatch_uid=_FILE)


def _opened(*, connection: Any, **_: object) -> None:
    if connection.vendor == "sqlite":
        setattr(connection, _FILE, _identity(connection))


def _leave_replaced(**_: object) -> None:
    for connection in connections.all(initialized_only=True):
        opened = getattr(connection, _FILE, None)
        idle = connection.connection is not None and not connection.in_atomic_block
        if opened and idle and opened != _identity(connection):
            connection.close()


def _identity(connection: Any) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None where there is none, as in memory."""
    try:
        found = os.stat(connection.settings_dict["NAME"])
    except OSError:
        return None
    return found.st_dev, found.st_ino
