"""All reports of one cycle on one sheet, for the office: claim, figures, findings, to be read and not sent back."""

import io
from collections.abc import Iterator

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.plan import Claim, Level
from luoshi.plan import State as Judged
from luoshi.publishing.trail import TrailHead
from luoshi.report import STATE_NAMES, State
from luoshi.words import CLAIMS
from luoshi_web.plans.models import Wording
from luoshi_web.reports.models import Cycle, Report, ReportVersion
from luoshi_web.reports.queries.questions import named, read
from luoshi_web.reports.queries.settlements import counted_in, for_core, words_of
from luoshi_web.workbooks.content import wordings_of
from luoshi_web.workbooks.layout import LACKS, STAGES
from luoshi_web.workbooks.writing import describe, put_body, put_head, set_up

COLUMNS: tuple[tuple[str, float], ...] = (
    ("序号", 6),
    ("内容及要求", 34),
    ("单位", 12),
    ("状态", 10),
    ("自评", 10),
    ("本期完成情况", 40),
    ("数据", 26),
    ("节点", 20),
    ("提示", 30),
    ("待核", 26),
    ("困难", 18),
    ("下一步", 18),
    ("提交", 14),
)


def as_summary(cycle: Cycle, *, trail: TrailHead | None = None) -> bytes:
    """Return the newest versions of a cycle's reports as xlsx; a draft is its unit's own, and not shown."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "全部填报"
    for index, (heading, width) in enumerate(COLUMNS, start=1):
        put_head(sheet, index, heading)
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row, cells in enumerate(_rows(cycle), start=2):
        put_body(sheet, row, cells, [width for _, width in COLUMNS])
    set_up(sheet, f"{cycle.plan.jurisdiction.name}　截至{cycle.as_of}填报", columns=len(COLUMNS), freeze="C2")
    describe(book, f"截至{cycle.as_of}全部填报", trail)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def _rows(cycle: Cycle) -> Iterator[list[str]]:
    rows = cycle.reports.select_related("cycle__plan__jurisdiction", "task", "owner", "current")
    reports = list(rows.prefetch_related("current__answers__target", "current__milestones__milestone"))
    texts = wordings_of(cycle, reports)
    for report in sorted(reports, key=lambda one: texts[one.task_id].position):
        wording, version = texts[report.task_id], report.current
        owner = report.owner.name if report.owner else ""
        start = [wording.no, wording.text, owner, STATE_NAMES[State(report.state)][0]]
        if version is None:
            yield [*start, *[""] * (len(COLUMNS) - len(start))]
            continue
        said = for_core(words_of(version))
        reading = read(report, wording, version.statement, counted_in(version), said)
        findings = [one for one in reading.findings if one.level is not Level.NOTE]
        yield [
            *start,
            CLAIMS[Claim(version.claim)][0],
            version.statement,
            "\n".join(_figures(version, wording)),
            "\n".join(_stages(version, wording)),
            "\n".join(one.message for one in findings),
            "\n".join(one.sentence for one in reading.judged.values() if one.state is Judged.UNCLEAR),
            version.problems or "",
            version.next_step or "",
            _handed_in(report),
        ]  # fmt: skip


def _figures(version: ReportVersion, wording: Wording) -> Iterator[str]:
    for one in version.answers.all():
        yield f"{named(wording, one.target)}：{one.value_text or LACKS.get(one.lack, '')}"


def _stages(version: ReportVersion, wording: Wording) -> Iterator[str]:
    for one in version.milestones.all():
        named = wording.text[one.milestone.span_start : one.milestone.span_end]
        yield f"{named}：{STAGES[one.stage]} {one.date or ''}".rstrip()


def _handed_in(report: Report) -> str:
    if report.submitted_at is None:
        return ""
    at = timezone.localtime(report.submitted_at)
    return f"{at:%m-%d %H:%M}{'（迟）' if report.on_time is False else ''}"
