"""Two builds side by side: this one and an earlier commit, in one run on one machine.

The earlier one is a git worktree in a temporary folder. It runs in this project's environment where that has what it
needs, else in one of its own, from its own lock.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import environment
from tools.environment import ROOT

STATIC = Path("src", "luoshi_web", "static")
TICKS = os.sysconf("SC_CLK_TCK")  # of processor time, a second


@dataclass(frozen=True, slots=True)
class Build:
    """One build: what it is called in a table, where it lies, and the Python that runs it."""

    name: str
    root: Path
    python: str

    def around(self, home: str, database: str = "", settings: str = "luoshi_web.settings") -> dict[str, str]:
        """Return the environment of its processes."""
        around = {**os.environ, "LUOSHI_HOME": home, "DJANGO_SETTINGS_MODULE": settings}
        around |= {"PYTHONPATH": f"{self.root}/src:{self.root}", "PYTHONSAFEPATH": "1"}
        around.pop("DATABASE_URL", None)
        return around | ({"DATABASE_URL": database} if database else {})

    def run(self, around: dict[str, str], *arguments: str, given: str = "") -> str:
        """Run one of its modules or files to the end, `given` on its standard input; return what it printed.

        Raises:
            RuntimeError: it failed.
        """
        command = [self.python, *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=around, input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout


HERE = Build("this build", ROOT, sys.executable)


@contextmanager
def build_at(commit: str) -> Iterator[Build]:
    """Give the build of a commit; it is removed afterwards.

    Raises:
        subprocess.CalledProcessError: there is no such commit, or what it needs cannot be installed.
    """
    with tempfile.TemporaryDirectory(prefix="luoshi-build-") as folder:
        root = Path(folder, "build")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--force", "--detach", str(root), commit], check=True)
        try:
            for path in (ROOT / STATIC).rglob("*"):  # what `make assets` fetches is in no commit
                there = root / STATIC / path.relative_to(ROOT / STATIC)
                if path.is_file() and not there.exists():
                    there.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, there)
            yield Build(f"commit {commit[:7]}", root, _python(root, folder))
        finally:
            subprocess.run([*git, "remove", "--force", str(root)], check=False)


def _python(root: Path, folder: str) -> str:
    """Return a Python that can run a build: this one where nothing is missing."""
    build = Build("", root, sys.executable)
    try:
        build.run(build.around(folder), "-m", "luoshi_web", "check")
    except RuntimeError:
        venv = Path(folder, "venv")
        environment.make_venv(venv)
        environment.install_once(root / "requirements.lock", venv)
        return str(environment.python_of(venv))
    return sys.executable


def processor_time(pids: list[int]) -> float:
    """Return the processor time of processes and of those that they have started, user and system, in milliseconds."""
    parents: dict[int, list[tuple[int, float]]] = {}
    own: dict[int, float] = {}
    for path in Path("/proc").iterdir():
        if not path.name.isdigit():
            continue
        try:
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        spent = 1000 * (int(fields[11]) + int(fields[12])) / TICKS
        own[int(path.name)] = spent
        parents.setdefault(int(fields[1]), []).append((int(path.name), spent))
    return sum(own.get(pid, 0) + sum(spent for _, spent in parents.get(pid, ())) for pid in pids)
