"""A PostgreSQL for the tests: the one that is named, one of our own, or the one that answers.

Our own is a cluster in a temporary folder, on a free port of this machine only, thrown
away afterwards: it never waits for a disk, as one that stands ready does at each commit and
for each database that a test has made. PostgreSQL refuses to run as root, so root starts it as another user.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.environment import PYTHON, Command

HOST = "127.0.0.1"
PORT = 5432
MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000  # a run takes a fifth of a gigabyte, and may keep one of its log
STAND_INS = ("postgres", "nobody")  # who may run a cluster for root
ASK = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3, autocommit=True).execute(sys.argv[2])"
MAY_CREATE = "SELECT 1 / (rolcreatedb OR rolsuper)::int FROM pg_roles WHERE rolname = current_user"


@contextmanager
def database_url() -> Iterator[str | None]:
    """Give the URL of a database that tests may create beside, or None where there is none."""
    if named := os.environ.get("LUOSHI_TEST_DATABASE_URL", ""):
        yield named
        return
    binaries = find_binaries()
    if binaries is None or (os.geteuid() == 0 and stand_in() is None):
        yield find_answering()
        return
    with own_cluster(binaries) as url:
        yield url or find_answering()


def url_of(user: str, port: int) -> str:
    """Name a database after this process, so that two runs on one machine do not meet."""
    return f"postgresql://{user}@{HOST}:{port}/luoshi_{os.getpid()}"


def find_answering() -> str | None:
    """Return the URL of a server here that lets us in without a password and create databases."""
    for user in dict.fromkeys(("postgres", pwd.getpwuid(os.geteuid()).pw_name)):
        command: Command = [PYTHON, "-c", ASK, f"postgresql://{user}@{HOST}:{PORT}/postgres", MAY_CREATE]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return url_of(user, PORT)
    return None


def find_binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest version first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def stand_in() -> str | None:
    """Return a user that root may run the cluster as."""
    users = {entry.pw_name for entry in pwd.getpwall()}
    return next((user for user in STAND_INS if user in users and shutil.which("runuser")), None)


def in_memory() -> Path | None:
    """Return the system's folder in memory, where it has room for a cluster.

    Each database is a thousand files: to make and remove those of a run on a disk takes 5 seconds of a processor more.
    """
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


@contextmanager
def own_cluster(binaries: Path) -> Iterator[str | None]:
    """Start a cluster, and remove it afterwards; None where it does not start."""
    as_user: list[str] = []
    with tempfile.TemporaryDirectory(prefix="luoshi-pg-", dir=in_memory()) as folder:
        if os.geteuid() == 0 and (user := stand_in()):
            as_user = ["runuser", "-u", user, "--"]
            shutil.chown(folder, user)
        data, port = f"{folder}/data", free_port()

        def run(*command: str) -> bool:
            with open(f"{folder}/log", "ab") as log:
                done = subprocess.run([*as_user, *command], stdout=log, stderr=log, check=False, cwd=folder)
            return done.returncode == 0

        made = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        options = f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories={folder}"
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"  # it is thrown away
        options += " -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=1GB"
        started = run(f"{binaries}/initdb", f"--pgdata={data}", *made) and run(
            f"{binaries}/pg_ctl",
            f"--pgdata={data}",
            "--wait",
            f"--log={data}/server.log",
            f"--options={options}",
            "start",
        )
        try:
            yield url_of("postgres", port) if started else None
        finally:
            if started:
                run(f"{binaries}/pg_ctl", f"--pgdata={data}", "--mode=immediate", "stop")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
