"""Comparing what the database says now with what the entries of a chain were about."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from luoshi_web.trail import contents
from luoshi_web.trail.contents import Content
from luoshi_web.trail.models import Entry
from luoshi_web.trail.queries import STEP

AT_ONCE = 500  # rows read in one statement: SQLite takes 999 values
MOST_SAID = 200  # differences that are named one by one
# Two writers wait for one another, so that the later number may have the earlier moment; beyond this nobody waits.
WAITED = timedelta(minutes=10)

# what is decided upon, and so must carry the hash of it
DECIDING = frozenset({
    "revision.in_force", "plan.published", "report.submit", "report.sign", "report.accept", "report.correct",
    "report.return", "report.reopen", "contribution.submit", "contribution.accept", "report.phrased", "evidence.added",
    "cycle.published",
})  # fmt: skip
# these are about a version only where they name one; a draft is not decided upon yet
_OF_A_VERSION = frozenset({"figure.settled", "figure.unsettled"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that no longer says what it said when the entry was made: a sentence without a full stop."""

    seq: int
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class Backwards:
    """An entry whose moment lies before that of the entry before it."""

    seq: int
    at: datetime
    before: datetime


@dataclass(slots=True)
class Compared:
    """What a comparison found.

    Args:
        compared: how many entries had a content that was held against the database.
        without: how many should have one, and were made before entries carried any.
        blanked: how many had one in details that a rule has blanked; their figures were compared all the same.
        differing: how many rows differ; the first MOST_SAID of them stand in `differences`.
    """

    compared: int = 0
    without: int = 0
    blanked: int = 0
    differing: int = 0
    differences: list[Difference] = field(default_factory=list)
    backwards: list[Backwards] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What one entry says of one part of a row. `salt` is None for figures."""

    seq: int
    kind: str
    pk: int
    hash: str
    salt: str | None


def compared(jurisdiction_id: int) -> Compared:
    """Hold every content that a chain's entries were about against the database; the memory needed is bounded."""
    found, told = Compared(), set[tuple[str, int, bool]]()
    waiting: list[_Claim] = []
    for claim in _claims(jurisdiction_id, found):
        waiting.append(claim)
        if len(waiting) >= AT_ONCE:
            _settle(waiting, found, told)
            waiting = []
    _settle(waiting, found, told)
    return found


def summary(found: Compared) -> tuple[str, str]:
    """Say in one sentence what a comparison covered, in Chinese and English."""
    chinese, english = [f"{found.compared}条的内容和数据库对照过"], [f"{found.compared} entries were compared"]
    if found.without:
        chinese.append(f"{found.without}条没有记内容，是以前的版本写的")
        english.append(f"{found.without} carry no content, written by an earlier version")
    if found.blanked:
        chinese.append(f"{found.blanked}条的明细已按规则隐去，只对照了数")
        english.append(f"{found.blanked} were blanked by rule: only their figures were compared")
    return "，".join(chinese) + "。", ", ".join(english) + "."


def _claims(jurisdiction_id: int, found: Compared) -> Iterator[_Claim]:
    rows = Entry.objects.filter(jurisdiction=jurisdiction_id).order_by("seq")
    columns = ("seq", "at", "act", "objects_touched", "details__text", "details__blanked_at")
    before: datetime | None = None
    for seq, at, act, objects, text, blanked in rows.values_list(*columns).iterator(STEP):
        if before is not None and before - at > WAITED and len(found.backwards) < MOST_SAID:
            found.backwards.append(Backwards(seq, at, before))
        before = at
        touched, details = _parsed(objects), {} if blanked else _parsed(text)
        claims = [
            *_of(seq, touched.get("contents"), None),
            *_of(seq, details.get("contents"), str(details.get("salt", ""))),
        ]
        found.compared += bool(claims)
        decides = act in DECIDING or (act in _OF_A_VERSION and "version" in touched)
        found.blanked += bool(decides and blanked)
        found.without += bool(decides and not blanked and not claims)
        yield from claims


def _parsed(text: str | None) -> Mapping[str, Any]:
    """Read an entry's JSON; who changed it so that it is none is told by the chain itself."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _of(seq: int, hashes: Any, salt: str | None) -> Iterator[_Claim]:
    for name, value in (hashes if isinstance(hashes, dict) else {}).items():
        kind, _, number = name.partition(":")
        if number.isascii() and number.isdigit() and contents.is_read(kind):
            yield _Claim(seq, kind, int(number), str(value), salt)


def _settle(claims: list[_Claim], found: Compared, told: set[tuple[str, int, bool]]) -> None:
    asked: dict[str, set[int]] = {}
    for claim in claims:
        asked.setdefault(claim.kind, set()).add(claim.pk)
    now = {(kind, one.pk): one for kind, pks in asked.items() for one in contents.contents_of(kind, pks)}
    for claim in claims:
        content = now.get((claim.kind, claim.pk))
        same = content is not None and claim.hash == _hash(content, claim.salt)
        part = (claim.kind, claim.pk, claim.salt is None and content is not None)
        if same or part in told:
            continue
        told.add(part)
        found.differing += 1
        if len(found.differences) < MOST_SAID:
            found.differences.append(_difference(claim, content))


def _hash(content: Content, salt: str | None) -> str:
    return contents.figures_hash(content) if salt is None else contents.words_hash(content, salt)


def _difference(claim: _Claim, content: Content | None) -> Difference:
    if content is None:
        return Difference(
            claim.seq,
            f"{claim.kind}:{claim.pk}已经不在数据库里，当时在",
            f"{claim.kind}:{claim.pk} is no longer in the database, and was then",
        )
    chinese, english = content.place
    if claim.salt is None:
        return Difference(claim.seq, f"{chinese}，数和当时的不同", f"{english}: the figures are not those of then")
    return Difference(claim.seq, f"{chinese}，文字和当时的不同", f"{english}: the words are not those of then")
