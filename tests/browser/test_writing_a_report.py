"""A report is written in a real browser: figures find their fields, nothing is lost without a network, keys lead on."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from luoshi_web.places.models import Unit
from luoshi_web.plans.models import Task
from luoshi_web.reports.models import Draft, Presence, Report
from tests import warm
from tests.browser.conftest import AT_DESK, Visit, serve
from tests.browser.test_a_whole_cycle import PASSWORD, STAGE

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

GREEN, DUST = "/river/2025/cycles/2025-09-30/report/3/", "/river/2025/cycles/2025-09-30/report/4/"
TWO = "新增绿化面积12万方，新增绿化面积20万方。"
SEALED = "新增绿化面积19.2万方，完成年度目标的78.6%。"
OPENED = """
from datetime import date, timedelta
from django.utils import timezone
from luoshi_web.plans.models import Plan
from luoshi_web.reports.actions.opening import open_cycle
by = User.objects.get(username="li")
open_cycle(Plan.objects.get(), date(2025, 9, 30), deadline=timezone.now() + timedelta(days=5), by=by)
user = User.objects.create_user("zhao", name="赵青")
User.objects.filter(pk=user.pk).update(password=by.password)
Membership.objects.create(user=user, jurisdiction=place, role=Role.HEAD, unit=Unit.objects.get(name="住建局"))
"""


@dataclass
class TownSite:
    """A site with its database, and who has signed in there: cookies by account."""

    address: str
    database: Path
    cookies: dict[str, Any] = field(default_factory=dict)

    def write(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.database, timeout=20)) as file, file:
            for statement in statements:
                file.execute(statement)


@pytest.fixture(scope="module")
def town_site(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[TownSite]:
    home = tmp_path_factory.mktemp("town")
    around = {**os.environ, "LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"}
    around.pop("DATABASE_URL", None)
    shutil.copy(migrated, home)
    warm.checked(around, code=f"{STAGE}\n{OPENED}")
    for address in serve(around):
        yield TownSite(address, home / migrated.name)


@pytest.fixture
def signed_in(browser: Any, town_site: TownSite) -> Iterator[Callable[..., Visit]]:
    """Sign somebody in, in a window of their own; the drafts of the test before are gone.

    The form is filled in once for each account: a password is hashed for a quarter of a second.
    """
    drafts, open_pages, reports = (model._meta.db_table for model in (Draft, Presence, Report))
    town_site.write(
        f"DELETE FROM {drafts}",
        f"DELETE FROM {open_pages}",
        f"UPDATE {reports} SET state = 'due' WHERE state = 'draft'",
    )
    visits = []

    def sign_in(account: str, **options: object) -> Visit:
        visit = Visit(browser, town_site.address, **options)
        visits.append(visit)
        if account in town_site.cookies:
            visit.context.add_cookies(town_site.cookies[account])
            return visit
        page = visit.open("/sign-in/?next=/desk/")
        page.fill("[name=username]", account)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(AT_DESK)
        town_site.cookies[account] = visit.context.cookies()
        return visit

    yield sign_in
    for visit in visits:
        visit.context.close()


def test_a_figure_fills_its_field_and_gives_it_back(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    field = page.locator("input[name^='value.']")
    page.fill("#statement", SEALED)
    expect(field).to_have_value("19.2")
    expect(page.locator("#answer")).to_contain_text("19.2 / 25 万方 = 76.8%，序时应达75.0%")
    expect(page.locator("#hints")).to_contain_text("有1处提示")
    page.click("button[name=fix]")
    expect(page.locator("#statement")).to_have_value(SEALED.replace("78.6", "76.8"))
    expect(page.locator("#hints")).to_be_empty()
    page.fill("#statement", "绿化在推进。")
    expect(field).to_have_value("")
    field.fill("20")  # touched: it is the person's now
    page.fill("#statement", SEALED)
    expect(page.locator("#answer")).to_contain_text("填的是20，句子里读到19.2万方")
    expect(field).to_have_value("20")
    assert visit.complaints == []


def test_without_a_network_it_is_kept_here_and_sent_when_it_is_back(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    visit.context.set_offline(True)
    page.fill("#statement", "没有网时写的")
    expect(page.locator("#kept")).to_contain_text("网断了，刚写的先存在这台电脑上")
    visit.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("已自动保存", timeout=15000)
    page.reload()
    expect(page.locator("#statement")).to_have_value("没有网时写的")


def test_what_was_not_sent_is_there_again_in_the_next_window(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    page.route("**/saving/", lambda route: route.abort())
    page.fill("#statement", "窗口关掉之前写的")
    expect(page.locator("#kept")).to_contain_text("网断了")
    page.close()
    again = visit.context.new_page()
    again.goto(visit.site + GREEN)
    expect(again.locator("#statement")).to_have_value("窗口关掉之前写的")
    # a window that closes may still have sent it: then it stands as saved already
    expect(again.locator("#kept")).to_contain_text(re.compile("已自动保存|存于"), timeout=15000)


def test_an_answer_lost_on_its_way_is_no_conflict_with_oneself(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    lost: list[bool] = []

    def swallow(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(True)
        route.fetch()  # the server has it, the browser never hears of it
        route.abort()

    page.route("**/saving/", swallow)
    page.fill("#statement", "第一句")
    expect(page.locator("#kept")).to_contain_text("网断了")
    page.fill("#statement", "第一句，第二句")
    expect(page.locator("#kept")).to_contain_text("已自动保存", timeout=15000)
    expect(page.locator("#theirs")).to_have_count(0)


def test_whoever_was_signed_out_and_signs_in_beside_it_loses_nothing(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    visit.context.clear_cookies(name="sessionid")
    page.fill("#statement", "登录过期时写的")
    expect(page.locator("#kept")).to_contain_text("登录过期了")
    beside = visit.context.new_page()
    beside.goto(f"{visit.site}/sign-in/?next=/desk/")
    beside.fill("[name=username]", "zhu")
    beside.fill("[name=password]", PASSWORD)
    beside.press("[name=password]", "Enter")
    beside.wait_for_url(AT_DESK)
    page.bring_to_front()
    expect(page.locator("#kept")).to_contain_text("已自动保存", timeout=15000)
    page.reload()
    expect(page.locator("#statement")).to_have_value("登录过期时写的")


def test_what_is_typed_stays_to_be_copied_where_the_task_went_to_another_unit(
    signed_in: Callable[..., Visit], town_site: TownSite
) -> None:
    page = signed_in("zhu").open(DUST)
    page.fill("#statement", "写到一半")
    expect(page.locator("#kept")).to_contain_text("已自动保存")
    given_to(town_site, "发改局")
    try:
        page.fill("#statement", "写到一半，任务交给了别人")
        expect(page.locator("#kept")).to_contain_text("可能已交给别的单位")
        expect(page.locator("#statement")).to_have_value("写到一半，任务交给了别人")
    finally:
        given_to(town_site, "住建局")


def given_to(town_site: TownSite, unit: str) -> None:
    """Let another unit own the report on dust."""
    reports, tasks, units = (model._meta.db_table for model in (Report, Task, Unit))
    town_site.write(
        f"UPDATE {reports} SET owner_id = (SELECT id FROM {units} WHERE name = '{unit}')"
        f" WHERE task_id IN (SELECT id FROM {tasks} WHERE key = '4')"
    )


def test_two_people_choose_between_their_texts(signed_in: Callable[..., Visit]) -> None:
    zhu, zhao = signed_in("zhu").open(GREEN), signed_in("zhao").open(GREEN)
    expect(zhao.locator("#others")).to_contain_text("朱宁也开着这一项")
    zhu.fill("#statement", "朱宁写的")
    expect(zhu.locator("#kept")).to_contain_text("已自动保存")
    zhao.fill("#statement", "赵青写的")
    expect(zhao.locator("#theirs")).to_contain_text("朱宁写的")
    expect(zhao.locator("#theirs")).to_contain_text("赵青写的")
    zhao.click("button[name=over]")
    expect(zhao.locator("#theirs")).to_have_count(0)
    expect(zhao.locator("#kept")).to_contain_text("已自动保存")
    zhu.reload()
    expect(zhu.locator("#statement")).to_have_value("赵青写的")


def test_keys_save_and_lead_on_and_walking_begins_nothing(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    page.fill("#statement", "写了一半")
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_url(f"**{DUST}")
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_url(f"**{GREEN}")
    expect(page.locator("#statement")).to_have_value("写了一半")
    page.goto(visit.site + "/desk/")
    expect(page.locator("table").first).to_contain_text("待填")  # the one that was only walked by


@pytest.mark.long  # test_a_phone_holds_every_view.py has these pages, with words that never end
def test_on_a_phone_nothing_runs_over_the_edge(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu", viewport={"width": 390, "height": 844}, has_touch=True)
    for address in ("/desk/", GREEN, "/river/2025/cycles/2025-09-30/sheet/住建局/", "/desk/to-sign/"):
        page = visit.open(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert visit.complaints == []


def test_ctrl_enter_submits_what_was_typed_a_moment_ago(signed_in: Callable[..., Visit]) -> None:
    page = signed_in("zhu").open(DUST)
    page.fill("#statement", "加强了工地巡查。")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{GREEN}?sent=4")
    expect(page.locator("article")).to_contain_text("第4项交了。接着是这一项。")
    expect(page.locator("#statement")).to_be_focused()
    page.goto(page.url.replace("report/3/?sent=4", "report/4/"))
    expect(page.locator("article")).to_contain_text("加强了工地巡查。")
    expect(page.locator("article")).to_contain_text("已提交")


def test_what_is_too_long_is_never_cut_and_is_sent_once_it_is_short_enough(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    page.focus("#statement")
    page.keyboard.insert_text("长" * 5002)
    expect(page.locator("#kept")).to_contain_text("写了5002字，最多5000字，还没有存")
    assert len(page.input_value("#statement")) == 5002
    page.click("button[name=do][value=submit]")
    expect(page.locator("#statement")).to_be_focused()
    page.fill("#statement", "绿化在推进。")
    expect(page.locator("#kept")).to_contain_text("已自动保存")
    assert visit.complaints == []


def test_what_was_refused_is_asked_for_no_more_once_it_is_there(signed_in: Callable[..., Visit]) -> None:
    visit = signed_in("zhu")
    page = visit.open(GREEN)
    page.click("button[name=do][value=submit]")
    expect(page.locator("#problem")).to_contain_text("没有提交，还差2处")
    page.fill("#statement", "绿化在推进。")
    expect(page.locator("#problem")).to_contain_text("没有提交，还差1处")
    expect(page.locator("#statement")).not_to_have_attribute("aria-invalid", "true")
    page.fill("#statement", "新增绿化面积19.2万方。")
    expect(page.locator("#problem")).to_have_count(0)
    expect(page.locator("input[name^='value.']")).not_to_have_attribute("aria-invalid", "true")


class Held:
    """The readings that a page asks for, held back until they are let go."""

    def __init__(self, page: Any, where: str) -> None:
        self.page, self.routes, self.gone = page, list[Any](), False
        page.route(where, self.hold)

    def hold(self, route: Any) -> None:
        if self.gone:
            route.continue_()
        else:
            self.routes.append(route)

    def let_go(self) -> None:
        self.gone = True
        for route in self.routes:
            route.continue_()

    def wait(self) -> None:
        while not self.routes:
            self.page.wait_for_timeout(50)


def two_figures(page: Any) -> Any:
    """Type a sentence of which somebody has to choose a figure; return the buttons."""
    page.fill("#statement", TWO)
    choices = page.locator("#figures .choices button")
    expect(choices).to_have_count(3)
    expect(page.locator("#kept")).to_contain_text("已自动保存")
    return choices


def test_a_press_while_another_is_on_its_way_takes_nothing_from_it(signed_in: Callable[..., Visit]) -> None:
    page = signed_in("zhu").open(GREEN)
    choices = two_figures(page)
    held = Held(page, "**/saving/")
    page.fill("#problems", "苗木没有到")
    held.wait()  # a reading is on its way, and so no press is
    page.evaluate("""() => {
        const other = document.querySelector("#figures button[name=settle]").cloneNode(true);
        other.value = "999:0:none", other.textContent = "别的目标：都不是";
        document.getElementById("loose").append(other);
    }""")
    choices.nth(0).click()
    choices.nth(1).click()
    page.click("text=别的目标：都不是")
    held.let_go()

    expect(page.locator("#figures .unsure")).to_contain_text("由填报单位确认：20万方")
    expect(page.locator("#settling")).to_contain_text("没有这个目标")


def test_what_is_typed_before_a_press_has_arrived_is_not_what_was_chosen(signed_in: Callable[..., Visit]) -> None:
    page = signed_in("zhu").open(GREEN)
    choices = two_figures(page)
    held = Held(page, "**/saving/")
    page.fill("#statement", TWO.replace("20", "30"))
    choices.nth(1).click()  # 20万方, as the page still shows it
    page.fill("#problems", "苗木没有到")  # so that something is read behind it
    held.wait()
    held.let_go()

    expect(page.locator("#settling")).to_contain_text("句子可能改过了")
    expect(choices.nth(1)).to_contain_text("30万方")
    expect(page.locator("#kept")).to_contain_text("已自动保存")
    expect(page.locator("#settling")).to_contain_text("句子可能改过了")
    choices.nth(1).click()
    expect(page.locator("#figures .unsure")).to_contain_text("由填报单位确认：30万方")
    expect(page.locator("#settling")).to_be_empty()


@pytest.mark.parametrize("status", [pytest.param(429, marks=pytest.mark.long), 500])
def test_a_server_that_is_in_trouble_is_told_of_and_the_press_arrives_later(
    signed_in: Callable[..., Visit], status: int
) -> None:
    page = signed_in("zhu").open(GREEN)
    choices = two_figures(page)
    page.route("**/saving/", lambda route: route.fulfill(status=status, body="<p>这会儿不行</p>"))
    choices.nth(1).click()

    expect(page.locator("#kept")).to_contain_text("服务器没有答上来，刚写的先存在这台电脑上")
    expect(page.locator("#settling")).to_contain_text("刚才选的还没有送到，会自动再送。")
    expect(choices).to_have_count(3)
    page.click("[data-key=submit]")
    expect(page.locator("#kept")).to_contain_text("服务器没有答上来，还没有提交")
    page.unroute("**/saving/")
    expect(page.locator("#figures .unsure")).to_contain_text("由填报单位确认：20万方")
    expect(page.locator("#settling")).to_be_empty()


def accepted(signed_in: Callable[..., Visit]) -> Any:
    """Return the unit's page of a report that the office has accepted."""
    page = signed_in("zhu").open(GREEN)
    if page.locator("#correction").count() == 0:
        if page.locator("#statement").count():  # else a correction waits for the office already
            page.fill("#statement", "新增绿化面积12万方。")
            page.press("#statement", "Control+Enter")
            page.wait_for_url(lambda address: GREEN not in address)
        office = signed_in("li").open(GREEN.replace("report", "review"))
        office.click("button[value=accept]")
        office.wait_for_load_state()
        page = signed_in("zhu").open(GREEN)
    return page


def test_an_answer_that_never_comes_is_told_of_and_given_up(signed_in: Callable[..., Visit]) -> None:
    page = accepted(signed_in)
    page.clock.install()
    page.reload()
    page.click("#correction > summary")
    page.fill("#statement", TWO)
    choices = page.locator("#correction .choices button")
    expect(choices).to_have_count(3)
    expect(page.locator("input[name^='value.']")).to_have_value("")
    page.wait_for_load_state("networkidle")
    held = Held(page, "**/correcting/")
    choices.nth(1).click()
    held.wait()
    expect(page.locator("#kept")).to_contain_text("正在读")
    page.clock.fast_forward(31_000)

    expect(page.locator("#kept")).to_contain_text("服务器没有答上来，还没有读。字都在这一页")
    expect(page.locator("#settling")).to_contain_text("刚才选的还没有送到")
    expect(choices).to_have_count(3)
    held.let_go()
    page.clock.fast_forward(5_000)
    expect(page.locator("#correction .unsure")).to_contain_text("由填报单位确认：20万方")


def test_a_correction_is_read_while_it_is_typed_and_its_choice_goes_along(signed_in: Callable[..., Visit]) -> None:
    page = accepted(signed_in)
    page.click("#correction > summary")
    page.fill("#statement", TWO)
    choices = page.locator("#correction .choices button")
    expect(choices).to_have_count(3)
    # the choice fills its field, and with that it is read once more: the choice still stands when that is answered
    with page.expect_response(lambda answer: 'name="word.' in (answer.request.post_data or "")) as read:
        choices.nth(1).press("Enter")
    assert "由填报单位确认：20万方" in re.sub("<[^>]+>", "", read.value.text())
    expect(page.locator("#correction .unsure")).to_contain_text("由填报单位确认：20万方")
    page.fill("#reason", "漏了一处")
    page.click("button[value=correct]")  # what is on its way is read first

    expect(page.locator("[role=status]").first).to_contain_text("第3项的更正交了，等督查室看。")
    office = signed_in("li").open(GREEN.replace("report", "review"))
    expect(office.locator(".unsure")).to_contain_text("由填报单位确认：20万方")


def test_a_correction_that_the_server_cannot_read_is_handed_in_with_a_second_press(
    signed_in: Callable[..., Visit],
) -> None:
    page = accepted(signed_in)
    page.route("**/correcting/", lambda route: route.fulfill(status=500, body="<p>这会儿不行</p>"))
    page.click("#correction > summary")
    page.fill("#statement", "新增绿化面积12万方，另有500棵树。")
    page.fill("#reason", "漏了一处")
    page.click("button[value=correct]")
    expect(page.locator("#kept")).to_contain_text("服务器读不了这次更正，还没有提交。再点一次“提交更正”")
    assert "/report/" in page.url

    page.click("button[value=correct]")

    expect(page.locator("[role=status]").first).to_contain_text("第3项的更正交了，等督查室看。")
    office = signed_in("li").open(GREEN.replace("report", "review"))
    expect(office.locator("main")).to_contain_text("另有500棵树")
