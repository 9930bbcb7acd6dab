"""What a draft asks of its office in one press instead of sixteen, and what it asks before it is too late."""

import pytest
from django.test import Client

from luoshi.corrections import DoubtSettled
from luoshi_web.intake.elsewhere import named_elsewhere
from luoshi_web.intake.inforce import import_plan
from luoshi_web.intake.models import Intake
from luoshi_web.intake.words import said_of
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from tests.intake.offices import Desk, read_draft
from tests.web.site import Page, table

KNOWN = table("1 | 新增学位300个。 | 教育局 | 财政局 | ", "2 | 加装电梯40台。 | 住建局 | 民政局 | ")
NEXT = """青溪区2026年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |
| --- | --- | --- | --- |
| 1 | 新增学位400个。 | 区教育局 | 新增学位100个。 |
| 2 | 加装电梯50台。 | 区住建局 | 加装电梯10台。 |
| 3 | 新增养老床位60张。 | 区民政局 | 新增养老床位20张。 |
"""


@pytest.fixture
def draft(lake: Jurisdiction, li: User) -> Intake:
    import_plan(KNOWN, "known.txt", jurisdiction=lake, year=2025)
    return read_draft(lake, li, NEXT, "next.txt")


def test_all_names_that_are_known_units_are_taken_by_one_press_that_shows_them(draft: Intake, li: User) -> None:
    desk = Desk(li, draft)
    page = Page(desk.get())
    (pairs,) = page.tree.cssselect("textarea[name=pairs]")
    assert pairs.text.split() == ["区教育局=教育局", "区住建局=住建局", "区民政局=民政局"]

    desk.correct("units", pairs=pairs.text)

    after = Page(desk.get())
    assert after.tree.cssselect("textarea[name=pairs]") == []
    assert draft.acts.count() == 1
    assert "改了3处，最后一次3处，一起撤：" in after.texts("#bar")[0]


def test_only_what_was_shown_is_taken_and_nothing_unasked(draft: Intake, li: User) -> None:
    desk = Desk(li, draft)
    desk.correct("units", pairs="区教育局=教育局\n区水务局=水利局\n区民政局=住建局")

    (pairs,) = Page(desk.get()).tree.cssselect("textarea[name=pairs]")
    assert pairs.text.split() == ["区住建局=住建局", "区民政局=民政局"]


def test_a_title_of_another_place_is_asked_about_before_the_plan_is_in_force(draft: Intake, li: User) -> None:
    desk = Desk(li, draft)
    for rest in ("", "confirm/"):
        assert "标题写的是“青溪区”，这里是湖区" in Page(desk.get(rest)).text


@pytest.mark.parametrize(
    ("title", "place", "named"),
    [
        ("青溪区2026年重点工作任务分解表", "杭州高新区（滨江）", "青溪区"),
        ("西湖区人民政府2025年重点工作", "江城", "西湖区"),
        ("杭州市滨江区2025年政府工作报告", "杭州高新区（滨江）", ""),
        ("2026年全市重点工作", "江城", ""),
        ("全区2026年重点工作", "江城", ""),
        ("关于印发2026年区政府工作报告任务分解的通知", "江城", ""),
        ("", "江城", ""),
    ],
)
def test_a_title_names_another_place_only_where_it_names_none_of_this_one(title: str, place: str, named: str) -> None:
    assert named_elsewhere(title, place) == named


def test_a_doubt_that_was_looked_at_is_named_afterwards() -> None:
    assert said_of(DoubtSettled("unit-new", task="3", written="区水务局")) == "看过，没有问题：第3项“区水务局”"
    assert said_of(DoubtSettled("no-number")) == "一处疑问看过，没有问题"


def test_a_revision_with_open_doubts_says_so_before_it_is_compared(lake: Jurisdiction, li: User) -> None:
    import_plan(KNOWN, "known.txt", jurisdiction=lake, year=2026)
    desk = Desk(li, read_draft(lake, li, NEXT, "next.txt"))

    page = Page(desk.get("confirm/"))

    assert "处没有看。可以先确认" in page.text
    assert "照读出来的样子生效" not in page.text


def test_a_stranger_is_not_told_that_there_is_a_draft(draft: Intake) -> None:
    assert Client().get(f"/lake/intake/{draft.number}/").status_code == 302
