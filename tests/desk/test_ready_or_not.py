"""What the form calls ready is taken, what it calls wanting is refused; a refusal marks the field and leads to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luoshi.errors import LuoshiError
from luoshi_web.intake.inforce import import_plan
from luoshi_web.plans.models import Plan
from luoshi_web.reports.models import ReportState
from luoshi_web.reports.queries.questions import asked_of
from luoshi_web.reports.queries.whole import milestones_of, target_rows_of, wording_of
from tests.chosen import every
from tests.desk.desk import CYCLE, Desk
from tests.desk.test_a_cycle_on_its_pages import DONE, REPORT, opened
from tests.reports.town import OPENED, TABLE, Town

GREEN, DUST = f"{CYCLE}report/3/", f"{CYCLE}report/4/"
WANTING, READY = "还差", "可以先交"


def of(town: Town, key: str) -> int:
    """The target of a task with one figure, by its row."""
    report = town.report(key)
    (asked,) = asked_of(report, wording_of(report))
    return asked.target.pk


@pytest.mark.parametrize(
    ("statement", "value", "lack", "whole"),
    [
        ("新增绿化面积19.2万方。", "", "", True),
        ("新增绿化面积19.2万方，完成年度计划的78.6%。", "", "", True),
        ("绿化在推进。", "19.2", "", True),
        ("绿化在推进。", "", "cannot", True),
        ("绿化在推进。", "", "", False),
        ("绿化在推进。", "很多", "", False),
        ("新增绿化面积19.2万方，完成年度计划的78.6%。", "19吨", "", False),
        ("序时推进。", "19.2", "", False),
        ("", "19.2", "", False),
    ],
)
def test_the_form_says_before_what_handing_in_says_after(
    town: Town, statement: str, value: str, lack: str, whole: bool
) -> None:
    opened(town)
    zhu, pk = Desk(town.zhu), of(town, "3")
    typed = {"statement": statement, f"value.{pk}": value, f"lack.{pk}": lack}

    hints = zhu.posted(f"{GREEN}saving/", seen="0", **typed)
    said = "".join(hints.texts("[data-into=hints]"))
    answer = zhu.send(GREEN, **typed, do="submit")

    assert (WANTING in said, READY in said and not whole) == (not whole, False)
    assert answer.status == (302 if whole else 409)
    assert town.report("3").state == (ReportState.SUBMITTED if whole else ReportState.DRAFT)


def test_a_form_in_which_nothing_stands_yet_is_reproached_with_nothing(town: Town) -> None:
    opened(town)
    page = Desk(town.zhu).open(GREEN)
    assert WANTING not in page.text
    assert not page.tree.cssselect("[aria-invalid]")


def test_a_refusal_marks_the_field_links_to_it_and_puts_the_cursor_there(town: Town) -> None:
    opened(town)
    pk = of(town, "3")

    page = Desk(town.zhu).send(GREEN, statement="绿化在推进。", do="submit")

    (field,) = page.tree.cssselect("[aria-invalid=true]")
    assert (field.get("name"), field.get("autofocus") is not None) == (f"value.{pk}", True)
    (link,) = page.tree.cssselect("#problem a")
    assert link.get("href") == f"#{field.get('id')}"
    assert "“绿化面积”还没有数。填上，或者选一个没有数的原因。" in link.text_content()
    assert page.tree.cssselect("#hints a")[0].get("href") == f"#{field.get('id')}"


def test_all_that_is_wanting_is_said_at_once_and_the_first_has_the_cursor(town: Town) -> None:
    opened(town)
    page = Desk(town.zhu).send(GREEN, statement="", do="submit")

    assert [one.get("name") for one in page.tree.cssselect("[aria-invalid=true]")] == [
        "statement",
        f"value.{of(town, '3')}",
    ]
    assert [one.get("name") for one in page.tree.cssselect("[autofocus]")] == ["statement"]
    assert "没有提交，还差2处" in page.text


def test_the_same_words_as_last_time_ask_for_a_reason_where_it_is_written(town: Town) -> None:
    opened(town)
    page = Desk(town.zhu).send(DUST, statement="序时推进。", do="submit")

    assert page.tree.cssselect("details[open] #unchanged[aria-invalid=true][autofocus]")
    assert "和上一期写的一样" in page.text
    assert Desk(town.zhu).send(DUST, statement="序时推进。", unchanged="年底统一验收", do="submit").status == 302


def test_another_refusal_has_the_focus_itself(town: Town) -> None:
    opened(town)
    zhu = Desk(town.zhu)
    zhu.send(DUST, statement="加强了巡查。", do="submit")
    page = zhu.posted(f"{CYCLE}report/3/", do="submit", seen="7", statement="新增绿化面积19.2万方。")
    assert page.tree.cssselect("[role=alert]")


def test_what_was_handed_in_is_said_in_the_list_when_it_was_the_last(town: Town) -> None:
    opened(town)
    wang = Desk(town.wang)
    address = wang.send(REPORT, statement=DONE, do="submit").response["Location"]

    assert "第2项交了。" in wang.open(address).text
    assert "第2项交了。" not in wang.open("/desk/").text
    assert "交了。" not in wang.open("/desk/?sent=99").text


def test_a_target_without_a_figure_wants_none(town: Town) -> None:
    opened(town)
    assert not target_rows_of(wording_of(town.report("4")))
    assert Desk(town.zhu).send(DUST, statement="加强了巡查。", do="submit").status == 302


@pytest.mark.parametrize(
    ("text", "name"),
    every(
        3,
        [
            ("新开工亿元以上项目不少于15个。", "新开工亿元以上项目"),
            ("PM2.5平均浓度降至28微克/立方米以下。", "PM2.5平均浓度"),
            ("城镇登记失业率控制在3%以内。", "城镇登记失业率"),
            ("新增国家高新技术企业力争达到80家。", "新增国家高新技术企业"),
            ("社会消费品零售总额增长6%左右。", "社会消费品零售总额增长"),
            ("新签约项目30个。", "新签约项目"),
        ],
    ),
)
def test_a_figure_is_called_by_what_it_counts_not_by_how_its_value_is_meant(town: Town, text: str, name: str) -> None:
    table = TABLE.replace("新增绿化面积25万方。", text)
    town.plan = import_plan(table.encode(), "named.txt", jurisdiction=town.place, year=2026, at=OPENED).plan
    town.opened()
    assert Desk(town.zhu).open("/river/2026/cycles/2025-09-30/report/3/").texts("#figures label") == [name]


def test_a_milestone_whose_day_has_passed_is_asked_for_its_step_and_does_not_keep_the_report(town: Town) -> None:
    table = TABLE.replace("加强工地扬尘管治。", "文海路9月底前通车，滨江路12月底前通车。")
    Plan.objects.filter(pk=town.plan.pk).update(year=2024)
    town.plan = import_plan(table.encode(), "roads.txt", jurisdiction=town.place, year=2025, at=OPENED).plan
    town.opened(deadline=timezone.now() + timedelta(days=3), at=timezone.now())
    zhu = Desk(town.zhu)
    (passed, _later) = milestones_of(wording_of(town.report("4")))

    said = zhu.posted(f"{DUST}saving/", seen="0", statement="文海路已于9月28日通车。")
    (hint,) = said.texts("[data-into=hints]")
    assert "过了期限的节点还没有选到哪一步：文海路9月底前通车。不选也能交" in hint
    assert "滨江路" not in hint

    zhu.send(DUST, statement="文海路已于9月28日通车。", do="submit")
    for page in (Desk(town.li).open(f"{CYCLE}review/4/"), zhu.open(DUST), zhu.open(f"{CYCLE}sheet/住建局/")):
        told = page.text.replace(" ", "")
        assert "没有填" in told
        assert "滨江路12月底前通车—" not in told
    review = Desk(town.li).open(f"{CYCLE}review/4/")
    assert review.texts(".sheet tbody tr") == ["文海路9月底前通车没有填 句子里写了已经做到。—"]
    zhu.send(DUST, do="withdraw")

    typed = {"statement": "文海路已于9月28日通车。", f"stage.{passed.pk}": "done", f"date.{passed.pk}": "2025-09-28"}
    assert zhu.posted(f"{DUST}saving/", seen="1", **typed).texts("[data-into=hints]") == [""]


def test_of_two_figures_of_one_thing_the_one_that_is_no_number_is_named(town: Town) -> None:
    table = TABLE.replace("新增绿化面积25万方。", "续建公园13个，新建公园5个。")
    town.plan = import_plan(table.encode(), "parks.txt", jurisdiction=town.place, year=2026, at=OPENED).plan
    town.opened()

    first, second = asked_of(town.report("3"), wording_of(town.report("3")))

    assert first.target.metric == second.target.metric
    assert (first.name, second.name) == ("续建公园", "新建公园")
    with pytest.raises(LuoshiError, match="“续建公园”填的“很多”不是数"):
        first.written("很多")
