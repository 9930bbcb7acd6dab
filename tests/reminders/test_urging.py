"""Urging: the office presses the late ones once; each of their people gets one message, by the way that they can."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.people.models import User
from luoshi_web.plans.models import Duty
from luoshi_web.reminders.models import Kind, Message, State, Urge
from luoshi_web.reminders.outstanding import late_units
from luoshi_web.reminders.queries import notices_of
from luoshi_web.reminders.seen import put_away
from luoshi_web.reminders.sending import send_mail_due
from luoshi_web.reminders.urging import chat_text, urge
from luoshi_web.reports.models import Report
from luoshi_web.trail.models import Entry
from tests.desk.desk import CYCLE, Desk
from tests.reminders.post import Postbox
from tests.reports.town import Town, on

URGE = f"{CYCLE}urge/"
LATE = on(16)


def test_who_is_late_or_silent_is_listed_with_what_is_owed_and_who_gets_it(town: Town) -> None:
    cycle = town.opened()
    to_whom_nobody_answers(town)
    town.submitted("2", "新增学位240个。", town.wang)

    late = {one.unit.name: one for one in late_units(cycle, LATE)}

    assert set(late) == {"发改局", "住建局", "财政局"}
    assert [task.no for task in late["住建局"].tasks] == ["3"]
    assert [task.no for task in late["发改局"].tasks] == ["4"]  # and not 1: its figure comes out after the deadline
    assert (late["住建局"].silent, late["住建局"].people) == (True, (town.zhu,))
    assert (late["财政局"].tasks[0].adds, late["发改局"].people) == (True, ())


def to_whom_nobody_answers(town: Town) -> None:
    """Give a task to 发改局, which has no account; its own asks for a figure that is not out yet."""
    Report.objects.filter(task__key="4").update(owner=town.unit("发改局"))


def test_before_the_deadline_only_who_opened_nothing_is_listed(town: Town) -> None:
    cycle = town.opened()
    Desk(town.zhu).open(f"{CYCLE}report/3/")

    units = late_units(cycle, on(10))

    assert [(one.unit.name, one.late) for one in units] == [("教育局", False), ("财政局", False)]


def test_an_urge_goes_at_once_to_each_person_once_and_to_the_site_where_there_is_no_address(
    town: Town, postbox: Postbox
) -> None:
    cycle = town.opened()

    done = urge(cycle, [town.unit("教育局"), town.unit("住建局")], by=town.li, at=LATE)
    send_mail_due()

    assert (done.messages, done.site_only) == (3, 1)
    letter = postbox.to("wang@office.example")[0]
    assert letter["Subject"] == "落实：催办，江城截至9月30日"
    text = "教育局，1项，10月15日（周三）18:00截止，已过：\n· 第2项 新增学位300个。\n"
    assert text in letter.get_content().replace("\r\n", "\n")
    assert len(postbox.letters) == 2
    assert Message.objects.get(person=town.min).state == State.SITE
    assert [one.kind for one in notices_of(town.min)] == [Kind.URGE]
    assert list(Entry.objects.filter(act="unit.urged").values_list("who", flat=True)) == [town.li.pk] * 2


def test_a_second_press_within_the_hour_says_so_and_sends_nothing(town: Town) -> None:
    cycle = town.opened()
    urge(cycle, [town.unit("教育局")], by=town.li, at=LATE)

    with pytest.raises(LuoshiError, match="10:00刚催过，一小时内不重复发"):
        urge(cycle, [town.unit("教育局")], by=town.liang, at=on(16, 10, 59))
    both = urge(cycle, [town.unit("教育局"), town.unit("住建局")], by=town.liang, at=on(16, 10, 59))
    again = urge(cycle, [town.unit("教育局")], by=town.li, at=on(16, 11))

    assert ([unit.name for unit in both.units], [unit.name for unit in both.too_soon]) == (["住建局"], ["教育局"])
    assert [unit.name for unit in again.units] == ["教育局"]
    assert Urge.objects.count() == 3


def test_the_text_for_the_group_names_units_tasks_and_the_deadline(town: Town) -> None:
    cycle = town.opened()

    assert chat_text(cycle, [town.unit("住建局"), town.unit("教育局")], LATE) == (
        "落实：江城截至9月30日，以下单位还没有交齐，截止10月15日（周三）18:00，已过。\n"
        "住建局：第3项、第4项，共2项\n"
        "教育局：第2项，共1项\n"
        "请尽快填报，有困难请跟督查室说。"
    )


def test_the_page_shows_who_gets_it_and_its_button_urges_the_ticked_ones(town: Town, postbox: Postbox) -> None:
    town.opened(closes_at=None)
    to_whom_nobody_answers(town)
    li = Desk(town.li)
    page = li.open(URGE)

    assert "4个单位过了截止还没交齐" in page.text
    assert "邮件 w***@office.example" in page.text
    assert "wang@office.example" not in page.html
    assert ("站内（没有邮箱）" in page.text, "没有账号，收不到" in page.text) == (True, True)
    assert "以下单位还没有交齐" in page.tree.cssselect("textarea")[0].text

    assert li.client.post(URGE, {"ticked": "1", "unit": str(town.unit("教育局").pk)}).status_code == 302
    page = li.open(URGE)
    assert ("催办了1个单位" in page.text, "一小时内不重复发" in page.text) == (True, True)


def test_the_boards_button_urges_all_that_are_late_and_a_second_press_says_when(town: Town) -> None:
    town.opened()
    to_whom_nobody_answers(town)
    li = Desk(town.li)

    sent = li.client.post(URGE, {"do": "late"})
    assert set(Urge.objects.values_list("unit__name", flat=True)) == {"教育局", "住建局", "财政局"}
    page = li.open(sent["Location"])
    assert ("催办了3个单位" in page.text, "另有1个单位没有账号，没有催到" in page.text) == (True, True)
    second = li.client.post(URGE, {"do": "late"})
    assert (second.status_code, "刚催过" in second.content.decode()) == (409, True)


def test_whom_nobody_can_tell_is_not_said_to_be_urged(town: Town) -> None:
    cycle = town.opened()
    to_whom_nobody_answers(town)

    with pytest.raises(LuoshiError, match="没有催到"):
        urge(cycle, [town.unit("发改局")], by=town.li, at=LATE)
    assert Urge.objects.count() == 0


def test_units_that_owe_alike_stand_as_in_the_plan(town: Town) -> None:
    town.opened(deadline=timezone.now() + timedelta(days=3), at=timezone.now())

    names = Desk(town.li).open(f"{URGE}?choose=all").texts("td label")

    duties = Duty.objects.filter(wording__revision=town.plan.in_force).order_by("wording__position", "-role")
    plan = list(dict.fromkeys(duties.values_list("unit__name", flat=True)))
    assert names == [name for name in plan if name in names]


@pytest.mark.parametrize(("choose", "everybody"), [("all", True), ("none", False), ("", False), ("nonsense", False)])
def test_all_are_ticked_by_one_link_or_none(town: Town, choose: str, everybody: bool) -> None:
    now = timezone.now()
    town.opened(deadline=now + timedelta(days=3), at=now)
    page = Desk(town.li).open(f"{URGE}?choose={choose}")

    boxes, ticked = (page.tree.cssselect(f"input[name=unit]{which}") for which in ("", "[checked]"))
    assert len(boxes) > 1
    assert len(ticked) == (len(boxes) if everybody else 0)
    links = {link.text_content().split()[0]: link.get("href") for link in page.tree.cssselect("p.chips a")}
    assert links == {"全选": "?choose=all", "都不选": "?choose=none"}


def test_who_was_urged_just_now_is_not_ticked_with_the_others(town: Town) -> None:
    town.opened()
    page = Desk(town.li).open(f"{URGE}?choose=all")
    everybody = len(page.tree.cssselect("input[name=unit][checked]"))
    Desk(town.li).posted(URGE, ticked="1", unit=[page.tree.cssselect("input[name=unit]")[0].get("value")])

    again = Desk(town.li).open(f"{URGE}?choose=all")
    assert len(again.tree.cssselect("input[name=unit][checked]")) == everybody - 1


def test_nothing_ticked_or_nobody_late_says_so(town: Town) -> None:
    cycle = town.opened()
    li = Desk(town.li)

    assert "没有选单位" in li.client.post(URGE, {"ticked": "1"}).content.decode()
    with pytest.raises(LuoshiError, match="没有要催的"):
        urge(cycle, [], by=town.li, at=LATE)
    assert not Message.objects.exists()


def test_what_was_seen_is_put_away_and_what_came_back_is_shown_with_its_reason(town: Town) -> None:
    cycle = town.opened()
    town.submitted("2", "新增学位240个。", town.wang)
    urge(cycle, [town.unit("住建局")], by=town.li, at=on(11))
    from luoshi_web.supervision.reviewing import return_with_reason

    return_with_reason(town.report("2"), "请补数", by=town.li, at=on(12))

    returned = notices_of(town.wang)[0]
    assert returned.subject.startswith("退回：第2项 ")
    assert (returned.kind, returned.body, returned.address) == (Kind.RETURNED, "请补数", f"{CYCLE}report/2/")
    put_away(town.zhu, on(13))
    assert notices_of(town.zhu) == []
    Desk(town.wang).client.post("/notices/seen/")
    assert notices_of(town.wang) == []


def test_an_urge_is_no_longer_shown_once_all_is_handed_in(town: Town) -> None:
    urge(town.opened(), [town.unit("教育局")], by=town.li, at=on(11))
    assert [one.body for one in notices_of(town.wang)] == ["现在还有1项没有交。"]

    town.submitted("2", "新增学位240个。", town.wang, on(12))

    assert notices_of(town.wang) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_urge_once(town: Town) -> None:
    cycle, answers = town.opened(), []
    gate = threading.Barrier(2)

    def press(by: User) -> None:
        gate.wait()
        try:
            answers.append(urge(cycle, [town.unit("教育局")], by=by, at=LATE).messages)
        except LuoshiError as error:
            answers.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(by,)) for by in (town.li, town.liang)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, answers)) == ["10:00刚催过，一小时内不重复发。", "2"]
    assert (Urge.objects.count(), Message.objects.count()) == (1, 2)
