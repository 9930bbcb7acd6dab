"""The board, and what the office does with a cycle: opens it with a preview, changes it while it runs."""

from datetime import date, timedelta

from django.utils import timezone

from luoshi_web.plans.models import Plan, Visibility
from luoshi_web.reports.actions.opening import extend
from luoshi_web.reports.models import Cycle, Report, ReportState
from luoshi_web.supervision.closing import close_cycle
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import opened
from tests.reports.town import AS_OF, Town, on

OPENING = "/river/2025/cycles/"
SENT = {"as_of": "2025-09-30", "days": "5", "hour": "18:00", "who": "tasks", "tasks": "2-3", "do": "look"}


def test_before_a_cycle_is_opened_it_says_who_would_be_asked_what_by_when(town: Town) -> None:
    li = Desk(town.li)
    page = li.send(OPENING, **{**SENT, "who": "all"}, grace="2", return_days="4", review_days="2")

    assert "请3个单位报4项" in page.text
    assert "1个单位还没有联络员的账号" in page.text
    assert "退回后另给4个工作日" in page.text
    assert not Cycle.objects.filter(as_of=AS_OF).exists()


def test_a_cycle_that_is_public_already_is_said_to_stay_so(town: Town) -> None:
    said = "这一期随任务表公布过：以后每通过一项，公众马上就看到一项。"
    of_the_table = Cycle.objects.get(plan=town.plan, published_at__isnull=False)
    again = {**SENT, "as_of": f"{of_the_table.as_of}"}
    assert said not in Desk(town.li).send(OPENING, **again).text  # the plan is internal, and so is all of it

    Plan.objects.filter(pk=town.plan.pk).update(visibility=Visibility.PUBLISHED, published_at=on(1))
    assert said in Desk(town.li).send(OPENING, **again).text
    assert said not in Desk(town.li).send(OPENING, **SENT).text


def test_what_was_shown_is_what_is_stored(town: Town) -> None:
    li = Desk(town.li)
    page = li.send(OPENING, **SENT, grace="2", return_days="4", review_days="2")
    form = {one.get("name"): one.get("value") for one in page.tree.cssselect("main input[type=hidden]")}
    form["keys"] = page.tree.cssselect("[name=keys]")[0].text

    assert li.posted(OPENING, **form, do="open").response["Location"] == CYCLE

    cycle = Cycle.objects.get(as_of=AS_OF)
    assert f"{cycle.deadline.astimezone(on(1).tzinfo):%Y-%m-%dT%H:%M}" == form["deadline"]
    assert (cycle.return_days, cycle.review_days, cycle.closes_at > cycle.deadline) == (4, 2, True)
    assert set(cycle.reports.values_list("task__key", flat=True)) == {"2", "3"}


def test_whoever_goes_back_from_the_preview_finds_the_form_as_it_was_filled_in(town: Town) -> None:
    page = Desk(town.li).posted(OPENING, **{**SENT, "do": "back"})
    assert (page.status, page.tree.cssselect("#tasks")[0].get("value")) == (200, "2-3")
    assert not Cycle.objects.filter(as_of=AS_OF).exists()


def test_a_deadline_before_the_day_that_is_spoken_of_is_said_before(town: Town) -> None:
    said = "那天还没有到，单位只能报截止时的情况"
    late = Desk(town.li).send(OPENING, **{**SENT, "as_of": "2031-12-31"})
    assert said in late.text
    assert said not in Desk(town.li).send(OPENING, **SENT).text


def test_a_year_without_published_holidays_is_said_before(town: Town) -> None:
    page = Desk(town.li).send(OPENING, **{**SENT, "opens_at": "2031-03-03T09:00"})
    assert "2031年的放假安排还没有发布" in page.text


def test_what_cannot_be_opened_says_why_and_keeps_what_was_typed(town: Town) -> None:
    page = Desk(town.li).send(OPENING, **{**SENT, "tasks": "2、99"})
    assert (page.status, "没有第99项" in page.text) == (422, True)
    assert page.tree.cssselect("#tasks")[0].get("value") == "2、99"


def test_the_board_shows_each_unit_with_its_bar_and_rates_and_can_be_narrowed(town: Town) -> None:
    town.opened()
    town.submitted("2", "新增学位240个。", town.wang)
    li = Desk(town.li)

    page = li.open(CYCLE)
    rows = {row[:3]: row for row in page.texts("#board tbody tr")}
    assert rows["教育局"].endswith("100%100%")
    assert {label.get("aria-label") for label in page.tree.cssselect("#board td.go svg")} >= {"待审1"}
    assert "报送率25%（1 / 4项），按时率100%" in page.text
    late = li.open(f"{CYCLE}?show=late&sort=name").texts("#board tbody tr td:first-child")
    assert late == ["住建局"]  # what 发改局 owes is not out yet
    assert "教育局" not in " ".join(li.open(f"{CYCLE}?show=silent").texts("#board tbody tr"))


def test_in_english_the_board_names_states_and_not_acts(town: Town) -> None:
    town.opened()
    li = Desk(town.li)
    li.client.cookies["lang"] = "en"
    heads = li.open(CYCLE).texts("#board thead th")
    assert heads[2:8] == ["asked", "not opened", "to review", "returned", "accepted", "late"]


def test_a_rate_that_nothing_is_known_of_yet_is_not_drawn_as_a_dash(town: Town) -> None:
    town.opened(deadline=timezone.now() + timedelta(days=3), at=timezone.now())
    page = Desk(town.li).open(CYCLE)
    assert ("报送率0%（0 / 4项）。" in page.text, "—%" in page.text) == (True, False)


def test_a_cycle_that_is_closed_no_longer_speaks_of_its_deadline_as_to_come(town: Town) -> None:
    cycle = town.opened()
    assert "还有3项没有交，截止是" in Desk(town.li).open(CYCLE).text
    close_cycle(cycle, by=town.li, at=on(16))
    page = Desk(town.li).open(CYCLE)
    assert ("没有要看的了。 3项没有交。" in page.text, "截止是" in page.text) == (True, False)


def test_a_table_without_a_day_and_without_answers_is_no_row_of_the_cycles(town: Town) -> None:
    Cycle.objects.create(jurisdiction=town.place, plan=town.plan, position=9)
    rows = Desk(town.li).open(OPENING).texts("main table tbody tr td:first-child")
    assert rows == ["2025-06-30"]


def test_the_board_comes_alone_for_whoever_keeps_it_open(town: Town) -> None:
    opened(town)
    page = Desk(town.li).open(f"{CYCLE}board/?sort=name")
    assert page.html.lstrip().startswith('<section id="board"')
    assert "<html" not in page.html


def test_a_units_reports_of_the_cycle_are_one_click_away(town: Town) -> None:
    opened(town)
    li = Desk(town.li)
    assert li.open(CYCLE).tree.cssselect("#board a[href$='/units/%E4%BD%8F%E5%BB%BA%E5%B1%80/']")
    page = li.open(f"{CYCLE}units/住建局/")
    assert "：2项要报" in page.text
    assert li.open(f"{CYCLE}units/没有这个/").status == 404
    assert page.tree.cssselect("a[href*='/sheet/']")
    helper = li.open(f"{CYCLE}units/财政局/")  # it only adds to others' reports, so there is nothing to seal
    assert (helper.status, helper.tree.cssselect("a[href*='/sheet/']")) == (200, [])


def test_a_task_is_taken_out_of_a_running_cycle_and_added_again(town: Town) -> None:
    opened(town)
    li = Desk(town.li)
    address = f"{CYCLE}tasks/"
    assert "要写明原因" in li.posted(address, do="remove", key=["3"], reason="").text
    assert li.posted(address, do="remove", key=["3"], reason="合并了").status == 302
    assert "要报3项，不报1项" in li.open(address).text
    assert li.posted(address, do="add", key=["3"], reason="还要报").status == 302
    assert Report.objects.get(cycle__as_of=AS_OF, task__key="3").state == ReportState.DUE


def test_a_merged_units_work_is_looked_at_and_handed_to_its_successor(town: Town) -> None:
    opened(town)
    li, old, new = Desk(town.li), town.unit("住建局"), town.unit("教育局")
    address = "/river/2025/cycles/handover/"
    page = li.open(f"{address}?unit={old.pk}&successor={new.pk}")
    assert "2项填报，0项配合" in page.text

    sent = {"unit": str(old.pk), "successor": str(new.pk), "reason": "机构改革", "do": "hand"}
    assert "别人刚处理过" in li.posted(address, **sent, seen="7").text
    assert "转过去了：2项填报" in li.posted(address, **sent, seen="2").text
    assert {r.owner for r in Report.objects.filter(cycle__as_of=date(2025, 9, 30), task__key__in="34")} == {new}


def test_urging_and_the_messages_are_linked_from_the_board(town: Town) -> None:
    opened(town)
    page = Desk(town.li).open(CYCLE)
    assert page.tree.cssselect(f"a[href='{CYCLE}urge/']")
    assert page.tree.cssselect("a[href='/river/messages/']")


def test_a_unit_sees_how_its_deadline_moved_by_whom_and_why(town: Town) -> None:
    cycle = town.opened()
    extend(cycle, on(17, 18), reason="台风", by=town.li, at=on(14))
    page = Desk(town.wang).open(f"{CYCLE}report/2/")
    assert "截止时间从10月15日（周三）18:00改到10月17日（周五）18:00。" in page.text
    assert ("台风" in page.text, "李敏" in page.text) == (True, True)
