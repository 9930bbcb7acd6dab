"""A site to back up, and an empty place to restore into, on the database that the run is on."""

import os
import secrets
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from luoshi_web.backups.installation import Installation
from tests import warm

KEY = "k" * 64
BEGIN = "import os, django\ndjango.setup()\n"


@dataclass(frozen=True)
class Place:
    """A LUOSHI_HOME with its database; `url` is empty on SQLite."""

    home: Path
    url: str = ""

    @property
    def site(self) -> Installation:
        key = self.home / "secret-key"
        if not key.exists():
            key.write_text(KEY)
        database: Mapping[str, Any] = {
            "ENGINE": "django.db.backends.sqlite3", "NAME": self.home / "luoshi.sqlite3",
        }  # fmt: skip
        if self.url:
            database = dict(dj_database_url.parse(self.url))
        return Installation(self.home, database, key.read_text())

    def run(self, *arguments: str, code: str = "") -> "subprocess.CompletedProcess[str]":
        """Run a command of the site, or a piece of code within it."""
        return warm.run(self.around, *arguments, code=BEGIN + code if code else "")

    def line(self, *arguments: str, code: str = "") -> list[str]:
        return [sys.executable, *(["-c", BEGIN + code] if code else ["-m", "luoshi_web", *arguments])]

    @property
    def around(self) -> dict[str, str]:
        around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        around |= {"LUOSHI_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
        return around | ({"DATABASE_URL": self.url} if self.url else {})

    def evidence(self, data: bytes) -> str:
        """Keep a file as the site keeps uploads; return its hash."""
        import hashlib

        name = hashlib.sha256(data).hexdigest()
        path = self.home / "files" / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return name

    def rows(self) -> dict[str, list[str]]:
        """Return every row of every table, to be compared."""
        if self.url:
            import psycopg

            with psycopg.connect(self.url) as server:
                names = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
                return {name: sorted(map(repr, server.execute(f'SELECT * FROM "{name}"'))) for (name,) in names}
        with closing(sqlite3.connect(self.home / "luoshi.sqlite3")) as file:
            names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
            return {name: sorted(map(repr, file.execute(f'SELECT * FROM "{name}"'))) for (name,) in names.fetchall()}

    def entries(self) -> int:
        """Count the entries of the trail."""
        return len(self.rows()["trail_entry"])

    def files(self) -> dict[str, bytes]:
        return {path.relative_to(self.home).as_posix(): path.read_bytes() for path in self.site.files()}


def beside(url: str, sql: str) -> None:
    import psycopg

    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as server:
        server.execute(sql)


def new_url(url: str, template: str) -> str:
    """Make a database beside the one that `url` names, as a copy of a template, and return its URL."""
    made = urlsplit(url)._replace(path=f"/luoshi_backup_{secrets.token_hex(4)}").geturl()
    beside(url, f'CREATE DATABASE "{name_of(made)}" TEMPLATE "{template}"')
    return made


def name_of(url: str) -> str:
    return urlsplit(url).path.lstrip("/")
