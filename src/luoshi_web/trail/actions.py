"""Writing the trail: append an entry in the caller's own transaction; blank details by rule."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Model

from luoshi_web.trail.chain import Link, digest, written
from luoshi_web.trail.contents import Content, figures_of, words_of
from luoshi_web.trail.models import Chain, Details, Entry
from luoshi_web.trail.origin import origin
from luoshi_web.trail.queries import head_of, to_blank


class Actor(Protocol):
    """Whoever acts: a number, and a name that is kept beside it. The trail knows no accounts."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...


def record(
    act: str,
    jurisdiction_id: int,
    *,
    by: Actor | None,
    at: datetime,
    objects: Mapping[str, Model | int | str],
    replaced: Mapping[str, Any] | None = None,
    details: Mapping[str, Any] | None = None,
    contents: Sequence[Content] = (),
) -> Entry:
    """Append what was done; called last in the transaction that does it, so that both are kept or neither.

    Args:
        act: what was done: report.accepted.
        objects: the rows that it touched, by what they are: {"report": report}.
        replaced: what stood there before, by column; numbers, states and moments, never a person's words.
        details: what names persons, and their words: it can be blanked later. The account's name
            and the address that the request came from are added to it.
        contents: what was decided upon, as it stands; its hashes go along, so that a change shows.

    Raises:
        django.db.transaction.TransactionManagementError: there is no transaction.
    """
    chain, _ = Chain.objects.get_or_create(jurisdiction_id=jurisdiction_id)
    Chain.objects.select_for_update().get(pk=chain.pk)
    salt = secrets.token_hex(16)
    said = {**(details or {}), "by": by.get_full_name() if by else "", "from": origin(), "salt": salt}
    touched: dict[str, Any] = {name: _number(row) for name, row in objects.items()}
    if words := words_of(contents, salt):
        said["contents"] = words
    if figures := figures_of(contents):
        touched["contents"] = figures
    text, head = written(said), head_of(jurisdiction_id)
    link = Link(
        chain=jurisdiction_id,
        seq=head.seq + 1,
        at=at,
        who=by.pk if by else None,
        act=act,
        objects=written(touched),
        replaced=written(replaced or {}),
        details_hash=digest(text),
        previous=head.hash,
    )
    entry = Entry.objects.create(
        chain=chain,
        seq=link.seq,
        at=at,
        who=link.who,
        act=act,
        objects_touched=link.objects,
        replaced=link.replaced,
        details_hash=link.details_hash,
        previous=link.previous,
        hash=link.reckoned(),
    )
    Details.objects.create(entry=entry, text=text)
    return entry


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
