"""In a real browser: a sentence with two figures is settled by one press, and the office undoes that."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.browser.conftest import AT_DESK, Visit, serve
from tests.browser.test_a_whole_cycle import PASSWORD, STAGE
from tests.browser.test_writing_a_report import OPENED

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

TWO = "新增绿化面积12万方，新增绿化面积20万方。"
CYCLE = "/river/2025/cycles/2025-09-30/"
FORM, REVIEW = f"{CYCLE}report/3/", f"{CYCLE}review/3/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[str]:
    home = tmp_path_factory.mktemp("asked")
    around = {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around.pop("DATABASE_URL", None)
    shutil.copy(migrated, home)
    shown = "\nPlan.objects.update(visibility='published', published_at=timezone.now(), public_lights=True)\n"
    warm.checked(around, code=f"{STAGE}\n{OPENED}{shown}")
    yield from serve(around)


def signed_in(browser: Any, address: str, account: str, **options: object) -> Visit:
    visit = Visit(browser, address, **options)
    page = visit.open("/sign-in/?next=/desk/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(AT_DESK)
    return visit


def pictured(page: Any, pictures: Path | None, name: str) -> None:
    if pictures is not None:
        page.screenshot(path=pictures / f"settling-{name}.png", full_page=True)


def test_a_figure_is_settled_by_one_press_and_undone_by_another(
    browser: Any, asked: str, pictures: Path | None
) -> None:
    zhu = signed_in(browser, asked, "zhu")
    page = zhu.open(FORM)
    page.fill("#statement", TWO)
    choices = page.locator(".choices button")
    expect(choices).to_have_count(3)
    expect(page.locator("#hints")).to_contain_text("有1个数要您选一下是哪一个")
    expect(page.locator("input[name^='value.']")).to_have_value("")
    pictured(page, pictures, "form")
    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    pictured(page, pictures, "form-phone")
    page.set_viewport_size(wide)
    choices.nth(1).press("Enter")
    word = page.locator(".unsure")
    expect(word).to_contain_text("由填报单位确认：20万方")
    expect(page.locator("input[name^='value.']")).to_have_value("20")
    expect(page.locator("[name=unsettle]")).to_be_focused()
    pictured(page, pictures, "form-settled")
    # typing on in that sentence asks again, and so does 重新选
    page.locator("#statement").press("Control+End")
    page.locator("#statement").press("Backspace")
    page.locator("#statement").press_sequentially("，详见附件。")
    expect(choices).to_have_count(3)
    expect(page.locator("input[name^='value.']")).to_have_value("")
    page.fill("#statement", TWO)
    expect(word).to_contain_text("由填报单位确认：20万方")
    page.click("[name=unsettle]")
    expect(choices).to_have_count(3)
    choices.nth(1).click()
    expect(word).to_contain_text("由填报单位确认：20万方")
    page.click("[data-key=submit]")
    page.wait_for_url(lambda url: not url.endswith("report/3/"))
    assert zhu.complaints == []

    li = signed_in(browser, asked, "li")
    page = li.open(REVIEW)
    expect(page.locator(".queue a")).to_contain_text("由填报单位确认")
    expect(page.locator(".unsure")).to_contain_text("由填报单位确认：20万方")
    pictured(page, pictures, "review-settled")
    page.click("[name=undo]")
    expect(page.locator(".choices button")).to_have_count(3)
    pictured(page, pictures, "review")
    page = li.open(f"{CYCLE}unclear/")
    expect(page.locator("h1")).to_have_text("1项待核")
    pictured(page, pictures, "list")
    page = li.open("/desk/")
    expect(page.locator(".todo")).to_contain_text("项待核")
    pictured(page, pictures, "home")
    assert li.complaints == []


@pytest.mark.long  # widths: test_a_phone_holds_every_view.py; the public: web/test_unclear_in_public.py
def test_a_phone_and_the_public(browser: Any, asked: str, pictures: Path | None) -> None:
    """Runs behind the one above: the report is handed in, and nothing is settled."""
    li = signed_in(browser, asked, "li", **PHONE)
    for address, name in ((REVIEW, "review-phone"), (f"{CYCLE}unclear/", "list-phone")):
        page = li.open(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        pictured(page, pictures, name)
    page = li.open(REVIEW)
    page.click("[data-key=a]")
    page = li.open(f"{CYCLE}closing/")
    page.click("[name=do][value=close]")
    page = li.open(f"{CYCLE}publication/")
    page.click("[name=do][value=publish]")
    zhu = signed_in(browser, asked, "zhu", **PHONE)
    page = zhu.open(f"{CYCLE}report/4/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader = Visit(browser, asked)
    for address, name in (("/river/2025/tasks/3/", "public-task"), ("/river/2025/", "public-plan")):
        page = reader.open(address)
        expect(page.locator("#main")).to_contain_text("待核实")
        expect(page.locator("#main")).not_to_contain_text("同样说到")
        pictured(page, pictures, name)
    page = Visit(browser, asked, **PHONE).open("/river/2025/tasks/3/")
    pictured(page, pictures, "public-task-phone")
    page = li.open("/river/2025/tasks/3/")
    page.click(".how summary")
    pictured(page, pictures, "office-task-phone")
