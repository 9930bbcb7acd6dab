"""Closing asks and can be undone; the public sees the last published cycle until the office publishes another."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client

from luoshi.errors import LuoshiError
from luoshi_web.errors import MovedMeanwhile
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.opening import extend, lock
from luoshi_web.reports.models import Cycle, CycleStatus, Report, ReportState
from luoshi_web.supervision.closing import close_cycle, publish_cycle, reopen_cycle, withdraw_cycle
from luoshi_web.supervision.reviewing import accept, reopen
from luoshi_web.trail.models import Entry
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town, on
from tests.web.site import Page

SAID, BEFORE = "截至9月底，新增学位240个。", "新增学位120个。"
CLOSING, PUBLICATION = f"{CYCLE}closing/", f"{CYCLE}publication/"


@pytest.fixture
def cycle(town: Town) -> Cycle:
    """The plan is published with lights; one of four reports is accepted, one waits, two were never handed in."""
    Plan.objects.filter(pk=town.plan.pk).update(visibility="published", published_at=on(1), public_lights=True)
    cycle = town.opened()
    town.submitted("2", SAID, town.wang)
    accept(town.report("2"), by=town.li, at=on(11))
    town.submitted("3", "新增绿化面积20万方。", town.zhu)
    return cycle


def public(address: str = "/river/2025/") -> Page:
    return Page(Client().get(address))


def last(act: str) -> Entry:
    return Entry.objects.filter(act=act).order_by("seq").last()  # type: ignore[return-value]


def test_closing_asks_and_says_who_and_how_many_are_missing(town: Town, cycle: Cycle) -> None:
    li = Desk(town.li)
    assert not li.open(CYCLE).tree.cssselect("button[value=close]")

    page = li.open(CLOSING)

    assert page.texts("h1") == ["还有1项没有交，现在就结束？"]
    assert page.texts("table tbody tr") == ["住建局102"]
    assert "1项交了还没有审，不会出现在任务表里" in page.texts(".todo li")
    assert Cycle.objects.get(pk=cycle.pk).status == CycleStatus.OPEN
    assert li.posted(CLOSING, do="close").response["Location"] == CYCLE
    assert Cycle.objects.get(pk=cycle.pk).status == CycleStatus.CLOSED


def test_a_press_that_names_no_act_changes_nothing(town: Town, cycle: Cycle) -> None:
    li = Desk(town.li)
    for address in (CYCLE, CLOSING, PUBLICATION):
        for do in ("", "shut", "CLOSE"):
            answer = li.posted(address, do=do)

            assert (answer.status, "没有看懂要做什么" in answer.text) == (409, True), (address, do)
            assert Cycle.objects.get(pk=cycle.pk).status == CycleStatus.OPEN


def test_the_public_sees_the_last_published_cycle_until_the_office_publishes(town: Town, cycle: Cycle) -> None:
    before = public().html
    close_cycle(cycle, by=town.li, at=on(16))

    assert public().html == before
    for address in ("tasks/2/", "plan.json", "plan.csv"):
        text = Client().get(f"/river/2025/{address}").content.decode()
        assert (SAID in text, BEFORE in text) == (False, True), address
    inside = Desk(town.li).open("/river/2025/")
    assert SAID in inside.text
    assert "截至9月底这一期还没有公布，公众看不到" in inside.text

    assert Desk(town.li).posted(PUBLICATION, do="publish").response["Location"] == CYCLE

    seen = public()
    assert SAID in seen.text
    assert "还没有公布" not in seen.text
    row = seen.tree.cssselect("#t4")[0]
    assert row.get("class").split()[0] == "st-missing"
    assert "截至6月底" in row.cssselect(".before")[0].text_content()
    assert "还没有公布" not in Desk(town.li).open("/river/2025/").text
    assert f'"cycle":{cycle.pk}' in last("cycle.published").objects_touched
    assert last("cycle.published").who == town.li.pk


def test_the_office_is_shown_what_the_public_will_see_changed_and_who_is_missing(town: Town, cycle: Cycle) -> None:
    close_cycle(cycle, by=town.li, at=on(16))

    page = Desk(town.li).open(PUBLICATION)

    assert page.texts("h1") == ["把这一期公布给公众？"]
    assert "公众现在看到的截至2025年6月30日。 公布以后看到的截至2025年9月30日。" in page.text
    assert SAID in page.text
    assert "住建局" in page.text
    assert "1项写“未报”，旁边是上一次报的和日期" in page.texts(".todo li")
    assert Cycle.objects.get(pk=cycle.pk).published_at is None


@pytest.mark.parametrize("lights", [True, False])
def test_what_the_public_reads_now_stands_beside_what_it_will_read(town: Town, cycle: Cycle, lights: bool) -> None:
    Plan.objects.filter(pk=town.plan.pk).update(public_lights=lights)
    close_cycle(cycle, by=town.li, at=on(16))

    rows = Desk(town.li).open(PUBLICATION).tree.cssselect("details table tbody tr")

    (row,) = [[cell.text_content() for cell in row.cssselect("td")] for row in rows if "300个" in row.text_content()]
    assert (BEFORE in row[2], SAID in row[3]) == (True, True)


def test_a_publication_is_withdrawn_with_a_reason_and_the_one_before_is_seen_again(town: Town, cycle: Cycle) -> None:
    close_cycle(cycle, by=town.li, at=on(16))
    before = public().html
    publish_cycle(cycle, by=town.li, at=on(17))
    li = Desk(town.li)

    assert li.posted(PUBLICATION, do="withdraw", reason=" ").status == 409
    assert li.posted(PUBLICATION, do="withdraw", reason="数字要再核").response["Location"] == CYCLE

    assert public().html == before
    assert "数字要再核" in last("cycle.withdrawn").details.text
    publish_cycle(Cycle.objects.get(pk=cycle.pk), by=town.li, at=on(18))
    assert SAID in public().text


def test_closing_is_undone_and_whoever_it_locked_writes_again(town: Town, cycle: Cycle) -> None:
    lock(cycle, unit=town.unit("发改局"), reason="不用再报", by=town.li, at=on(12))
    extend(cycle, on(22, 18), unit=town.unit("住建局"), reason="请假", by=town.li, at=on(12))
    was = dict(Report.objects.filter(cycle=cycle).values_list("task__key", "closes_at"))
    close_cycle(cycle, by=town.li, at=on(16))
    assert Desk(town.li).posted(CLOSING, do="reopen", reason="").status == 409

    assert Desk(town.li).posted(CLOSING, do="reopen", reason="按错了").response["Location"] == CYCLE

    again = Cycle.objects.get(pk=cycle.pk)
    assert (again.status, again.closed_at, again.shown) == (CycleStatus.OPEN, None, False)
    assert dict(Report.objects.filter(cycle=cycle).values_list("task__key", "closes_at")) == was
    assert "120个" in Desk(town.li).open("/river/2025/tasks/2/").texts(".quote")[0]
    assert "按错了" in last("cycle.reopened").details.text
    close_cycle(again, by=town.li, at=on(17))
    assert Cycle.objects.get(pk=cycle.pk).shown


def test_locks_come_back_as_they_stood_where_the_cycle_itself_locks(town: Town) -> None:
    cycle = town.opened(closes_at=on(17, 18))
    extend(cycle, on(22, 18), unit=town.unit("住建局"), reason="请假", by=town.li, at=on(12))
    was = dict(Report.objects.filter(cycle=cycle).values_list("task__key", "closes_at"))
    close_cycle(cycle, by=town.li, at=on(16))

    reopen_cycle(cycle, reason="按错了", by=town.li, at=on(16, 11))

    assert dict(Report.objects.filter(cycle=cycle).values_list("task__key", "closes_at")) == was


def test_what_is_published_is_withdrawn_before_it_is_opened_again(town: Town, cycle: Cycle) -> None:
    close_cycle(cycle, by=town.li, at=on(16))
    publish_cycle(cycle, by=town.li, at=on(17))

    with pytest.raises(LuoshiError, match="先撤下公布"):
        reopen_cycle(cycle, reason="按错了", by=town.li, at=on(18))
    with pytest.raises(MovedMeanwhile):
        publish_cycle(cycle, by=town.li, at=on(18))
    withdraw_cycle(cycle, reason="按错了", by=town.li, at=on(18))
    with pytest.raises(MovedMeanwhile):
        withdraw_cycle(cycle, reason="按错了", by=town.li, at=on(18))
    reopen_cycle(cycle, reason="按错了", by=town.li, at=on(18))
    with pytest.raises(MovedMeanwhile):
        reopen_cycle(cycle, reason="按错了", by=town.li, at=on(18))


def test_a_cycle_of_an_internal_plan_or_one_that_is_collected_is_not_published(town: Town, cycle: Cycle) -> None:
    with pytest.raises(MovedMeanwhile):
        publish_cycle(cycle, by=town.li, at=on(15))
    close_cycle(cycle, by=town.li, at=on(16))
    Plan.objects.filter(pk=town.plan.pk).update(visibility="internal")
    with pytest.raises(LuoshiError, match="还是内部的"):
        publish_cycle(cycle, by=town.li, at=on(17))
    assert "这份计划还是内部的" in Desk(town.li).open(PUBLICATION).texts("h1")


def test_what_came_with_the_table_is_published_with_the_plan(town: Town) -> None:
    Plan.objects.filter(pk=town.plan.pk).update(visibility="published", published_at=on(1))
    assert town.plan.cycles.get().published_at is not None
    assert BEFORE in public("/river/2025/tasks/2/").text


def test_a_correction_of_the_published_cycle_is_judged_while_a_later_one_waits(town: Town, cycle: Cycle) -> None:
    close_cycle(cycle, by=town.li, at=on(16))
    publish_cycle(cycle, by=town.li, at=on(17))
    later = Cycle.objects.create(
        jurisdiction=town.place, plan=town.plan, position=9, as_of=cycle.as_of.replace(month=10, day=31),
        opens_at=on(18), deadline=on(20),
        status="closed", closed_at=on(21), shown=True,
    )  # fmt: skip
    assert "截至10月底这一期还没有公布" in Desk(town.li).open("/river/2025/").text
    reopen(town.report("2"), "请核对", by=town.li, at=on(22))
    draft = town.report("2").draft
    saved = save_draft(town.report("2"), Written("新增学位230个。"), seen=draft.number, by=town.wang, at=on(22, 11))
    submit(town.report("2"), seen=saved.number, by=town.wang, at=on(22, 12))
    accept(town.report("2"), by=town.li, at=on(22, 13))

    page = public("/river/2025/tasks/2/")
    assert "230 / 300" in page.text
    assert "240" not in page.texts(".verdict")[2]
    assert later.published_at is None


@pytest.mark.parametrize("account", ["lin", "wang"])
def test_only_who_reviews_closes_and_publishes(town: Town, cycle: Cycle, account: str) -> None:
    desk = Desk(town.people[account])
    for address in (CLOSING, PUBLICATION):
        assert desk.open(address).status in (403, 404)
        assert desk.posted(address, do="close").status in (403, 404)
    assert town.report("2").state == ReportState.ACCEPTED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["close", "publish"])
def test_two_who_press_in_the_same_moment_close_and_publish_once(town: Town, cycle: Cycle, act: str) -> None:
    if act == "publish":
        close_cycle(cycle, by=town.li, at=on(12))
    does: Callable[..., object] = close_cycle if act == "close" else publish_cycle
    told = at_once(lambda: does(Cycle.objects.get(pk=cycle.pk), by=town.li, at=on(13)), times=2)

    assert sorted(told) == ["done", "moved"]
    assert Entry.objects.filter(act="cycle.closed").count() == 1
    assert Entry.objects.filter(act="cycle.published").count() == (act == "publish")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_who_publishes_while_another_opens_again_never_leaves_an_open_cycle_published(town: Town, cycle: Cycle) -> None:
    close_cycle(cycle, by=town.li, at=on(12))

    def publish() -> None:
        publish_cycle(Cycle.objects.get(pk=cycle.pk), by=town.li, at=on(13))

    def open_again() -> None:
        reopen_cycle(Cycle.objects.get(pk=cycle.pk), reason="漏了一家", by=town.li, at=on(13))

    told = at_once(publish, open_again)

    now = Cycle.objects.get(pk=cycle.pk)
    assert told.count("done") == 1
    assert (now.status == CycleStatus.OPEN) == (now.published_at is None)


def at_once(*acts: Callable[[], None], times: int = 1) -> list[str]:
    """Do acts in the same moment, each in a connection of its own; say of each whether it was done or had moved."""
    todo = acts * times
    start, told = Barrier(len(todo)), []

    def one(act: Callable[[], None]) -> None:
        start.wait()
        try:
            act()
            told.append("done")
        except (MovedMeanwhile, LuoshiError):
            told.append("moved")
        finally:
            connection.close()

    threads = [Thread(target=one, args=(act,)) for act in todo]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
