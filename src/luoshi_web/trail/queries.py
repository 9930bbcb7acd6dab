"""Reading the trail: a chain's entries as they are hashed, and whether the chain holds."""

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from luoshi_web.prepared import prepared
from luoshi_web.trail.chain import BEGINNING, Break, Head, Link, line, walk
from luoshi_web.trail.models import Details, Entry

STEP = 2000  # entries fetched at once


def head_of(jurisdiction_id: int) -> Head:
    """Return the end of a jurisdiction's chain; the beginning where nothing was done yet."""
    last = _last.first(jurisdiction=jurisdiction_id)
    return Head(last.seq, last.hash) if last else Head(0, BEGINNING)


@prepared
def _last(jurisdiction: int) -> QuerySet[Entry]:
    return Entry.objects.filter(jurisdiction=jurisdiction).order_by("-seq").only("seq", "hash")[:1]


def links_of(jurisdiction_id: int) -> Iterator[Link]:
    """Yield the whole chain from its beginning; the memory needed does not grow with it."""
    rows = Entry.objects.filter(jurisdiction=jurisdiction_id).order_by("seq")
    columns = (
        "chain_id", "seq", "at", "who", "act", "objects_touched", "replaced", "details_hash", "previous", "hash",
        "details__text", "details__blanked_at",
    )  # fmt: skip
    for chain, seq, at, who, act, objects, replaced, details_hash, previous, own, text, blanked in rows.values_list(
        *columns
    ).iterator(STEP):
        details = None if blanked else text or ""
        yield Link(chain, seq, at, who, act, objects, replaced, details_hash, previous, own, details)


def to_blank(jurisdiction_id: int, before: datetime) -> QuerySet[Details]:
    """Return the details before a moment that no rule has blanked yet."""
    return Details.objects.filter(entry__jurisdiction=jurisdiction_id, entry__at__lt=before, blanked_at=None)


def exported(jurisdiction_id: int) -> Iterator[str]:
    """Yield the whole chain as lines of JSON, and its head in the last."""
    head = {"seq": 0, "hash": BEGINNING}
    for link in links_of(jurisdiction_id):
        yield line(link)
        head = {"seq": link.seq, "hash": link.hash}
    yield json.dumps({"head": head})


def verified(jurisdiction_id: int, kept: Head | None = None) -> Head | Break:
    """Walk one chain; return its head, or its first break."""
    return walk(links_of(jurisdiction_id), kept=kept)
