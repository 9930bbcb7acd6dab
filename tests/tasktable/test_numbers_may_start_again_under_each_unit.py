"""Numbers that run from 1 under each unit's merged cell stand once each; one that stands twice under it is said."""

from tests.documents.office_files import Span
from tests.tasktable.plans import plan_of_rows

HEADINGS = ["责任单位", "序号", "目标任务"]


def codes(*second: str) -> list[str]:
    rows = [
        [Span("市园林局", 3), "1", "新建公园5个。"],
        ["2", "改造绿地3处。"],
        ["3", "种植树木900棵。"],
        ["小计", "3", ""],
        [Span("市住建局", 3), second[0], "改造道路26条。"],
        [second[1], "新建泵站2座。"],
        [second[2], "改造小区8个。"],
    ]
    plan = plan_of_rows("xlsx", [HEADINGS, *rows])
    assert len(plan.tasks) == 6
    return [f.code for f in plan.findings if f.code.startswith("number-") or f.code == "no-number-column"]


def test_a_run_that_starts_again_is_no_repeat() -> None:
    assert codes("1", "2", "3") == []


def test_a_number_that_stands_twice_under_one_unit_is_said() -> None:
    assert codes("1", "2", "2") == ["number-twice"]


def test_numbers_in_the_text_are_numbers() -> None:
    rows = [[f"{n}.新建公园{n + 3}个。", "市园林局"] for n in (1, 2, 3)]
    plan = plan_of_rows("docx", [["重点任务", "责任单位"], *rows])
    assert [task.no for task in plan.tasks] == [1, 2, 3]
    assert "no-number-column" not in {finding.code for finding in plan.findings}
