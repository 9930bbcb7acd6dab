"""csv and pasted tables as systems and spreadsheets write them: what only serves Excel is no part of a text."""

import csv

import pytest

from luoshi.documents import read_document
from luoshi.documents.csv_file import bare, separator_of
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

LONG = "扎实推进城市更新行动，改造老旧小区12个，惠及居民3600户，新建口袋公园5个，持续提升人居环境，" * 4


def plan(text: str, name: str = "2025.csv") -> Plan:
    return plan_of(read_document(text.encode(), name))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('="01"', "01"),
        ("='01'", "01"),
        ('= "01"', "01"),
        ('="说“好”"', "说“好”"),
        ('="a""b"', 'a"b'),
        ("'01", "01"),
        ("'2025年", "2025年"),
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("'十四五'规划", "'十四五'规划"),
        ("'十四五'", "'十四五'"),
        ("' 空格在前", "' 空格在前"),
        ("=1+1", "=1+1"),
        ('="01"&"02', '="01"&"02'),
        ("", ""),
        ("'", "'"),
    ],
)
def test_what_keeps_a_spreadsheet_from_changing_a_cell_is_taken_off(written: str, meant: str) -> None:
    assert bare(written) == meant


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;", "sep=;;;"])
@pytest.mark.parametrize("name", ["2025.csv", "2025.txt"])
def test_a_line_that_names_the_separator_is_no_title(line: str, name: str) -> None:
    made = plan(f"{line}\n序号;任务;责任单位\n1;改造小区5个, 含两个大的;住建局\n2;建学校3所;教育局\n", name)
    assert made.title != line
    assert [(t.no, t.text, t.lead) for t in made.tasks] == [
        (1, "改造小区5个, 含两个大的", ("住建局",)),
        (2, "建学校3所", ("教育局",)),
    ]
    assert made.tasks[0].place.line == 3


def test_a_tab_may_be_named() -> None:
    made = plan('sep=\t\n序号\t任务\t责任单位\n="01"\t改造小区5个\t住建局\n\'02\t建学校3所\t教育局\n')
    assert [(t.no, t.text) for t in made.tasks] == [(1, "改造小区5个"), (2, "建学校3所")]


def test_a_cell_as_a_formula_keeps_the_separator_in_it() -> None:
    made = plan('序号,任务,责任单位\n="01",="改造小区5个,含两个大的",住建局\n"=""02""",建学校3所,教育局\n')
    assert [(t.no, t.text) for t in made.tasks] == [(1, "改造小区5个,含两个大的"), (2, "建学校3所")]


@pytest.mark.parametrize("name", ["2025.csv", "2025.txt"])
@pytest.mark.parametrize("quoted", [False, True])
def test_a_heading_and_two_rows_of_long_cells_are_read(name: str, quoted: bool) -> None:
    text, answer = (f'"{LONG},a,b。"', f'"{LONG}"') if quoted else (LONG, f"已{LONG}")
    head = "序号,目标任务,牵头单位,进展情况（截至2025年6月底）"
    made = plan(f"{head}\n1,{text},住建局,{answer}\n2,{LONG}建学校。,教育局,{answer}\n", name)
    assert [(t.no, t.lead) for t in made.tasks] == [(1, ("住建局",)), (2, ("教育局",))]
    assert all(LONG in t.text and LONG in (t.statement or "") for t in made.tasks)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1;2,5;3\n", ";"),
        ("a\tb\n1,2,3\t4\n", "\t"),
        ("任务，单位\n改造5个，住建局\n", "，"),
        (f"任务,单位\n{LONG},住建局\n{LONG},教育局\n", ","),
        ('任务,单位\n"一,二,三",住建局\n"四,五",教育局\n', ","),
        ("2025年任务,,\n任务,单位,时限\n甲,乙,丙\n", ","),
        ("", ","),
        ("只有一行", ","),
    ],
)
def test_the_separator_is_that_by_which_rows_are_equally_wide(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_days_without_their_form_are_days() -> None:
    made = plan(
        "序号,任务,责任单位,完成时限\n1,改造小区5个,住建局,45992\n2,建学校3所,教育局,2025/12/31\n3,建桥1座,交通局,202512\n"
    )
    assert [t.due for t in made.tasks] == ["2025-12-01", "2025/12/31", "202512"]


def test_pasted_cells_lose_the_quotes_of_the_copy_and_keep_their_own() -> None:
    made = plan(
        '序号\t任务\t责任单位\n"1"\t"改造小区5个"\t"住建局"\n2\t"""五个一""工程建学校3所"\t教育局\n'
        '3\t"双招双引"促"强链"\t商务局\n4\t"一条\n两行"\t交通局\n',
        "2025.txt",
    )
    assert [(t.no, t.text, t.lead) for t in made.tasks] == [
        (1, "改造小区5个", ("住建局",)),
        (2, '"五个一"工程建学校3所', ("教育局",)),
        (3, '"双招双引"促"强链"', ("商务局",)),
        (4, "一条两行", ("交通局",)),
    ]


def test_reading_never_lowers_the_limit_of_others() -> None:
    """csv's limit on a cell is one for the process: at 75 characters the list of what is installed was unreadable."""
    before = csv.field_size_limit()
    plan("序号,内容\n1,建成公园5个\n")
    assert csv.field_size_limit() >= before
