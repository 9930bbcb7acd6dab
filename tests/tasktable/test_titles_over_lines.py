"""A title that goes over lines is one; a red head, a file's number and an annex's label are none of it."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from tests.documents.office_files import grid_as_docx, grid_as_html, grid_as_xlsx

GRID = [
    ["序号", "工作事项", "承办单位", "完成时限"],
    ["1", "新建停车场6处", "市城管局", "6月底"],
    ["2", "改造农贸市场3个", "市商务局", "9月底"],
]


def title(*above: str) -> str | None:
    return plan_of(read_document(grid_as_docx(GRID, *above), "plan.docx")).title


@pytest.mark.parametrize(
    "lines",
    [
        ["石门市人民政府督查室", "关于2026年三季度重点事项", "落实情况的通报"],
        ["石门市人民政府办公室关于印发", "2026年城市更新任务清单的通知"],
        ["第三中学2026—2027学年第一学期", "工作任务安排表"],
        ["石门市水利局", "2026年重点工作责任表"],
        ["石门市发展和改革局2026年", "目标任务分解表"],
        ["石门市贯彻落实《优化营商环境条例", "实施细则》2026年任务表"],
    ],
)
def test_lines_that_go_on_are_one_title(lines: list[str]) -> None:
    assert title(*lines) == "".join(lines)
    assert title("石门市委文件", "石发〔2026〕8号", *lines, "（2026年1月）") == "".join(lines)


@pytest.mark.parametrize(
    ("above", "at"),
    [
        (["石门市人民政府文件", "石政发〔2026〕3号", "关于公布2026年民生实事项目的通告"], 2),
        (["督查通报", "第5期（总第88期）", "2026年重点任务进展情况表"], 2),
        (["石门市人民政府办公室 2026年7月3日", "2026年重点任务分解表"], 1),
        (["附件2", "2026年重点任务分解表"], 1),
        (["石门市人民政府", "石门市2026年重点任务分解表", "一、城市建设"], 1),
        (["关于印发任务清单的通知", "各区人民政府：", "2026年重点任务分解表"], 0),
        (["2026年工作要点", "2026年重点任务分解表"], 0),
    ],
)
def test_heads_numbers_days_and_other_titles_are_no_part_of_it(above: list[str], at: int) -> None:
    assert title(*above) == above[at]


def test_letters_set_apart_are_one_word() -> None:
    assert title("石门市人民政府督查室", "督 办 任 务 单") == "督办任务单"


def test_a_title_of_the_format_or_within_a_sheet_stays_as_it_is() -> None:
    sheet = plan_of(read_document(grid_as_xlsx(GRID, "石门市2026年任务表"), "plan.xlsx"))
    page = plan_of(read_document(grid_as_html(GRID, "石门市城管局", "2026年任务表"), "plan.html"))
    assert sheet.title == "石门市2026年任务表"
    assert page.title == "石门市城管局2026年任务表"


@pytest.mark.parametrize("behind", ["_通知公告", " - 石门市人民政府", "｜政务公开"])
def test_a_pages_title_is_left_without_the_name_of_its_site(behind: str) -> None:
    page = grid_as_html(GRID, "石门市2026年任务表").decode()
    titled = page.replace("<html>", f"<html><head><title>石门市2026年任务表{behind}</title></head>")
    assert plan_of(read_document(titled.encode(), "plan.html")).title == "石门市2026年任务表"
