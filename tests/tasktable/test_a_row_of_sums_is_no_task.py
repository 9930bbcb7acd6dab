"""小计 and 合计 are no tasks, whatever their other cells hold; a chapter may carry its sums."""

from tests.tasktable.plans import plan_of_rows


def test_a_total_with_counts_under_the_number_and_words_under_the_text_is_none() -> None:
    plan = plan_of_rows(
        "xlsx",
        [
            ["板块", "序号", "工作任务", "责任单位"],
            ["工业经济", "1", "新建公园5个。", "市园林局"],
            ["工业经济", "2", "改造道路26条。", "市住建局"],
            ["小计", "2", "已完成1项", ""],
            ["合计", "2", "已完成1项，序时推进1项", ""],
        ],
    )
    assert [task.no for task in plan.tasks] == [1, 2]
    assert not {"number-twice", "number-missing"} & {finding.code for finding in plan.findings}
