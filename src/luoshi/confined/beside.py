"""A command that bounds itself: its work runs in a fork, and its parent says what that met."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import BinaryIO

from luoshi.confined.bounds import Bounds, BrokenOff, OutOfMemory, OutOfTime, can_confine, confine

# what ends a process that asked for more memory in the middle of a library that has no answer to that
_CRASHES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGTRAP)
_MEMORY_USED_UP = 250  # a status that no subcommand gives


def run_beside(work: Callable[[], int], bounds: Bounds, remedy: Callable[[str], tuple[str, str]]) -> int:
    """Run `work` in a fork of this process, within bounds; return its status.

    Nothing is bounded on a system without forks.

    Args:
        work: gives a status from 0 to 249, and raises nothing but MemoryError.
        remedy: the advice, in both languages, of an option's name: memory or seconds.

    Raises:
        OutOfMemory, OutOfTime: it met its bound.
        BrokenOff: it was ended from outside.
    """
    if not can_confine():
        return work()
    sys.stdout.flush()
    sys.stderr.flush()
    with tempfile.TemporaryFile() as said:
        # Ctrl+C reaches both: this process alone answers it, and ends the fork
        held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
            os.dup2(said.fileno(), 2)
            os._exit(_bounded(work, bounds))
        status = _ended(child, held)
        if status >= 0 and status != _MEMORY_USED_UP:
            _pass_on(said)
    if status == -signal.SIGXCPU:
        raise OutOfTime(bounds.seconds, *remedy("seconds"))
    if status == _MEMORY_USED_UP or -status in _CRASHES:
        raise OutOfMemory(bounds.memory, *remedy("memory"))
    if status == -signal.SIGINT:
        raise KeyboardInterrupt
    if status < 0:
        raise BrokenOff
    return status


def _bounded(work: Callable[[], int], bounds: Bounds) -> int:
    confine(bounds)
    try:
        status = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except MemoryError:
        return _MEMORY_USED_UP
    except BaseException:  # nothing of a fork may run on in what its parent goes on with
        return 1
    return status


def _pass_on(said: BinaryIO) -> None:
    """Say what the fork said; the cries of an interpreter whose memory is used up are not passed on."""
    said.seek(0)
    sys.stderr.write(said.read().decode(errors="replace"))
    sys.stderr.flush()


def _ended(child: int, held: Iterable[int]) -> int:
    """Wait for the child; where somebody interrupts the waiting, end it first.

    Args:
        held: the signals that were held back before the fork.
    """
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        _, status = os.waitpid(child, 0)
    except KeyboardInterrupt:
        # it may have ended, and been waited for, in the same moment
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        raise
    return os.waitstatus_to_exitcode(status)
