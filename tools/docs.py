"""Rewrite the pages that come from code, and follow the links of all: `make docs`.

docs/commands.md is what `luoshi --help` says, in both languages; the floors in docs/architecture.md
are drawn from the imports. Tests hold both to that.
"""

import json
import os
import subprocess
import sys

from tools import architecture, environment
from tools.environment import DEV_LOCK, PYTHON, ROOT, RUN_LOCK, Command
from tools.saying import say

PAGE = ROOT / "docs" / "commands.md"
HEAD = """# The command `luoshi`

Written by `make docs` from the help texts.
Exit status: 0 done, 1 `check` found an error (with `--fail-on warning` a warning too), 2 refused, with one
sentence on why.
"""


# In one process for all, since each start of the command takes its time.
ASK = """
import contextlib, io, json, sys
from luoshi.cli import main

def said(*arguments):
    with contextlib.redirect_stdout(io.StringIO()) as told:
        main([*arguments, "--help"])
    return told.getvalue()

languages = ("zh", "en")
overview = {language: said("--language", language) for language in languages}
names = [line.split()[0] for line in overview["en"].split("\\ncommands:\\n")[1].splitlines() if line[4:5].strip()][1:]
print(json.dumps({"": overview} | {name: {one: said(name, "--language", one) for one in languages} for name in names}))
"""


def commands() -> str:
    """Return docs/commands.md as it should be, in lines of 100 columns whatever the terminal."""
    around = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHON_COLORS": "0"}
    line: Command = [PYTHON, "-c", ASK]
    done = subprocess.run(line, cwd=ROOT, env=around, capture_output=True, text=True, check=True)
    parts = [HEAD]
    for name, said in json.loads(done.stdout).items():
        parts += [f"## luoshi {name}\n"] if name else []
        parts += [block(said["zh"]), block(said["en"])]
    return "\n".join(parts).rstrip() + "\n"


def block(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"```\n{lines}\n```\n"


def main() -> int:
    environment.ensure(RUN_LOCK, DEV_LOCK)
    PAGE.write_text(commands(), encoding="utf-8")
    architecture.write()
    for page in (PAGE, architecture.PAGE):
        say(f"写好 {page.relative_to(ROOT)}", f"wrote {page.relative_to(ROOT)}")
    links: Command = [PYTHON, "-m", "pytest", "tests/test_ground.py", "-k", "link or readme or architecture or command"]
    return subprocess.run(links, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
