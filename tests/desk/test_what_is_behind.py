"""A leader's minute: what is behind, who leads it, since when and why in the unit's own words, over all plans."""

import pytest

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Role
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.supervision.actions import assess_cycle
from luoshi_web.supervision.reviewing import accept
from tests.desk.desk import Desk
from tests.reports.town import OPENED, Town, on

WORKS = """截至9月底完成情况
工作目标 | 序号 | 内容及要求 | 牵头单位 | 完成时限 | 截至9月底完成情况 |
一、重点工程
工作目标 | 序号 | 内容及要求 | 牵头单位 | 完成时限 | 截至9月底完成情况 |
工程 | 1 | 区人民医院新院区投入使用。 | 住建局 | 2026年6月30日 | 正在施工。 |
 | 2 | 新增绿化面积30万方。 | 住建局 | | 新增绿化面积9万方。 |
"""
HINDERED = "因征地滞后，施工图审查又晚了两个月，"


@pytest.fixture
def leader(town: Town) -> Desk:
    """A second plan in force, of another year, whose table has an overdue work; the first has a report."""
    import_plan(WORKS.encode(), "works.txt", jurisdiction=town.place, year=2026, at=OPENED, publish=False)
    cycle = town.opened()
    words = Written("截至9月底，新增学位130个。", problems="师资招聘晚。", next_step="预计11月补上。")
    draft = save_draft(town.report("2"), words, seen=0, by=town.wang, at=on(10))
    submit(town.report("2"), seen=draft.number, by=town.wang, at=on(10))
    accept(town.report("2"), by=town.li, at=on(11))
    cycle.shown = True
    cycle.save()
    assess_cycle(town.plan, at=on(12))
    town.person("lin2", "林岚", Role.LEADER)
    return Desk(town.lin2)


def test_all_plans_in_force_are_there_the_newest_first_and_added_up(leader: Desk) -> None:
    page = leader.open("/desk/")

    assert page.texts("h1")[0].startswith("2份计划，6项里3项落后")
    assert page.texts(".leader h2 .n") == ["2026", "2025"]


def test_since_when_is_the_day_that_was_missed_where_there_is_one(leader: Desk) -> None:
    rows = leader.open("/desk/").texts(".bhd tbody tr")

    works, pace = next(row for row in rows if "新院区" in row), next(row for row in rows if "30万方" in row)
    assert "应在2026年6月30日前完成" in works
    assert "截至2026年9月30日第一次有数，之前不知道" in pace
    assert "9 / 30" in pace


def test_why_is_what_the_unit_wrote_and_where_it_wrote_nothing_that_is_said(leader: Desk) -> None:
    rows = leader.open("/desk/").texts(".bhd tbody tr")

    school, works = next(row for row in rows if "学位" in row), next(row for row in rows if "新院区" in row)
    assert ("师资招聘晚。" in school, "预计11月补上。" in school) == (True, True)
    assert "单位没有写原因。写的是：正在施工。" in works


def test_figures_that_came_with_a_table_are_not_said_to_be_accepted(leader: Desk) -> None:
    of_2026, of_2025 = leader.open("/desk/").texts(".leader h2 + p")
    assert "按导入的表里截至2026年9月30日的算" in of_2026
    assert "按截至2025年9月30日通过了的算" in of_2025


def test_what_is_long_is_folded_and_whole_in_its_fold(leader: Desk, town: Town) -> None:
    plan = Plan.objects.get(jurisdiction=town.place, year=2026)
    assert plan.in_force is not None
    row = plan.in_force.wordings.get(task__key="2")
    row.text = row.text[:-1] + "，" + HINDERED * 20
    row.save()

    page = leader.open("/desk/")

    (link,) = [one for one in page.tree.cssselect(".bhd a") if "30万方" in one.text_content()]
    assert len(link.text_content()) < 100
    assert link.text_content().endswith("…")


def test_the_office_has_the_same_page_to_print_and_a_unit_nothing_of_it(leader: Desk, town: Town) -> None:
    office = Desk(town.li)

    assert "/desk/behind/" in [one.get("href") for one in office.open("/desk/").tree.cssselect("main a")]
    page = office.open("/desk/behind/")
    assert page.texts(".bhd tbody tr") == leader.open("/desk/").texts(".bhd tbody tr")
    assert page.tree.cssselect("[data-print]")
    for other in (town.wang, town.zhou):
        assert Desk(other).open("/desk/behind/").texts("main p.nil") == ["没有您可以看的计划。"]


def test_how_many_were_not_reported_and_by_whom_is_said_and_not_counted_as_behind(leader: Desk) -> None:
    (said,) = [words for words in leader.open("/desk/").texts(".leader p") if "这一期没有报" in words and "项" in words]

    assert said == "2项这一期没有报，是不是落后还不知道：住建局。"


def test_what_the_last_report_called_behind_is_named_where_nobody_reported_since(town: Town) -> None:
    cycle = town.opened()
    town.submitted("3", "新增绿化面积20万方。", town.zhu)
    accept(town.report("3"), by=town.li, at=on(11))
    cycle.shown = True
    cycle.save()
    assess_cycle(town.plan, at=on(12))

    page = Desk(town.li).open("/desk/behind/")

    assert "上一次报的时候落后，这一期没有报：1项" in page.texts("h3")
    assert "新增学位300个" in page.texts(".leader ul")[0]


def test_a_reason_within_the_sentence_is_one_and_another_claim_is_no_news(town: Town) -> None:
    of_2024 = WORKS.replace("2026年", "2024年").replace("正在施工", "因验收滞后，预计12月投用")
    import_plan(of_2024.encode(), "works.txt", jurisdiction=town.place, year=2024, at=OPENED, publish=False)

    rows = Desk(town.li).open("/desk/behind/").texts(".bhd tbody tr")

    (row,) = [one for one in rows if "新院区" in one]
    assert "因验收滞后，预计12月投用" in row
    assert "单位没有写原因" not in row
    assert "自评“其他”" not in row


def test_the_plan_with_the_worst_stands_first(town: Town) -> None:
    import_plan(WORKS.replace("2026年", "2024年").encode(), "w.txt", jurisdiction=town.place, year=2024, at=OPENED)

    assert Desk(town.li).open("/desk/behind/").texts(".leader h2 .n") == ["2024", "2025"]
