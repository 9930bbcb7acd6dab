"""Rewrite the pages that come from code, and follow the links of all: `make docs`.

docs/commands.md is what `luoshi --help` says, in both languages; a test holds it to that.
"""

import os
import re
import subprocess
import sys

from tools import environment
from tools.environment import BIN, DEV_LOCK, PYTHON, ROOT, RUN_LOCK, Command
from tools.saying import say

PAGE = ROOT / "docs" / "commands.md"
HEAD = """# The command `luoshi`

Written by `make docs` from the help texts.
Exit status: 0 done, 1 `check` found an error, 2 refused, with one sentence on why.
"""


def help_text(language: str, *command: str) -> str:
    """Return what the command says of itself, in lines of 100 columns whatever the terminal."""
    around = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHON_COLORS": "0"}
    line: Command = [BIN / "luoshi", *command, "--language", language, "--help"]
    done = subprocess.run(line, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def commands() -> str:
    """Return docs/commands.md as it should be."""
    overview = help_text("en")
    listed = overview.split("\ncommands:\n", 1)[1]
    names = re.findall(r"^ {4}([a-z][a-z-]*)\b", listed, re.MULTILINE)
    parts = [HEAD, block(help_text("zh")), block(overview)]
    for name in names:
        parts += [f"## luoshi {name}\n", block(help_text("zh", name)), block(help_text("en", name))]
    return "\n".join(parts).rstrip() + "\n"


def block(text: str) -> str:
    return f"```\n{text}\n```\n"


def main() -> int:
    environment.ensure(RUN_LOCK, DEV_LOCK)
    PAGE.write_text(commands(), encoding="utf-8")
    say(f"写好 {PAGE.relative_to(ROOT)}", f"wrote {PAGE.relative_to(ROOT)}")
    links: Command = [PYTHON, "-m", "pytest", "tests/test_ground.py", "-k", "link or readme or architecture or command"]
    return subprocess.run(links, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
