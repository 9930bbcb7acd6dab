"""Reading a backup whole: every hash, the database, the trails, and evidence whose name is its hash.

What is wrong with the archive makes it no backup. What was wrong already where it was made,
evidence lost or a trail broken, is a doubt: it is said, and does not stop a backup, since a
place in trouble needs one most.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from luoshi.errors import LuoshiError
from luoshi_web.backups import dumped, sqlite
from luoshi_web.backups.archive import Reader
from luoshi_web.backups.facts import compare
from luoshi_web.backups.manifest import HOME, SQLITE, Facts, Manifest

_ADDRESSED = re.compile(rf"^{HOME}files/[0-9a-f]{{2}}/([0-9a-f]{{64}})$")


@dataclass(frozen=True, slots=True)
class Checked:
    manifest: Manifest
    doubts: tuple[LuoshiError, ...]


def check(path: Path) -> Checked:
    """Return the manifest of a backup that is right in every part, and what was wrong where it was made.

    Raises:
        LuoshiError: the first thing that is not as the manifest says.
    """
    reader = Reader(path)
    try:
        for member in reader.manifest.files:
            for _ in reader.chunks(member):
                pass
        found = _database(reader)
    finally:
        reader.close()
    compare(reader.manifest.facts, found)
    return Checked(reader.manifest, (*found.doubts, *_files_in_doubt(reader.manifest, found)))


def _files_in_doubt(manifest: Manifest, found: Facts) -> Iterator[LuoshiError]:
    """Hold files of evidence against their names, the hashes that they had when they came, and against the database."""
    there = set()
    for member in manifest.files:
        addressed = _ADDRESSED.match(member.name)
        if addressed is None:
            continue
        there.add(addressed[1])
        if addressed[1] != member.sha256:
            name = member.name.removeprefix(HOME)
            yield LuoshiError(
                f"{name}的内容和收到时不同了，请从以前的备份里找回。",
                f"{name} is not what came; find it in an earlier backup.",
            )
    for sha256 in sorted(found.kept - there):
        name = f"files/{sha256[:2]}/{sha256}"
        yield LuoshiError(
            f"数据库里有{name}，磁盘上没有，请从以前的备份里找回。",
            f"The database names {name}, which is not on the disk; find it in an earlier backup.",
        )


def _database(reader: Reader) -> Facts:
    manifest = reader.manifest
    member = next(one for one in manifest.members if one.name == manifest.database_member)
    if manifest.database != SQLITE:
        return dumped.facts(reader.chunks(member))
    with tempfile.TemporaryDirectory(prefix=".luoshi-check-", dir=reader.path.parent) as folder:
        copy = Path(folder, "database.sqlite3")
        reader.unpack(member, copy)
        return sqlite.facts(copy)
