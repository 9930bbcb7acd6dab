"""The contract: what is written validates, says the figures exactly, and can be built from again."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import jsonschema
import pytest

from luoshi.contract import dump, plan_as_dict, plan_as_json, plan_from_dict, schema
from luoshi.cycle import Period
from luoshi.place import Place, Span
from luoshi.plan import (
    Aspect,
    Assessment,
    Basis,
    Candidate,
    Claim,
    Column,
    Comparator,
    Confirmation,
    Finding,
    Level,
    Light,
    Milestone,
    MilestoneKind,
    Observation,
    Plan,
    Relation,
    Report,
    Settler,
    Source,
    State,
    Step,
    Target,
    Task,
    UnitMention,
)
from luoshi.publishing import TrailHead, publish
from luoshi.reading import read_plan

ASSESSED = Assessment(
    State.ON_PACE,
    Light.GREEN,
    "序时进度",
    "v1",
    "161 / 300 亿元 = 53.7%",
    "161 of 300",
    provisional=True,
    expected=Decimal("50"),
    reached=Decimal("53.7"),
    inputs=(("完成", "161亿元"), ("目标", "300亿元")),
    decided_by=0,
    unsettled=(Aspect.METRIC, Aspect.COMPLETION),
    candidates=(Candidate(Span(2, 7), "161亿元", Decimal("16100000000"), "元", "后面写的是“开工”", "begun only"),),
    settled_by=Confirmation(Settler.UNIT, date(2025, 7, 3)),
)
TARGET = Target(
    "固定资产投资",
    Basis.LEVEL,
    Comparator.AT_LEAST,
    Decimal("30000000000"),
    "元",
    Span(0, 13),
    Span(6, 11),
    "300亿元",
    hedge="力争",
    milestone=MilestoneKind.COMMISSION,
    action="完成",
    reference="经济增长",
    scope="全省",
    of="全区",
    due=date(2025, 12, 31),
    rule="level",
    assessment=ASSESSED,
)
FIGURE = Observation(
    "固定资产投资",
    Period.of_quarter(2025, 1),
    Basis.GROWTH,
    Decimal("-6.5"),
    "%",
    Span(0, 8),
    Span(3, 8),
    "-6.5%",
    comparator=Comparator.ABOUT,
    of="计划",
    scope="全市",
    base=True,
    estimated=True,
    approximate=True,
    part_of="投资",
    released=date(2025, 7, 15),
    rule="growth",
)
TASK = Task(
    key="5",
    no=5,
    chapter="一、稳增长",
    objective="扩投资",
    text="力争固定资产投资300亿元以上。",
    lead=("发改局",),
    cooperating=("经信局", "住建局"),
    statement="增速-6.5%。",
    claim=Claim.FIGURES,
    place=Place(table=1, row=5),
    due="12月底",
    leader="张三",
    extra=MappingProxyType({"备注": "省级"}),
    targets=(TARGET,),
    milestones=(Milestone(MilestoneKind.START, "通道", Span(0, 2), "力争", date(2025, 6, 30), "start"),),
    observations=(FIGURE,),
    steps=(Step("先开工", ("发改局",), (), "6月", Place(row=6)),),
    reports=(Report(date(2025, 3, 31), "一季度", "好", Claim.OTHER, (FIGURE,), "缺钱", "再议", Place(column=6)),),
    relations=(Relation("growth", True, "-6.5%", "-6.6%", "在取整范围内", "within rounding", (Span(0, 2),)),),
    assessment=ASSESSED,
    places=MappingProxyType({"text": Place(table=1, row=5, column=3)}),
    part="民生实事",
    year=2026,
)
PLAN = Plan(
    title="任务分解表",
    as_of=date(2025, 6, 30),
    year=2025,
    source=Source("a.xlsx", "xlsx", "00"),
    tasks=(TASK,),
    units=(UnitMention("发改局", ("发改局", "区发改局"), "unit", ("发展改革局",), 1, 0),),
    findings=(Finding("sum", Level.ERROR, "不对", Place(cell="C5"), "wrong", "5", "1", "2", "text", Span(0, 1)),),
    columns=(Column(1, 3, "内容及要求", "text", True, date(2025, 6, 30)),),
    year_from="title",
)


def test_a_plan_with_every_field_validates_and_comes_back_whole() -> None:
    written = json.loads(plan_as_json(PLAN))

    jsonschema.validate(written, schema(), cls=jsonschema.Draft202012Validator)
    assert plan_from_dict(written) == PLAN


def test_the_names_that_the_contract_was_published_with_are_all_written() -> None:
    """Outsiders build on these: fields may be added, none renamed or dropped."""
    written, described = plan_as_dict(PLAN), schema()
    task = written["tasks"][0]
    values = {
        "task": task,
        "target": task["targets"][0],
        "milestone": task["milestones"][0],
        "observation": task["observations"][0],
        "assessment": task["assessment"],
        "unit": written["units"][0],
        "finding": written["findings"][0],
    }
    published = json.loads(publish(PLAN, "json", lights=True, trail=TrailHead("binjiang", 120, "9f86")))
    jsonschema.validate(published, described, cls=jsonschema.Draft202012Validator)
    assert described["properties"].keys() == published.keys() == written.keys() | {"trail"}
    for name, value in values.items():
        assert described["$defs"][name]["properties"].keys() == value.keys(), name


@pytest.mark.parametrize(
    ("figure", "printed"),
    [
        ("30000000000", "30000000000"),
        ("5.60", "5.6"),
        ("7.0", "7"),
        ("-6.5", "-6.5"),
        ("0.1", "0.1"),
        ("1E+10", "10000000000"),
        ("0.0000001", "1e-07"),
        ("12345678901234567890.5", "12345678901234567890.5"),
        ("0.123456789012345678901234567890", "0.123456789012345678901234567890"),
    ],
)
def test_a_figure_is_written_as_exactly_that_number(figure: str, printed: str) -> None:
    given = plan_as_dict(PLAN)
    given["tasks"][0]["targets"][0]["value"] = Decimal(figure)

    text = plan_as_json(plan_from_dict(given))

    assert f'"value": {printed},' in text
    exact = json.loads(text, parse_float=Decimal)
    assert plan_from_dict(exact).tasks[0].targets[0].value == Decimal(figure)


def test_json_with_long_figures_is_laid_out_as_any_other() -> None:
    value = {"a": [1, {"b": '“引号"”\n'}], "c": [], "d": {}, "e": None, "f": True}

    assert dump({**value, "g": Decimal("0.12345678901234567890")}, indent=1) == json.dumps(
        {**value, "g": 0}, ensure_ascii=False, indent=1
    ).replace('"g": 0', '"g": 0.12345678901234567890')


def test_no_text_is_mistaken_for_a_figure() -> None:
    texts = ["\ue0000\ue0005\ue0000\ue000", "\ue0001\ue000", '"\ue0002\ue000']

    assert json.loads(dump({"figure": Decimal("0.12345678901234567890"), "texts": texts}))["texts"] == texts


def test_a_document_with_only_what_is_required_can_be_built_from() -> None:
    gold = json.loads((Path(__file__).parent / "gold" / "binjiang-2025-h1.gold.json").read_text(encoding="utf-8"))
    tasks = [{**task, "assessment": None, "place": {}, "unheard_of": 1} for task in gold["tasks"]]
    source = {"name": "a", "kind": "text", "sha256": ""}

    plan = plan_from_dict({"title": None, "as_of": None, "source": source, "units": [], "findings": [], "tasks": tasks})

    assert len(plan.tasks) == 154
    assert plan.tasks[3].targets[0].value == Decimal("7")


def test_what_is_read_from_a_real_table_validates_and_comes_back_whole(demo_path: Path) -> None:
    plan = read_plan(demo_path.read_bytes(), demo_path.name)

    written = json.loads(plan_as_json(plan), parse_float=Decimal)

    jsonschema.validate(json.loads(plan_as_json(plan)), schema(), cls=jsonschema.Draft202012Validator)
    assert plan_from_dict(written) == plan
