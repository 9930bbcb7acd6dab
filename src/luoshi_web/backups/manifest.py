"""What stands in a backup, said in the backup itself: manifest.json, written last.

{"luoshi_backup": 1, "version": "0.1.0", "made_at": "2026-11-24T02:00:00Z",
 "database": "sqlite", "migrations": ["plans.0001_tables", …],
 "tables": {"plans_task": 154, …}, "chains": {"binjiang": {"seq": 12, "hash": "9f86…"}},
 "secret_key": {"inside": true, "fingerprint": "1c4f861a"},
 "members": [{"name": "database.sqlite3", "size": 4096, "sha256": "…"}, …]}
"""

import json
from dataclasses import dataclass
from typing import Any

from luoshi.errors import LuoshiError
from luoshi_web.trail.chain import Head

NAME = "manifest.json"
FORM = 1
SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASES = {SQLITE: "database.sqlite3", POSTGRESQL: "database.pgdump"}
HOME = "home/"  # what stood in LUOSHI_HOME


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a database holds, so that a copy of it can be compared.

    Args:
        tables: how many rows each has.
        chains: the head of each trail, by the jurisdiction's slug.
        kept: the SHA-256 of each file that it names; not written into the manifest, which lists the files themselves.
        doubts: what was wrong with it already: a trail that does not hold.
    """

    migrations: tuple[str, ...]
    tables: dict[str, int]
    chains: dict[str, Head]
    kept: frozenset[str] = frozenset()
    doubts: tuple[LuoshiError, ...] = ()

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


@dataclass(frozen=True, slots=True)
class Manifest:
    version: str
    made_at: str
    database: str
    facts: Facts
    key_inside: bool
    key_fingerprint: str
    members: tuple[Member, ...]

    @property
    def database_member(self) -> str:
        return DATABASES[self.database]

    @property
    def files(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.name.startswith(HOME))

    def as_json(self) -> str:
        parts = {
            "luoshi_backup": FORM,
            "version": self.version,
            "made_at": self.made_at,
            "database": self.database,
            "migrations": list(self.facts.migrations),
            "tables": self.facts.tables,
            "chains": {slug: {"seq": head.seq, "hash": head.hash} for slug, head in self.facts.chains.items()},
            "secret_key": {"inside": self.key_inside, "fingerprint": self.key_fingerprint},
            "members": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in self.members],
        }
        return json.dumps(parts, ensure_ascii=False, indent=1)


def read(text: str) -> Manifest:
    """Read a manifest.

    Raises:
        LuoshiError: it is none, or of a form that is newer than this program.
    """
    try:
        parts: dict[str, Any] = json.loads(text)
        form = parts["luoshi_backup"]
        if form == FORM:
            return _of(parts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LuoshiError(
            "备份里的清单（manifest.json）读不懂，不能用。", "The backup's manifest.json is not understood."
        ) from error
    raise LuoshiError(
        f"这份备份的格式是{form}，这一版只认{FORM}。请先升级。",
        f"This backup is of form {form}; this version knows {FORM}. Upgrade first.",
    )


def _of(parts: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        version=str(parts["version"]),
        made_at=str(parts["made_at"]),
        database=str(parts["database"]),
        facts=Facts(
            migrations=tuple(map(str, parts["migrations"])),
            tables={str(name): int(count) for name, count in parts["tables"].items()},
            chains={slug: Head(int(head["seq"]), str(head["hash"])) for slug, head in parts["chains"].items()},
        ),
        key_inside=bool(parts["secret_key"]["inside"]),
        key_fingerprint=str(parts["secret_key"]["fingerprint"]),
        members=tuple(Member(str(m["name"]), int(m["size"]), str(m["sha256"])) for m in parts["members"]),
    )
    names = [member.name for member in manifest.members]
    if manifest.database not in DATABASES or len(set(names)) != len(names) or not all(map(_is_safe, names)):
        raise ValueError(names)
    if names.count(manifest.database_member) != 1:
        raise ValueError(names)
    return manifest


def _is_safe(name: str) -> bool:
    """Tell whether a name leads nowhere but into the folder that is restored."""
    if name in DATABASES.values():
        return True
    parts = name.removeprefix(HOME).split("/")
    return name.startswith(HOME) and "\\" not in name and not any(part in ("", ".", "..") for part in parts)
