"""A bad file in a real browser: uploaded, read by a real worker, corrected in place, confirmed, published."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.browser.conftest import Visit, serve
from tests.intake.offices import BAD_TABLE

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

PASSWORD = "sunny-harbour-42"
STAGE = f"""
import django
django.setup()
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.plans.models import Jurisdiction
place = Jurisdiction.objects.create(slug="lake", name="湖区", name_en="Lake District")
user = User.objects.create_user("li", password="{PASSWORD}", name="李敏")
Membership.objects.create(user=user, jurisdiction=place, role=Role.REVIEWER)
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    """The address of a site with one office, its pages and its worker."""
    around = {**os.environ, "LUOSHI_HOME": str(tmp_path_factory.mktemp("office"))}
    around |= {"DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around.pop("DATABASE_URL", None)
    shutil.copy(migrated, around["LUOSHI_HOME"])
    warm.checked(around, code=STAGE)
    worker = warm.Process(around, "worker")
    try:
        yield from serve(around)
    finally:
        worker.kill()
        worker.wait()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "重点任务.txt"
    path.write_text(BAD_TABLE, encoding="utf-8")
    return path


def signed_in(visit: Visit) -> Any:
    page = visit.open("/sign-in/?next=/lake/intake/")
    page.fill("[name=username]", "li")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/lake/intake/")
    return page


def test_a_bad_file_is_put_right_and_comes_in_force(
    browser: Any, office: str, table: Path, pictures: Path | None
) -> None:
    visit = Visit(browser, office)
    page = signed_in(visit)
    page.set_input_files("#file", table)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator("h1")).to_contain_text("读出4项任务", timeout=60_000)

    # a column was guessed wrong: the file is read again by the worker
    page.locator("#columns details").first.locator("summary").click()
    page.locator("select[name=column-1-4]").select_option("cooperating")
    page.get_by_role("button", name="按改过的列重读").click()
    expect(page.locator("#r1 .coop")).to_contain_text("各街道", timeout=60_000)
    if pictures:
        page.screenshot(path=pictures / "draft-1440.png", full_page=True)

    # the missing number, in its row
    page.locator("#r3 td.no a.fix").click()
    expect(page.locator("#r3-no")).to_be_focused()
    if pictures:
        page.screenshot(path=pictures / "draft-editing-1440.png", full_page=True)
    page.fill("#r3-no", "3")
    page.get_by_role("button", name="保存这一项").click()
    expect(page.locator("#r3 td.no")).to_contain_text("3")
    expect(page.locator("#doubts")).not_to_contain_text("序号3没有出现")
    expect(page.locator("#bar")).to_contain_text("改为“3”")

    # two names, walked to by the keyboard
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.locator("ol.doubts li.here")).to_have_count(1)
    same = page.locator("tr.here").get_by_role("button", name="是同一个")
    for _ in range(page.locator("ol.doubts li").count()):
        if same.count():
            break
        page.keyboard.press("j")  # who leads is doubted in a row before it
    same.click()
    expect(page.locator("#doubts")).not_to_contain_text("可能是同一单位")

    # a target: what it measures is wrong, and the words are chosen anew
    page.locator("#r1 td.text a.fix").click()
    first = page.locator("#r1 details.target").first
    first.locator("summary").click()
    first.locator("[name=words]").fill("新增就业5万人以上")
    first.get_by_role("button", name="保存目标").click()
    expect(page.locator("#r1 [role=alert]")).to_contain_text("原文里没有“新增就业5万人以上”")
    assert page.locator("#r1 details.target").first.locator("[name=words]").input_value() == "新增就业5万人以上"
    page.locator("#r1 details.target").first.locator("[name=words]").fill("全年新增就业4万人以上")
    page.locator("#r1 details.target").first.locator("[name=metric]").fill("城镇新增就业")
    page.locator("#r1 details.target").first.get_by_role("button", name="保存目标").click()
    expect(page.locator("#r1 .text")).to_contain_text("目标由人定")

    # taken back, by the key, and done again
    page.locator("h1").click()
    page.keyboard.press("u")
    expect(page.locator("#r1 .text")).not_to_contain_text("目标由人定")

    page.get_by_role("link", name="确认生效…").click()
    expect(page.locator("h1")).to_contain_text("让这4项成为2026年的计划？")
    if pictures:
        page.screenshot(path=pictures / "confirm-1440.png", full_page=True)
    page.get_by_role("button", name="确认生效").click()
    expect(page.locator("main")).to_contain_text("已生效，目前只有内部能看到")

    page.get_by_role("link", name="向公众公开").click()
    page.get_by_role("button", name="公开", exact=True).click()
    expect(page.locator("h1")).to_contain_text("已经公开")
    assert visit.complaints == []

    public = Visit(browser, office).open("/lake/2026/")
    expect(public.locator("main")).to_contain_text("新增就业")


def test_a_folded_chapter_opens_for_whoever_is_led_there(browser: Any, office: str, tmp_path: Path) -> None:
    rows = "".join(
        f"| {'一二三四'[n // 10]}、板块 | {n + 1} | 新建公园{n + 2}个。 | 局 |\n" for n in range(40) if n != 24
    )
    path = tmp_path / "长表.txt"
    path.write_text(
        f"2029年任务表\n| 板块 | 序号 | 任务 | 牵头单位 |\n| --- | --- | --- | --- |\n{rows}", encoding="utf-8"
    )
    page = signed_in(Visit(browser, office))
    page.set_input_files("#file", path)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator("h1")).to_contain_text("读出39项任务", timeout=60_000)
    expect(page.locator("details.chapter")).to_have_count(4)
    expect(page.locator("#r25")).not_to_be_visible()

    page.keyboard.press("j")
    while not page.locator("#doubts li.here", has_text="序号25没有出现").count():
        page.keyboard.press("j")
    expect(page.locator("tr.here")).to_be_visible()

    # in its row, from the list, and the count of its chapter follows
    summary = page.locator("#c21 > summary")
    expect(summary).to_be_visible()
    told = summary.inner_text()
    page.locator("#doubts li.here").get_by_role("button", name="看过，没问题").click()
    expect(summary).not_to_have_text(told, use_inner_text=True)
    page.locator("#c11 > summary").click()
    page.locator("#r12 td.text a.fix").click()
    page.get_by_role("button", name="这一行不是任务").click()
    expect(page.locator("h1")).to_contain_text("读出38项任务")
    expect(page.locator("#r12")).to_be_visible()  # the table was written anew, and is open where it was


@pytest.mark.long  # tests/intake sends the same forms, without script
def test_without_script_all_of_it_works(browser: Any, office: str, table: Path) -> None:
    visit = Visit(browser, office, java_script_enabled=False)
    # a pair of names that nobody has been asked about yet
    table.write_text(BAD_TABLE.replace("2026", "2027").replace("交通运输局", "教育体育局"), encoding="utf-8")
    page = signed_in(visit)
    page.set_input_files("#file", table)
    page.get_by_role("button", name="上传并读取").click()
    for _ in range(60):
        if "读出4项任务" in page.locator("h1").inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()

    page.locator("#r3 td.no a.fix").click()
    page.fill("#r3-no", "3")
    page.get_by_role("button", name="保存这一项").click()
    expect(page.locator("#r3 td.no")).to_contain_text("3")
    same = page.locator("#doubts").get_by_role("button", name="是同一个")
    pairs = same.count()
    assert pairs
    same.first.click()
    expect(same).to_have_count(pairs - 1)
    page.get_by_role("button", name="撤销").click()
    expect(same).to_have_count(pairs)
    page.get_by_role("link", name="确认生效…").click()
    page.get_by_role("button", name="确认生效").click()
    expect(page.locator("main")).to_contain_text("已生效")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.long  # test_a_phone_holds_every_view.py has them
def test_the_pages_fit_a_phone(browser: Any, office: str, table: Path, language: str, pictures: Path | None) -> None:
    visit = Visit(browser, office, viewport={"width": 390, "height": 844})
    page = signed_in(visit)
    visit.context.add_cookies([{"name": "lang", "value": language, "url": office}])
    table.write_text(BAD_TABLE.replace("2026", "2028"), encoding="utf-8")
    page.reload()
    page.set_input_files("#file", table)
    page.locator("form.upload button[type=submit]").click()
    expect(page.locator("#draft")).to_be_visible(timeout=60_000)
    draft = page.url

    for address in ("/lake/intake/", draft.removeprefix(office).split("?")[0]):
        page.goto(office + address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
    page.locator("#r2 td.text a.fix").click()
    expect(page.locator("tr.editing")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    if pictures:
        page.screenshot(path=pictures / f"draft-390-{language}.png", full_page=True)
    assert visit.complaints == []
