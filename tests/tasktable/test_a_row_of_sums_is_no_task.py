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


def test_a_chapter_with_its_sums_is_called_without_them() -> None:
    plan = plan_of_rows(
        "xlsx",
        [
            ["序号", "项目名称", "建设内容", "总投资", "责任单位"],
            ["", "（一）交通类小计", "", "30000", ""],
            ["1", "南环路改建", "改建道路4.2公里", "30000", "交通局"],
            ["", "（二）水利类合计", "", "26000", ""],
            ["2", "清水河治理", "治理河道9公里", "26000", "水利局"],
        ],
    )
    assert [task.chapter for task in plan.tasks] == ["（一）交通类", "（二）水利类"]
