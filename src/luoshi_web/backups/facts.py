"""What a database holds, asked in SQL, so that a copy can be asked too: rows, migrations, heads of the trails."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from luoshi.errors import LuoshiError
from luoshi_web.backups.manifest import Facts
from luoshi_web.trail.chain import Break, Head, Link, walk

Ask = Callable[[str], Iterable[tuple[Any, ...]]]
COLUMNS = "chain_id, seq, at, who, act, objects_touched, replaced, details_hash, previous, hash, text, blanked_at"
KEPT = "reports_keptfile"
ENTRIES = (
    f"SELECT {COLUMNS} FROM trail_entry LEFT JOIN trail_details ON entry_id = trail_entry.id ORDER BY chain_id, seq"
)


def facts_of(ask: Ask, tables: Iterable[str]) -> Facts:
    """Count every table, and walk every trail; one that does not hold is a doubt.

    Args:
        ask: runs one query; all of them must see the same moment.

    Raises:
        LuoshiError: these are no tables of Luoshi.
    """
    names = sorted(tables)
    if "trail_entry" not in names or "plans_jurisdiction" not in names:
        raise LuoshiError(
            "数据库里还没有落实的表，没有可备份的。先运行：luoshi-web migrate。",
            "The database has no tables of Luoshi yet. Run first: luoshi-web migrate.",
        )
    counts = {name: int(next(iter(ask(f'SELECT COUNT(*) FROM "{name}"')))[0]) for name in names}
    migrations = sorted(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations"))
    slugs = {int(pk): str(slug) for pk, slug in ask("SELECT id, slug FROM plans_jurisdiction")}
    heads, doubts = heads_of(map(link_of, ask(ENTRIES)), slugs)
    # a row whose size is 0 has no bytes any more: nothing held them
    rows = ask(f"SELECT sha256 FROM {KEPT} WHERE size > 0") if KEPT in names else ()
    kept = frozenset(sha256 for (sha256,) in rows)
    return Facts(tuple(migrations), counts, heads, kept, tuple(doubts))


def link_of(row: tuple[Any, ...]) -> Link:
    chain, seq, at, who, act, objects, replaced, details_hash, previous, own, text, blanked = row
    details = None if blanked else text or ""
    return Link(chain, seq, moment_in(at), who, act, objects, replaced, details_hash, previous, own, details)


def moment_in(value: datetime | str) -> datetime:
    """Return a moment as a database gives it; one without a zone is UTC, as SQLite keeps them."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def heads_of(links: Iterator[Link], slugs: dict[int, str]) -> tuple[dict[str, Head], list[LuoshiError]]:
    """Walk all chains, which come one after another; return the head of each, and what does not hold."""
    heads, doubts = {}, []
    for chain, group in groupby(links, key=lambda link: link.chain):
        its = list(group)
        found, slug = walk(its), slugs.get(chain, str(chain))
        if isinstance(found, Break):
            doubts.append(
                LuoshiError(
                    f"{slug}的留痕第{found.seq}条{found.chinese}。",
                    f"The trail of {slug}: entry {found.seq}: {found.english}.",
                )
            )
            found = Head(its[-1].seq, its[-1].hash)
        heads[slug] = found
    return heads, doubts


def compare(told: Facts, found: Facts) -> None:
    """Hold what a database holds against what its backup says of it.

    Raises:
        LuoshiError: the first table, or trail, that differs.
    """
    for name in sorted(told.tables.keys() | found.tables.keys()):
        if told.tables.get(name) != found.tables.get(name):
            raise LuoshiError(
                f"{name}有{found.tables.get(name, 0)}行，清单上是{told.tables.get(name, 0)}行。",
                f"{name} has {found.tables.get(name, 0)} rows; the manifest says {told.tables.get(name, 0)}.",
            )
    for slug in sorted(told.chains.keys() | found.chains.keys()):
        if told.chains.get(slug) != found.chains.get(slug):
            raise LuoshiError(
                f"{slug}的留痕，链尾和清单上的不同。", f"The head of the trail of {slug} differs from the manifest."
            )
    if told.migrations != found.migrations:
        raise LuoshiError("做过的迁移和清单上的不同。", "The migrations differ from the manifest.")
