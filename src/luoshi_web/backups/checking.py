"""Reading a backup whole: every hash, the database, the trails, and evidence whose name is its hash."""

import re
import tempfile
from pathlib import Path

from luoshi.errors import LuoshiError
from luoshi_web.backups import dumped, sqlite
from luoshi_web.backups.archive import Reader
from luoshi_web.backups.facts import compare
from luoshi_web.backups.manifest import HOME, SQLITE, Manifest, Member

_ADDRESSED = re.compile(rf"^{HOME}files/([0-9a-f]{{2}})/([0-9a-f]{{64}})$")


def check(path: Path) -> Manifest:
    """Return the manifest of a backup that is right in every part.

    Raises:
        LuoshiError: the first thing that is not.
    """
    reader = Reader(path)
    try:
        manifest = reader.manifest
        for member in manifest.files:
            for _ in reader.chunks(member):
                pass
            _addressed(member)
        _database(reader)
    finally:
        reader.close()
    return manifest


def _addressed(member: Member) -> None:
    """Hold a file of evidence against its name, which is the hash that it had when it came."""
    found = _ADDRESSED.match(member.name)
    if found and found[2] != member.sha256:
        raise LuoshiError(
            f"{member.name.removeprefix(HOME)}的内容和收到时不同了，请从以前的备份里找回。",
            f"{member.name.removeprefix(HOME)} is not what came; find it in an earlier backup.",
        )


def _database(reader: Reader) -> None:
    manifest = reader.manifest
    member = next(one for one in manifest.members if one.name == manifest.database_member)
    if manifest.database != SQLITE:
        compare(manifest.facts, dumped.facts(reader.chunks(member)))
        return
    with tempfile.TemporaryDirectory(prefix=".luoshi-check-", dir=reader.path.parent) as folder:
        copy = Path(folder, "database.sqlite3")
        reader.unpack(member, copy)
        compare(manifest.facts, sqlite.facts(copy))
