"""What CI checks beside the tests: `make check`."""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from tools import assets, environment, test
from tools.environment import BIN, DEV_LOCK, PYTHON, ROOT, Command
from tools.saying import say

CHECKS: tuple[tuple[str, str, Command], ...] = (
    ("写法", "lint", [BIN / "ruff", "check", "."]),
    ("格式", "format", [BIN / "ruff", "format", "--check", "."]),
    ("锁文件和房屋的墙", "locks and walls", [PYTHON, "-m", "pytest", "tests/test_ground.py", "tests/test_house.py"]),
)
TYPES: tuple[str, str, Command] = ("类型", "types", [BIN / "mypy"])  # as long as all others


def done(command: Command, around: dict[str, str]) -> "subprocess.CompletedProcess[bytes]":
    """Run a check to its end, with all that it says in one piece."""
    return subprocess.run(command, cwd=ROOT, env=around, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def main() -> int:
    """Run every check, also after one has failed; return the exit status.

    Two run at a time, the longest first, while the front-end files are fetched; what each says is printed in order.
    """
    environment.ensure(DEV_LOCK)
    failed = []
    with tempfile.TemporaryDirectory(prefix="luoshi-check-") as home, ThreadPoolExecutor(2) as beside:
        around = test.surroundings(home)  # the types of models need the site's settings, and those a home
        around |= {"FORCE_COLOR": "1"} if sys.stdout.isatty() else {}
        types = beside.submit(done, TYPES[2], around)
        compiled = beside.submit(test.compile_once)
        assets.ensure()  # the wheel is looked into, and holds them
        others = [(*check[:2], beside.submit(done, check[2], around)) for check in CHECKS]
        for chinese, english, running in (*others, (*TYPES[:2], types)):
            ended = running.result()
            say(chinese, english)
            print(ended.stdout.decode(errors="replace"), end="", flush=True)
            if ended.returncode != 0:
                failed.append((chinese, english))
        compiled.result()
    for chinese, english in failed:
        print(f"✗ {chinese}没有通过 / {english} failed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
