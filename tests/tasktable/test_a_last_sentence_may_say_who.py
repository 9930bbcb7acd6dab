"""某局牵头，某局负责。 at a task's end names its units; words that only speak of duty name none."""

import pytest

from luoshi.tasktable.clauses import clauses_of
from tests.tasktable.plans import plan_of_lines


@pytest.mark.parametrize(
    ("text", "words", "lead", "cooperating"),
    [
        ("研发投入增长12%。市科技局负责。", "研发投入增长12%。", ["市科技局"], []),
        (
            "新增企业200家。市统计局牵头，各县（市、区）政府负责。",
            "新增企业200家。",
            ["市统计局"],
            ["各县（市、区）政府"],
        ),
        ("建成平台5家。市科技局牵头，市教育局配合。", "建成平台5家。", ["市科技局"], ["市教育局"]),
    ],
)
def test_the_sentence_is_no_part_of_the_words(text: str, words: str, lead: list[str], cooperating: list[str]) -> None:
    (clause,) = clauses_of(text)
    assert clause.roles is not None
    assert (clause.text, clause.roles.lead, clause.roles.cooperating) == (words, lead, cooperating)


@pytest.mark.parametrize(
    "text", ["深化改革，推动工作落实。", "建立台账。各单位要认真抓好落实。", "建立台账。压实责任，强化配合。"]
)
def test_words_of_duty_name_no_unit(text: str) -> None:
    assert [clause.roles for clause in clauses_of(text)] == [None]


def test_one_line_may_hold_several_labels() -> None:
    plan = plan_of_lines(
        "2025年重点任务",
        "1. 引进亿元以上项目20个。",
        "牵头单位：区工信局    配合单位：区商务局、区财政局    完成时限：12月底",
        "2. 新增企业30家，培育龙头企业3家。",
        "责任单位：区统计局  责任领导：张三",
    )
    assert [(t.lead, t.cooperating, t.due, t.leader) for t in plan.tasks] == [
        (("区工信局",), ("区商务局", "区财政局"), "12月底", None),
        (("区统计局",), (), None, "张三"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "lead", "cooperating", "due"),
    [
        (
            "扩建污水处理厂1座。由市住建局牵头负责，市财政局、各街道配合，2025年6月底前完成。",
            "扩建污水处理厂1座。",
            ["市住建局"],
            ["市财政局", "各街道"],
            "2025年6月底前完成",
        ),
        (
            "培训3000人次。市人社局牵头，市总工会配合，全年推进。",
            "培训3000人次。",
            ["市人社局"],
            ["市总工会"],
            "全年推进",
        ),
        ("建成平台5家。市科技局牵头抓总，市教育局具体负责。", "建成平台5家。", ["市科技局"], ["市教育局"], None),
        ("建成平台5家。市科技局负责牵头，市教育局协助。", "建成平台5家。", ["市科技局"], ["市教育局"], None),
    ],
)
def test_it_may_say_when_too(text: str, words: str, lead: list[str], cooperating: list[str], due: str | None) -> None:
    (clause,) = clauses_of(text)
    assert clause.roles is not None
    assert (clause.text, clause.roles.lead, clause.roles.cooperating) == (words, lead, cooperating)
    assert clause.roles.due == due


def test_who_helps_may_stand_within_the_sentence_that_charges() -> None:
    (task, *_) = plan_of_lines(
        "2025年重点任务",
        "1.扩建污水处理厂1座，由市住建局牵头负责，市财政局、各街道配合，6月底前完成。",
        "2.改建公路8公里，由市交通局负责，年底通车。",
    ).tasks
    assert (task.lead, task.cooperating) == (("市住建局",), ("市财政局", "各街道"))


def test_a_mark_behind_a_name_says_who_leads_behind_a_label_too() -> None:
    (clause,) = clauses_of("建成平台5家。（责任单位：市教育局、市科技局（牵头））")
    assert clause.roles is not None
    assert (clause.roles.lead, clause.roles.cooperating) == (["市科技局"], ["市教育局"])
