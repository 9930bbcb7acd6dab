"""A revised file in a real browser: signed in, compared, taken row by row, undone, looked at, put in force."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.browser.conftest import Visit, serve

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

PASSWORD = "sunny-harbour-42"
# The river district as the other tests know it, with a second table that is read and waits to be compared.
STAGE = f"""
import django
django.setup()
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.plans.models import Jurisdiction
from tests.revisions.river import FIRST, SECOND, River, table
place = Jurisdiction.objects.create(slug="river", name="河区", name_en="River District")
li = User.objects.create_user("li", password="{PASSWORD}", name="李敏")
Membership.objects.create(user=li, jurisdiction=place, role=Role.REVIEWER)
river = River(place, li, li)
river.put_in_force(table(*FIRST), "first.txt")
river.take_in(table(*SECOND), "second.txt")
river.take_in(table(*FIRST[:3], ("4", "完善公共法律服务体系，新建公证点2个。", "司法局", "", "")), "third.txt")
"""


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Path:
    """A site with its people and files, made once, and copied."""
    home = tmp_path_factory.mktemp("staged")
    shutil.copy(migrated, home)
    warm.checked(of(home), code=STAGE)
    return home


@pytest.fixture
def office(tmp_path: Path, staged: Path) -> Iterator[str]:
    yield from serve(of(shutil.copytree(staged, tmp_path, dirs_exist_ok=True)))


@pytest.fixture(scope="module")
def second_office(tmp_path_factory: pytest.TempPathFactory, staged: Path) -> Iterator[str]:
    """Another one, of which every test after the first has the rest."""
    home = tmp_path_factory.mktemp("second")
    yield from serve(of(shutil.copytree(staged, home, dirs_exist_ok=True)))


def of(home: Path) -> dict[str, str]:
    around = {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around.pop("DATABASE_URL", None)
    return around


def signed_in(visit: Visit, address: str) -> Any:
    page = visit.open(address)
    page.fill("[name=username]", "li")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    return page


def test_a_revised_file_is_taken_row_by_row_and_comes_in_force(
    browser: Any, office: str, pictures: Path | None
) -> None:
    visit = Visit(browser, office)
    page = signed_in(visit, "/river/intake/2/confirm/")
    page.get_by_role("button", name="逐项对比").click()
    expect(page.locator("h1")).to_have_text("5 处不同，0 项没有变")

    # one row taken in place: the page is not loaded anew, and the bar counts
    page.evaluate("window.stillHere = true")
    row = page.locator("table.rev tbody tr").first
    row.get_by_role("button", name="接受", exact=True).click()
    expect(row.get_by_role("button", name="✓ 已接受")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#bar")).to_contain_text("接受1项，不接受0项，还有4项没有决定。")
    page.locator("table.rev tbody tr").nth(2).get_by_role("button", name="不接受").click()
    expect(page.locator("#bar")).to_contain_text("接受1项，不接受1项，还有3项没有决定。")
    assert page.evaluate("window.stillHere")

    # the last step is undone, decided otherwise, and the rest is taken at once
    page.get_by_role("button", name="撤销上一步").click()
    expect(page.locator("#bar")).to_contain_text("还有4项没有决定。")
    if pictures:
        page.screenshot(path=pictures / "revision-1440.png", full_page=True)
    page.get_by_role("button", name="接受其余4项").click()
    page.get_by_role("link", name="看看会怎样，再确认").click()
    expect(page.locator("h1")).to_have_text("第2版会有 4 项任务，现在是 4 项")
    if pictures:
        page.screenshot(path=pictures / "revision-confirm-1440.png", full_page=True)
    page.get_by_role("button", name="让第2版生效").click()
    expect(page.locator("[role=status]")).to_contain_text("新的一版已经生效。")

    # what stays to be read: the first wording, and the task that is gone
    page.goto(f"{office}/river/2025/tasks/2/")
    expect(page.get_by_role("heading", name="提法的变化")).to_be_visible()
    page.goto(f"{office}/river/2025/tasks/3/")
    expect(page.locator(".note")).to_contain_text("第2版删去了这一项")
    assert visit.complaints == []


@pytest.mark.long  # tests/revisions sends the same forms, without script
def test_on_a_phone_and_without_script_all_of_it_works_and_nothing_is_wider_than_the_page(
    browser: Any, second_office: str, pictures: Path | None
) -> None:
    visit = Visit(browser, second_office, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = signed_in(visit, "/river/intake/3/confirm/")
    page.get_by_role("button", name="逐项对比").click()
    box = page.locator("html").bounding_box()
    assert box is not None
    assert box["width"] <= 390
    if pictures:
        page.screenshot(path=pictures / "revision-390.png", full_page=True)
    page.locator("#r1").get_by_role("button", name="接受", exact=True).click()
    page.get_by_role("link", name="看看会怎样，再确认").click()
    page.get_by_role("button", name="让第2版生效").click()
    expect(page.locator("[role=status]")).to_contain_text("新的一版已经生效。")
    assert visit.complaints == []


@pytest.mark.long  # tests/people/test_guessing.py sends the same forms
def test_an_account_locks_after_five_wrong_passwords_and_says_for_how_long(browser: Any, second_office: str) -> None:
    page = Visit(browser, second_office).open("/sign-in/")
    for _ in range(5):
        page.fill("[name=username]", "li")
        page.fill("[name=password]", "wrong")
        page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("请过15分钟再登录")
