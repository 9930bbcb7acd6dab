"""What a plan's page shows, kept while it is the same; and the mark (ETag) by which a browser knows that it is.

One question tells the state of all that the page shows: the plan's own columns, its cycles, the years beside it, the
newest row of each table that is only appended to, and the last entry of the trail. Each act of an office is an entry,
and its hash is salted, so that no two states of any database have the same. It is asked for each request: nothing
is kept for a time. Another language, another reader's rights, other lights are other pages.

Kept are the tables of whole pages alone, in the memory of each process: no name, no door of whoever is signed in.
"""

import hashlib
import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.db.models import F, OuterRef, QuerySet
from django.http import HttpRequest
from markupsafe import Markup

import luoshi
from luoshi_web.gathered import Gathered
from luoshi_web.plans.models import Milestone, Plan, Target, Visibility
from luoshi_web.prepared import Answer, prepared
from luoshi_web.reports.models import Cycle, Phrasing, ReportVersion, Settlement
from luoshi_web.supervision.models import Assessment
from luoshi_web.trail.models import Entry

MOST = 40  # tables kept in a process
LONGEST = 3_000_000  # characters of one; longer ones are of plans that are hardly read whole
_APPENDED = {
    "version": ReportVersion, "phrasing": Phrasing, "settlement": Settlement, "assessment": Assessment,
    "target": Target, "milestone": Milestone,
}  # fmt: skip


def _told(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Return plans in force with all that tells in which state their pages are."""
    cycles = Cycle.objects.filter(plan=OuterRef("pk")).order_by("position")
    beside = Plan.objects.filter(jurisdiction=OuterRef("jurisdiction")).order_by("pk")
    last = Entry.objects.filter(chain=OuterRef("jurisdiction")).order_by("-seq")
    newest: dict[str, Any] = {
        f"state_{name}": model._default_manager.order_by("-pk").values("pk")[:1] for name, model in _APPENDED.items()
    }
    return rows.filter(in_force__isnull=False).select_related("jurisdiction").annotate(
        state_file=F("in_force__source__sha256"),
        state_trail=last.values("hash")[:1],
        state_cycles=Gathered(
            cycles.values("id", "position", "as_of", "heading", "status", "shown", "published_at")
        ),
        state_beside=Gathered(beside.values("id", "year", "visibility", "in_force_id")),
        **newest,
    )  # fmt: skip


@prepared
def _at(jurisdiction: str, year: int) -> QuerySet[Plan]:
    return _told(Plan.objects.filter(jurisdiction__slug=jurisdiction, year=year))


@prepared
def _published(visibility: str) -> QuerySet[Plan]:
    return _told(Plan.objects.filter(visibility=visibility)).order_by("pk")[:2]


@dataclass(frozen=True)
class Standing:
    """A plan, and by what its pages are known as long as nothing of them changes."""

    answer: Answer[Plan]
    state: str

    @property
    def visibility(self) -> str:
        return str(self.answer["visibility"])

    @property
    def jurisdiction_id(self) -> int:
        return int(self.answer["jurisdiction_id"])

    @cached_property
    def row(self) -> Plan:
        """The plan; a browser that has the page is answered without."""
        return self.answer.made()

    def years(self, works: bool) -> list[tuple[int, bool]]:
        """Return the years of the plan's jurisdiction for whoever works there, or for the public; as `plans_beside`."""
        rows = json.loads(self.row.__dict__["state_beside"] or "[]")
        internal = Visibility.INTERNAL.value
        seen = [(year, it == internal) for _, year, it, revision in rows if revision and (works or it != internal)]
        return sorted(seen, reverse=True)


def standing_at(jurisdiction: str, year: int) -> Standing | None:
    """Return how the plan at an address stands, whoever may read it; None where none is in force."""
    found = _at.answers(jurisdiction=jurisdiction, year=year)
    return _standing(found[0]) if found else None


def only_published() -> Standing | None:
    """Return how the only published plan stands; None where there is none, or another."""
    found = _published.answers(visibility=Visibility.PUBLISHED.value)
    return _standing(found[0]) if len(found) == 1 else None


def _standing(answer: Answer[Plan]) -> Standing:
    return Standing(answer, hashlib.sha256(f"{_program()}{tuple(answer.columns)!r}".encode()).hexdigest())


@cache
def _program() -> str:
    """Return what the program itself is, templates and sentences included: a newer one makes other pages."""
    total = hashlib.sha256()
    for package in (Path(luoshi.__file__).parent, Path(__file__).parent.parent):
        for path in sorted(package.rglob("*")):
            if path.suffix in (".py", ".html", ".mo", ".js", ".css"):
                total.update(path.read_bytes())
    return total.hexdigest()


def mark_of(standing: Standing, request: HttpRequest, *shown: object) -> str:
    """Return the ETag of a page for one reader: how it is read, from where, by whom, with which doors.

    Args:
        shown: what else decides what stands on it.
    """
    user: Any = request.user
    reader: tuple[object, ...] = ()
    if user.is_authenticated:
        reader = (user.pk, user.get_full_name(), sorted(getattr(request, "rights", ())))
    reads = sorted(getattr(request, "reading", {}).items())
    parts = ("HTTP_HX_REQUEST", "HTTP_HX_HISTORY_RESTORE_REQUEST")
    at = (request.scheme, request.get_host(), request.get_full_path())
    asked = (at, [name in request.META for name in parts])
    told = repr((standing.state, reads, asked, reader, shown))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class Table:
    """The body of a plan's page for all readers with the same rights, and what the frame around it says of it."""

    body: Markup
    as_of: str
    unpublished: bool


_TABLES: OrderedDict[tuple[object, ...], Table] = OrderedDict()
_LOCK = threading.Lock()


def kept(key: tuple[object, ...]) -> Table | None:
    """Return a table that was kept."""
    with _LOCK:
        found = _TABLES.get(key)
        if found is not None:
            _TABLES.move_to_end(key)
        return found


def keep(key: tuple[object, ...], table: Table) -> None:
    """Keep a table; those that nobody asked for the longest time make room."""
    if len(table.body) > LONGEST:
        return
    with _LOCK:
        _TABLES[key] = table
        while len(_TABLES) > MOST:
            _TABLES.popitem(last=False)


def forget() -> None:
    """Keep nothing of what was kept so far; what is kept is the same without, so this is for measuring."""
    with _LOCK:
        _TABLES.clear()
