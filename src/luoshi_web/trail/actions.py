"""Writing the trail: append an entry in the caller's own transaction; blank details by rule."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from luoshi_web.inserts import insert
from luoshi_web.prepared import prepared
from luoshi_web.trail.chain import Head, Link, digest, written
from luoshi_web.trail.contents import Content, hashed
from luoshi_web.trail.models import Chain, Details, Entry
from luoshi_web.trail.origin import origin
from luoshi_web.trail.queries import head_of, to_blank


class Actor(Protocol):
    """Whoever acts: a number, and a name that is kept beside it. The trail knows no accounts."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done.

    Args:
        name: what was done: report.accepted.
        objects: the rows that it touched, by what they are: {"report": report}.
        replaced: what stood there before, by column; numbers, states and moments, never a person's words.
        details: what names persons, and their words: it can be blanked later. The account's name
            and the address that the request came from are added to it.
        contents: what was decided upon, as it stands; its hashes go along, so that a change shows. They are taken
            one by one before the chain is held, so that those of 20,000 rows never stand in memory together.
    """

    name: str
    objects: Mapping[str, Model | int | str]
    replaced: Mapping[str, Any] | None = None
    details: Mapping[str, Any] | None = None
    contents: Iterable[Content] = ()


def record(
    act: str,
    jurisdiction_id: int,
    *,
    by: Actor | None,
    at: datetime,
    objects: Mapping[str, Model | int | str],
    replaced: Mapping[str, Any] | None = None,
    details: Mapping[str, Any] | None = None,
    contents: Iterable[Content] = (),
) -> Entry:
    """Append what was done; called last in the transaction that does it, so that both are kept or neither.

    For the arguments see `Act`.

    Raises:
        django.db.transaction.TransactionManagementError: there is no transaction.
    """
    return record_all([Act(act, objects, replaced, details, contents)], jurisdiction_id, by=by, at=at)[0]


def record_all(acts: Sequence[Act], jurisdiction_id: int, *, by: Actor | None, at: datetime) -> list[Entry]:
    """Append several things that were done in one transaction, in their order; called last in it, as `record`.

    The chain is held once, and all entries are written in one statement.

    Raises:
        django.db.transaction.TransactionManagementError: there is no transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("what is recorded belongs to the transaction that does it")
    salted = [_salted(act) for act in acts]
    if not _chain(jurisdiction=jurisdiction_id):
        Chain.objects.get_or_create(jurisdiction_id=jurisdiction_id)
        Chain.objects.select_for_update().get(pk=jurisdiction_id)
    head, entries, texts = head_of(jurisdiction_id), [], []
    for act, hashes in zip(acts, salted, strict=True):
        text, link = _linked(act, hashes, jurisdiction_id, head, by, at)
        texts.append(text)
        entries.append(
            Entry(
                jurisdiction_id=jurisdiction_id,
                chain_id=jurisdiction_id,
                seq=link.seq,
                at=at,
                who=link.who,
                act=link.act,
                objects_touched=link.objects,
                replaced=link.replaced,
                details_hash=link.details_hash,
                previous=link.previous,
                hash=link.reckoned(),
            )
        )
        head = Head(entries[-1].seq, entries[-1].hash)
    insert(entries)
    insert(
        [
            Details(jurisdiction_id=jurisdiction_id, entry=entry, text=text)
            for entry, text in zip(entries, texts, strict=True)
        ]
    )
    return entries


@prepared
def _chain(jurisdiction: int) -> QuerySet[Chain]:
    return Chain.objects.select_for_update().filter(pk=jurisdiction)


@dataclass(frozen=True, slots=True)
class _Hashes:
    """Of an act's contents, and the salt that those of words have."""

    salt: str
    words: Mapping[str, str]
    figures: Mapping[str, str]


def _salted(act: Act) -> _Hashes:
    salt = secrets.token_hex(16)
    return _Hashes(salt, *hashed(act.contents, salt))


def _linked(
    act: Act, hashes: _Hashes, jurisdiction_id: int, head: Head, by: Actor | None, at: datetime
) -> tuple[str, Link]:
    """Return the details of an act as text, and its entry as it is hashed, behind the chain's head."""
    said = {**(act.details or {}), "by": by.get_full_name() if by else "", "from": origin(), "salt": hashes.salt}
    touched: dict[str, Any] = {name: _number(row) for name, row in act.objects.items()}
    if hashes.words:
        said["contents"] = hashes.words
    if hashes.figures:
        touched["contents"] = hashes.figures
    text = written(said)
    return text, Link(
        chain=jurisdiction_id,
        seq=head.seq + 1,
        at=at,
        who=by.pk if by else None,
        act=act.name,
        objects=written(touched),
        replaced=written(act.replaced or {}),
        details_hash=digest(text),
        previous=head.hash,
    )


def _number(row: Model | int | str) -> int | str:
    return row.pk if isinstance(row, Model) else row


def blank(jurisdiction_id: int, *, before: datetime, rule: str, by: Actor | None, at: datetime) -> int:
    """Blank the details of all entries before a moment, by a named rule; return how many. The chain holds.

    Blanking is an act itself, and stands in the chain.
    """
    with transaction.atomic():
        count = to_blank(jurisdiction_id, before).update(text="", blanked_at=at, rule=rule)
        if count:
            record(
                "trail.blanked",
                jurisdiction_id,
                by=by,
                at=at,
                objects={"entries": count},
                details={"rule": rule, "before": before.isoformat()},
            )
    return count
