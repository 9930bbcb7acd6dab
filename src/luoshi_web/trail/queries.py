"""Reading the trail: a chain's entries as they are hashed, and whether the chain holds."""

from collections.abc import Iterator

from luoshi_web.plans.models import Jurisdiction
from luoshi_web.trail.chain import BEGINNING, Break, Head, Link, walk
from luoshi_web.trail.models import Entry

STEP = 2000  # entries fetched at once


def head_of(jurisdiction_id: int) -> Head:
    """Return the end of a jurisdiction's chain; the beginning where nothing was done yet."""
    last = Entry.objects.filter(chain=jurisdiction_id).order_by("-seq").values_list("seq", "hash").first()
    return Head(*last) if last else Head(0, BEGINNING)


def links_of(jurisdiction_id: int) -> Iterator[Link]:
    """Yield the whole chain from its beginning; the memory needed does not grow with it."""
    rows = Entry.objects.filter(chain=jurisdiction_id).order_by("seq")
    columns = (
        "chain_id", "seq", "at", "who", "act", "objects_touched", "replaced", "details_hash", "previous", "hash",
        "details__text", "details__blanked_at",
    )  # fmt: skip
    for chain, seq, at, who, act, objects, replaced, details_hash, previous, own, text, blanked in rows.values_list(
        *columns
    ).iterator(STEP):
        details = None if blanked else text or ""
        yield Link(chain, seq, at, who, act, objects, replaced, details_hash, previous, own, details)


def verified(jurisdiction: Jurisdiction, kept: Head | None = None) -> Head | Break:
    """Walk one chain; return its head, or its first break."""
    return walk(links_of(jurisdiction.pk), kept=kept)
