"""Under headings, sentences and paragraphs without numbers that name units of their own are tasks, each of them."""

import html

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

HEAD = "某市2026年重点任务分工"


def text(*lines: str) -> Plan:
    return plan_of(read_document("\n".join((HEAD, *lines)).encode(), "plan.txt"))


def rows(plan: Plan) -> list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(task.chapter, task.objective, task.text, task.lead, task.cooperating) for task in plan.tasks]


def not_read(plan: Plan) -> list[str]:
    return [finding.written or "" for finding in plan.findings if finding.code == "lines-not-read"]


def test_several_sentences_of_a_paragraph_and_several_paragraphs_are_tasks() -> None:
    lines = (
        "一、建设宜居城市",
        "改造小区12个。（市住建局牵头，市财政局配合）新建公园3个。（市园林局负责）",
        "更新管网40公里。（市城管局牵头）",
        "二、守护绿水青山",
        "治理河道8条。（市水利局牵头，市环境局配合）造林2万亩。（市林业局负责）",
        "各单位要按月报送进展情况，市督查室适时开展督查。",
    )
    want = [
        ("一、建设宜居城市", "", "改造小区12个。", ("市住建局",), ("市财政局",)),
        ("一、建设宜居城市", "", "新建公园3个。", ("市园林局",), ()),
        ("一、建设宜居城市", "", "更新管网40公里。", ("市城管局",), ()),
        ("二、守护绿水青山", "", "治理河道8条。", ("市水利局",), ("市环境局",)),
        ("二、守护绿水青山", "", "造林2万亩。", ("市林业局",), ()),
    ]
    plan = text(*lines)
    assert rows(plan) == want
    assert not_read(plan) == [lines[-1]]
    page = "".join(f"<p>{html.escape(line)}</p>" for line in (HEAD, *lines))
    assert rows(plan_of(read_document(f"<html><body>{page}</body></html>".encode(), "plan.html"))) == want


def test_under_two_levels_of_headings_the_inner_one_is_the_objective() -> None:
    plan = text(
        "第一部分 经济发展",
        "（一）扩大投资",
        "实施项目60个。【责任单位：市发改委】",
        "完成投资90亿元。【责任单位：市统计局】",
        "（二）壮大工业",
        "培育企业20家。【责任单位：市工信局】",
        "技改项目30个。【责任单位：市工信局】",
    )
    assert [(task.objective, task.text) for task in plan.tasks] == [
        ("（一）扩大投资", "实施项目60个。"),
        ("（一）扩大投资", "完成投资90亿元。"),
        ("（二）壮大工业", "培育企业20家。"),
        ("（二）壮大工业", "技改项目30个。"),
    ]


def test_a_sentence_without_units_behind_the_last_bracket_is_said() -> None:
    plan = text(
        "一、城市",
        "改造小区12个。（市住建局）新建公园3个。（市园林局）持续改善人居环境。",
        "二、乡村",
        "治理河道8条。（市水利局）造林2万亩。（市林业局）",
    )
    assert [task.text for task in plan.tasks] == ["改造小区12个。", "新建公园3个。", "治理河道8条。", "造林2万亩。"]
    assert not_read(plan) == ["持续改善人居环境。"]


def test_one_paragraph_under_each_number_is_the_body_of_that_task() -> None:
    plan = text(
        "1.扩大投资",
        "实施项目60个，完成投资90亿元。（市发改委牵头，市统计局配合）",
        "2.壮大工业",
        "培育企业20家。（市工信局牵头）",
    )
    assert [(task.no, task.objective, task.text) for task in plan.tasks] == [
        (1, "扩大投资", "实施项目60个，完成投资90亿元。"),
        (2, "壮大工业", "培育企业20家。"),
    ]


def test_numbered_sentences_with_units_stay_the_tasks() -> None:
    plan = text(
        "一、经济",
        "1.实施项目60个。（市发改委）",
        "完成投资90亿元。（市统计局）",
        "2.培育企业20家。（市工信局）",
        "3.技改项目30个。（市工信局）",
    )
    assert [task.no for task in plan.tasks] == [1, 2, 3]
