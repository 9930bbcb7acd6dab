"""Reading what pg_dump wrote, without a server: how many rows each table has, and whether the trails hold."""

import re
import subprocess
import tempfile
import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from luoshi.errors import LuoshiError
from luoshi_web.backups.facts import KEPT, heads_of, link_of
from luoshi_web.backups.manifest import Facts
from luoshi_web.backups.postgresql import tool
from luoshi_web.trail.chain import Head

_COPY = re.compile(rb'^COPY (?:public\.)?"?(\w+)"? \((.*)\) FROM stdin;\n$')
_SEQUENCE = re.compile(rb"^SELECT pg_catalog\.setval\('public\.\"?(\w+)_id_seq\"?', (\d+), (true|false)\);\n$")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
READ = ("trail_entry", "trail_details", "plans_jurisdiction", "django_migrations", KEPT)
Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Copied:
    """One line of what pg_restore prints: a table's beginning, a row of it, or where a sequence stands.

    Args:
        cells: of a row, by the table's columns; None at the table's beginning.
        last: the number that the table's sequence gave last, in a line of its own.
    """

    table: str
    columns: tuple[str, ...] = ()
    cells: tuple[str | None, ...] | None = None
    last: int | None = None


def facts(chunks: Iterable[bytes]) -> Facts:
    """Read a dump; a table counts the rows that are in it.

    Raises:
        LuoshiError: pg_restore does not understand it.
    """
    counts: dict[str, int] = {}
    kept: dict[str, list[Row]] = {name: [] for name in READ}
    for line in copied(chunks, only=READ):
        if line.last is not None:
            continue
        counts.setdefault(line.table, 0)
        counts[line.table] += line.cells is not None
        if line.cells:
            kept[line.table].append(dict(zip(line.columns, line.cells, strict=True)))
    heads, doubts = _heads(kept)
    files = frozenset(str(row["sha256"]) for row in kept[KEPT] if str(row["size"]) != "0")
    return Facts(_migrations(kept), counts, heads, files, tuple(doubts))


def copied(chunks: Iterable[bytes], only: Collection[str] | None = None) -> Iterator[Copied]:
    """Yield what is in a dump, as pg_restore prints it, table by table.

    Args:
        only: the tables whose cells are read; those of the others are empty.

    Raises:
        LuoshiError: pg_restore does not understand it.
    """
    line = [tool("pg_restore"), "--data-only", "--file=-"]
    with tempfile.TemporaryFile() as given:
        for chunk in chunks:
            given.write(chunk)
        given.seek(0)
        run = subprocess.Popen(line, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert run.stdout is not None
        assert run.stderr is not None
        said: list[bytes] = []
        listener = threading.Thread(target=lambda: said.append(run.stderr.read()))  # type: ignore[union-attr]
        listener.start()
        yield from _lines(run.stdout, only)
        listener.join()
        if run.wait():
            lines = b"".join(said).decode("utf-8", "replace").strip().splitlines()
            last = lines[-1] if lines else ""
            raise LuoshiError(f"备份里的数据库读不了：{last}", f"The dump in the backup cannot be read: {last}")


def _lines(out: IO[bytes], only: Collection[str] | None) -> Iterator[Copied]:
    table, columns = "", tuple[str, ...]()
    for line in out:
        if table:
            if line == b"\\.\n":
                table = ""
                continue
            read = only is None or table in only
            yield Copied(table, columns, tuple(map(_read, line.decode().rstrip("\n").split("\t"))) if read else ())
        elif found := _COPY.match(line):
            table = found[1].decode()
            columns = tuple(name.strip().strip('"') for name in found[2].decode().split(","))
            yield Copied(table, columns)
        elif stands := _SEQUENCE.match(line):
            yield Copied(stands[1].decode(), last=int(stands[2]) if stands[3] == b"true" else 0)


def _read(cell: str) -> str | None:
    return None if cell == "\\N" else _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), cell)


def _migrations(kept: dict[str, list[Row]]) -> tuple[str, ...]:
    return tuple(sorted(f"{row['app']}.{row['name']}" for row in kept["django_migrations"]))


def _heads(kept: dict[str, list[Row]]) -> tuple[dict[str, Head], list[LuoshiError]]:
    slugs = {int(row["id"] or 0): str(row["slug"]) for row in kept["plans_jurisdiction"]}
    details = {row["entry_id"]: row for row in kept["trail_details"]}
    rows = []
    for row in kept["trail_entry"]:
        about = details.get(row["id"], {})
        who = None if row["who"] is None else int(row["who"])
        rows.append(
            (
                int(row["chain_id"] or 0),
                int(row["seq"] or 0),
                row["at"],
                who,
                row["act"],
                row["objects_touched"],
                row["replaced"],
                row["details_hash"],
                row["previous"],
                row["hash"],
                about.get("text"),
                about.get("blanked_at"),
            )
        )
    return heads_of(map(link_of, sorted(rows, key=lambda row: row[:2])), slugs)
