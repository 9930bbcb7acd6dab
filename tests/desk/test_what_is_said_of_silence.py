"""Why nothing is there: figures that are not out are awaited, what waits for the office is no silence, days pass."""

import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Role
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reminders.outstanding import owing_units
from luoshi_web.reports.queries.preview import preview
from luoshi_web.reports.queries.silence import awaited_in
from luoshi_web.reports.queries.worklists import rates_of, silent
from luoshi_web.supervision.closing import close_cycle, publish_cycle
from luoshi_web.supervision.reviewing import accept
from tests.desk.desk import CYCLE, Desk
from tests.kept_rows import kept_rows
from tests.reports.town import AS_OF, DEADLINE, OPENED, Town, on
from tests.web.site import Page

TABLE = """截至6月底完成情况
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
一、稳增长
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
稳增长 | 1 | 地区生产总值增长5.5%。 | 发改局 | | 增长5.6%。 |
 | 2 | 规上工业增加值增长7%，新增规上企业30家。 | 经信局 | | 新增规上企业12家。 |
 | 3 | 城北大桥9月底前完成交地。 | 住建局 | | 正在推进。 |
 | 4 | 新增绿化面积25万方。 | 教育局 | | 新增绿化面积10万方。 |
 | 5 | 新增学位300个。 | 教育局 | | 新增学位120个。 |
"""


@pytest.fixture
def town(db: None) -> Town:
    return kept_rows("the town of silence", made_town)


def made_town() -> Town:
    """Of five tasks as of September two are handed in, of which the office has accepted one; it is published."""
    place = Jurisdiction.objects.create(slug="river", name="江城")
    plan = import_plan(
        TABLE.encode(), "river.txt", jurisdiction=place, year=2025, at=OPENED, publish=True, lights=True
    ).plan
    town = Town(place, plan)
    town.person("li", "李敏", Role.REVIEWER)
    town.person("wang", "王敏", Role.LIAISON, "教育局")
    cycle = town.opened()
    town.submitted("4", "新增绿化面积19.2万方。", town.wang)
    accept(town.report("4"), by=town.li, at=on(11))
    town.submitted("5", "新增学位240个。", town.wang)
    close_cycle(cycle, by=town.li, at=on(16))
    publish_cycle(cycle, by=town.li, at=on(17))
    return town


def test_what_asks_for_nothing_that_is_out_is_owed_by_nobody(town: Town) -> None:
    cycle = town.report("1").cycle

    assert [one.task.key for one in cycle.reports.filter(pk__in=awaited_in(cycle))] == ["1"]
    owing = {one.unit.name: [task.no for task in one.tasks] for one in owing_units(cycle, on(16, 12))}
    assert "发改局" not in owing
    assert owing["经信局"] == ["2"]  # its companies can be counted, though its growth is not out
    assert rates_of(cycle, on(16, 12)).missing == 2
    assert "发改局" not in {unit.name for unit, _ in silent(cycle)}


def test_the_preview_names_a_figure_once(town: Town) -> None:
    seen = preview(town.plan, AS_OF, DEADLINE, None)
    named = [(one.wording.no, one.metric) for one in seen.awaited]
    assert len(named) == len(set(named))
    assert ("1", "地区生产总值") in [(str(no), metric) for no, metric in named]


def test_the_public_reads_why_nothing_is_there(town: Town, client: Client) -> None:
    page = Page(client.get("/river/2025/"))
    rows = {key: page.texts(f"#t{key}")[0] for key in "12345"}

    assert "数据未出" in rows["1"]
    assert "未报" in rows["2"]
    assert "数据未出" not in rows["2"]
    assert "已报，待审" in rows["5"]
    assert "这一期没有报" not in rows["5"]
    task = Page(client.get("/river/2025/tasks/5/")).text
    assert "单位已经报了，督查室还没有审。" in task
    assert not [words for words in ("没有自评", "这一期没有写完成情况", "还没有报过") if words in task]


def test_the_leader_counts_what_was_not_reported_and_reads_whose_day_has_passed(town: Town) -> None:
    page = Desk(town.li).open("/desk/behind/")

    assert "2项这一期没有报，是不是落后还不知道：经信局、住建局。" in page.text
    assert "1项报了，督查室还没有审。" in page.text
    assert "写明的日子过了，这一期没有报：1项" in page.texts("h3")
    assert "应在2025年9月30日前完成" in page.texts(".leader ul")[0]


def test_the_office_is_asked_about_what_came_back_and_was_not_sent_again(town: Town) -> None:
    page = Desk(town.li).open(CYCLE)
    assert "1项数据未出，不催。" in page.text
