"""The administrator loads a year's 放假安排: pasted or uploaded, looked at first; stored deadlines stay."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi_web.calendars.models import HolidayArrangement
from luoshi_web.calendars.queries import workdays_of, years_of
from luoshi_web.reports.models import Cycle
from luoshi_web.trail.models import Entry
from tests.reports.town import Town
from tests.web.site import Page

ADDRESS = "/river/holidays/"
TEXT = "2041-01-01,休\n2041-01-02,休\n2041-01-05,班\n"


def send(client: Client, **sent: object) -> Page:
    return Page(client.post(ADDRESS, {"year": "2041", "text": TEXT, "do": "load", **sent}, follow=True))


def test_the_page_says_of_each_year_what_it_goes_by(town: Town, gao: Client) -> None:
    send(gao)
    lines = Page(gao.get(ADDRESS)).texts("tbody tr")

    assert "按本单位装入的" in next(line for line in lines if line.startswith("2041"))
    assert "高远" in next(line for line in lines if line.startswith("2041"))
    assert any("按国务院通知，软件自带" in line or "先只放法定节假日" in line for line in lines)


def test_a_year_whose_notice_is_awaited_shows_its_statutory_days(town: Town, gao: Client) -> None:
    year = next(year for year in years_of(town.place, date(2026, 11, 30)) if year.number == 2027)
    assert [one.chinese for one in year.statutory] == [
        "元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节",
    ]  # fmt: skip
    assert not any(one.statutory for one in years_of(town.place, date(2025, 11, 30)) if one.number == 2026)

    latest = Page(gao.get(ADDRESS)).texts("tbody tr")[0]
    assert "通知还没有发布：先只放法定节假日，调休等通知" in latest
    assert "元旦 1月1日（周" in latest
    assert latest.count("（周") == 10  # a day each, two of a span; 春节, 劳动节 and 国庆节 are spans
    gao.cookies["lang"] = "en"
    english = Page(gao.get(ADDRESS)).texts("tbody tr")[0]
    assert "New Year" in english


def test_a_preview_shows_the_days_and_loads_nothing(town: Town, gao: Client) -> None:
    page = send(gao, do="preview")

    assert page.texts(".days li") == ["1月1日（周二） 休", "1月2日（周三） 休", "1月5日（周六） 班"]
    assert "放假2天，上班1天" in page.text
    assert page.tree.cssselect("#text")[0].text.strip() == TEXT.strip()
    assert not HolidayArrangement.objects.exists()


def test_what_is_loaded_holds_from_now_on_and_stands_in_the_trail(town: Town, gao: Client) -> None:
    assert "2041年的放假安排已装入" in send(gao).text

    days = workdays_of(town.place.pk)
    assert (days.is_workday(date(2041, 1, 1)), days.is_workday(date(2041, 1, 5))) == (False, True)
    assert Entry.objects.get(act="holidays.loaded").chain_id == town.place.pk
    assert "2041-01-05,班" in Page(gao.get(f"{ADDRESS}?year=2041")).tree.cssselect("#text")[0].text


def test_a_deadline_that_is_stored_does_not_move(town: Town, gao: Client) -> None:
    cycle = town.opened()
    send(gao, year="2025", text="2025-10-13,休\n2025-10-14,休\n2025-10-15,休\n")

    assert Cycle.objects.get(pk=cycle.pk).deadline == cycle.deadline
    assert "已经定好的截止时间不会变" in Page(gao.get(ADDRESS)).text


def test_a_file_of_excel_in_gb18030_is_read(town: Town, gao: Client) -> None:
    file = SimpleUploadedFile("2041.csv", TEXT.replace("\n", "\r\n").encode("gb18030"))
    send(gao, text="", file=file)

    assert workdays_of(town.place.pk).is_workday(date(2041, 1, 5))


def test_what_cannot_be_read_is_said_with_its_line_and_the_form_keeps_what_was_typed(town: Town, gao: Client) -> None:
    page = send(gao, text="2041-01-01,休\n元旦\n")
    assert (page.status, "第2行没有读懂" in page.text) == (422, True)
    assert "元旦" in page.tree.cssselect("#text")[0].text

    assert "四位数" in send(gao, year="二〇四一").text
    assert "太长" in send(gao, text="2041-01-01,休\n" * 10_000).text
    assert "里面没有一天" in send(gao, text="").text
    assert not HolidayArrangement.objects.exists()
