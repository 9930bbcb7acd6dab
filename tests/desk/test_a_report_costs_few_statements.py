"""What a report costs the database: opening it and handing it in are few statements, whatever hangs on it.

BEGIN, COMMIT and savepoints count: each is a way to the database and back. Today these are 7 and 19.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi_web.people.rights import held_by
from luoshi_web.reports.actions.presence import note_presence
from luoshi_web.reports.models import Report, ReportState
from luoshi_web.reports.queries import whole
from luoshi_web.trail.chain import Head
from luoshi_web.trail.comparing import compared
from luoshi_web.trail.models import Entry
from luoshi_web.trail.queries import verified
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, REVIEW, opened
from tests.reports.files import PNG, sent
from tests.reports.town import AS_OF, Town

pytestmark = pytest.mark.django_db(transaction=True)
OPENING, HANDING_IN = 10, 20


@pytest.fixture(autouse=True)
def files(settings, tmp_path: Path) -> Path:
    settings.KEPT_FILES = tmp_path
    return tmp_path


def statements(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def report(key: str = "2") -> Report:
    return Report.objects.get(cycle__as_of=AS_OF, task__key=key)


def form(town: Town) -> dict[str, str]:
    target = whole.target_rows_of(whole.wording_of(town.report("2")))[0]
    return {"seen": "0", "statement": DONE, f"value.{target.pk}": "240", f"lack.{target.pk}": "", "do": "submit"}


def laden(town: Town) -> None:
    """Let all hang on a report that can: another unit's part with a file, versions, returns, moved deadlines."""
    opened(town)
    wang, li = Desk(town.wang), Desk(town.li)
    wang.posted(REPORT, do="ask", unit=str(town.unit("财政局").pk), question="请报补助到位数")
    cai = Desk(town.cai)
    cai.send(REPORT, do="give", statement="补助已到位。", evidence_file=sent("补助.pdf"))
    wang.send(REPORT, do="submit", statement=DONE, evidence_file=sent("验收单.pdf"))
    li.send(REVIEW, do="return", reason="请补现场照片")
    wang.send(REPORT, do="submit", statement=f"{DONE}已验收。", evidence_file=sent("现场.png", PNG))
    li.send(REVIEW, do="phrase", phrasing="新增学位240个")
    li.send(REVIEW, do="return", reason="请再核一遍")
    assert li.posted(CYCLE, do="extension", reason="国庆放假", until="2027-01-15T18:00").status == 302
    note_presence(report(), town.min)


def test_opening_a_report_is_few_statements_at_first_and_again(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.open(REPORT)  # what is done once in a process
    Report.objects.update(opened_at=None)

    first, again = statements(lambda: wang.open(REPORT)), statements(lambda: wang.open(REPORT))

    assert report().opened_at is not None
    assert report().presences.count() == 1
    assert again < first <= OPENING


def test_opening_costs_no_more_where_much_hangs_on_a_report(town: Town) -> None:
    laden(town)
    assert (report().versions.count(), report().evidence.count()) == (2, 3)
    for person in (town.wang, town.cai, town.li):
        desk = Desk(person)
        page = desk.open(REPORT)
        assert page.status == 200
        assert statements(lambda desk=desk: desk.open(REPORT)) <= OPENING, person  # type: ignore[misc]

    page = Desk(town.wang).open(REPORT)
    for words in (
        "补助已到位。",
        "补助.pdf",
        "验收单.pdf",
        "现场.png",
        "各版本（2）",
        "请补现场照片",
        "闵行也开着这一项",
    ):
        assert words in page.text, words


def test_what_was_handed_in_is_opened_in_few_statements_too(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=DONE, evidence_file=sent("验收单.pdf"), do="submit")

    assert "撤回来改" in wang.open(REPORT).text
    assert statements(lambda: wang.open(REPORT)) <= OPENING


def test_what_is_gathered_with_a_report_is_what_each_question_finds_alone(town: Town) -> None:
    laden(town)
    alone, gathered = town.report("2"), whole.report_at("river", 2025, AS_OF, "2", reader=town.wang.pk, whole=True)
    assert gathered is not None
    lists: list[Callable[[Report], list[Any]]] = [
        whole.contributions_of, whole.versions_of, whole.presences_at, whole.exemptions_of, whole._pieces,
    ]  # fmt: skip
    for find in lists:
        one, other = find(alone), find(gathered)
        assert len(one) > 0, find
        assert [columns(row) for row in one] == [columns(row) for row in other], find
    assert [columns(row) for row in whole.works_beside(gathered)] == [columns(row) for row in held_by(town.wang)]
    assert whole._in_versions(alone) == whole._in_versions(gathered)
    assert whole._in_parts(alone) == whole._in_parts(gathered) != {}
    assert whole._phrasings(alone) == whole._phrasings(gathered) != {}
    assert whole.previous_statement(alone) == whole.previous_statement(gathered)
    assert whole.last_version(alone) == whole.last_version(gathered) == 2
    assert whole.last_piece(alone) == whole.last_piece(gathered) == 3
    worded = whole.wording_of(gathered)
    plain = type(worded).objects.get(pk=worded.pk)
    for of in (whole.target_rows_of, whole.milestones_of, whole.duties_of):
        assert [columns(row) for row in of(plain)] == [columns(row) for row in of(worded)], of  # type: ignore[operator]


def columns(row: Any) -> dict[str, Any]:
    """Return what stands in a row's columns, and in those of the rows that were read with it."""
    own = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    joined = {
        name: other and columns(other)
        for name, other in row._state.fields_cache.items()
        if not isinstance(other, Report)
    }
    return own | joined


def test_handing_in_with_a_file_is_few_statements_and_loses_nothing(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.open(REPORT)
    fields = form(town)

    count = statements(lambda: wang.posted(REPORT, evidence_file=sent("验收单.pdf"), **fields))

    kept = report()
    assert count <= HANDING_IN
    assert (kept.state, kept.current.number, kept.current.statement) == (ReportState.SUBMITTED, 1, DONE)
    assert [row.name for row in kept.current.evidence.all()] == ["验收单.pdf"]
    assert [answer.value_text for answer in kept.current.answers.all()] == ["240个"]
    acts = Entry.objects.filter(chain=town.place.pk).order_by("seq").values_list("act", "replaced")
    assert list(acts)[-3:] == [
        ("report.begun", '{"state":"due"}'),
        ("evidence.added", "{}"),
        ("report.submit", '{"current_id":null,"state":"draft"}'),
    ]
    assert isinstance(verified(town.place.pk), Head)
    assert compared(town.place.pk).differing == 0


def test_handing_in_at_once_keeps_what_step_by_step_keeps(town: Town) -> None:
    """The draft's number, the report's columns and the entries are the same on both ways."""
    opened(town)
    wang, zhu = Desk(town.wang), Desk(town.zhu)
    wang.posted(REPORT, evidence_file=sent("验收单.pdf"), **form(town))
    zhu.posted(
        f"{CYCLE}report/4/", seen="0", statement="扬尘管治已加强。", do="attach", evidence_file=sent("a.png", PNG)
    )
    zhu.send(f"{CYCLE}report/4/", do="submit")

    one, other = report("2"), report("4")
    assert (one.draft.number, other.draft.number) == (2, 2)
    for row in (one, other):
        assert (row.state, row.on_time, row.reason) == (ReportState.SUBMITTED, True, "")
        assert row.current.evidence.count() == 1
    acts = Entry.objects.filter(chain=town.place.pk, act__startswith="report.").values_list("act", flat=True)
    assert list(acts) == ["report.begun", "report.submit"] * 2


def test_a_file_that_cannot_be_kept_leaves_the_words_and_the_other_file(town: Town, files: Path) -> None:
    opened(town)
    wang = Desk(town.wang)
    both = [sent("验收单.pdf"), sent("坏的.pdf", b"no pdf")]
    page = wang.posted(REPORT, evidence_file=both, **form(town))

    assert (page.status, report().state) == (409, ReportState.DRAFT)
    assert report().draft.statement == DONE
    assert [row.name for row in report().evidence.all()] == ["验收单.pdf"]
    assert len([path for path in files.rglob("*") if path.is_file()]) == 1
    assert not report().versions.exists()


def test_who_was_slower_hands_nothing_in_and_leaves_no_file(town: Town, files: Path) -> None:
    opened(town)
    fields = form(town)
    Desk(town.min).posted(REPORT, **{**fields, "statement": "截至9月底，新增学位250个。", "do": "save"})
    page = Desk(town.wang).posted(REPORT, evidence_file=sent("验收单.pdf"), **fields)

    assert page.status == 409
    assert report().state == ReportState.DRAFT
    assert (report().draft.statement, report().versions.count()) == ("截至9月底，新增学位250个。", 0)
    assert [path for path in files.rglob("*") if path.is_file()] == []
