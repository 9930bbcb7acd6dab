"""What is backed up and restored: one installation's folder, and the database that it names."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECRET_KEY = "secret-key"
# what a database keeps beside its file while it is open
BESIDE_SQLITE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Installation:
    """One site.

    Args:
        home: its LUOSHI_HOME.
        database: Django's settings of its database.
        secret_key: the key that it signs and encrypts with, wherever that is kept.
    """

    home: Path
    database: Mapping[str, Any]
    secret_key: str

    @property
    def on_postgresql(self) -> bool:
        return "postgresql" in str(self.database["ENGINE"])

    @property
    def sqlite_file(self) -> Path:
        return Path(self.database["NAME"])

    @property
    def key_in_home(self) -> bool:
        """Tell whether the key stands in the folder; else an environment variable gives it."""
        path = self.home / SECRET_KEY
        return path.is_file() and path.read_text(encoding="utf-8") == self.secret_key

    def files(self) -> Iterator[Path]:
        """Yield every file of the folder that holds data, the database excepted.

        A name that begins with a dot is a temporary file, or what a restore put aside; a backup is no data.
        """
        database = () if self.on_postgresql else [self.sqlite_file, *self.beside_sqlite()]
        for folder, folders, names in os.walk(self.home):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if name.startswith(".") or is_backup(name) or path in database or not path.is_file():
                    continue
                yield path

    def beside_sqlite(self) -> list[Path]:
        return [self.sqlite_file.with_name(self.sqlite_file.name + end) for end in BESIDE_SQLITE]


def here() -> Installation:
    """Return the installation that this process is of."""
    from django.conf import settings
    from django.db import connection

    return Installation(Path(settings.HOME), connection.settings_dict, settings.SECRET_KEY)


def fingerprint(key: str) -> str:
    """Return enough to tell two keys apart, and too little to find one."""
    return hashlib.sha256(f"luoshi-key:{key}".encode()).hexdigest()[:8]


def is_backup(name: str) -> bool:
    """Tell whether a file has the name of a backup that was written into a folder."""
    return name.startswith("luoshi-") and name.endswith(".backup.zip")
