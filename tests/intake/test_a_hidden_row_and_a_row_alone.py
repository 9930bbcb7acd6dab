"""A task in a hidden row is asked about once, with a way to add it; a row on a page of its own is saved with a word."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from luoshi_web.intake import queries
from luoshi_web.intake.actions import take_in
from luoshi_web.intake.models import Intake
from luoshi_web.intake.preview import preview_of
from luoshi_web.people.models import User
from luoshi_web.places.models import Jurisdiction
from tests.intake.offices import Desk, work
from tests.web.site import Page

ROWS = (
    (1, "新增床位80张", "卫生健康局"),
    (2, "新增托位60个", "教育局"),
    (3, "新建改建公厕15座", "城管局"),
    (4, "加装电梯60台", "住建局"),
)


def workbook(*hidden: int, rows: tuple[tuple[object, ...], ...] = ROWS) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["序号", "项目内容", "责任单位"])
    for at, row in enumerate(rows, 2):
        sheet.append(row)
        sheet.row_dimensions[at].hidden = at - 1 in hidden
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def desk_of(lake: Jurisdiction, li: User, data: bytes, name: str = "2026.xlsx") -> Desk:
    intake = take_in(data, name, jurisdiction=lake, year=2026, by=li).intake
    work()
    return Desk(li, queries.intakes_of(lake).select_related("jurisdiction").get(pk=intake.pk))


def asked(desk: Desk) -> list[str]:
    return [one.finding.code for one in preview_of(queries.draft_of(desk.intake)).doubts]


@pytest.mark.django_db
def test_a_hidden_row_whose_number_is_missing_is_asked_about_once(lake: Jurisdiction, li: User) -> None:
    desk = desk_of(lake, li, workbook(3))
    assert [code for code in asked(desk) if code in ("row-hidden", "number-missing")] == ["row-hidden"]
    page = Page(desk.get())
    (said,) = [one for one in page.texts(".doubts .say") if "已隐藏" in one]
    assert "3 新建改建公厕15座 城管局" in said
    assert "表里没有读到序号3，可能就是这一行。" in said


@pytest.mark.django_db
def test_it_is_added_from_there_and_no_longer_asked_about(lake: Jurisdiction, li: User) -> None:
    desk = desk_of(lake, li, workbook(3))
    (link,) = [one for one in Page(desk.get()).tree.cssselect(".doubts a.btn") if one.text_content() == "补上这一项"]
    panel = Page(desk.client.get(link.get("href"))).tree.cssselect("details.adding")[0]
    given = {one.get("name"): one.get("value") for one in panel.cssselect("input")}
    assert (given["cell.no"], given["cell.text"]) == ("3", "新建改建公厕15座 城管局")

    given |= {"cell.text": "新建改建公厕15座", "cell.lead": "城管局"}
    desk.send("correct/", **given)
    preview = preview_of(queries.draft_of(desk.intake))
    assert [str(line.task.no) for line in preview.lines] == ["1", "2", "3", "4"]
    assert "row-hidden" not in asked(desk)
    assert "row-hidden" in [one.finding.code for one in preview.remarks], "that it is hidden is said still"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hidden", "rows"),
    [
        (3, (*ROWS[:2], ("", "小计", ""), ROWS[2])),  # no number
        (3, (*ROWS[:2], (2, "新增托位60个", "教育局"), ROWS[2])),  # a number that is there
        (3, (*ROWS[:2], ("填表人", "张三", ""), ROWS[2])),
        (3, (*ROWS[:2], (2026, "年底复核", "督查室"), ROWS[2])),  # a number that goes on from none
    ],
)
def test_a_hidden_row_that_is_no_missing_task_only_informs(
    lake: Jurisdiction, li: User, hidden: int, rows: tuple[tuple[object, ...], ...]
) -> None:
    assert "row-hidden" not in asked(desk_of(lake, li, workbook(hidden, rows=rows)))


@pytest.mark.django_db
def test_a_row_on_a_page_of_its_own_leads_back_to_the_draft(lake: Jurisdiction, li: User) -> None:
    desk = desk_of(lake, li, workbook())
    page = Page(desk.get("rows/2/"))
    forms = page.tree.cssselect("form[hx-post]")
    assert forms
    assert all(any(above.get("hx-disable") is not None for above in form.iterancestors()) for form in forms)
    assert (
        "hx-disable" not in desk.client.get(f"{desk.address}rows/2/", headers={"hx-request": "true"}).content.decode()
    )


@pytest.mark.django_db
def test_the_same_content_under_another_name_is_said_to_be_the_same(lake: Jurisdiction, li: User) -> None:
    desk = desk_of(lake, li, workbook(), "first.xlsx")
    for data, name, before in (
        (workbook_of(desk.intake), "again.xlsx", "first.xlsx"),
        (b"\x89PNG\r\n\x1a\n0", "b.xlsx", "a.png"),
    ):
        if name == "b.xlsx":
            desk_of(lake, li, data, "a.png")
        upload = BytesIO(data)
        upload.name = name
        page = Page(desk.client.post("/lake/intake/", {"file": upload, "year": "2026"}, follow=True))
        assert f"这份文件和导入过的“{before}”内容相同，没有重复导入。" in page.text


def workbook_of(intake: Intake) -> bytes:
    return bytes(intake.source.content.data)
