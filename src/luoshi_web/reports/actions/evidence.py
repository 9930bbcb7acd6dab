"""Evidence (佐证): files and links behind a report; added and taken out while it is written, kept with each version.

Whoever may write a report may add to it: the owner while it is due, a draft or returned, or to correct
what was accepted; a unit that was asked, to its own part. The site never opens a link.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi.report import State, Step, after
from luoshi_web.inserts import insert, quoted
from luoshi_web.people.models import User
from luoshi_web.reports.actions.keeping import digest_of, keep, keep_within, let_go
from luoshi_web.reports.contents import one_evidence
from luoshi_web.reports.models import Contribution, Evidence, Report, ReportVersion
from luoshi_web.reports.queries.whole import last_piece
from luoshi_web.reports.steps import must_be_open
from luoshi_web.trail.actions import Act, record, record_all

MOST = 20  # of one side of a report: a report is a minute's work
LONGEST_LINK = 1000  # characters


def evidence_of(report: Report, contribution: Contribution | None = None) -> QuerySet[Evidence]:
    """Return what lies with the owner's draft, or with the part of a unit that was asked; nothing taken out."""
    rows = Evidence.objects.filter(report=report.pk, contribution=contribution, removed_at=None)
    return rows.select_related("file", "added_by")


def add_file(
    report: Report,
    upload: "File[bytes]",
    *,
    by: User,
    at: datetime | None = None,
    contribution: Contribution | None = None,
) -> Evidence:
    """Keep a file as evidence. The same bytes twice are there once.

    Raises:
        NotTaken, NoRoom, TooMuchKept: see keeping.keep. StepRefused, NotOpen: it cannot be written now.
        LuoshiError: there is too much already.
    """
    at = at or timezone.now()
    try:
        with transaction.atomic():
            _held(report, contribution, at)
            kept, name = keep(upload, jurisdiction_id=report.cycle.plan.jurisdiction_id, at=at)
            same = evidence_of(report, contribution).filter(file=kept).first()
            return same or _added(Evidence(file=kept, name=name), report, contribution, by, at)
    except LuoshiError:
        let_go(digest_of(upload))  # what is refused leaves nothing behind
        raise


@transaction.atomic
def add_link(
    report: Report, link: str, *, by: User, at: datetime | None = None, contribution: Contribution | None = None
) -> Evidence:
    """Note a link as evidence; nobody opens it here.

    Raises:
        LuoshiError: it is no address of http or https, holds a password, or there is too much already.
        StepRefused, NotOpen: it cannot be written now.
    """
    at = at or timezone.now()
    link = _checked(link)
    _held(report, contribution, at)
    same = evidence_of(report, contribution).filter(link=link).first()
    return same or _added(Evidence(link=link, name=link[:255]), report, contribution, by, at)


@transaction.atomic
def remove(evidence: Evidence, *, by: User, at: datetime | None = None) -> None:
    """Take evidence out of what is being written; versions that it was handed in with keep it. Twice is once.

    The bytes of a file that no version has are removed from the disk.

    Raises:
        StepRefused, NotOpen: it cannot be written now.
    """
    at = at or timezone.now()
    report = Report.objects.select_related("cycle__plan").get(pk=evidence.report_id)
    _held(report, evidence.contribution, at)
    if Evidence.objects.filter(pk=evidence.pk, removed_at=None).update(removed_at=at):
        objects: dict[str, Any] = {"evidence": evidence, "report": evidence.report_id}
        record("evidence.removed", report.cycle.plan.jurisdiction_id, by=by, at=at, objects=objects)
        if evidence.file is not None:
            transaction.on_commit(partial(let_go, evidence.file.sha256))
    evidence.removed_at = at


def _held(report: Report, contribution: Contribution | None, at: datetime) -> None:
    """Hold the report's row, so that nothing is added while it is handed in, and see that it may be written."""
    state = Report.objects.select_for_update().values_list("state", flat=True).get(pk=report.pk)
    if contribution is not None:
        after(State(Contribution.objects.values_list("state", flat=True).get(pk=contribution.pk)), Step.SAVE)
    elif state == State.ACCEPTED:
        return  # to correct it, which no closing moment forbids
    else:
        after(State(state), Step.SAVE)
    must_be_open(report.cycle, report.closes_at, at)


def _added(row: Evidence, report: Report, contribution: Contribution | None, by: User, at: datetime) -> Evidence:
    if evidence_of(report, contribution).count() >= MOST:
        raise _too_much()
    last = Evidence.objects.filter(report=report.pk).aggregate(last=Max("number"))["last"] or 0
    row.jurisdiction_id = report.jurisdiction_id
    row.report, row.contribution, row.number = report, contribution, last + 1
    row.added_by, row.added_at = by, at
    insert([row])
    record_all([_act(row)], report.cycle.plan.jurisdiction_id, by=by, at=at)
    return row


def _too_much() -> LuoshiError:
    return LuoshiError(
        f"一项最多放{MOST}件佐证。请先去掉几件。", f"A report holds {MOST} pieces of evidence at most; take some out."
    )


def _act(row: Evidence) -> Act:
    objects: dict[str, int | str] = {"evidence": row.pk, "report": row.report_id}
    if row.contribution_id is not None:
        objects["contribution"] = row.contribution_id
    if row.file is not None:
        objects["sha256"] = row.file.sha256
    return Act("evidence.added", objects, details={"name": row.name}, contents=[one_evidence(row)])


def add_on_the_way(report: Report, uploads: Sequence["File[bytes]"], *, by: User, at: datetime) -> list[Act]:
    """Keep files as evidence of a report that is handed in with them; return what the trail is to be told.

    Called within the transaction that hands it in, with the report's row held. Who added something since the report
    was read has taken its number: then the database refuses.

    Raises:
        NotTaken, NoRoom, TooMuchKept, LuoshiError: as `add_file`; then all is to be rolled back, and what was
            placed on the disk let go.
        django.db.IntegrityError: somebody was faster.
    """
    number, there = last_piece(report), evidence_of(report)
    held = list(there.values_list("file_id", flat=True)) if number else []
    rows: list[Evidence] = []
    for upload in uploads:
        kept, name = keep_within(upload, jurisdiction_id=report.cycle.plan.jurisdiction_id, at=at)
        if kept.pk in held:
            continue
        if len(held) >= MOST:
            raise _too_much()
        number += 1
        row = Evidence(report=report, number=number, file=kept, name=name, added_by=by, added_at=at)
        row.jurisdiction_id = report.jurisdiction_id
        rows.append(row)
        held.append(kept.pk)
    insert(rows)
    return [_act(row) for row in rows]


def go_along(version: ReportVersion) -> None:
    """Let all that lies with the owner's draft go along with a version; called with the report's row held."""
    through: Any = ReportVersion.evidence.through
    names = ("jurisdiction", "reportversion", "evidence")
    office, version_id, piece = (quoted(through._meta.get_field(name).column) for name in names)
    column = {field.name: quoted(field.column) for field in Evidence._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quoted(through._meta.db_table)} ({office}, {version_id}, {piece}) "
            f"SELECT %s, %s, {column['id']} FROM {quoted(Evidence._meta.db_table)} WHERE {column['report']} = %s "
            f"AND {column['contribution']} IS NULL AND {column['removed_at']} IS NULL",
            [version.jurisdiction_id, version.pk, version.report_id],
        )


def _checked(link: str) -> str:
    """Return a link as it is kept."""
    link = link.strip()
    wrong = LuoshiError(
        "链接要以http://或https://开头，比如https://www.example.com/a.html。",
        "A link begins with http:// or https://, such as https://www.example.com/a.html.",
    )
    try:
        parts = urlsplit(link)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise wrong
    if any(one.isspace() or not one.isprintable() for one in link):
        raise LuoshiError("链接里不能有空格或换行。一次填一个。", "A link holds no spaces; give one at a time.")
    if parts.username is not None or parts.password is not None:
        raise LuoshiError(
            "链接里带了用户名或密码，请去掉再填。", "The link holds a user name or a password; take it out."
        )
    if len(link) > LONGEST_LINK:
        raise LuoshiError(f"链接超过{LONGEST_LINK}个字。", f"The link is longer than {LONGEST_LINK} characters.")
    return link
