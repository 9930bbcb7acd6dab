"""How much a process may use, and the sentences that say what it met."""

import ctypes
import os
import signal
from contextlib import suppress
from dataclasses import dataclass

from luoshi.errors import LuoshiError

try:
    import resource
except ImportError:  # Windows has no such bounds; there the limits on files alone hold
    resource = None  # type: ignore[assignment]

MEGABYTE = 1_000_000
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_DYING = 5  # seconds of processor time between the signal that ends a process and the one that nothing survives


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one reading may use.

    Args:
        memory: bytes of address space, of the process and of each that it starts.
        seconds: of processor time.
    """

    memory: int = 1000 * MEGABYTE
    seconds: int = 60


class OutOfMemory(LuoshiError):
    """A file asks for more memory than it may have."""

    def __init__(self, memory: int, remedy: str = "请把文件拆分后再导入", remedy_en: str = "please split it") -> None:
        size = memory // MEGABYTE
        super().__init__(
            f"读这个文件要用的内存超过了{size}兆，已经停下。{remedy}。",
            f"Reading this file took more than {size} MB of memory; {remedy_en}.",
        )


class OutOfTime(LuoshiError):
    """A file is not read within its time."""

    def __init__(self, seconds: int, remedy: str = "请把文件拆分后再导入", remedy_en: str = "please split it") -> None:
        super().__init__(
            f"读了{seconds}秒还没有读完，已经停下。{remedy}。",
            f"The file was not read within {seconds} seconds; {remedy_en}.",
        )


class BrokenOff(LuoshiError):
    """The process ended without a word: somebody killed it, or a parser broke it."""

    def __init__(self) -> None:
        super().__init__("读取中断了，请再试一次。", "The reading was broken off; please try again.")


class NoLongerWanted(LuoshiError):
    """Whoever asked for the reading wants it no more."""

    def __init__(self) -> None:
        super().__init__("读取已取消。", "The reading was cancelled.")


def can_confine() -> bool:
    """Tell whether this system knows such bounds."""
    return resource is not None and hasattr(os, "fork")


def confine(bounds: Bounds) -> None:
    """Set bounds that hold for this process and all that it starts; it ends with its parent."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    _bound("RLIMIT_CORE", 0, 0)
    _bound("RLIMIT_AS", bounds.memory, bounds.memory)
    _bound("RLIMIT_CPU", bounds.seconds, bounds.seconds + _DYING)
    _bound("RLIMIT_FSIZE", bounds.memory, bounds.memory)


def _bound(name: str, soft: int, hard: int) -> None:
    """Set one bound, never above what the process may have already; systems that lack it go on without."""
    with suppress(OSError, ValueError, AttributeError):
        which = getattr(resource, name)
        most = resource.getrlimit(which)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(which, (soft, hard))
