"""Corrections: what is touched is read again, what a person set stays, and nothing else moves."""

from datetime import date
from decimal import Decimal

import pytest

from luoshi.checks import check_plan
from luoshi.contract import dump, plan_as_dict, plan_from_dict
from luoshi.corrections import (
    PERSON,
    CellText,
    ColumnMeaning,
    Correction,
    CorrectionRefused,
    DoubtSettled,
    FigureChosen,
    PlanYear,
    RowRole,
    TargetRemoved,
    TargetSet,
    TaskAdded,
    UnitAlias,
    apply,
    cell_of,
    correction_as_dict,
    correction_from_dict,
    is_settled,
    target_in,
    units_unheard,
)
from luoshi.documents import read_document
from luoshi.errors import NoTaskFound
from luoshi.place import Place, Span
from luoshi.plan import Basis, Claim, Comparator, Plan, Task
from luoshi.tasktable import plan_of

TABLE = """2025年重点任务分解表
| 序号 | 工作任务 | 牵头单位 | 配合单位 | 截至6月底完成情况 |
| --- | --- | --- | --- | --- |
| 1 | 新增就业4万人以上。 | 人力社保局 | 教育局、各街道 | 新增就业2.1万人。 |
| 2 | 开工建设学校3所。 | 教育局 | 住建局 | 序时推进 |
| 4 | 完成固定资产投资300亿元。 | 发改局 | 人社局、住建局 | 完成161亿元。 |
"""


@pytest.fixture
def plan() -> Plan:
    return plan_of(read_document(TABLE.encode(), "2025.txt"))


def task(plan: Plan, key: str) -> Task:
    return next(task for task in plan.tasks if task.key == key)


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


def test_no_correction_changes_nothing(plan: Plan) -> None:
    assert apply(plan, []) == plan


def test_a_corrected_text_is_read_again(plan: Plan) -> None:
    after = apply(plan, [CellText("1", "text", "新增就业5万人以上。")])

    [target] = task(after, "1").targets
    assert (target.value, target.value_text) == (Decimal(50000), "5万人")
    assert task(after, "2") == task(plan, "2")


def test_a_corrected_statement_is_read_again(plan: Plan) -> None:
    after = apply(plan, [CellText("2", "statement", "已开工学校2所。")])

    changed = task(after, "2")
    assert changed.reports[-1].statement == changed.statement == "已开工学校2所。"
    assert [seen.value for seen in changed.observations] == [Decimal(2)]
    assert changed.reports[-1].observations == changed.observations


def test_units_are_split_as_in_a_cell(plan: Plan) -> None:
    after = apply(plan, [CellText("2", "cooperating", "住建局、 财政局")])

    assert task(after, "2").cooperating == ("住建局", "财政局")
    assert "财政局" in [unit.name for unit in after.units]


def test_a_missing_number_is_told_until_it_is_put_right(plan: Plan) -> None:
    assert "number-missing" in codes(plan)

    after = apply(plan, [CellText("4", "no", "3")])

    assert "number-missing" not in codes(after)
    assert [task.key for task in after.tasks] == ["1", "2", "3"]


def test_a_number_given_twice_is_told(plan: Plan) -> None:
    after = apply(plan, [CellText("4", "no", "2")])

    assert "number-twice" in codes(after)
    assert len({task.key for task in after.tasks}) == 3


def test_what_a_person_set_stays_when_the_text_is_read_again(plan: Plan) -> None:
    text = task(plan, "4").text
    mine = target_in(text, "固定资产投资300亿元", value_text="300亿元", comparator=Comparator.AT_LEAST)
    after = apply(plan, [TargetSet("4", mine, 0), CellText("4", "text", "全年完成固定资产投资300亿元，开工项目20个。")])

    changed = task(after, "4")
    [set_by_person] = [target for target in changed.targets if target.rule == PERSON]
    assert set_by_person.span.of(changed.text) == "固定资产投资300亿元"
    assert set_by_person.value_span is not None
    assert set_by_person.value_span.of(changed.text) == "300亿元"
    assert set_by_person.comparator is Comparator.AT_LEAST
    assert [target.value for target in changed.targets] == [Decimal("3E+10"), Decimal(20)]


def test_a_target_that_a_person_took_out_does_not_come_back(plan: Plan) -> None:
    after = apply(plan, [TargetRemoved("1", 0), CellText("1", "text", "新增就业4万人以上，稳住存量。")])

    assert task(after, "1").targets == ()


def test_a_person_adds_a_target_that_was_not_read(plan: Plan) -> None:
    mine = target_in("开工建设学校3所。", "建设学校3所", metric="学校", value_text="3所", due=date(2025, 9, 30))
    after = apply(plan, [TargetSet("2", mine)])

    assert [t.due for t in task(after, "2").targets if t.rule == PERSON] == [date(2025, 9, 30)]


def test_two_names_become_one_unit_with_both_spellings(plan: Plan) -> None:
    assert "unit-maybe-same" in codes(plan)

    after = apply(plan, [UnitAlias("人社局", "人力社保局")])

    assert "unit-maybe-same" not in codes(after)
    [unit] = [unit for unit in after.units if unit.name == "人力社保局"]
    assert (unit.as_written, unit.leads, unit.cooperates) == (("人力社保局", "人社局"), 1, 1)
    assert task(after, "4").cooperating == ("人社局", "住建局")


def test_two_names_that_are_two_units_are_not_proposed_again(plan: Plan) -> None:
    after = apply(plan, [UnitAlias("人社局", "人力社保局", same=False)])

    assert "unit-maybe-same" not in codes(after)
    assert {"人社局", "人力社保局"} <= {unit.name for unit in after.units}


def test_the_last_word_on_two_names_holds(plan: Plan) -> None:
    said: list[Correction] = [UnitAlias("人社局", "人力社保局"), UnitAlias("人社局", "人力社保局", same=False)]

    assert "人社局" in [unit.name for unit in apply(plan, said).units]


def test_names_that_point_at_each_other_do_not_hang(plan: Plan) -> None:
    after = apply(plan, [UnitAlias("人社局", "人力社保局"), UnitAlias("人力社保局", "人社局")])

    assert len([unit for unit in after.units if unit.name in ("人社局", "人力社保局")]) == 1


def test_a_row_that_is_no_task_goes_and_takes_its_findings_along(plan: Plan) -> None:
    row = task(plan, "4")
    after = apply(plan, [RowRole(row.place, is_task=False, task="4")])

    assert [task.key for task in after.tasks] == ["1", "2"]
    assert "number-missing" not in codes(after)


def test_a_task_that_was_missed_is_added_in_its_place(plan: Plan) -> None:
    cells = {"no": "3", "text": "建成公园2个。", "lead": "住建局", "statement": "已建成1个。"}
    after = apply(plan, [TaskAdded("2", cells)])

    assert [task.key for task in after.tasks] == ["1", "2", "3", "4"]
    added = task(after, "3")
    assert (added.lead, added.targets[0].value, added.observations[0].value) == (("住建局",), Decimal(2), Decimal(1))
    assert "number-missing" not in codes(after)


def test_a_column_read_differently_reads_the_document_again() -> None:
    table = TABLE.replace("配合单位", "说明栏")
    document = read_document(table.encode(), "2025.txt")
    assert task(plan_of(document), "1").cooperating == ()

    after = apply(document, [ColumnMeaning(1, 4, "cooperating")])

    assert task(after, "1").cooperating == ("教育局", "各街道")


def test_columns_are_told_of_a_table_whose_header_was_not_found() -> None:
    rows = [
        "编 | 干什么 | 谁来干 | 现在怎样",
        "甲 | 新建公园2个。 | 住建 | 已建成1个。",
        "乙 | 新增学位300个。 | 教育 | 序时推进",
    ]
    table = "".join(f"{row} |\n" for row in rows)
    document = read_document(table.encode(), "2026.txt")
    with pytest.raises(NoTaskFound):
        plan_of(document)

    told = [ColumnMeaning(1, 2, "text"), ColumnMeaning(1, 3, "lead"), ColumnMeaning(1, 4, "report")]
    after = apply(document, told)

    assert [(task.text, task.lead, task.statement) for task in after.tasks] == [
        ("新建公园2个。", ("住建",), "已建成1个。"),
        ("新增学位300个。", ("教育",), "序时推进"),
    ]
    assert [column.heading for column in after.columns] == ["编", "干什么", "谁来干", "现在怎样"]


def test_a_year_told_is_the_year_of_dates_and_periods() -> None:
    document = read_document(TABLE.replace("2025年", "").encode(), "table.txt")
    assert plan_of(document).year is None

    after = apply(document, [PlanYear(2024), PlanYear(2025)])

    assert (after.year, after.as_of) == (2025, date(2025, 6, 30))


def test_a_column_cannot_be_read_differently_without_the_document(plan: Plan) -> None:
    with pytest.raises(CorrectionRefused) as refused:
        apply(plan, [ColumnMeaning(1, 4, "cooperating")])

    assert "重读" in str(refused.value)
    assert refused.value.english


def test_a_correction_finds_its_row_where_the_keys_have_changed(plan: Plan) -> None:
    row = task(plan, "4")
    after = apply(plan, [CellText("4", "no", "3"), CellText("4", "lead", "财政局", place=row.place)])

    assert task(after, "3").lead == ("财政局",)


def test_a_correction_whose_task_is_gone_is_said(plan: Plan) -> None:
    row = task(plan, "4")
    after = apply(plan, [RowRole(row.place, is_task=False, task="4"), CellText("4", "lead", "财政局")])

    assert "correction-lost" in codes(after)


@pytest.mark.parametrize(
    ("field", "text"),
    [("text", " "), ("nothing", "1"), ("report.7", "1"), ("report.0.nothing", "1"), ("report.x", "1")],
)
def test_a_correction_that_cannot_be_made_says_why(plan: Plan, field: str, text: str) -> None:
    with pytest.raises(CorrectionRefused) as refused:
        apply(plan, [CellText("1", field, text)])

    assert str(refused.value).endswith("。")
    assert refused.value.english


def test_a_correction_that_can_no_longer_be_made_is_said_where_the_file_was_read_again(plan: Plan) -> None:
    after = apply(plan, [CellText("1", "report.7", "x"), CellText("2", "lead", "财政局")], strict=False)

    assert "correction-lost" in codes(after)
    assert task(after, "2").lead == ("财政局",)


def test_an_emptied_statement_claims_nothing(plan: Plan) -> None:
    changed = task(apply(plan, [CellText("1", "statement", "")]), "1")

    assert (changed.statement, changed.claim, changed.observations) == ("", Claim.NONE, ())


@pytest.mark.parametrize("field", ["no", "text", "lead", "cooperating", "statement", "due", "leader", "report.0"])
def test_a_cell_written_back_as_it_is_changes_nothing(plan: Plan, field: str) -> None:
    assert apply(plan, [CellText("1", field, cell_of(task(plan, "1"), field))]).tasks == plan.tasks


def test_words_of_a_target_must_stand_in_the_text() -> None:
    with pytest.raises(CorrectionRefused, match="没有“5万人”"):
        target_in("新增就业4万人以上。", "新增就业4万人", value_text="5万人")
    with pytest.raises(CorrectionRefused, match="原文里没有"):
        target_in("新增就业4万人以上。", "新增就业5万人", value_text="5万人")
    with pytest.raises(CorrectionRefused, match="没有读懂"):
        target_in("新增就业4万人以上。", "新增就业4万人", value_text="就业")
    with pytest.raises(CorrectionRefused, match="请写明数值"):
        target_in("新增就业4万人以上。", "新增就业4万人", metric="就业", basis=Basis.LEVEL)


def test_words_that_stand_twice_are_those_nearest_to_the_old_ones() -> None:
    text = "建成学校3所，续建学校3所。"

    assert target_in(text, "学校3所", value_text="3所", near=Span(9, 13)).span == Span(9, 13)


def test_a_target_in_step_with_another_needs_no_figure() -> None:
    made = target_in(
        "收入与经济增长同步。", "收入与经济增长同步", metric="收入", basis=Basis.PARITY, reference="经济增长"
    )

    assert (made.value, made.reference, made.rule) == (None, "经济增长", PERSON)


def test_every_correction_is_the_same_after_it_was_kept(plan: Plan) -> None:
    import json

    place = Place(table=1, row=3)
    mine = target_in(
        "完成固定资产投资300.50亿元。", "固定资产投资300.50亿元", value_text="300.50亿元", due=date(2025, 12, 31)
    )
    corrections: list[Correction] = [
        CellText("1", "extra.备注", "x", place),
        ColumnMeaning(1, 2, "responsible"),
        TargetSet("4", mine, 0, place),
        TargetRemoved("4", 1),
        UnitAlias("甲", "乙", same=False),
        RowRole(place, is_task=True),
        TaskAdded("", {"text": "建成公园2个。"}, place),
        PlanYear(2025),
        DoubtSettled("number-missing", "4", "4", place),
        FigureChosen("1", Span(0, 9), Basis.LEVEL, "新增就业4万人以上", Span(4, 9), "2.1万人", "新增就业2.1万人。"),
        FigureChosen("1", Span(0, 9), Basis.LEVEL, "新增就业4万人以上", None, "", "x", date(2025, 7, 1), place),
    ]
    for correction in corrections:
        kept = json.loads(dump(correction_as_dict(correction)), parse_float=Decimal)
        assert correction_from_dict(kept) == correction


def test_a_settled_doubt_stays_a_finding_and_is_known_as_settled(plan: Plan) -> None:
    [doubt] = [finding for finding in plan.findings if finding.code == "number-missing"]
    said = [DoubtSettled(doubt.code, doubt.task, doubt.written)]

    assert doubt in apply(plan, said).findings
    assert is_settled(doubt, said)
    assert not is_settled(doubt, [])


def test_one_of_two_doubts_about_one_figure_is_settled_alone(plan: Plan) -> None:
    parks = [CellText("4", "text", "新建公园25个，完成投资3亿元。"), CellText("4", "statement", "开工公园25个。")]
    one, other = (finding for finding in check_plan(apply(plan, parks)).findings if finding.code == "answers-nothing")
    assert (one.written, one.place, one.task) == (other.written, other.place, other.task)

    said = [DoubtSettled(one.code, one.task, one.written, one.place, one.message)]

    assert is_settled(one, said)
    assert not is_settled(other, said)


def test_what_was_settled_before_its_sentence_was_kept_stays_settled(plan: Plan) -> None:
    [doubt] = [finding for finding in plan.findings if finding.code == "number-missing"]
    kept = {"kind": "settled", "code": doubt.code, "task": doubt.task, "written": doubt.written, "place": None}

    assert is_settled(doubt, [correction_from_dict(kept)])


def test_a_corrected_plan_is_written_by_the_contract(plan: Plan) -> None:
    import json

    corrections = [CellText("4", "no", "3"), UnitAlias("人社局", "人力社保局"), TargetRemoved("1", 0)]
    after = apply(plan, corrections)

    assert plan_from_dict(json.loads(dump(plan_as_dict(after)), parse_float=Decimal)) == after


def test_a_unit_that_was_not_named_before_is_told_and_held_against_the_known_ones(plan: Plan) -> None:
    known = {"人力社保局", "教育体育局", "住建局", "发改局"}

    told = {finding.written: (finding.code, finding.reckoned) for finding in units_unheard(plan, known)}

    assert told == {"教育局": ("unit-maybe-same", "教育体育局"), "人社局": ("unit-maybe-same", "人力社保局")}
    assert units_unheard(plan, set()) == []
    assert units_unheard(plan, {*known, "教育局", "人社局"}) == []


def test_where_a_person_says_that_it_is_another_the_next_likeliest_is_proposed(plan: Plan) -> None:
    known = {"人力社保局", "人力资源和社会保障局", "教育局"}
    apart: set[frozenset[str]] = set()
    proposed = []
    while told := [finding for finding in units_unheard(plan, known, apart) if finding.written == "人社局"]:
        (finding,) = told
        proposed.append(finding.reckoned)
        apart.add(frozenset((str(finding.written), str(finding.reckoned))))

    assert proposed == ["人力社保局", "人力资源和社会保障局"]


def test_a_unit_that_is_like_none_is_only_told(plan: Plan) -> None:
    after = apply(plan, [CellText("4", "lead", "气象台")])

    [told] = units_unheard(after, {unit.name for unit in plan.units})
    assert (told.code, told.written, told.reckoned, told.task) == ("unit-unknown", "气象台", None, "4")
