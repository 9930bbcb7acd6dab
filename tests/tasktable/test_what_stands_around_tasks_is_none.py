"""A covering notice, a closing sentence and a page's foot are no tasks, and no words of one."""

import pytest

from tests.tasktable.plans import plan_of_lines


def test_demands_of_a_signed_notice_are_no_tasks() -> None:
    plan = plan_of_lines(
        "各街道办事处：现将任务分解印发给你们，并提出以下要求：",
        "1.各责任单位要细化措施，排在首位的为牵头单位。",
        "2.区政府办公室每季度通报。",
        "某区人民政府办公室",
        "2025年2月18日",
        "2025年区政府重点工作责任分解",
        "一、稳增长",
        "1.引进项目20个。（责任单位：区商务局）",
        "2.培育企业10家。（责任单位：区工信局）",
    )
    assert [task.text for task in plan.tasks] == ["引进项目20个。", "培育企业10家。"]


def test_a_plan_that_is_signed_itself_keeps_its_tasks() -> None:
    plan = plan_of_lines(
        "2025年区政府重点任务",
        "1.引进项目20个，其中亿元以上项目8个。",
        "2.培育企业10家，建设众创空间3个。",
        "某区人民政府办公室",
        "2025年2月18日",
    )
    assert [task.no for task in plan.tasks] == [1, 2]


def test_a_sentence_behind_the_last_units_is_not_the_tasks() -> None:
    plan = plan_of_lines(
        "2025年区政府重点任务",
        "1.引进项目20个。（牵头单位：区商务局）",
        "2.培育企业10家。（牵头单位：区工信局）",
        "各牵头单位要于每季度末报送进展情况。",
        "版权所有：某区人民政府",
    )
    assert [task.text for task in plan.tasks] == ["引进项目20个。", "培育企业10家。"]


def test_a_pages_foot_names_no_units_of_the_last_task() -> None:
    plan = plan_of_lines(
        "2025年区政府重点任务进展",
        "1、引进项目20个。",
        "牵头单位：区商务局",
        "责任单位：无",
        "工作进展：已引进9个。",
        "2、培育企业10家。",
        "牵头单位：区工信局",
        "责任单位：无",
        "工作进展：已培育4家。",
        "主办单位：某区人民政府办公室",
        "承办单位：某区大数据中心",
    )
    last = plan.tasks[-1]
    assert (last.lead, last.cooperating, last.statement) == (("区工信局",), (), "已培育4家。")


def test_closing_words_are_no_part_of_the_last_result() -> None:
    plan = plan_of_lines(
        "2025年上半年重点工作完成情况",
        "1．引进项目20个，其中亿元以上8个。（牵头单位：区商务局）",
        "完成情况：已引进9个。",
        "2．培育企业10家。（牵头单位：区工信局）",
        "完成情况：已培育4家。",
        "下一步，各单位要对标对表，确保全面完成。",
        "某区人民政府办公室",
        "2025年7月12日",
    )
    assert [task.statement for task in plan.tasks] == ["已引进9个。", "已培育4家。"]


def test_results_of_several_lines_keep_them() -> None:
    plan = plan_of_lines(
        "2025年上半年重点工作完成情况",
        "1．引进项目20个，其中亿元以上8个。（牵头单位：区商务局）",
        "完成情况：已引进9个。",
        "其中亿元以上3个。",
        "2．培育企业10家。（牵头单位：区工信局）",
        "完成情况：已培育4家。",
        "其中国家级1家。",
    )
    assert [task.statement for task in plan.tasks] == ["已引进9个。\n其中亿元以上3个。", "已培育4家。\n其中国家级1家。"]


@pytest.mark.parametrize("names", [("附件：2025年区政府任务清单",), ("附件：1.2025年区政府任务清单", "2.联络员登记表")])
def test_the_annexes_that_a_notice_names_over_its_signature_are_no_parts(names: tuple[str, ...]) -> None:
    plan = plan_of_lines(
        "某区人民政府办公室关于印发2025年任务清单的通知",
        "各街道办事处：现印发给你们，请抓好落实。",
        "一、加强领导。各牵头单位要于2月底前制定实施方案。",
        *names,
        "某区人民政府办公室",
        "2025年2月18日",
        "（此件公开发布）",
        "附件1",
        "2025年区政府任务清单",
        "1.引进项目20个。（责任单位：区商务局）",
        "2.培育企业10家。（责任单位：区工信局）",
    )
    assert [task.text for task in plan.tasks] == ["引进项目20个。", "培育企业10家。"]
    assert "part-not-read" not in {finding.code for finding in plan.findings}


def test_an_annex_of_short_tasks_that_is_signed_is_still_told() -> None:
    plan = plan_of_lines(
        "2025年区政府重点任务",
        "1.引进项目20个。（责任单位：区商务局）",
        "2.培育企业10家。（责任单位：区工信局）",
        "附件：2025年民生实事任务清单",
        "新建学校3所",
        "改造公园2个",
        "某区人民政府办公室",
        "2025年2月18日",
    )
    told = [finding.written for finding in plan.findings if finding.code == "part-not-read"]
    assert len(told) == 1
    assert "民生实事" in (told[0] or "")
