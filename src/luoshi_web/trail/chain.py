"""How entries hang together: each holds the hash of the one before, and of its own details.

The first entry of a chain follows `BEGINNING`. Hashes are SHA-256, hexadecimal, over JSON in
one form: keys sorted, no spaces, every character as itself. So anyone may reckon an exported
chain again, with nothing but this page.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from luoshi.errors import LuoshiError

BEGINNING = "0" * 64


_FORM = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def written(value: Any) -> str:
    """Write a value in the one form that is hashed."""
    return _FORM.encode(value)


def moment(at: datetime) -> str:
    """Write a moment in UTC, to the microsecond: 2025-10-15T10:00:00.000000Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is hashed.

    Args:
        chain: the jurisdiction whose chain it is, by its row's number.
        who: the account's number; None where no account acted.
        objects: which rows the act touched, as JSON in the one form.
        replaced: what stood there before, as JSON in the one form.
        details: the entry's details as they stand; None where they were blanked by rule.
    """

    chain: int
    seq: int
    at: datetime
    who: int | None
    act: str
    objects: str
    replaced: str
    details_hash: str
    previous: str
    hash: str = ""
    details: str | None = None

    def reckoned(self) -> str:
        """Return the hash that this entry must have."""
        parts = [
            self.chain,
            self.seq,
            moment(self.at),
            self.who,
            self.act,
            self.objects,
            self.replaced,
            self.details_hash,
            self.previous,
        ]
        return digest(written(parts))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: who keeps it elsewhere can tell later that nothing before it was changed."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not hold, and what is wrong with it."""

    seq: int
    chinese: str
    english: str


def head_given(text: str) -> Head | None:
    """Read a head that was noted down, number:hash; None where nothing is given.

    Raises:
        LuoshiError: it is none.
    """
    if not text:
        return None
    seq, _, value = text.partition(":")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 19 and len(value) == 64):
        raise LuoshiError(
            "链尾要写成“条数:64位的值”，照以前记下的抄。",
            "A head is number:hash with 64 characters, as it was noted down before.",
        )
    return Head(int(seq), value)


def walk(links: Iterable[Link], *, kept: Head | None = None) -> Head | Break:
    """Follow a chain from its beginning; return its head, or the first break.

    Args:
        links: all entries of one chain, by `seq`.
        kept: a head that was noted down before; the chain must still hold it.
    """
    head = Head(0, BEGINNING)
    for link in links:
        if broken := next(_wrongs(link, head, kept), None):
            return broken
        head = Head(link.seq, link.hash)
    if kept is not None and head.seq < kept.seq:
        return Break(head.seq + 1, f"后面的不见了，原来有{kept.seq}条", f"the rest is gone; there were {kept.seq}")
    return head


def _wrongs(link: Link, before: Head, kept: Head | None) -> Iterator[Break]:
    if link.seq != before.seq + 1:
        yield Break(before.seq + 1, "这一条不见了", "this entry is missing")
    if link.previous != before.hash:
        yield Break(link.seq, "接不上前一条", "it does not follow the entry before")
    if link.hash != link.reckoned():
        yield Break(link.seq, "内容被改过", "its content was changed")
    if link.details is not None and digest(link.details) != link.details_hash:
        yield Break(link.seq, "明细被改过", "its details were changed")
    if kept is not None and link.seq == kept.seq and link.hash != kept.hash:
        yield Break(link.seq, "和以前记下的链尾不同", "it differs from the head that was noted down")


def line(link: Link) -> str:
    """Write an entry as one line of JSON, to be exported."""
    parts: Mapping[str, Any] = {
        "chain": link.chain,
        "seq": link.seq,
        "at": moment(link.at),
        "who": link.who,
        "act": link.act,
        "objects": link.objects,
        "replaced": link.replaced,
        "details_hash": link.details_hash,
        "previous": link.previous,
        "hash": link.hash,
        "details": link.details,
    }
    return json.dumps(parts, ensure_ascii=False)


def read_line(text: str) -> Link:
    """Read back what `line` wrote.

    Raises:
        ValueError: it is no such line.
    """
    try:
        parts = json.loads(text)
        at = datetime.strptime(parts.pop("at"), "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
        return Link(at=at, **parts)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no entry: {text[:80]}") from error
