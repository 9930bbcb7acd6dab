"""Units that stand once for a section, or before the works of a paragraph, are those of each task there."""

import html

import pytest

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

HEAD = "某县2026年重点工作任务"
INDUSTRY, TRADE, SCIENCE = "县工信局", "县商务局", "县科技局"


def read(lines: list[str], kind: str = "txt") -> Plan:
    whole = [HEAD, *lines]
    page = "".join(f"<p>{html.escape(line)}</p>" for line in whole)
    data = "\n".join(whole) if kind == "txt" else f"<html><body>{page}</body></html>"
    return plan_of(read_document(data.encode(), f"plan.{kind}"))


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in plan.findings]


SECTIONS = {
    "head": [
        "一、壮大产业（责任单位：县工信局、县商务局）", "1.新增企业18家。", "2.引进项目10个。",
        "二、推动技改（县科技局牵头）", "3.技改项目35个。", "4.建设中心2家。",
    ],
    "under": [
        "一、壮大产业", "牵头单位：县工信局", "配合单位：县商务局", "1.新增企业18家。", "2.引进项目10个。",
        "二、推动技改", "牵头单位：县科技局", "1.技改项目35个。", "2.建设中心2家。",
    ],
    "end": [
        "（一）壮大产业", "1.新增企业18家。", "2.引进项目10个。", "责任单位：县工信局、县商务局",
        "（二）推动技改", "3.技改项目35个。", "4.建设中心2家。", "责任单位：县科技局",
    ],
    "bracket": [
        "一、壮大产业", "（一）新增企业18家。", "（二）引进项目10个。", "（县工信局牵头，县商务局配合）",
        "二、推动技改", "（一）技改项目35个。", "（二）建设中心2家。", "（县科技局负责）",
    ],
}  # fmt: skip


@pytest.mark.parametrize("where", SECTIONS)
@pytest.mark.parametrize("kind", ["txt", "html"])
def test_each_task_of_a_section_is_owed_by_its_units(where: str, kind: str) -> None:
    plan = read(SECTIONS[where], kind)
    assert [(task.text, task.lead, task.cooperating) for task in plan.tasks] == [
        ("新增企业18家。", (INDUSTRY,), (TRADE,)),
        ("引进项目10个。", (INDUSTRY,), (TRADE,)),
        ("技改项目35个。", (SCIENCE,), ()),
        ("建设中心2家。", (SCIENCE,), ()),
    ]
    assert [task.chapter[-4:] for task in plan.tasks] == ["壮大产业", "壮大产业", "推动技改", "推动技改"]
    assert codes(plan).count("units-of-section") == 1


def test_points_of_a_matter_are_no_tasks() -> None:
    plan = read(
        [
            "1.新建学校3所（县教育局）",
            "（1）东校区；",
            "（2）西校区；",
            "2.改造医院2家（县卫健局）",
            "（1）南院；",
            "（2）北院。",
        ]
    )
    assert [task.no for task in plan.tasks] == [1, 2]
    assert "units-of-section" not in codes(plan)


@pytest.mark.parametrize(
    "lines",
    [
        ["一、产业", "1.新增企业18家。", "2.引进项目10个。", "责任单位：县工信局", "二、技改", "3.技改项目35个。"],
        ["一、产业", "1.新增企业18家。（县商务局）", "2.引进项目10个。", "责任单位：县工信局",
         "二、技改", "3.技改项目35个。", "4.建设中心2家。", "责任单位：县科技局"],
        ["1.新增企业18家。", "2.引进项目10个。", "3.技改项目35个。", "责任单位：县科技局"],
    ],
)  # fmt: skip
def test_where_not_every_section_says_it_in_one_way_the_line_is_that_of_its_task(lines: list[str]) -> None:
    plan = read(lines)
    assert "units-of-section" not in codes(plan)
    assert any(not task.lead for task in plan.tasks)


@pytest.mark.parametrize("marks", ["1. 2. 3.", "（1） （2） （3）", "① ② ③", "一是 二是 三是"])
def test_works_behind_a_unit_and_its_colon_are_tasks_of_that_unit(marks: str) -> None:
    one, two, three = marks.split(" ")
    plan = read(
        [
            "现将春耕任务交办如下：",
            f"县农业农村局：{one}春播38万亩；{two}推广机械5万亩；{three}培训600人次。",
            f"县水利局：{one}3月底前清淤120公里；{two}维修提灌站45处。",
        ]
    )
    assert [(task.chapter, task.text.rstrip("。；"), task.lead) for task in plan.tasks] == [
        ("县农业农村局", "春播38万亩", ("县农业农村局",)),
        ("县农业农村局", "推广机械5万亩", ("县农业农村局",)),
        ("县农业农村局", "培训600人次", ("县农业农村局",)),
        ("县水利局", "3月底前清淤120公里", ("县水利局",)),
        ("县水利局", "维修提灌站45处", ("县水利局",)),
    ]
    assert [task.key for task in plan.tasks][-2:] == ["2-1", "2-2"]


def test_a_unit_with_one_sentence_keeps_all_paragraphs_whole() -> None:
    plan = read(
        ["县农业农村局：1.春播38万亩；2.培训600人次。", "县水利局：清淤渠道120公里。", "县供销社：储备化肥2.2万吨。"]
    )
    assert [task.lead for task in plan.tasks] == [("县农业农村局",), ("县水利局",), ("县供销社",)]
