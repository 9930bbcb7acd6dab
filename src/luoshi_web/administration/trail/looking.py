"""Looking into the trail: which entries are asked for, and what one says in words."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from luoshi_web.administration.trail import words
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Revision, Target, Task
from luoshi_web.reports.models import Contribution, Cycle, Report, ReportVersion
from luoshi_web.trail.models import Entry

PAGE = 50
_OBJECT = re.compile(r"^([a-z_0-9]{1,40}):(\d{1,18})$")
_NOT_SAID = ("by", "from", "salt", "contents")


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; empty fields ask nothing, and what is not understood is as if it were empty.

    Args:
        act: an act, or a room with all of its acts: report.accept, report.
        who: an account's number.
        since, until: days in the site's time zone, both counted.
        thing: what was touched, report:7.
        before: entries older than this number only, for the next page.
    """

    act: str = ""
    who: int | None = None
    since: date | None = None
    until: date | None = None
    thing: str = ""
    before: int | None = None

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Search":
        return cls(
            act=sent.get("act", "") if re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", sent.get("act", "")) else "",
            who=_number(sent.get("who", "")),
            since=_day(sent.get("since", "")),
            until=_day(sent.get("until", "")),
            thing=sent.get("thing", "").strip() if _OBJECT.match(sent.get("thing", "").strip()) else "",
            before=_number(sent.get("before", "")),
        )

    def query(self, **instead: Any) -> dict[str, Any]:
        """Return what stands in the address of this search, with something else in place."""
        asked = {name: getattr(self, name) for name in self.__slots__ if name != "before"} | instead
        return {name: value for name, value in asked.items() if value not in (None, "")}

    def narrow(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        if self.act:
            entries = (
                entries.filter(act=self.act) if "." in self.act else entries.filter(act__startswith=f"{self.act}.")
            )
        if self.who is not None:
            entries = entries.filter(who=self.who)
        if self.since:
            entries = entries.filter(at__gte=_begins(self.since))
        if self.until:
            entries = entries.filter(at__lt=_begins(self.until + timedelta(days=1)))
        if found := _OBJECT.match(self.thing):
            # the text is JSON in one form, without spaces: the number ends at a comma or at the brace
            entries = entries.filter(objects_touched__regex=f'"{found[1]}":{found[2]}[,}}]')
        return entries.filter(seq__lt=self.before) if self.before else entries


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1949 <= day.year <= 2999 else None


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry as it is read.

    Args:
        who: the name that stands in its details; empty where no account acted, or the details were blanked.
        touched: word, what it is, and how to look for it.
        rule: by which rule its details were blanked.
    """

    seq: int
    at: datetime
    act: str
    code: str
    who: str
    number: int | None
    came_from: str
    touched: list[tuple[str, str, str]]
    replaced: list[tuple[str, str]]
    said: list[tuple[str, str]]
    rule: str
    hash: str


def page_of(place: Jurisdiction, search: Search, *, english: bool) -> tuple[list[EntryLine], int | None]:
    """Return a page of entries, newest first, and the number that the next page is asked with."""
    rows = search.narrow(Entry.objects.filter(jurisdiction=place.pk)).order_by("-seq").select_related("details")
    found = list(rows[: PAGE + 1])
    names = _names([json.loads(row.objects_touched) for row in found] + [_as_rows(row.replaced) for row in found])
    lines = [_line(row, names, english) for row in found[:PAGE]]
    return lines, lines[-1].seq if len(found) > PAGE else None


def _line(row: Entry, names: Mapping[tuple[str, int], str], english: bool) -> EntryLine:
    blanked = row.details.blanked_at is not None
    details = {} if blanked else json.loads(row.details.text)
    touched = []
    objects = json.loads(row.objects_touched)
    objects.pop("contents", None)  # for the comparison, not to be read
    for own in ("urge", "phrasing", "phrase", "choice"):  # a row's own number: what it is of stands beside it
        objects.pop(own, None)
    if "contribution" in objects:
        objects.pop("version", None)  # a contribution's versions are another kind of row
    for kind, value in objects.items():
        ((word, shown),) = words.pairs({kind: value}, english=english) or ((kind, ""),)
        is_row = isinstance(value, int) and not isinstance(value, bool)
        name = names.get((kind, value), "") if is_row else ""
        thing = f"{kind}:{value}" if is_row and (name or kind in _ROWS) else ""
        touched.append((word, name or shown, thing))
    return EntryLine(
        seq=row.seq,
        at=row.at,
        act=words.act_words(row.act, english=english),
        code=row.act,
        who=details.get("by", ""),
        number=row.who,
        came_from=details.get("from", ""),
        touched=touched,
        replaced=words.pairs(_named(row.replaced, names), english=english),
        said=words.pairs({k: v for k, v in details.items() if k not in _NOT_SAID}, english=english),
        rule=row.details.rule,
        hash=row.hash,
    )


# columns whose former value is the number of a row, and what kind of row; of the others the number says nothing
_KINDS = {"owner_id": "unit", "current_id": "version", "accepted_id": "version", "revision": "revision"}
_OWN = ("phrasing",)


def _as_rows(replaced: str) -> dict[str, Any]:
    """Return which rows stood in an entry's columns before, by their kind; columns of one kind hold one row here."""
    columns = json.loads(replaced)
    return {f"{kind}:{column}": columns[column] for column, kind in _KINDS.items() if columns.get(column)}


def _named(replaced: str, names: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    """Return what stood in columns before, rows by their names."""
    columns = {column: value for column, value in json.loads(replaced).items() if column not in _OWN}
    for column, kind in _KINDS.items():
        if column in columns and isinstance(columns[column], int):
            columns[column] = names.get((kind, columns[column]), columns[column])
    return columns


_ROWS = frozenset({"evidence", "exemption", "revision", "proposal", "version", "message", "channel", "invitation"})


def _names(touched: Iterable[dict[str, Any]]) -> dict[tuple[str, int], str]:
    """Return what rows are called, by what they are and their number; a query a kind, whatever the page."""
    asked: dict[str, set[int]] = {}
    for objects in touched:
        for kind, value in objects.items():
            if isinstance(value, int):
                asked.setdefault(kind.partition(":")[0], set()).add(value)
    found: dict[tuple[str, int], str] = {}
    for kind, rows in (
        ("unit", Unit.objects.values_list("pk", "name")),
        ("user", User.objects.values_list("pk", "username")),
        ("cycle", Cycle.objects.values_list("pk", "as_of")),
        ("plan", Jurisdiction.objects.values_list("plans__pk", "plans__year")),
        ("target", Target.objects.values_list("pk", "metric")),
        ("revision", Revision.objects.values_list("pk", "number")),
        ("task", Task.objects.values_list("pk", "key")),
        ("version", ReportVersion.objects.values_list("pk", "number")),
        ("report", Report.objects.values_list("pk", "task__key")),
        ("contribution", Contribution.objects.values_list("pk", "report__task__key")),
    ):
        if kind in asked:
            column = "plans__pk__in" if kind == "plan" else "pk__in"
            found |= {(kind, pk): str(name or "") for pk, name in rows.filter(**{column: asked[kind]})}
    return found


def people_of(place: Jurisdiction) -> list[tuple[int, str]]:
    """Return who works or worked for a jurisdiction, by name: whom one may look for."""
    rows = User.objects.filter(memberships__jurisdiction=place).distinct().order_by("name", "username")
    return [(user.pk, user.get_full_name()) for user in rows]
