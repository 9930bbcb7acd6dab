"""A page shows one cycle, whole: after a newer one is accepted nothing of the older stands beside it undated."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.test import Client

from luoshi.place import Span
from luoshi.plan import Assessment, Basis, Light, State, Target
from luoshi_web.intake.inforce import import_plan
from luoshi_web.pages.charts import shares
from luoshi_web.people.models import Role
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.models import Cycle
from luoshi_web.reports.queries.questions import asked_of
from luoshi_web.reports.queries.whole import wording_of
from luoshi_web.supervision.closing import close_cycle, publish_cycle
from luoshi_web.supervision.reviewing import accept, reopen
from tests.kept_rows import kept_rows
from tests.reports.town import AS_OF, OPENED, Town, on
from tests.web.site import Page, Reader

TABLE = """截至6月底完成情况
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
主要预期指标 | 1 | 地区生产总值增长5.5%。 | 发改局 | | 增长5.6%。 |
一、做好民生
工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
做好民生 | 2 | 建成投用公园5个，续建公园13个，新增绿化面积25万方。 | 教育局 | 各街道 | 序时推进。 |
 | 3 | 新增绿化面积25万方。 | 住建局 | 财政局 | 新增绿化面积10万方。 |
 | 4 | 累计建成充电桩500个，有效发明专利拥有量达到400件。 | 住建局 | | 序时推进。 |
"""
NO_FIGURE = "写明“5个”"
SAID = "建成投用公园4个，续建公园13个，新增绿化面积19.2万方。"


@pytest.fixture
def town(db: None) -> Town:
    return kept_rows("the town of one cycle a page", made_town)


def made_town() -> Town:
    """The town has reported two of its four tasks as of September; the cycle is closed and published."""
    place = Jurisdiction.objects.create(slug="river", name="江城")
    plan = import_plan(
        TABLE.encode(), "river.txt", jurisdiction=place, year=2025, at=OPENED, publish=True, lights=True
    ).plan
    town = Town(place, plan)
    town.person("li", "李敏", Role.REVIEWER)
    town.person("wang", "王敏", Role.LIAISON, "教育局")
    town.person("zhu", "朱宁", Role.LIAISON, "住建局")
    cycle = town.opened()
    report = town.report("2")
    figures = tuple(
        {"target": one.target.pk, "value": value, "lack": ""}
        for one, value in zip(asked_of(report, wording_of(report)), ("4", "13", "19.2"), strict=True)
    )
    draft = save_draft(report, Written(SAID, figures=figures), seen=0, by=town.wang, at=on(10))
    submit(town.report("2"), seen=draft.number, by=town.wang, at=on(10))
    town.submitted("4", "建成充电桩412个，有效发明专利拥有量390件。", town.zhu)
    for key in "24":
        accept(town.report(key), by=town.li, at=on(11))
    close_cycle(cycle, by=town.li, at=on(16))
    publish_cycle(cycle, by=town.li, at=on(17))
    return town


@pytest.fixture
def reader(town: Town, client: Client) -> Reader:
    return Reader(client)


def test_what_was_found_in_june_does_not_stand_beside_septembers_figures(reader: Reader) -> None:
    for address in ("tasks/2/", "", "units/教育局/", "indicators/", "source/"):
        assert NO_FIGURE not in reader.open(f"/river/2025/{address}").text, address
    found = json.loads(reader.client.get("/river/2025/plan.json").content)["findings"]
    assert [one for one in found if one["code"] == "no-figure"] == []


def test_what_is_found_in_its_own_statement_stands_beside_it(reader: Reader, town: Town) -> None:
    reopen(town.report("2"), "请核对。", by=town.li, at=on(17))
    draft = town.report("2").draft
    told = Written("建成投用公园4个，续建公园13个，新增绿化面积19.2万方，完成全年目标的90%。")
    saved = save_draft(town.report("2"), told, seen=draft.number, by=town.wang, at=on(18))
    submit(town.report("2"), seen=saved.number, by=town.wang, at=on(18))
    accept(town.report("2"), by=town.li, at=on(19))

    notes = reader.open("/river/2025/tasks/2/").texts("#said .note")

    assert [note for note in notes if "90%" in note]
    assert [note for note in notes if NO_FIGURE in note] == []


def test_each_figure_is_listed_once_and_says_which_works_it_counts(reader: Reader) -> None:
    page = reader.open("/river/2025/tasks/2/")

    rows = [page.texts(f"table.inl:not(.tg):not(.hist) tr:nth-child({n}) td") for n in (1, 2, 3)]
    assert [row[:4] for row in rows] == [
        ["1", "建成投用公园", "量", "4个"], ["2", "续建公园", "量", "13个"], ["3", "新增绿化面积", "量", "19.2万方"]
    ]  # fmt: skip
    assert page.texts("#said sup") == ["1", "2", "3"]
    assert "只报了3个数" in page.text


def test_the_history_has_the_figures_of_each_cycle(reader: Reader) -> None:
    told = {
        key: [row.text_content().split() for row in reader.open(f"/river/2025/tasks/{key}/").tree.cssselect("td.figs")]
        for key in "123"
    }

    assert ["".join(cell) for cell in told["1"]] == ["5.6%"]
    assert ["".join(cell) for cell in told["2"]] == ["—", "建成投用公园4个续建公园13个新增绿化面积19.2万方"]
    assert ["".join(cell) for cell in told["3"]] == ["10万方"]


def test_a_history_without_figures_has_no_column_for_them(client: Client, town: Town) -> None:
    del town
    place = Jurisdiction.objects.create(slug="hill", name="山城")
    head = "序号 | 内容及要求 | 牵头单位 | 截至6月底完成情况 |"
    table = f"截至6月底完成情况\n{head}\n1 | 新增绿化面积25万方。 | 住建局 | 序时推进。 |\n"
    import_plan(table.encode(), "a.txt", jurisdiction=place, year=2025, publish=True)
    page = Reader(client).open("/hill/2025/tasks/1/")
    assert page.tree.cssselect(".hist tbody tr")
    assert page.tree.cssselect(".figs") == []


def test_counted_works_are_no_share_of_the_year(reader: Reader) -> None:
    page = reader.open("/river/2025/tasks/2/")

    drawn = [chart.get("aria-label") for chart in page.tree.cssselect(".tg svg.ch")]
    assert drawn == ["完成76.8%，序时应达75.0%"]
    assert "序时应达5.0%" not in page.html
    assert "4 / 5 个，期限2025年12月31日，不按月折算" in page.text
    stock = reader.open("/river/2025/tasks/4/")
    assert stock.tree.cssselect(".tg svg.ch") == []
    assert "序时应达500.0%" not in stock.html


@pytest.mark.parametrize(
    ("rule", "wanted", "expected", "share"),
    [
        ("序时进度", 300, 75, True), ("节点数", 5, 5, False), ("存量", 490, 490, False), ("上限", 40, 50, True),
        ("上限", 40, 40, False), ("节点数", 75, 75, False), ("序时比率", 95, 75, True),
    ],
)  # fmt: skip
def test_a_share_is_drawn_where_the_rule_compares_shares(rule: str, wanted: int, expected: int, share: bool) -> None:
    target = Target(
        metric="公园", basis=Basis.LEVEL, comparator=None, value=Decimal(wanted), measure="个", span=Span(0, 4)
    )
    judged = Assessment(State.NOT_DUE, Light.GREY, rule, "v1", "", expected=Decimal(expected), reached=Decimal(4))
    assert (shares(target, judged) is not None) is share


def test_a_row_that_was_not_reported_is_grey_beside_what_was_said_last_and_when(reader: Reader) -> None:
    row = reader.open("/river/2025/").tree.cssselect("#t3")[0]
    assert row.get("class").split()[0] == "st-missing"
    assert " ".join(row.cssselect(".before")[0].text_content().split()) == "截至6月底 新增绿化面积10万方。"
    task = reader.open("/river/2025/tasks/3/")
    assert task.texts(".verdict .state") == ["未报"]
    assert "上一次报的 截至6月底新增绿化面积10万方。" in task.text
    assert task.texts(".tg td[data-l=本期]") == ["10万方截至6月底"]
    assert "截至6月底 新增绿化面积10万方。" in reader.open("/river/2025/units/住建局/").text
    indicator = reader.open("/river/2025/indicators/")
    assert "5.6%1—6月 · 截至6月底" in indicator.texts(".ind tbody td")[2]
    assert "这一期没有报，不画" in indicator.text


def test_in_english_too(reader: Reader) -> None:
    reader.client.cookies["lang"] = "en"
    assert "As of the end of June 2025" in reader.open("/river/2025/").texts("#t3 .before")[0]


def test_without_lights_a_row_says_that_nothing_was_reported(reader: Reader, town: Town) -> None:
    type(town.plan).objects.filter(pk=town.plan.pk).update(public_lights=False)

    row = reader.open("/river/2025/").texts("#t3 .stc")[0]

    assert row == "这一期没有报截至6月底 新增绿化面积10万方。"


def test_downloads_keep_each_cycle_in_its_own_column(reader: Reader) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.client.get("/river/2025/plan.csv").content.decode("utf-8-sig"))))

    said = [(row["截至6月底完成情况"], row["截至9月底完成情况"]) for row in rows]
    assert said[1] == ("序时推进。", SAID)
    assert said[2] == ("新增绿化面积10万方。", "")


def test_a_statement_of_september_was_not_read_in_the_table(reader: Reader) -> None:
    plan = json.loads(reader.client.get("/river/2025/plan.json").content)
    assert ["statement" in task["places"] for task in plan["tasks"]] == [False] * 4
    assert "第6行第3列" in reader.open("/river/2025/tasks/2/").text  # of the promise


def test_the_table_alone_says_what_it_said(binjiang: object, client: Client) -> None:
    page = Page(client.get("/binjiang/2025/tasks/128/"))
    assert "完成情况里没有数" in page.texts("#said .note")[0]


def test_a_cycle_that_ends_within_a_month_is_said_to_be_as_of_its_day(client: Client, town: Town) -> None:
    Cycle.objects.filter(plan=town.plan, as_of=AS_OF).update(as_of="2025-09-15")

    page = Page(client.get("/river/2025/"))
    assert "到9月15日，" in page.text.replace(" ", "")
    assert "到9月底" not in page.text.replace(" ", "")
    assert "截至9月15日" in Page(client.get("/river/2025/tasks/2/")).text.replace(" ", "")
    client.cookies["lang"] = "en"
    assert "As of 15 September 2025" in Page(client.get("/river/2025/tasks/2/")).text


def test_an_indicator_that_this_cycle_did_not_report_keeps_the_period_of_its_figure(town: Town, client: Client) -> None:
    page = Reader(client).open("/river/2025/indicators/")

    (period,) = page.texts("td[data-l='时期']")
    assert period == "1—6月"
    assert "1—6月 · 截至6月底" in page.text


def test_a_task_that_nobody_reported_is_decided_by_none_of_its_targets(town: Town, client: Client) -> None:
    rows = [row for row in Reader(client).open("/river/2025/").texts("tr[id^=t]") if "这一期没有报" in row]
    assert rows
    assert [row for row in rows if "个目标中由" in row] == []
