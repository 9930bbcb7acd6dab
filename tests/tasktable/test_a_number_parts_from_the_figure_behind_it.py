"""5.1—10月 is task 5, from January to October, where 4. stands before it; 5.1 is a number among 5.1 and 5.2."""

import docx

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.documents.office_files import saved
from tests.tasktable.plans import plan_of_lines


def test_the_run_of_numbers_decides() -> None:
    plan = plan_of_lines(
        "2025年重点任务",
        "1.新建公园5个。（市园林局）",
        "2.3个开发区评价全覆盖。（市发改委）",
        "3.110千伏变电工程6月底前投运。（市供电公司）",
        "4.2025年底前改造道路26条。（市住建局）",
        "5.1—10月完成农田建设24万亩。（市农业农村局）",
        "6.5G基站新建1200个。（市工信局）",
        "7、12345热线办结率95%以上。（市数据局）",
    )
    assert [task.no for task in plan.tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert [task.text[:4] for task in plan.tasks] == [
        "新建公园",
        "3个开发",
        "110千",
        "2025",
        "1—10",
        "5G基站"[:4],
        "1234",
    ]


def test_nested_numbers_stay_whole_among_their_like() -> None:
    plan = plan_of_lines(
        "2025年重点任务",
        "1.1新建公园5个。（市园林局）",
        "1.2改造公园3个。（市园林局）",
        "2.1改造道路26条。（市住建局）",
        "2.2新建桥梁2座。（市住建局）",
    )
    assert [task.no for task in plan.tasks] == ["1.1", "1.2", "2.1", "2.2"]


def test_a_paragraph_that_word_numbers_has_no_other_number() -> None:
    document = docx.Document()
    document.add_paragraph("2025年重点任务")
    for text in ("新建公园5个。（市园林局）", "3个开发区评价全覆盖。（市发改委）", "1—10月改造道路26条。（市住建局）"):
        paragraph = document.add_paragraph(text, style="List Number")
        assert paragraph.style is not None
    plan = plan_of(read_document(saved(document), "2025.docx"))
    assert [task.text for task in plan.tasks] == ["新建公园5个。", "3个开发区评价全覆盖。", "1—10月改造道路26条。"]
