"""The draft's page: doubts at their cells, corrections in place, undo, with and without script."""

from collections.abc import Callable

import pytest
from lxml import html

from luoshi_web.intake.models import Act, Intake, IntakeState
from luoshi_web.intake.queries import corrected_plan
from luoshi_web.people.models import User
from tests.intake.offices import Desk


def tree(answer) -> html.HtmlElement:
    return html.fromstring(answer.content.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def key_of(intake: Intake, text: str) -> str:
    return next(task.key for task in corrected_plan(intake).tasks if text in task.text)


def test_each_doubt_stands_in_the_list_and_at_its_row(li: User, desk_of: Callable[..., Desk]) -> None:
    page = tree(desk_of(li).get())

    doubts = {words(item.find_class("say")[0]): item for item in page.cssselect("ol.doubts li")}
    missing = next(item for said, item in doubts.items() if "序号3没有出现" in said)
    [link] = missing.cssselect("a.where")
    row = page.get_element_by_id(link.get("href").removeprefix("#"))
    assert "序号3没有出现" in words(row)
    assert any("人社局" in said for said in doubts)
    assert any("比表头多1格" in said for said in doubts)


def test_a_cell_is_corrected_without_script(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    assert "cell.lead" in desk.get("rows/2/").content.decode()

    answer = desk.cell("2", lead="教育局、住建局")

    assert answer.status_code == 302
    assert answer["Location"] == "/lake/intake/1/?page=1#r2"
    assert corrected_plan(draft).tasks[1].lead == ("教育局", "住建局")
    page = tree(desk.get())
    assert "已改" in words(page.get_element_by_id("r2"))
    assert "教育局、住建局" in words(page.get_element_by_id("bar"))


def test_a_row_that_stands_alone_leads_back_to_the_draft_and_is_swapped_into_nothing(
    li: User, desk_of: Callable[..., Desk]
) -> None:
    forms = tree(desk_of(li).get("rows/2/")).cssselect("form.act")
    assert forms
    assert all(form.xpath("ancestor::*[@hx-disable]") for form in forms)
    in_its_table = tree(desk_of(li).client.get(desk_of(li).address)).cssselect("form.act")
    assert in_its_table
    assert not any(form.xpath("ancestor::*[@hx-disable]") for form in in_its_table)


def test_a_cell_is_corrected_in_place_with_script(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li, script=True)

    answer = desk.cell("4", no="3")

    fragment = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="r3" hx-swap-oob="true"' in fragment
    assert 'id="doubts" hx-swap-oob="true"' in fragment
    assert 'id="r1"' not in fragment
    assert "序号3没有出现" not in fragment


def test_only_what_changed_is_an_act(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk_of(li).cell("2", lead="教育局", text="开工建设学校3所。")

    assert not Act.objects.exists()


def test_a_column_is_read_differently_and_corrections_stay(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(li)
    desk.cell("5", lead="公路中心")
    desk.correct("columns", **{"column-1-4": "cooperating"})
    draft.refresh_from_db()
    assert draft.state == IntakeState.WAITING

    from tests.intake.offices import work

    work()
    plan = corrected_plan(draft)
    assert plan.tasks[0].cooperating == ("教育局", "各街道")
    assert plan.tasks[3].lead == ("公路中心",)


def test_a_correction_that_fits_no_more_is_said_after_a_column_was_read_differently(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    from tests.intake.offices import work

    desk = desk_of(li)
    desk.correct("target", key="2", index="0", words="建设学校3所", value="3所", metric="学校", basis="level")
    desk.correct("columns", **{"column-1-6": "text"})
    work()

    page = desk.get()
    assert page.status_code == 200
    assert "有一处改动没有用上：目标指的字不在任务内容里。" in page.content.decode()


def test_columns_that_leave_no_task_say_so_and_can_be_taken_back(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    from tests.intake.offices import work

    desk = desk_of(li)
    desk.correct("columns", **{"column-1-6": "text"})
    work()
    draft.refresh_from_db()
    if draft.state == IntakeState.FAILED:
        assert "撤销上一处改动" in desk.get().content.decode()

    desk.send("undo/")
    work()

    draft.refresh_from_db()
    assert draft.state == IntakeState.READ
    assert [task.key for task in corrected_plan(draft).tasks] == ["1", "2", "4", "5"]


def test_undo_takes_the_last_act_back_and_loses_nothing(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    desk.cell("2", lead="住建局")
    desk.cell("2", lead="财政局")

    desk.send("undo/")
    assert corrected_plan(draft).tasks[1].lead == ("住建局",)
    desk.send("undo/")
    assert corrected_plan(draft).tasks[1].lead == ("教育局",)

    assert "没有可以撤销的改动了" in desk.send("undo/").content.decode()
    assert [(act.number, bool(act.written), act.undoes_id and act.undoes.number) for act in draft.acts.all()] == [
        (1, True, None),
        (2, True, None),
        (3, False, 2),
        (4, False, 1),
    ]


def test_two_names_are_one_unit_or_are_not(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    desk.correct("unit", name="人社局", same_as="人力社保局", same="1")
    assert "人社局" not in [unit.name for unit in corrected_plan(draft).units]

    desk.send("undo/")
    desk.correct("unit", name="人社局", same_as="人力社保局", same="0")
    assert "人社局" in [unit.name for unit in corrected_plan(draft).units]
    assert "可能是同一单位" not in desk.get().content.decode()


def test_a_doubt_that_was_settled_is_no_longer_asked(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    page = tree(desk.get())
    item = next(item for item in page.cssselect("ol.doubts li") if "比表头多1格" in words(item))
    code = item.cssselect("input[name=code]")[0].get("value")

    desk.correct("settled", doubt=item.get("id"), code=code)

    assert "比表头多1格" not in words(tree(desk.get()).get_element_by_id("doubts"))
    assert code in [finding.code for finding in corrected_plan(draft).findings]


def test_each_doubt_about_one_figure_is_pressed_for_itself(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(li)
    desk.cell("2", text="新建公园25个，完成投资3亿元。", statement="开工公园25个。")
    asked = "报的25个"
    one, other = (item for item in tree(desk.get()).cssselect("ol.doubts li") if asked in words(item))

    desk.correct("settled", doubt=one.get("id"), code="answers-nothing")

    assert [item.get("id") for item in tree(desk.get()).cssselect("ol.doubts li") if asked in words(item)] == [
        other.get("id")
    ]


def test_a_row_that_is_no_task_goes_and_a_missed_one_is_added(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(li)
    desk.correct("row", key="5", place=desk.place_of("5"))
    desk.correct("task", key="2", **{"cell.no": "3", "cell.text": "建成公园2个。", "cell.lead": "住建局"})

    assert [task.key for task in corrected_plan(draft).tasks] == ["1", "2", "3", "4"]
    assert corrected_plan(draft).tasks[2].targets[0].metric == "公园"


@pytest.mark.parametrize("script", [False, True])
def test_a_target_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    li: User, draft: Intake, desk_of: Callable[..., Desk], script: bool
) -> None:
    answer = desk_of(li, script=script).correct(
        "target", key="2", index="0", words="建设学校五所", value="五所", basis="level"
    )

    page = answer.content.decode()
    assert answer.status_code == (200 if script else 422)
    assert "原文里没有“建设学校五所”" in page
    assert 'value="建设学校五所"' in page
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "nothing"},
        {"kind": "cells", "key": "99"},
        {"kind": "cells", "key": "1", "cell.text": " "},
        {"kind": "cells", "key": "1", "cell.unheard": "x"},
        {"kind": "target", "key": "1", "index": "9", "words": "新增就业"},
        {"kind": "target", "key": "1", "words": "新增就业4万人", "value": "4万人", "basis": "nonsense"},
        {"kind": "target", "key": "1", "words": "新增就业4万人", "value": "4万人", "due": "明天"},
        {"kind": "no-target", "key": "1", "index": "x"},
        {"kind": "no-target", "key": "1", "index": "²"},
        {"kind": "columns", "column-1-4": "nonsense"},
        {"kind": "unit", "name": "", "same_as": ""},
        {"kind": "settled", "doubt": "d99", "code": "x"},
        {"kind": "year", "year": "x"},
        {"kind": "task", "key": "1"},
    ],
)
@pytest.mark.parametrize("script", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_form_that_makes_no_sense_is_refused_in_a_sentence(
    li: User, draft: Intake, desk_of: Callable[..., Desk], sent: dict[str, str], script: bool
) -> None:
    desk = desk_of(li, script=script)
    answer = desk.send("correct/", **sent)

    assert answer.status_code in ({200} if script else {422})
    assert "note bad" in answer.content.decode()
    assert not Act.objects.exists()


def test_two_people_at_one_draft_do_not_write_over_each_other(
    li: User, wang: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    desk_of(wang).cell("2", lead="住建局")

    answer = desk_of(li).send("correct/", kind="cells", key="2", **{"cell.lead": "财政局"}, seen="0")

    assert "刚被别人改过" in answer.content.decode()
    assert corrected_plan(draft).tasks[1].lead == ("住建局",)


def test_ones_own_second_act_from_a_page_of_before_is_taken(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(li)
    desk.cell("2", lead="住建局")
    desk.send("correct/", kind="cells", key="1", **{"cell.lead": "财政局"}, seen="0")

    assert [task.lead for task in corrected_plan(draft).tasks[:2]] == [("财政局",), ("住建局",)]


def test_an_old_form_finds_its_row_after_the_number_was_changed(
    li: User, draft: Intake, desk_of: Callable[..., Desk]
) -> None:
    desk = desk_of(li)
    place = desk.place_of("4")
    desk.cell("4", no="3")
    desk.correct("cells", key="4", place=place, **{"cell.lead": "财政局"})

    assert corrected_plan(draft).tasks[2].lead == ("财政局",)


def test_nothing_is_corrected_after_it_came_in_force(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    desk.send("confirm/")

    desk.cell("2", lead="住建局")

    assert not Act.objects.exists()
    page = desk.get().content.decode()
    assert "看生效的计划" in page
    assert 'class="fix"' not in page


def test_hostile_words_of_a_cell_are_only_words(li: User, draft: Intake, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(li)
    desk.cell("2", text='<script>alert(1)</script>新建"><img src=x>学校3所。', lead="<b>教育局</b>")

    for page in (
        desk.get().content.decode(),
        desk.get("rows/2/").content.decode(),
        desk.get("confirm/").content.decode(),
    ):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>教育局" not in page


def test_a_draft_of_many_rows_comes_in_pages(lake, li: User) -> None:
    from tests.intake.offices import read_draft

    rows = "".join(f"| {n} | 新建公园{n}个。 | 住建局 | 已建成1个。 |\n" for n in range(1, 451))
    text = "2026年任务表\n| 序号 | 工作任务 | 牵头单位 | 截至6月底完成情况 |\n| --- | --- | --- | --- |\n" + rows
    desk = Desk(li, read_draft(lake, li, text))

    assert len(tree(desk.get()).cssselect("tr.line")) == 200
    last = tree(desk.get("?page=3"))
    assert len(last.cssselect("tr.line")) == 50
    assert last.get_element_by_id("r450") is not None
    assert desk.cell("450", lead="园林局")["Location"].endswith("?page=3#r450")
