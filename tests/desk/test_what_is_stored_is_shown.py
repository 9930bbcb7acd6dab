"""Under what is handed in or accepted stands what is stored; what was typed and refused stands apart, and is named."""

from datetime import timedelta

from django.utils import timezone

from luoshi_web.reports.models import Contribution, CycleStatus, Report, ReportState
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import AS_OF, REPORT, opened
from tests.reports.town import Town

STORED, STALE = "截至9月底，新增学位240个。", "截至9月底，新增学位120个。"


def test_a_second_window_shows_what_was_handed_in_and_names_what_it_could_not(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.posted(REPORT, statement=STALE, seen="0", do="save")
    wang.posted(REPORT, statement=STORED, seen="1", do="submit")
    page = wang.posted(REPORT, statement=STALE, seen="1", do="submit")

    assert page.status == 409
    assert "已提交的填报不能“提交”" in page.text
    assert [one for one in page.texts("article > .pt-3 .quote, article .quote") if "240" in one]
    assert not [one for one in page.texts(".quote") if "120" in one]
    assert "没有存下" in page.texts("#unkept")[0]
    assert "120" in page.texts("#unkept")[0]
    assert "40.0%" not in page.text  # what 120 of 300 comes to


def test_a_correction_that_is_refused_leaves_what_was_accepted_above_it(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.send(REPORT, statement=STORED, do="submit")
    Desk(town.li).send(f"{CYCLE}review/2/", do="accept")
    page = wang.send(REPORT, statement=STALE, do="correct", reason="")

    assert page.status == 409
    stored = [one for one in page.texts("article > div .quote") if "个" in one]
    assert any("240" in one for one in stored)
    assert STALE in (page.tree.cssselect("#correction textarea")[0].text or "")
    assert not page.tree.cssselect("#unkept")  # it stands in its form


def test_what_another_window_gave_stands_there_and_what_came_later_apart(town: Town) -> None:
    opened(town)
    cai = Desk(town.cai)
    cai.send(REPORT, statement="已拨付三季度资金。", do="give")
    page = cai.posted(REPORT, statement="已拨付二季度资金。", seen="1", do="give")

    assert page.status == 409
    assert "三季度" in page.texts("#own-part > .quote")[0]
    assert "二季度" in page.texts("#own-unkept")[0]


def test_the_next_deadline_is_on_top_also_where_it_is_anothers(town: Town) -> None:
    opened(town)
    soon = timezone.now() + timedelta(days=1)
    Contribution.objects.filter(unit__name="财政局").update(due_at=soon)
    own = Report.objects.filter(cycle__as_of=AS_OF).exclude(task__key="2").first()
    assert own is not None
    Report.objects.filter(pk=own.pk).update(owner=town.unit("财政局"))
    page = Desk(town.cai).open("/desk/")

    local = timezone.localtime(soon)
    assert f"{local.month}月{local.day}日" in page.texts("h1")[0]
    heads = page.texts("h2")
    assert heads.index(next(one for one in heads if "要我配合" in one)) < heads.index("我要报的")


def test_who_only_adds_is_not_told_that_nothing_is_left(town: Town) -> None:
    opened(town)
    page = Desk(town.cai).open("/desk/")
    assert "要配合，最近的截止是" in page.texts("h1")[0]


def test_what_was_unlocked_says_until_when_wherever_its_deadline_stands(town: Town) -> None:
    cycle = opened(town)
    Desk(town.li).posted(f"{CYCLE}closing/", do="close")
    closed = Desk(town.wang).open(REPORT)
    assert "结束" in closed.text
    assert "截止" not in closed.texts("article > p.s")[0]
    until = timezone.localtime(timezone.now()).replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=3)
    Desk(town.li).posted(
        CYCLE, do="unlock", until=f"{until:%Y-%m-%dT%H:%M}", unit=str(town.unit("教育局").pk), reason="补报"
    )
    cycle.refresh_from_db()
    assert cycle.status == CycleStatus.CLOSED
    wang = Desk(town.wang)
    assert f"截止{until.month}月{until.day}日" in wang.open(REPORT).texts("article > p.s")[0]
    home = wang.open("/desk/")
    assert f"{until.month}月{until.day}日" in home.texts("h1")[0]
    assert f"{until.month}月{until.day}日" in home.texts("table.home td.nw")[0]


def test_after_a_cycle_has_ended_no_form_asks_for_what_cannot_be_sent(town: Town) -> None:
    opened(town)
    Desk(town.li).posted(f"{CYCLE}closing/", do="close")
    page = Desk(town.cai).open(REPORT)
    assert "这一期已于" in page.text
    assert not page.tree.cssselect("button[value=give]")
    # what was typed before it was closed is refused, and stays to be copied
    late = Desk(town.cai).posted(REPORT, statement="已拨付。", seen="0", do="give")
    assert late.status == 409
    assert late.tree.cssselect("#own")[0].text.strip() == "已拨付。"


def test_the_last_of_a_cycle_is_confirmed_in_the_list(town: Town) -> None:
    opened(town)
    answer = Desk(town.wang).send(REPORT, statement=STORED, do="submit").response
    assert answer["Location"] == "/desk/?sent=2"
    assert "第2项交了" in Desk(town.wang).open(answer["Location"]).text
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="2").state == ReportState.SUBMITTED


def test_two_windows_of_one_person_are_told_apart(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    wang.posted(REPORT, statement=STORED, seen="0", do="save")
    page = wang.posted(REPORT, statement=STALE, seen="0", do="save")

    theirs = page.texts("#theirs")[0]
    assert ("另一个窗口里的" in theirs, "留这里的" in theirs, "用王敏写的" in theirs) == (True, True, False)
