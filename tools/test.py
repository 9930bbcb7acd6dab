"""Run the tests that this machine can run, and say in one line each which it cannot: `make test`.

The suite runs on SQLite; what a database can answer in another way runs on PostgreSQL at the same time,
where one answers or can be started, and what it says is printed behind. `make test-all` (LUOSHI_ALL=1)
leaves nothing out: the tests
marked `long`, every example of the random ones, and on PostgreSQL all that touches the database.
With LUOSHI_NOTHING_SKIPPED=1, as in CI, a skip is a failure.
Arguments go to pytest: tools/with-python test -k grammar
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import IO

from tools import assets, environment, postgresql
from tools.environment import DEV_LOCK, PYTHON, ROOT, RUN_LOCK, VENV, Command
from tools.saying import say

STRICT = "LUOSHI_NOTHING_SKIPPED"
ALL = "LUOSHI_ALL"
BYTECODE = VENV / "bytecode"  # of every module that the tests and the processes of their sites import
COMPILED = BYTECODE / "compiled"  # stands there once the tests were read
LEFT_OUT = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
NO_TESTS = 5  # pytest's status where nothing was collected
NO_POSTGRESQL = (
    "跳过：PostgreSQL 上的数据库测试（没有可用的服务，也没有 initdb；sudo apt-get install -y postgresql）"
    " / skipped: the database tests on PostgreSQL (none answers, and there is no initdb)"
)


def pytest(url: str, *arguments: str, output: IO[bytes] | None = None) -> int:
    """Run pytest on one database, SQLite where `url` is empty; return its status.

    Each process of the run, and of the sites that it starts, finds its modules compiled, also where the user has
    Python write nothing.
    """
    command: Command = [PYTHON, "-m", "pytest", "-n", str(processes(url))]
    command += ["--no-loadscope-reorder", *arguments]  # tests/chosen.py puts them in order
    with tempfile.TemporaryDirectory(prefix="luoshi-home-") as home:
        around = surroundings(home) | ({"DATABASE_URL": url} if url else {})
        return subprocess.run(
            command, cwd=ROOT, env=around, check=False, stdout=output, stderr=subprocess.STDOUT if output else None
        ).returncode


def processes(url: str) -> int:
    """Return how many processes take the tests of one database, 0 where one takes them without anybody who deals out.

    On SQLite it is two a core, since a test that drives a browser or waits for a killed worker leaves its core idle,
    eight at most. On PostgreSQL beside it `make test-all` has half as many, and `make test` a quarter: it has a fifth
    of the work there, and each process more takes four seconds of a processor to begin.
    """
    workers = int(os.environ.get("LUOSHI_TEST_WORKERS", min(2 * (os.cpu_count() or 1), 8)))
    if not url:
        return workers
    return -(-workers // 2) if everything() else workers // 4 if workers >= 8 else 0


def surroundings(home: str) -> dict[str, str]:
    """Return the environment of the tests' processes, which keep there what they compile."""
    around = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return around | {"PYTHONPYCACHEPREFIX": str(BYTECODE), "LUOSHI_HOME": home}


def compile_once() -> None:
    """Have one process read the tests where nothing is compiled yet; what is wrong with them, the run says.

    The processes of a run begin together, and each would compile every module: ten seconds of a processor each.
    """
    if COMPILED.exists():
        return
    command: Command = [PYTHON, "-m", "pytest", "--collect-only", "-qq"]
    with tempfile.TemporaryDirectory(prefix="luoshi-home-") as home:
        subprocess.run(command, cwd=ROOT, env=surroundings(home), check=False, stdout=subprocess.DEVNULL)
    COMPILED.parent.mkdir(exist_ok=True)
    COMPILED.touch()


def on_postgresql(arguments: list[str], output: IO[bytes]) -> int | None:
    """Run the database tests on PostgreSQL, and write down what is said; return pytest's status, None without one."""
    with postgresql.database_url() as url:
        if url is None:
            return None
        which = "--database-only" if everything() else "--can-differ"
        colour = ["--color=yes"] if sys.stdout.isatty() else []
        return pytest(url, which, "-m", "not browser and not sqlite", *colour, *arguments, output=output)


def told_of(status: int | None, output: IO[bytes]) -> int:
    """Print what was said on PostgreSQL meanwhile; return its status, and where there is none what that means."""
    if status is None:
        print(NO_POSTGRESQL, flush=True)
        return 1 if os.environ.get(STRICT) else 0
    say("数据库测试，PostgreSQL", "database tests, PostgreSQL")
    output.seek(0)
    print(output.read().decode(errors="replace"), flush=True)
    return status


def everything() -> bool:
    return os.environ.get(ALL) == "1"


def main() -> int:
    environment.ensure(RUN_LOCK, DEV_LOCK)
    assets.ensure()
    compile_once()
    arguments = sys.argv[1:]
    with tempfile.TemporaryFile() as output, ThreadPoolExecutor(1) as beside:
        # at the same time, since each waits often: for a browser, a killed worker, a lock
        postgres = beside.submit(on_postgresql, arguments, output)
        say("单元测试，数据库测试（SQLite），浏览器测试", "unit tests, database tests (SQLite), browser tests")
        statuses = [pytest("", "-m", "not postgres", *arguments)]
        statuses.append(told_of(postgres.result(), output))
    # With -k a part may hold no test: that is no failure as long as another does.
    told = [status for status in statuses if status != NO_TESTS] or [NO_TESTS]
    return max(told)


if __name__ == "__main__":
    sys.exit(main())
