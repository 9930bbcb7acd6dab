"""The morning's mail: one a person a day, all that they owe, and only where there is something to say.

The deadline is Wednesday 15 October 2025, 18:00. Saturday the 11th is worked, the 12th is not.
"""

from datetime import datetime
from typing import Any

import pytest

from luoshi_web.people.models import Role, User
from luoshi_web.reminders.channels import set_channel
from luoshi_web.reminders.digest import record_morning, record_morning_of, record_urgent_returns
from luoshi_web.reminders.models import Kind, Message
from luoshi_web.reminders.schedule import set_rhythm
from luoshi_web.reports.actions.contributing import save, send_back, submit
from luoshi_web.reports.actions.opening import extend, lock
from luoshi_web.reports.models import Contribution, Cycle
from luoshi_web.supervision.reviewing import return_with_reason
from tests.reports.town import Town, on


@pytest.fixture(autouse=True)
def everybody_has_mail(town: Town, settings: Any) -> None:
    settings.LUOSHI_MAIL_URL = "smtp://127.0.0.1:9"
    User.objects.filter(email="").update(email="one@office.example")


def morning(town: Town, day: int, month: int = 10) -> dict[str, Message]:
    """What is recorded on a morning, by who gets it."""
    at = on(day, 8, 30, month=month)
    record_morning_of(town.place, at)
    rows = Message.objects.filter(recorded_at=at).select_related("person", "channel")
    return {one.person.username if one.person else one.channel.name: one for one in rows}  # type: ignore[union-attr]


def test_after_a_cycle_is_opened_everybody_who_owes_is_told_once_and_then_left_alone(town: Town) -> None:
    town.opened()

    first, second = morning(town, 10), morning(town, 13)

    assert set(first) == {"wang", "min", "zhu", "cai"}
    assert set(second) == {"cai"}  # whose part is due on that day


def test_a_cycle_opened_before_a_week_of_holidays_is_told_on_the_first_working_day(town: Town) -> None:
    town.opened(at=on(30, 17, month=9))

    assert [set(morning(town, day)) for day in (1, 8)] == [set(), set()]
    assert set(morning(town, 9)) == {"wang", "min", "zhu", "cai"}


def test_it_says_all_that_is_owed_and_what_others_ask(town: Town) -> None:
    town.opened()

    told = morning(town, 10)

    assert told["zhu"].subject == "落实：江城，2项要报，最近的截止是10月15日（周三）18:00"
    assert told["zhu"].body.startswith(
        "要报的，江城截至9月30日，2项，10月15日（周三）18:00截止：\n· 第3项 新增绿化面积25万方。\n"
    )
    assert "别的单位要配合的：\n· 第2项 新增学位300个。（教育局要）" in told["cai"].body


def test_reminders_go_three_and_one_working_days_before_on_the_day_and_each_working_day_while_late(town: Town) -> None:
    town.opened()
    mornings = {day: morning(town, day).get("wang") for day in range(10, 20)}

    kinds = {day: one.kind for day, one in mornings.items() if one}

    assert kinds == {
        10: Kind.DIGEST, 11: Kind.REMINDER, 14: Kind.REMINDER, 15: Kind.REMINDER, 16: Kind.REMINDER, 17: Kind.REMINDER,
    }  # fmt: skip
    assert mornings[16] is not None
    assert mornings[16].subject == "落实：江城，1项已过截止"


def test_who_has_handed_everything_in_is_not_reminded(town: Town) -> None:
    town.opened()
    town.submitted("2", "新增学位240个。", town.wang, on(10))

    assert "wang" not in morning(town, 14)


def test_a_deadline_on_a_day_off_is_reminded_of_on_the_last_working_day_before(town: Town) -> None:
    town.opened(deadline=on(12, 18))

    assert morning(town, 11)["wang"].kind == Kind.REMINDER
    assert morning(town, 12) == {}


def test_an_extended_unit_is_reminded_of_its_own_deadline(town: Town) -> None:
    cycle = town.opened()
    morning(town, 10)
    extend(cycle, on(22, 18), unit=town.unit("住建局"), reason="台风", by=town.li, at=on(10))

    assert [day for day in (14, 15, 16, 17, 21, 22) if "zhu" in morning(town, day)] == [17, 21, 22]


def test_who_is_locked_out_is_not_reminded_of_what_they_cannot_do(town: Town) -> None:
    cycle = town.opened()
    morning(town, 10)
    lock(cycle, unit=town.unit("住建局"), reason="数据冻结", by=town.li, at=on(15, 19))

    told = morning(town, 16)

    assert ("zhu" in told, "wang" in told) == (False, True)


def test_what_came_back_is_told_the_next_morning_with_its_reason_and_once(town: Town) -> None:
    town.opened()
    morning(town, 10)
    town.submitted("2", "新增学位240个。", town.wang, on(10))
    return_with_reason(town.report("2"), "请补截至9月底的数", by=town.li, at=on(10, 15))

    told = morning(town, 11)

    assert told["wang"].body.startswith(
        "退回来的：\n· 第2项 新增学位300个。 截止10月15日（周三）18:00\n  原因：请补截至9月底的数"
    )
    assert record_urgent_returns(on(10, 15, 5)) == 0


def test_what_came_back_and_is_due_before_the_next_morning_is_told_at_once_and_once(town: Town) -> None:
    cycle = town.opened(deadline=on(10, 18))  # what is returned is due no earlier than its cycle
    Cycle.objects.filter(pk=cycle.pk).update(return_days=0)
    town.submitted("2", "新增学位240个。", town.wang, on(10))
    return_with_reason(town.report("2"), "请补数", by=town.li, at=on(10, 15))

    assert (record_urgent_returns(on(10, 15, 5)), record_urgent_returns(on(10, 15, 10))) == (2, 0)
    assert Message.objects.filter(kind=Kind.RETURNED, person=town.wang).get().body.startswith("督查室退回了第2项")


def test_a_part_that_its_owner_sent_back_is_told_the_next_morning(town: Town) -> None:
    town.opened()
    morning(town, 10)
    part: Contribution = town.contribution("2", "财政局")
    submit(part, seen=save(part, "已拨付。", seen=0, by=town.cai, at=on(10)), by=town.cai, at=on(10))
    assert "cai" not in morning(town, 11)
    send_back(town.contribution("2", "财政局"), "请写金额", by=town.wang, at=on(11))

    assert "退回：请写金额" in morning(town, 13)["cai"].body


def test_the_office_is_told_what_came_in_and_its_head_what_nobody_looks_at(town: Town) -> None:
    head = town.person("head", "方主任", Role.OFFICE_HEAD)
    User.objects.filter(pk=head.pk).update(email="head@office.example")
    cycle = town.opened()
    town.submitted("2", "新增学位240个。", town.wang, on(10))

    first, second = morning(town, 11), morning(town, 13)
    fourth = morning(town, 15)

    assert "江城截至9月30日：1项等审核，1项是新交的。" in first["li"].body
    assert ("li" in second, "head" in second, "li" in fourth) == (False, False, False)
    assert (fourth["head"].kind, fourth["head"].person) == (Kind.SLOW_REVIEW, head)
    assert f"1项等了超过{cycle.review_days}个工作日，还没有人看" in fourth["head"].body


def test_a_morning_that_is_recorded_twice_is_recorded_once(town: Town) -> None:
    town.opened()

    assert (len(morning(town, 10)), record_morning_of(town.place, on(10, 8, 35))) == (4, 0)


def test_chat_groups_are_reminded_of_the_deadline_with_the_units_that_owe(town: Town) -> None:
    town.opened()
    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc"
    set_channel(town.place, "wecom", "工作群", address, by=town.li)

    assert "工作群" not in morning(town, 10)
    assert "住建局：第3项、第4项，共2项" in morning(town, 14)["工作群"].body


def test_an_office_sets_its_own_days(town: Town) -> None:
    town.opened()
    morning(town, 10)
    set_rhythm(town.place, "2", on_the_day=False, while_late=False, by=town.li)

    assert [day for day in (11, 13, 14, 15, 16) if "wang" in morning(town, day)] == [13]


def test_a_morning_missed_until_the_evening_is_left_for_the_next(town: Town) -> None:
    town.opened(deadline=on(30, 18, month=12))

    assert record_morning(datetime.fromisoformat("2025-10-10T08:30:00+08:00")) == 0
    assert not Message.objects.exists()


def test_who_gets_no_mail_is_not_written_to_in_vain(town: Town) -> None:
    town.opened()
    User.objects.filter(username="cai").update(email="")

    assert set(morning(town, 10)) == {"wang", "min", "zhu"}


def test_links_lead_to_the_site_where_the_settings_say_where_it_is(town: Town, settings: Any) -> None:
    settings.LUOSHI_ADDRESS = "https://luoshi.river.example"
    town.opened()

    assert "打开：https://luoshi.river.example/desk/" in morning(town, 10)["wang"].body
