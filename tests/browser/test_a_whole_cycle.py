"""A whole cycle in real browsers: three units and their office, a mail server, a receiver of webhooks, a worker.

The pictures of the liaison's guide come from here: LUOSHI_PICTURES=docs/pictures.
"""

import hashlib
import hmac
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import warm
from tests.browser.conftest import AT_DESK, Visit, serve
from tests.documents.office_files import typeset
from tests.reminders.post import Postbox, Receiver, free_port, mail_server, receiver

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

PASSWORD = "sunny-harbour-42"
SECRET = "0123456789abcdef-cycle"
CYCLE = "/river/2025/cycles/2025-09-30/"
STAGE = f"""
import django
django.setup()
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.intake.inforce import import_plan
from luoshi_web.plans.models import Jurisdiction, Unit
from tests.reports.town import OPENED, TABLE
place = Jurisdiction.objects.create(slug="river", name="江城", name_en="River Town")
import_plan(TABLE.encode(), "river.txt", jurisdiction=place, year=2025, at=OPENED, publish=True)
for account, name, role, unit in (
    ("li", "李敏", Role.REVIEWER, ""), ("gao", "高远", Role.ADMIN, ""), ("fa", "方晨", Role.LIAISON, "发改局"),
    ("wang", "王敏", Role.LIAISON, "教育局"), ("zhu", "朱宁", Role.LIAISON, "住建局"),
    ("cai", "蔡青", Role.LIAISON, "财政局"),
):
    user = User.objects.create_user(account, name=name, email=account + "@river.example")
    of = Unit.objects.get(jurisdiction=place, name=unit) if unit else None
    Membership.objects.create(user=user, jurisdiction=place, role=role, unit=of)
from django.contrib.auth.hashers import make_password
User.objects.update(password=make_password("{PASSWORD}"))  # one for all: a hash takes a quarter of a second
"""


@dataclass
class Town:
    """A site with its people, and what its mail server and its other program got."""

    address: str
    home: Path
    around: dict[str, str]
    postbox: Postbox
    program: Receiver
    browser: Any
    visits: dict[str, Visit] = field(default_factory=dict)

    def page_of(self, account: str) -> Any:
        """Return somebody's window; the first time they sign in."""
        if account not in self.visits:
            visit = self.visits[account] = Visit(self.browser, self.address)
            page = visit.open("/sign-in/?next=/desk/")
            page.fill("[name=username]", account)
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_url(AT_DESK)
        return self.visits[account].page

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return warm.run(self.around, *command)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, migrated: Path, browser: Any) -> Iterator[Town]:
    home = tmp_path_factory.mktemp("river")
    port = free_port()
    with mail_server(port) as postbox, receiver() as program:
        around = {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
        around |= {"LUOSHI_MAIL_URL": f"smtp://127.0.0.1:{port}", "LUOSHI_MAIL_FROM": "督查室 <office@river.example>"}
        around |= {"LUOSHI_WEBHOOK_HOSTS": program.base}
        around.pop("DATABASE_URL", None)
        shutil.copy(migrated, home)
        warm.checked(around, code=STAGE)
        worker = warm.Process(around, "worker")
        served = serve(around)
        made = Town(next(served), home, around, postbox, program, browser)
        try:
            yield made
        finally:
            for visit in made.visits.values():
                visit.context.close()
            worker.kill()
            worker.wait()
            next(served, None)


def until(true: Callable[[], object], what: str, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)


def picture(page: Any, pictures: Path | None, name: str) -> None:
    """Take a picture of a whole page, in a window as high as the page: nothing sticks in the middle of it then."""
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        page.set_viewport_size({"width": 1100, "height": 600})
        height = page.evaluate("document.querySelector('main').getBoundingClientRect().bottom")
        page.set_viewport_size({"width": 1100, "height": int(height) + 40})
        page.screenshot(path=str(pictures / f"{name}.png"), full_page=False)
        page.set_viewport_size({"width": 1440, "height": 900})


def test_a_whole_cycle(town: Town, tmp_path: Path, pictures: Path | None) -> None:
    _the_administrator_names_a_program(town)
    _the_office_opens_a_cycle(town)
    _a_unit_that_is_asked_adds_its_part(town)
    _a_liaison_reports_in_the_page(town, tmp_path, pictures)
    _another_reports_in_excel(town, tmp_path, pictures)
    _the_office_urges_who_is_silent(town)
    _who_was_urged_reports(town)
    _the_office_returns_accepts_and_phrases(town)
    _what_came_back_is_answered(town, pictures)
    _the_office_closes_and_the_public_reads(town)
    _the_trail_holds_and_a_backup_brings_all_back(town, tmp_path)
    assert {account: visit.complaints for account, visit in town.visits.items() if visit.complaints} == {}


def _the_administrator_names_a_program(town: Town) -> None:
    page = town.page_of("gao")
    page.goto(town.address + "/river/messages/settings/")
    page.select_option("#kind", "webhook")
    page.fill("#name", "值班系统")
    page.fill("#address", f"{town.program.base}/duty/7f3a9c")
    page.fill("#secret", SECRET)
    page.click("button[value=set]")
    expect(page.locator("main")).to_contain_text("值班系统")
    assert "7f3a9c" not in page.content(), "an address is shown masked"


def _the_office_opens_a_cycle(town: Town) -> None:
    page = town.page_of("li")
    page.goto(town.address + "/river/2025/cycles/")
    page.fill("#as_of", "2025-09-30")
    page.fill("#days", "5")
    page.click("button[value=look]")
    expect(page.locator("h1")).to_contain_text("4项")
    page.click("button[value=open]")
    page.wait_for_url(f"**{CYCLE}")
    expect(page.locator("h1")).to_contain_text("0 / 4")


def _a_unit_that_is_asked_adds_its_part(town: Town) -> None:
    page = town.page_of("cai")
    expect(page.locator("main")).to_contain_text("别的单位要我配合的")
    page.click("text=新增学位300个")
    page.fill("#own", "新建幼儿园经费3000万元已下达。")
    page.click("button[value=give]")
    page.wait_for_url(AT_DESK)


def _a_liaison_reports_in_the_page(town: Town, tmp_path: Path, pictures: Path | None) -> None:
    page = town.page_of("wang")
    page.reload()
    expect(page.locator("h1")).to_contain_text("还有1项要报")
    picture(page, pictures, "liaison-1-list")
    page.click("text=新增学位300个")
    page.click("button[value=take-in]")
    page.fill("#statement", "截至9月底，新增学位240个，完成年度目标的82%。")
    expect(page.locator("[name^='value.']").first).to_have_value("240")
    expect(page.locator("#reading")).to_contain_text("80")
    proof = tmp_path / "验收单.pdf"
    proof.write_bytes(typeset("验收单"))
    page.set_input_files("[name=evidence_file]", str(proof))
    page.click("button[value=attach]")
    expect(page.locator("main")).to_contain_text("验收单.pdf")
    picture(page, pictures, "liaison-2-report")
    page.locator("#statement").press("Control+Enter")
    page.wait_for_url(AT_DESK)
    expect(page.locator("main")).to_contain_text("已提交")
    picture(page, pictures, "liaison-3-sent")


def _another_reports_in_excel(town: Town, tmp_path: Path, pictures: Path | None) -> None:
    page = town.page_of("zhu")
    with page.expect_download() as caught:
        page.click("text=下载本单位Excel")
    book = tmp_path / "住建局.xlsx"
    caught.value.save_as(book)
    filled(book, {"3": ("新增绿化面积19.2万方。", "19.2"), "4": ("工地扬尘在线监测全覆盖。", "")})
    page.click("text=传回来")
    picture(page, pictures, "liaison-4-excel")
    page.set_input_files("[name=file]", str(book))
    page.click("button[value=submit]")
    expect(page.locator("h1")).to_contain_text("提交2项")


def filled(book: Path, answers: dict[str, tuple[str, str]]) -> None:
    """Fill a unit's workbook in, as somebody does in Excel: statements, and the figures that are asked for."""
    opened = openpyxl.load_workbook(book)
    said, figures = opened["填报"], opened["数字"]
    for sheet, heading, at in ((said, "本期完成情况", 0), (figures, "本期数", 1)):
        head = next(row for row in sheet.iter_rows() if any(cell.value == heading for cell in row))
        columns = {cell.value: cell.column for cell in head}
        for row in sheet.iter_rows(min_row=head[0].row + 1):
            no = str(row[columns["序号"] - 1].value)
            if no in answers and answers[no][at]:
                row[columns[heading] - 1].value = answers[no][at]
    opened.save(book)


def _urging(town: Town) -> list[EmailMessage]:
    """The letters that urge; on some days and hours a reminder of the deadline has come before them."""
    return [letter for letter in town.postbox.letters if "催办" in str(letter["Subject"])]


def _urges_told(town: Town) -> list[Any]:
    """What the other program was told of urging."""
    return [told for told in town.program.got if json.loads(told[2])["kind"] == "urge"]


def _the_office_urges_who_is_silent(town: Town) -> None:
    page = town.page_of("li")
    page.goto(town.address + CYCLE)
    page.click("text=催办")
    expect(page.locator("main")).to_contain_text("发改局")
    assert "发改局：第1项" in page.input_value("#group-text")
    page.check("tr:has-text('发改局') input[type=checkbox]")
    page.click("main form button[type=submit]:has-text('催办')")
    expect(page.locator("main")).to_contain_text("催办了1个单位")
    until(lambda: _urging(town), "the mail")
    until(lambda: _urges_told(town), "the webhook")
    assert _urging(town)[0]["Message-ID"]
    path, headers, body = _urges_told(town)[0]
    at, signed = (part.split("=", 1)[1] for part in headers["Luoshi-Signature"].split(","))
    assert signed == hmac.new(SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert path == "/duty/7f3a9c"
    assert {str(one["To"]) for one in _urging(town)} == {"fa@river.example"}, "nobody else was urged"


def _who_was_urged_reports(town: Town) -> None:
    page = town.page_of("fa")
    expect(page.locator("main")).to_contain_text("催办")
    page.goto(town.address + f"{CYCLE}report/1/")
    page.fill("#statement", "三季度数据尚未发布，预计10月20日左右公布。")
    page.select_option("[name^='lack.']", "not_released")
    page.click("button[value=submit]")
    page.wait_for_url(AT_DESK)


def _the_office_returns_accepts_and_phrases(town: Town) -> None:
    page = town.page_of("li")
    page.goto(town.address + f"{CYCLE}review/2/")
    expect(page.locator("article")).to_contain_text("验收单.pdf")
    expect(page.locator("article")).to_contain_text("82%")
    with page.expect_download() as caught:
        page.click("text=验收单.pdf")
    assert Path(caught.value.path()).read_bytes().startswith(b"%PDF")
    page.fill("#reason", "占比和数字对不上，请核对。")
    page.keyboard.press("Escape")  # out of the field, and what was typed stays
    with page.expect_navigation():
        page.keyboard.press("r")
    page.goto(town.address + f"{CYCLE}review/3/")
    page.fill("#wording", "新增绿化面积19.2万平方米。")
    page.click("button[value=phrase]")
    expect(page.locator("#phrasing")).to_contain_text("19.2万平方米")
    page.goto(town.address + f"{CYCLE}bulk/?choose=all")
    page.click("button[value=look]")
    expect(page.locator("h1")).to_contain_text("通过这")
    page.click("button[value=decide]")
    expect(page.locator("main")).to_contain_text("3项")


def _what_came_back_is_answered(town: Town, pictures: Path | None) -> None:
    page = town.page_of("wang")
    page.goto(town.address + "/desk/")
    expect(page.locator("main")).to_contain_text("占比和数字对不上，请核对。")
    picture(page, pictures, "liaison-5-returned")
    page.goto(town.address + f"{CYCLE}report/2/")
    page.fill("#statement", "截至9月底，新增学位240个，完成年度目标的80%。")
    expect(page.locator("#kept")).to_contain_text("已自动保存")
    page.click("button[value=submit]")
    page.wait_for_url(AT_DESK)
    office = town.page_of("li")
    office.goto(town.address + f"{CYCLE}review/2/")
    expect(office.locator("article")).to_contain_text("没有发现")
    office.keyboard.press("a")
    office.wait_for_url(f"**{CYCLE}?decided=2")
    expect(office.locator("h1")).to_contain_text("4 / 4")


def _the_office_closes_and_the_public_reads(town: Town) -> None:
    page = town.page_of("li")
    page.click("text=看还缺什么，再结束")
    expect(page.locator("h1")).to_contain_text("都交齐了，结束这一期？")
    page.click("button[value=close]")
    page.wait_for_url(f"**{CYCLE}")
    visitor = Visit(town.browser, town.address)
    try:
        seen = visitor.open("/river/2025/")
        expect(seen.locator("main")).not_to_contain_text("新增学位240个")
        page.click("text=看公众会看到什么，再公布")
        expect(page.locator("main")).to_contain_text("新增学位240个")
        page.click("button[value=publish]")
        page.wait_for_url(f"**{CYCLE}")
        seen = visitor.open("/river/2025/")
        expect(seen.locator("main")).to_contain_text("新增绿化面积19.2万平方米。")
        expect(seen.locator("main")).to_contain_text("新增学位240个")
        own = visitor.open("/river/2025/tasks/3/")
        expect(own.locator("main")).to_contain_text("新增绿化面积19.2万方。")
        assert visitor.complaints == []
    finally:
        visitor.context.close()


def _the_trail_holds_and_a_backup_brings_all_back(town: Town, tmp_path: Path) -> None:
    told = town.run("verify")
    assert told.returncode == 0, told.stderr
    assert "都对得上" in told.stdout
    kept = tmp_path / "river.luoshi"
    done = town.run("backup", str(kept))
    assert done.returncode == 0, done.stderr
    empty = tmp_path / "empty"
    again = Town(town.address, empty, {**town.around, "LUOSHI_HOME": str(empty)}, town.postbox, town.program, None)
    restored = again.run("restore", str(kept))
    assert restored.returncode == 0, restored.stderr
    assert again.run("verify").stdout == told.stdout
    for name in ("exporttrail",):
        assert again.run(name, "river").stdout == town.run(name, "river").stdout
    files = sorted(path.relative_to(town.home) for path in (town.home / "files").rglob("*") if path.is_file())
    assert files
    assert all((empty / name).read_bytes() == (town.home / name).read_bytes() for name in files)
