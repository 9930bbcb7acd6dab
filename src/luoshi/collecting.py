"""How often Python looks for objects that may be let go: seldom, while all of a plan is kept until its work ends."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# how many more objects than were freed set off a collection: with Python's own 700 a twentieth of a reading went into
# looking for what might be let go, and more than a tenth of putting 20,000 rows in force
_AFTER = 100_000
_OF_OLD = 100  # collections of young objects before the old ones, a plan's, are looked at too


def collect_seldom() -> None:
    """Look seldom from now on: for a process that does one work and ends."""
    gc.set_threshold(_AFTER, _OF_OLD, _OF_OLD)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look seldom within the block: for a work in a process that goes on to others."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
