"""What a page shows beside a target is the very figure by which the target was judged."""

import re
from datetime import date
from pathlib import Path

from luoshi.checks.plan import read_task
from luoshi.pacing import assess_plan
from luoshi.pacing.matching import figure_of
from luoshi.reading import read_plan
from tests.pacing.one_row import judged as judged_row

TABLE = Path(__file__).parents[2] / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
SEPTEMBER = date(2025, 9, 30)
SCHOOLS = "投用学校5所、续建2所、开工新（改扩）建4所，新增学位2745个。"


def test_each_of_several_counts_of_one_thing_goes_to_the_target_of_its_phase() -> None:
    said = "截至9月底，投用学校4所，续建2所，开工新（改扩）建3所，新增学位2100个。"
    task = read_task(SCHOOLS, said, 2025, SEPTEMBER)
    figures = [figure_of(task, target, SEPTEMBER) for target in task.targets]
    assert [figure.value_text if figure else "" for figure in figures] == ["4所", "2所", "3所", "2100个"]


def test_a_stated_share_of_the_plan_stands_where_no_amount_does() -> None:
    task = read_task("固定资产投资300亿元以上。", "1-9月，固定资产投资完成全年目标的53.7%。", 2025, SEPTEMBER)
    found = figure_of(task, task.targets[0], SEPTEMBER)
    assert found is not None
    assert found.value_text == "53.7%"


def test_in_a_whole_plan_each_judged_figure_is_the_one_that_is_shown() -> None:
    plan = read_plan(TABLE.read_bytes(), TABLE.name)
    compared = 0
    for task in assess_plan(plan).tasks:
        for target in task.targets:
            judged = target.assessment
            if judged is None or judged.reached is None:
                continue
            figure = figure_of(task, target, plan.as_of)
            assert figure is not None, task.key
            digits = re.search(r"[\d.]+", figure.value_text)
            assert digits is not None
            assert digits[0] in judged.sentence, (task.key, judged.sentence)
            compared += 1
    assert compared > 5


def test_of_several_that_are_behind_the_furthest_decides_whatever_their_order() -> None:
    """90.0% of what was to be reached by now and 86.7%: the first in the sentence was named before."""
    jobs, training = "新增城镇就业2万人", "开展职业技能培训1.2万人次"
    said = "1—6月，新增城镇就业9000人，开展职业技能培训5200人次。"
    for text in (f"{jobs}，{training}。", f"{training}，{jobs}。"):
        found = judged_row(text, said, date(2025, 6, 30))
        assert "5200人次 / 1.2万人次 = 43.3%" in found.sentence, found.sentence
