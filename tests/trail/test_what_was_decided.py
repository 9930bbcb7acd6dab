"""The trail covers what was decided: what somebody changes in the database afterwards is told, by place."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import Plan, Task, Visibility, Wording
from luoshi_web.reports.actions.evidence import add_link
from luoshi_web.supervision.closing import close_cycle, publish_cycle
from luoshi_web.supervision.phrasing import phrase
from luoshi_web.supervision.reviewing import accept
from luoshi_web.trail import actions
from luoshi_web.trail.comparing import compared
from luoshi_web.trail.models import Details, Entry
from tests.reports.conftest import town as river  # noqa: F401
from tests.reports.town import Town, on
from tests.trail.town import NOON, act, force


@pytest.fixture
def decided(river: Town) -> Town:  # noqa: F811
    """Return a town whose cycle has one accepted report, with figures, evidence and a wording for publication."""
    river.opened()
    version = river.submitted("2", "新增学位210个。", river.wang)
    accept(river.report("2"), by=river.li, at=on(11))
    phrase(version, "新增学位210个，超过时序。", by=river.li, at=on(11))
    return river


def verify(*arguments: str) -> tuple[int, str, str]:
    out, error = StringIO(), StringIO()
    try:
        call_command("verify", *arguments, stdout=out, stderr=error)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue(), error.getvalue()
    return 0, out.getvalue(), error.getvalue()


def change(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount > 0


def test_what_nobody_changed_holds_and_is_counted(decided: Town) -> None:
    code, out, error = verify("--jurisdiction", "river")

    assert (code, error) == (0, "")
    assert "江城：4条的内容和数据库对照过。" in out  # in force, submitted, accepted, phrased


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE reports_reportversion SET statement = '新增学位290个。' WHERE written_by_id IS NOT NULL",
            "2025年第2项截至2025-09-30的填报第1版，文字和当时的不同",
        ),
        (
            "UPDATE reports_reportversion SET claim = 'not_started'",
            "2025年第2项截至2025-09-30的填报第1版，数和当时的不同",
        ),
        ("UPDATE reports_observation SET value = '290'", "2025年第2项截至2025-09-30的填报第1版，数和当时的不同"),
        (
            "UPDATE plans_wording SET text = '新增学位30个。' WHERE no = '2'",
            "2025年第2项的内容及要求，文字和当时的不同",
        ),
        ("UPDATE plans_target SET value = '200' WHERE measure = '个'", "2025年第2项的内容及要求，数和当时的不同"),
        ("UPDATE plans_duty SET as_written = '民政局' WHERE role = 'lead'", "第2项的内容及要求，文字和当时的不同"),
        ("UPDATE reports_phrasing SET text = '都好。'", "2025年第2项截至2025-09-30的填报第1版的发布口径，文字"),
        ("UPDATE plans_revision SET title = '别的'", "2025年任务表第1版，文字和当时的不同"),
    ],
)
def test_what_was_changed_in_the_database_is_told_by_place(decided: Town, sql: str, said: str) -> None:
    change(sql)

    code, out, error = verify("--jurisdiction", "river")

    assert (code, said in error) == (1, True), error
    assert "都对得上。链尾" in out  # the chain itself was not touched


def test_what_was_taken_out_or_put_in_is_told(decided: Town) -> None:
    change("DELETE FROM reports_phrasing")
    assert "已经不在数据库里" in verify()[2]


def test_a_task_that_was_put_into_the_table_is_told(decided: Town) -> None:
    task = Task.objects.create(jurisdiction=decided.place, plan=decided.plan, key="99")
    Wording.objects.create(
        jurisdiction=decided.place, revision=decided.plan.in_force, task=task, position=99, no="99", text="多出来的。"
    )

    code, _, error = verify()
    assert (code, "2025年任务表第1版，数和当时的不同" in error) == (1, True)


def test_evidence_is_covered(decided: Town) -> None:
    add_link(decided.report("3"), "https://www.example.com/a.html", by=decided.zhu, at=on(10))
    assert verify()[0] == 0
    change("UPDATE reports_evidence SET link = 'https://www.example.com/b.html'")

    code, _, error = verify()
    assert (code, "2025年第3项截至2025-09-30的填报的佐证1，文字和当时的不同" in error) == (1, True)


def test_blanking_takes_the_words_hash_away_and_the_figures_are_compared_still(decided: Town) -> None:
    actions.blank(decided.place.pk, before=NOON.replace(year=2030), rule="满五年", by=None, at=on(12))
    own = Details.objects.filter(entry__chain__jurisdiction=decided.place)
    assert not own.filter(text__contains="contents").exists()
    change("UPDATE reports_reportversion SET statement = '新增学位290个。' WHERE written_by_id IS NOT NULL")
    code, out, _ = verify("--jurisdiction", "river")
    assert (code, "4条的明细已按规则隐去，只对照了数" in out) == (0, True)

    change("UPDATE reports_observation SET value = '290'")
    assert verify()[0] == 1


def test_the_same_words_have_another_hash_in_each_entry(decided: Town) -> None:
    hashes = [
        value
        for text in Details.objects.values_list("text", flat=True)
        for name, value in json.loads(text).get("contents", {}).items()
        if name.startswith("version:")
    ]
    assert len(hashes) == len(set(hashes)) > 2


def test_entries_of_an_earlier_version_are_counted(decided: Town) -> None:
    with_contents = compared(decided.place.pk)
    act(decided.place, "report.accept", objects={"report": 1, "version": 1})
    act(decided.place, "role.given", objects={"user": 1})

    found = compared(decided.place.pk)
    assert (with_contents.without, found.without) == (0, 1)
    assert "1条没有记内容，是以前的版本写的" in verify()[1]


def test_an_entry_that_goes_back_in_time_is_said(town: Jurisdiction) -> None:
    act(town)
    act(town, at=NOON.replace(minute=55))
    act(town, at=NOON.replace(minute=50))  # two who wait for one another: nobody is told
    act(town, at=NOON.replace(year=2024))

    code, _, error = verify()
    assert code == 0
    assert "某镇：第4条的时间（2024-10-15 12:00:00）比前一条（2025-10-15 12:50:00）早。" in error
    assert error.count("比前一条") == 1


def test_a_hash_that_was_changed_with_the_row_breaks_the_chain(decided: Town) -> None:
    entry = Entry.objects.filter(act="report.submit").get()
    force("UPDATE trail_entry SET objects_touched = '{}' WHERE id = %s", entry.pk)

    code, _, error = verify()
    assert (code, f"第{entry.seq}条内容被改过" in error) == (1, True)


def test_what_a_publication_showed_is_covered_where_the_entries_before_are_of_an_earlier_version(decided: Town) -> None:
    Plan.objects.filter(pk=decided.plan.pk).update(visibility=Visibility.PUBLISHED, published_at=on(1))
    cycle = decided.report("2").cycle
    close_cycle(cycle, by=decided.li, at=on(12))
    publish_cycle(cycle, by=decided.li, at=on(13))
    text = Entry.objects.get(act="cycle.published").details.text
    assert sorted(name.partition(":")[0] for name in json.loads(text)["contents"]) == ["phrasing", "version"]
    assert compared(decided.place.pk).without == 0
