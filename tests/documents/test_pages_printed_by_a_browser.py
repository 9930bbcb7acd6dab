"""A page that Chromium printed, with Noto CJK, reads as the page itself: letters, figures, rows, objectives cut in two.

`printed/print-view.pdf` is our own page of the demo's plan, cut to its first tasks. `printed/office-page.html` is plain
office HTML, and beside it what Chromium 156 made of it with --print-to-pdf.
"""

from pathlib import Path

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

HERE = Path(__file__).parent / "printed"
DEMO = Path(__file__).parents[2] / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"
FULL_WIDTH = str.maketrans(",()", "，（）")


def plan(path: Path) -> Plan:
    return plan_of(read_document(path.read_bytes(), path.name), year=2025)


def rows(of: Plan) -> list[tuple[object, ...]]:
    return [
        (task.no, task.objective, task.text, task.lead, task.cooperating, [target.value for target in task.targets])
        for task in of.tasks
    ]


def test_a_page_of_office_html_is_read_from_its_print_as_from_itself() -> None:
    printed, page = plan(HERE / "office-page.pdf"), plan(HERE / "office-page.html")

    assert len(page.tasks) == 14
    assert rows(printed) == rows(page)
    assert [task.statement for task in printed.tasks] == [task.statement for task in page.tasks]
    assert printed.title == "滨江区2025年重点工作任务分解表"


def test_our_own_page_is_read_from_its_print_as_the_plan_it_shows() -> None:
    printed, demo = plan(HERE / "print-view.pdf"), plan(DEMO)

    shown = str(rows(demo)[: len(printed.tasks)]).translate(FULL_WIDTH)
    assert len(printed.tasks) == 19
    assert str(rows(printed)).translate(FULL_WIDTH) == shown


def test_no_radical_is_left_in_what_a_browser_printed() -> None:
    for path in HERE.glob("*.pdf"):
        text = repr(read_document(path.read_bytes(), path.name))
        assert not [letter for letter in text if "\u2e80" <= letter <= "\u2fdf"]
