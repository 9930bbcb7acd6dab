"""A row that nobody reported in a cycle has no light, whatever day it names: the record may stand in an earlier one."""

import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Role
from luoshi_web.places.models import Jurisdiction
from luoshi_web.supervision.closing import close_cycle, publish_cycle
from luoshi_web.supervision.models import Assessment
from luoshi_web.supervision.queries import plan_under_review
from luoshi_web.supervision.reviewing import accept
from tests.kept_rows import kept_rows
from tests.reports.town import OPENED, Town, on
from tests.web.site import Page, Reader

TABLE = """截至6月底完成情况
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
一、做好民生
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
做好民生 | 1 | 新开工项目15个，6月底前开工8个。 | 教育局 | 各街道 | 新开工项目9个。 |
 | 2 | 城北大桥6月底前竣工通车。 | 住建局 | | 城北大桥已于6月20日建成通车。 |
 | 3 | 文化中心9月底前竣工。 | 住建局 | | 正在施工。 |
 | 4 | 新增绿化面积25万方。 | 教育局 | | 新增绿化面积10万方。 |
 | 5 | 体育馆8月底前竣工。 | 教育局 | | 正在施工。 |
"""
UNREPORTED = ("1", "2", "3")


@pytest.fixture
def town(db: None) -> Town:
    return kept_rows("the town of rows nobody reported", made_town)


def made_town() -> Town:
    """教育局 has reported tasks 4 and 5 as of September, nobody the others; the cycle is closed and published."""
    place = Jurisdiction.objects.create(slug="river", name="江城")
    plan = import_plan(
        TABLE.encode(), "river.txt", jurisdiction=place, year=2025, at=OPENED, publish=True, lights=True
    ).plan
    town = Town(place, plan)
    town.person("li", "李敏", Role.REVIEWER)
    town.person("wang", "王敏", Role.LIAISON, "教育局")
    cycle = town.opened()
    for key, words in (("4", "新增绿化面积19.2万方。"), ("5", "体育馆正在施工，预计明年3月竣工。")):
        town.submitted(key, words, town.wang)
        accept(town.report(key), by=town.li, at=on(11))
    close_cycle(cycle, by=town.li, at=on(16))
    publish_cycle(cycle, by=town.li, at=on(17))
    return town


@pytest.fixture
def reader(town: Town, client: Client) -> Reader:
    return Reader(client)


def row(page: Page, key: str) -> str:
    return page.texts(f"#t{key}")[0]


def test_a_day_that_passed_is_no_red_where_nobody_reported(reader: Reader) -> None:
    page = reader.open("/river/2025/")

    for key in UNREPORTED:
        assert ("未报" in row(page, key), "逾期" in row(page, key)) == (True, False), row(page, key)
    assert "应在2025年6月30日前完成，这一期没有报" in row(page, "2")
    assert "城北大桥已于6月20日建成通车" in row(page, "2")


def test_what_was_reported_and_is_not_finished_stays_overdue(reader: Reader) -> None:
    assert "逾期" in row(reader.open("/river/2025/"), "5")


def test_targets_and_the_office_are_told_the_same(town: Town, reader: Reader) -> None:
    assert "逾期" not in reader.open("/river/2025/tasks/1/").text
    judged = {task.key: task.assessment for task in plan_under_review(town.report("4").cycle).tasks}
    assert {str(one.state) for key in UNREPORTED if (one := judged[key])} == {"not_reported"}


def test_where_nobody_was_asked_the_table_is_judged_as_it_stands(town: Town) -> None:
    states = Assessment.objects.filter(cycle__status="recorded", task__key="2", target=None)
    assert set(states.values_list("state", flat=True)).isdisjoint({"not_reported"})
