"""A reading child that tells what it has, or breaks: `read_apart("tests.telling", ...)`, for test_suite.py."""

import os
import resource
from pathlib import Path
from typing import Any

from luoshi.confined.voice import answer, say


def tell(order: dict[str, Any], data: bytes, out: Path) -> None:
    """Take more memory than is allowed, break, or tell."""
    if order["asked"] == "memory":
        bytearray(200_000_000)
    if order["asked"] == "break":
        raise RuntimeError("broken")
    out.write_bytes(data[::-1])
    kept = {name: value for name, value in os.environ.items() if value != order["folder"]}
    say(
        around=kept,
        private=sorted(set(os.environ) - set(kept)),
        files=sorted(os.listdir("/proc/self/fd")),
        at_home=os.getcwd() == order["folder"],
        leads_its_session=os.getsid(0) == os.getpid(),
        seconds=resource.getrlimit(resource.RLIMIT_CPU),
    )


if __name__ == "__main__":
    answer(tell)
