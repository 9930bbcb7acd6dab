"""What CI checks beside the tests: `make check`."""

import os
import subprocess
import sys
import tempfile

from tools import assets, environment
from tools.environment import BIN, DEV_LOCK, PYTHON, ROOT, Command
from tools.saying import say

CHECKS: tuple[tuple[str, str, Command], ...] = (
    ("写法", "lint", [BIN / "ruff", "check", "."]),
    ("格式", "format", [BIN / "ruff", "format", "--check", "."]),
    ("类型", "types", [BIN / "mypy"]),
    ("锁文件和房屋的墙", "locks and walls", [PYTHON, "-m", "pytest", "tests/test_ground.py", "tests/test_house.py"]),
)


def main() -> int:
    """Run every check, also after one has failed; return the exit status."""
    environment.ensure(DEV_LOCK)
    assets.ensure()  # the wheel is looked into, and holds them
    failed = []
    with tempfile.TemporaryDirectory(prefix="luoshi-check-") as home:
        around = {"LUOSHI_HOME": home} | os.environ  # the types of models need the site's settings, and those a home
        for chinese, english, command in CHECKS:
            say(chinese, english)
            if subprocess.run(command, cwd=ROOT, env=around, check=False).returncode != 0:
                failed.append((chinese, english))
    for chinese, english in failed:
        print(f"✗ {chinese}没有通过 / {english} failed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
