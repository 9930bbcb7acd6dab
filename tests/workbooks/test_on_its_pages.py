"""A liaison downloads, fills in, uploads, reads what came back, and goes on; the office has the file."""

import io
import zipfile
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from luoshi_web.people.models import Role, User
from luoshi_web.reports.actions import contributing
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.models import ReportState
from luoshi_web.trail.models import Entry
from luoshi_web.workbooks.models import Upload
from tests.desk.desk import CYCLE
from tests.reports.town import AS_OF, Town
from tests.web.site import Page
from tests.workbooks.book import Filled

UNIT = f"{CYCLE}workbook/{quote('住建局')}/"
UPLOAD = f"{UNIT}upload/"


@pytest.fixture
def collecting(town: Town) -> Town:
    """The cycle as of the end of September, being collected while the test runs."""
    open_cycle(town.plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=town.li)
    return town


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, data: bytes, do: str = "save", name: str = "填好的.xlsx") -> Page:
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, data), "do": do}, follow=True)
    return Page(answer)


def test_down_filled_in_up_and_on_with_the_marked_copy(collecting: Town) -> None:
    zhu = browser(collecting.zhu)
    answer = zhu.get(UNIT)
    assert quote("住建局-截至2025-09-30.xlsx") in answer["Content-Disposition"]
    assert collecting.report("3").opened_at is not None
    book = load_workbook(io.BytesIO(answer.content))
    book["填报"]["D2"], book["填报"]["D3"], book["数字"]["F2"] = "已完成12万方。", "检查工地40个。", "很多"
    stored = io.BytesIO()
    book.save(stored)

    page = post(zhu, stored.getvalue(), "submit")

    assert (page.status, page.texts("h1")) == (200, ["收下2行，提交1项；有1处要您看"])
    assert "“新增绿化面积”填的“很多”不是数。只填数字，计量单位是万方。" in page.text
    assert [row for row in page.texts("tbody tr") if "很多" in row and "第3项" in row]
    assert "数字!F2" in page.text
    assert "检查工地40个。" in page.text
    assert collecting.report("4").state == ReportState.SUBMITTED
    marked = load_workbook(io.BytesIO(zhu.get(f"{UPLOAD}1/marked/").content))
    assert "很多" in marked["数字"]["F2"].comment.text

    marked["数字"]["F2"] = 12
    stored = io.BytesIO()
    marked.save(stored)
    page = post(zhu, stored.getvalue(), "submit")
    assert page.texts("h1") == ["收下1行，提交1项"]
    assert collecting.report("3").state == ReportState.SUBMITTED
    again = post(zhu, stored.getvalue(), "submit")
    assert "这个文件传过了" in again.text
    assert Upload.objects.count() == 2
    acts = Entry.objects.filter(chain=collecting.place.pk).values_list("act", flat=True)
    assert list(acts).count("workbook.uploaded") == 2


def test_the_choice_between_page_and_workbook_is_made_on_the_page(collecting: Town) -> None:
    book = Filled(collecting, "住建局")
    book.write("填报", "本期完成情况", "4", "工作簿里写的。")
    save_draft(collecting.report("4"), Written("网页上写的。"), seen=0, by=collecting.zhu)
    zhu = browser(collecting.zhu)
    page = post(zhu, book.saved())
    assert ("网页上写的。" in page.text, "工作簿里写的。" in page.text) == (True, True)

    page = Page(zhu.post(f"{UPLOAD}1/", {"line.1": "sheet"}, follow=True))

    assert "留了工作簿里的" in page.text
    assert collecting.report("4").draft.statement == "工作簿里写的。"


def test_a_file_that_was_not_chosen_is_empty_or_too_large_says_so(collecting: Town) -> None:
    zhu = browser(collecting.zhu)
    assert "请选一个文件。" in Page(zhu.post(UPLOAD, {"do": "save"})).text
    assert "文件是空的" in post(zhu, b"").text
    assert "文件超过10兆，没有接收" in post(zhu, b"0" * 10_000_001).text
    assert not Upload.objects.exists()


def test_a_wrong_file_says_so_on_its_result_and_the_office_can_have_it(collecting: Town) -> None:
    page = post(browser(collecting.zhu), b"\x89PNG\r\n\x1a\n0000", name="../照片.xlsx")
    assert "这不是Excel工作簿" in page.text
    assert page.texts("h1") == ["这个文件没有收，什么都没有改"]
    li = browser(collecting.li)
    kept = li.get(f"{UPLOAD}1/file/")
    assert b"".join(kept.streaming_content) == b"\x89PNG\r\n\x1a\n0000"
    assert kept["Content-Disposition"].startswith("attachment")
    assert "照片.xlsx" in Page(li.get(UPLOAD)).text


def test_all_units_workbooks_come_in_one_archive(collecting: Town) -> None:
    answer = browser(collecting.li).get(f"{CYCLE}workbooks/")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == [f"{unit}-截至2025-09-30.xlsx" for unit in sorted(["住建局", "发改局", "教育局", "财政局"])]


def test_the_office_reads_all_reports_on_one_sheet(collecting: Town) -> None:
    draft = save_draft(
        collecting.report("4"), Written("检查工地15个，同比增长90%，去年同期10个。"), seen=0, by=collecting.zhu
    )
    submit(collecting.report("4"), seen=draft.number, by=collecting.zhu)
    save_draft(collecting.report("3"), Written("还在写。"), seen=0, by=collecting.zhu)
    answer = browser(collecting.li).get(f"{CYCLE}workbooks/reports/")
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]

    assert [row[:4] for row in rows[3:]] == [
        ["3", "新增绿化面积25万方。", "住建局", "草稿"],
        ["4", "加强工地扬尘管治。", "住建局", "已提交"],
    ]
    assert rows[4][5] == "检查工地15个，同比增长90%，去年同期10个。"
    assert "按15 / 10 − 1算是50%" in str(rows[4][8])
    assert "还在写" not in str(rows)


@pytest.mark.parametrize(
    ("who", "read", "written"),
    [
        ("zhou", (404, 404, 404), 404),
        ("wang", (404, 404, 404), 404),
        ("zhu", (200, 200, 404), 422),
        ("lin", (403, 403, 403), 403),
        ("li", (200, 200, 200), 403),
    ],
)
def test_each_has_what_is_theirs(collecting: Town, who: str, read: tuple[int, ...], written: int) -> None:
    client = browser(collecting.people[who])
    assert tuple(client.get(page).status_code for page in (UNIT, UPLOAD, f"{CYCLE}workbooks/")) == read
    assert client.post(UPLOAD, {"do": "save"}).status_code == written


def test_a_unit_whose_name_has_a_slash_has_its_workbook_too(collecting: Town) -> None:
    unit = collecting.unit("住建局")
    unit.name = "人大办/政协办"
    unit.save()
    both = collecting.person("hu", "胡安", Role.LIAISON, "人大办/政协办")
    page = Page(browser(both).get(f"{CYCLE}workbook/{quote('人大办/政协办')}/upload/"))
    assert page.status == 200
    link = page.tree.cssselect("main a.btn")[0].get("href")
    assert browser(both).get(link).status_code == 200


def test_what_a_unit_has_not_handed_in_is_in_none_of_the_offices_downloads(collecting: Town) -> None:
    report = collecting.report("3")
    save_draft(report, Written("还没想好怎么写。"), seen=0, by=collecting.zhu)
    contributing.ask(report, collecting.unit("财政局"), by=collecting.zhu)
    part = collecting.contribution("3", "财政局")
    contributing.save(part, "财政的话还没定。", seen=0, by=collecting.cai)
    li, cai = browser(collecting.li), f"{CYCLE}workbook/{quote('财政局')}/"

    assert "还没想好怎么写。" in words(browser(collecting.zhu).get(UNIT).content)
    assert "财政的话还没定。" in words(browser(collecting.cai).get(cai).content)
    assert not {"还没想好怎么写。"} & words(li.get(UNIT).content)
    assert not {"财政的话还没定。"} & words(li.get(cai).content)
    archive = zipfile.ZipFile(io.BytesIO(li.get(f"{CYCLE}workbooks/").content))
    assert not {"还没想好怎么写。", "财政的话还没定。"} & set[str]().union(
        *(words(archive.read(name)) for name in archive.namelist())
    )


def test_a_workbook_from_the_office_does_not_write_over_a_draft_that_it_never_held(collecting: Town) -> None:
    save_draft(collecting.report("3"), Written("还没想好怎么写。"), seen=0, by=collecting.zhu)
    book = load_workbook(io.BytesIO(browser(collecting.li).get(UNIT).content))
    book["填报"]["D2"] = "已完成12万方。"
    stored = io.BytesIO()
    book.save(stored)
    post(browser(collecting.zhu), stored.getvalue())
    assert collecting.report("3").draft.statement == "还没想好怎么写。"


def test_a_workbook_that_was_only_to_be_saved_is_the_units_own(collecting: Town) -> None:
    zhu, li = browser(collecting.zhu), browser(collecting.li)
    book = load_workbook(io.BytesIO(zhu.get(UNIT).content))
    book["填报"]["D2"] = "还没想好怎么写。"
    stored = io.BytesIO()
    book.save(stored)
    post(zhu, stored.getvalue(), "save")
    book["填报"]["D2"] = "新增绿化面积12万方。"
    stored = io.BytesIO()
    book.save(stored)
    post(zhu, stored.getvalue(), "submit", name="交上去的.xlsx")

    assert [zhu.get(f"{UPLOAD}1/{part}").status_code for part in ("", "file/", "marked/")] == [200, 200, 200]
    assert [li.get(f"{UPLOAD}1/{part}").status_code for part in ("", "file/", "marked/")] == [404, 404, 404]
    assert "填好的.xlsx" not in Page(li.get(UPLOAD)).text
    assert li.get(f"{UPLOAD}2/file/").status_code == 200


def words(data: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(data))
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}


def test_a_long_text_that_was_replaced_is_folded(collecting: Town) -> None:
    zhu = browser(collecting.zhu)
    first = Filled(collecting, "住建局")
    first.write("填报", "本期完成情况", "4", "检查工地。" * 100)
    post(zhu, first.saved())
    book = Filled(collecting, "住建局", token="two")
    book.write("填报", "本期完成情况", "4", "已检查工地40个。")

    page = post(zhu, book.saved())

    (fold,) = [words for words in page.texts("details summary") if "检查工地" in words]
    assert len(fold) < 100
