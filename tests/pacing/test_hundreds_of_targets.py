"""A promise of hundreds of targets is judged in a multiple of the work of one: each is not held against each again."""

from datetime import date

import pytest

from luoshi.checks import judge_plan
from luoshi.plan import Plan
from luoshi.reading import read_plan
from tests.counted import calls
from tests.pacing.one_row import table

KINDS = ("公园", "学校", "医院", "道路", "桥梁", "水库", "泵站", "厂房", "车站", "码头")
PLACES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉东西南北中上下左右前后春夏秋冬日月星山川"
HALF_YEAR = date(2025, 6, 30)
FIGURES = 1


def plan_of(targets: int, measure: str) -> Plan:
    """A task of so many targets, and a statement with few figures."""
    names = [f"{place}{kind}" for place in PLACES for kind in KINDS][:targets]
    asked = "，".join(f"新建{name}{at + 10}{measure}" for at, name in enumerate(names))
    done = "，".join(f"建成{name}{at + 5}{measure}" for at, name in enumerate(names[:FIGURES]))
    return read_plan(table(f"{asked}。", f"{done}。", HALF_YEAR), "任务分解表.csv")


@pytest.mark.parametrize(
    "measure", ["个", *(pytest.param(measure, marks=pytest.mark.long) for measure in ("亿元", "公里"))]
)
def test_four_times_the_targets_take_four_times_the_work(measure: str) -> None:
    few, many = plan_of(100, measure), plan_of(400, measure)
    assert [len(plan.tasks[0].targets) for plan in (few, many)] == [100, 400]

    once, again = (calls(lambda plan=plan: judge_plan(plan)) for plan in (few, many))

    # each is still looked at beside the others in one place or two: 4.6 to 5.3 times; 6.2 to 6.6 where all were
    assert again < 5.5 * once, f"{again / once:.1f} times the work"


def test_each_of_them_is_answered_by_its_own_figure() -> None:
    (task,) = plan_of(400, "个").tasks
    shares = [target.assessment.reached for target in task.targets if target.assessment is not None]
    assert [round(share * (at + 10) / 100) for at, share in enumerate(shares) if share is not None] == [
        at + 5 for at in range(FIGURES)
    ]
    assert set(shares[FIGURES:]) == {None}
