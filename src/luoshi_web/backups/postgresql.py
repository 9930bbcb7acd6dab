"""PostgreSQL: pg_dump and pg_restore, beside a transaction that sees the same moment."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from luoshi.errors import LuoshiError
from luoshi_web.backups.archive import CHUNK
from luoshi_web.backups.facts import facts_of
from luoshi_web.backups.manifest import Facts

ASIDE = "before_"  # begins the name of a schema that a restore put aside
OURS = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
PASSED_ON = ("sslmode", "sslrootcert", "sslcert", "sslkey", "service", "passfile", "options")
Settings = Mapping[str, Any]


def tool(name: str) -> str:
    """Return where a program of PostgreSQL stands.

    Raises:
        LuoshiError: it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        raise LuoshiError(
            f"这台机器上没有{name}，PostgreSQL的备份和恢复要用它。请装postgresql-client，版本不低于服务器的。",
            f"{name} is not on this machine, and a backup of PostgreSQL needs it. "
            "Install postgresql-client, no older than the server.",
        )
    return found


def connected(settings: Settings) -> Any:
    """Open a connection of our own: a backup's transaction is not the site's.

    Raises:
        LuoshiError: the server does not answer, or does not let us in.
    """
    import psycopg

    named = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {name: settings[column] for name, column in named.items() if settings.get(column)}
    given |= {name: value for name, value in settings.get("OPTIONS", {}).items() if name in PASSED_ON}
    try:
        return psycopg.connect(**given, autocommit=True)
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[-1]
        raise LuoshiError(f"连不上数据库：{said}。", f"The database does not answer: {said}.") from error


def _command(settings: Settings, name: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return a command line and its environment; the password stands in that, since processes are listed."""
    from django.db.backends.postgresql.client import DatabaseClient

    _, around = DatabaseClient.settings_to_cmd_args_env({"OPTIONS": {}, **settings}, [])
    line = [tool(name), "--no-password", *arguments]
    for option, column in (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER"), ("--dbname", "NAME")):
        if settings.get(column):
            line += [option, str(settings[column])]
    return line, {**os.environ, "PGTZ": "UTC", "LC_MESSAGES": "C", **(around or {})}


class Dump:
    """One moment of a database: what it holds, and the bytes of pg_dump that saw the same."""

    def __init__(self, settings: Settings, snapshot: str, facts: Facts) -> None:
        self._settings, self._snapshot, self.facts = settings, snapshot, facts

    def chunks(self) -> Iterator[bytes]:
        """Yield pg_dump's output.

        Raises:
            LuoshiError: pg_dump ended otherwise than well; its last line says why.
        """
        line, around = _command(
            self._settings, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
            f"--exclude-schema={ASIDE}*", f"--snapshot={self._snapshot}",
        )  # fmt: skip
        with (
            tempfile.TemporaryFile() as said,
            subprocess.Popen(line, env=around, stdout=subprocess.PIPE, stderr=said) as run,
        ):
            assert run.stdout is not None
            try:
                while chunk := run.stdout.read(CHUNK):
                    yield chunk
            except BaseException:
                run.kill()
                raise
            if run.wait():
                raise _failed("pg_dump", said)


@contextmanager
def dump(settings: Settings) -> Iterator[Dump]:
    """Hold one moment of a database open, and give it."""
    tool("pg_dump")
    with connected(settings) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield Dump(settings, snapshot, _facts(connection))


def facts(settings: Settings) -> Facts:
    """Return what a database holds, at one moment."""
    with connected(settings) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _facts(connection)


def _facts(connection: Any) -> Facts:
    names = [name for (name,) in connection.execute(OURS)]
    return facts_of(lambda sql: connection.execute(sql), names)


def holds_tables(settings: Settings) -> bool:
    with connected(settings) as connection:
        return connection.execute(OURS).fetchone() is not None


def put_aside(settings: Settings, stamp: str) -> str:
    """Let what is in the database stand beside, under another schema's name; return that name."""
    aside = f"{ASIDE}{stamp}"
    with connected(settings) as connection, connection.transaction():
        connection.execute(f'ALTER SCHEMA public RENAME TO "{aside}"')
        connection.execute("CREATE SCHEMA public")
    return aside


def put_back(settings: Settings, aside: str) -> None:
    """Undo `put_aside`, and what was restored since; without a name, only the latter."""
    with connected(settings) as connection, connection.transaction():
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute(f'ALTER SCHEMA "{aside}" RENAME TO public' if aside else "CREATE SCHEMA public")


def restore(settings: Settings, chunks: Iterable[bytes]) -> None:
    """Write a dump into an empty database, in one transaction.

    Raises:
        LuoshiError: pg_restore ended otherwise than well; nothing is written then.
    """
    arguments = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    line, around = _command(settings, "pg_restore", *arguments)
    with tempfile.TemporaryFile() as said:
        run = subprocess.Popen(line, env=around, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said)
        _feed(run, chunks)
        if run.wait():
            raise _failed("pg_restore", said)


def _feed(run: "subprocess.Popen[bytes]", chunks: Iterable[bytes]) -> None:
    assert run.stdin is not None
    try:
        for chunk in chunks:
            run.stdin.write(chunk)
        run.stdin.close()
    except BrokenPipeError:  # it ended, and says why
        pass
    except BaseException:
        run.kill()
        run.wait()
        raise


def _failed(name: str, said: IO[bytes]) -> LuoshiError:
    said.seek(0)
    lines = [line for line in said.read().decode("utf-8", "replace").splitlines() if line.strip()]
    last = next((line for line in lines if "error:" in line), lines[-1] if lines else "")
    return LuoshiError(f"{name}没有做完：{last}", f"{name} did not end well: {last}")
