"""How pages call units, cycles, days and tasks, and the order in which they can be reached."""

from datetime import date

import pytest
from django.test import Client

from luoshi.place import Place
from luoshi.plan import Claim, Report, Task
from luoshi_web.desk.behind import reason_in
from luoshi_web.intake.inforce import import_plan
from luoshi_web.pages.environment import said
from luoshi_web.places.models import Jurisdiction, Unit, UnitAlias
from luoshi_web.supervision.filters import matches
from luoshi_web.supervision.words import cycle_words, numbers
from tests.web.site import Reader, table

HEAD = "工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | {} |"


def task(no: int, part: str = "") -> Task:
    return Task(
        key=str(no), no=no, chapter="", objective="", text="新增学位300个。", lead=(), cooperating=(), statement="",
        claim=Claim.NONE, place=Place(), part=part,
    )  # fmt: skip


def test_a_task_is_found_by_its_number_as_people_say_it() -> None:
    one = task(93)
    assert [matches(one, words) for words in ("93", "第93项", "第９３项", "第 93 项", "No. 93")] == [True] * 5
    assert not matches(one, "第9项")


def test_of_two_sheets_that_count_from_one_the_sheet_is_named() -> None:
    first, second = [task(2, "重点任务"), task(3, "重点任务")], [task(2, "民生实事")]
    assert numbers(first) == "第2、3项"
    assert numbers([*first, *second]) == "“重点任务”第2、3项、“民生实事”第2项"


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("截至6月底完成情况", "截至6月底"),
        ("进展情况", "截至11月底"),
        ("完成情况", "截至11月底"),
        ("上半年进展", "上半年进展"),
    ],
)
def test_a_column_without_a_day_is_called_by_the_day_it_speaks_of(heading: str, shown: str) -> None:
    report = Report(heading=heading, statement="", claim=Claim.NONE, place=Place(), as_of=date(2026, 11, 30))
    assert cycle_words(report) == shown


def test_a_day_in_a_sentence_is_written_as_the_house_writes_it() -> None:
    assert said("期限2025-12-31，没有达到") == "期限2025年12月31日，没有达到"
    assert said("文号2025-12-315") == "文号2025-12-315"


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("因验收滞后，预计12月投用。", "因验收滞后，预计12月投用"),
        ("已完成主体，受连续强降雨影响，外立面未完。", "受连续强降雨影响，外立面未完"),
        ("正在施工；由于管线迁改，工期顺延。", "由于管线迁改，工期顺延"),
        ("因地制宜推进改造，已受理120件。", ""),
        ("正在施工。", ""),
    ],
)
def test_the_words_of_a_unit_that_give_a_reason_are_one(statement: str, why: str) -> None:
    assert reason_in(statement) == why


def test_a_unit_that_the_table_calls_otherwise_has_both_names(town: Jurisdiction, reader: Reader) -> None:
    unit = Unit.objects.create(jurisdiction=town, name="卫生健康局")
    UnitAlias.objects.create(jurisdiction=town, unit=unit, name="区卫健局")
    rows = (
        "1 | 新增床位300张。 | 区卫健局 | | 新增床位240张。",
        "2 | 新增学位300个。 | 区教育局 | 区卫健局 | 序时推进。",
    )
    import_plan(table(*rows), "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)

    assert reader.open("/town/2025/tasks/1/").text.count("区卫健局（即卫生健康局）") == 1
    assert "区卫健局（即卫生健康局）" in reader.open("/town/2025/").texts("td.lead-u")
    for address, cells in (("", "td.coop"), ("units/区教育局/", "td.coop"), ("tasks/2/", "p.soft")):
        assert "区卫健局（即卫生健康局）" in " ".join(reader.open(f"/town/2025/{address}").texts(cells)), address
    csv = reader.client.get("/town/2025/plan.csv").content.decode()
    assert "区卫健局" in csv
    assert "卫生健康局" not in csv
    page = reader.open("/town/2025/units/")
    assert "原表写作区卫健局" in page.text
    assert "导入时认作同一个单位的排在一起" in page.text
    noughts = [cell for cell in page.tree.cssselect("td.none:not(.lamps)") if cell.text_content() == "0"]
    assert noughts
    assert all(cell.cssselect(".visually-hidden") for cell in noughts)


def test_the_search_and_the_table_are_two_presses_from_the_top(reader: Reader) -> None:
    page = reader.open("/binjiang/2025/")
    first = [link.get("href") for link in page.tree.cssselect("body a[href^='#']")][:3]
    assert first == ["#main", "#find", "#table"]
    assert page.tree.cssselect("input#find[type=search]")
    assert page.tree.cssselect("table#table[tabindex='-1']")


def test_a_column_without_a_day_is_headed_by_one(town: Jurisdiction, client: Client) -> None:
    text = "\n".join(
        [
            "截至11月底",
            "一、做好工作",
            HEAD.format("进展情况"),
            "做好工作 | 1 | 新增学位300个。 | 教育局 | | 新增学位240个。 |",
        ]
    )
    plan = import_plan(text.encode(), "a.txt", jurisdiction=town, year=2025, publish=True).plan
    cycle = plan.cycles.get()
    cycle.heading, cycle.as_of = "进展情况", date(2025, 11, 30)
    cycle.save()

    page = Reader(client).open("/town/2025/")

    assert page.texts(".eyebrow")[0] == "截至11月底进展情况"
    assert "截至11月底进展情况" in page.texts("thead th")


def test_parts_that_would_meet_on_a_phone_stand_below_one_another(reader: Reader) -> None:
    page = reader.open("/binjiang/2025/tasks/5/")
    names = {one.text_content(): float(one.get("y")) for one in page.tree.cssselect("svg.ch text.cj")}
    assert len(set(names.values())) > 1, names


def test_a_task_without_objective_has_no_empty_step_in_its_path(town: Jurisdiction, client: Client) -> None:
    text = "序号 | 重点任务 | 牵头单位\n1 | 新增学位300个 | 教育局\n2 | 新增床位300张 | 卫健局"
    import_plan(text.encode(), "a.txt", jurisdiction=town, year=2025, publish=True)

    path = Reader(client).open("/town/2025/tasks/1/").texts(".eyebrow")[0]

    assert "› ›" not in path
