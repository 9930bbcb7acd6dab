"""The tables of an older backup as rows of plain cells, whichever database it was made of.

A backup of PostgreSQL is read without a server: its rows are laid into a SQLite file of texts, so that both
can be asked in the same way, table by table, and nothing of them has to fit into memory.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from luoshi_web.backups import dumped
from luoshi_web.backups import sqlite as files
from luoshi_web.backups.archive import Reader
from luoshi_web.backups.manifest import SQLITE

AT_ONCE = 500


class Older:
    """The tables of an older backup."""

    def __init__(self, connection: sqlite3.Connection, sequences: dict[str, int]) -> None:
        """Take tables that lie in a SQLite file; `sequences`: the number that each table gave last."""
        self._connection = connection
        self.sequences = sequences
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        self.columns = {name: self._columns(name) for (name,) in names.fetchall()}

    def _columns(self, table: str) -> tuple[str, ...]:
        return tuple(row[1] for row in self._connection.execute(f'PRAGMA table_info("{table}")'))

    def count(self, table: str) -> int:
        return int(self._connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield the cells of some columns, row by row, as the backup's database wrote them."""
        named = ", ".join(f'"{column}"' for column in columns)
        yield from self._connection.execute(f'SELECT {named} FROM "{table}"')


@contextmanager
def tables_of(reader: Reader, folder: Path) -> Iterator[Older]:
    """Give the tables of a backup that was checked; what is needed for it is laid into a folder.

    Raises:
        LuoshiError: they cannot be read.
    """
    manifest = reader.manifest
    member = next(one for one in manifest.members if one.name == manifest.database_member)
    path = folder / "older.sqlite3"
    if manifest.database == SQLITE:
        reader.unpack(member, path)
        with files.opened(path, "ro") as connection:
            yield Older(connection, dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()))
        return
    with closing(sqlite3.connect(path)) as connection:
        sequences = _laid_out(connection, dumped.copied(reader.chunks(member)))
        yield Older(connection, sequences)


def _laid_out(connection: sqlite3.Connection, lines: Iterator[dumped.Copied]) -> dict[str, int]:
    """Write what is in a dump into tables of texts; return where each sequence stands."""
    sequences: dict[str, int] = {}
    connection.execute("PRAGMA synchronous=OFF")
    for line in lines:
        if line.last is not None:
            sequences[line.table] = line.last
        elif line.cells is None:
            columns = ", ".join(f'"{column}" TEXT' for column in line.columns)
            connection.execute(f'CREATE TABLE "{line.table}" ({columns})')
        else:
            marks = ", ".join("?" * len(line.cells))
            connection.execute(f'INSERT INTO "{line.table}" VALUES ({marks})', line.cells)
    connection.commit()
    return sequences
