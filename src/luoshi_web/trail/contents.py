"""What an entry was about, as it stood then: hashed with the entry, so that a later change in the database shows.

A content has two parts. `words` may name persons: their hash is salted with the salt of the
entry's details and stands among these, so that blanking takes salt and hash away together and
leaves nothing that could be guessed. `figures` are numbers, days and codes and name nobody:
their hash stands in the entry itself and outlasts every blanking.

Who keeps rows that are decided upon says here, when the site starts, how they are read again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from luoshi_web.trail.chain import digest, written


@dataclass(frozen=True, slots=True)
class Content:
    """What one row says, in JSON's own types; a part that is empty is not hashed.

    Args:
        kind: what the row is, as `keep` was told: version.
        place: where a reader finds it, in Chinese and English; it is not hashed.
    """

    kind: str
    pk: int
    words: Any = None
    figures: Any = None
    place: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.pk}"


Numbers = Collection[int] | QuerySet[Any]  # of rows: themselves, or the question that finds them
Reader = Callable[[Collection[int]], Iterable[Content]]
_READERS: dict[str, Reader] = {}


def keep(kind: str, reader: Reader) -> None:
    """Let rows of a kind be read again from now on, by their numbers; a second reader takes the place of the first."""
    _READERS[kind] = reader


def contents_of(kind: str, pks: Collection[int]) -> list[Content]:
    """Read rows as they stand now; what is gone is left out.

    Raises:
        KeyError: no room has said how this kind is read.
    """
    return list(_READERS[kind](pks)) if pks else []


def is_read(kind: str) -> bool:
    """Tell whether rows of a kind can be read: an entry of a later version may name others."""
    return kind in _READERS


def words_hash(content: Content, salt: str) -> str:
    """Return the hash of a content's words under an entry's salt; without the salt it tells nothing."""
    return digest(written([salt, content.name, content.words]))


def figures_hash(content: Content) -> str:
    return digest(written([content.name, content.figures]))


def hashed(contents: Iterable[Content], salt: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the hashes of the words and of the figures of contents, by their names; each content is taken once."""
    words, figures = {}, {}
    for one in contents:
        if one.words:
            words[one.name] = words_hash(one, salt)
        if one.figures:
            figures[one.name] = figures_hash(one)
    return words, figures


AT_ONCE = 500  # rows whose contents stand in memory together


def stretches(rows: QuerySet[Any]) -> Iterator[QuerySet[Any]]:
    """Part rows into some hundreds at a time, each the question for the numbers from its first to its last.

    Five hundred numbers, given one by one in seven questions, took a tenth of putting a plan in force.
    """
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        last = min(start + AT_ONCE, len(numbers)) - 1
        yield rows.filter(pk__gte=numbers[start], pk__lte=numbers[last]).order_by().values("pk")


def by_owner(rows: Iterable[Any], owner: str) -> dict[int, list[Any]]:
    """Part rows by the row that holds them, whose number stands in their column `owner`.

    A prefetch gives the same, and makes a query for each holder to put its rows in: that took longer than reading.
    """
    held: dict[int, list[Any]] = {}
    for row in rows:
        held.setdefault(getattr(row, owner), []).append(row)
    return held


def plain(value: Any) -> Any:
    """Write a column's value so that it hashes the same before and after a database has kept it."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, int) else str(value)
