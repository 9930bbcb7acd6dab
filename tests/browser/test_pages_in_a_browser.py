"""The public pages in a real Chromium: nothing is complained of, filters work, a phone is wide enough."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

expect = pytest.importorskip("playwright.sync_api").expect

pytestmark = pytest.mark.browser

PLAN = "/binjiang/2025/"
PAGES = {
    "plan": PLAN,
    "task": PLAN + "tasks/5/",
    "task-long": PLAN + "tasks/20/",
    "indicators": PLAN + "indicators/",
    "units": PLAN + "units/",
    "unit": PLAN + "units/科技局/",
    "source": PLAN + "source/",
}
ROWS = "table.plan td.no"


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_complains_of_nothing(visit, name: str, pictures: Path | None) -> None:
    page = visit.open(PAGES[name])
    page.wait_for_load_state("networkidle")

    assert visit.complaints == []
    if pictures:
        page.screenshot(path=pictures / f"{name}-1440.png")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("print_size", [pytest.param("normal", marks=pytest.mark.long), "large"])
def test_a_phone_never_scrolls_sideways(phone, name: str, print_size: str, pictures: Path | None) -> None:
    phone.context.add_cookies([{"name": "print", "value": print_size, "url": phone.site}])
    page = phone.open(PAGES[name])

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    if pictures and print_size == "normal":
        page.screenshot(path=pictures / f"{name}-390.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_english_fits_a_phone_too(phone, name: str) -> None:
    phone.context.add_cookies([{"name": "lang", "value": "en", "url": phone.site}])
    page = phone.open(PAGES[name])

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_controls_on_a_phone_are_tall_enough_to_touch(phone) -> None:
    page = phone.open(PLAN)

    for control in page.locator("form.tools button, form.tools select, form.tools input[type=search]").all():
        box = control.bounding_box()
        assert box
        assert box["height"] >= 40


def test_a_filter_changes_the_rows_and_the_address_in_place(visit) -> None:
    page = visit.open(PLAN)
    page.evaluate("window.stayed = true")

    page.fill("input[name=q]", "电梯")
    page.click("form.tools button")
    page.wait_for_url("**q=**")
    expect(page.locator(ROWS)).to_have_count(3)

    assert "电梯" in page.locator("table.plan").inner_text()
    assert page.evaluate("window.stayed") is True
    page.select_option("select[name=chapter]", index=1)
    page.locator("p.nil").wait_for()
    assert visit.complaints == []


def test_a_filter_that_gets_no_answer_says_so_until_one_comes(visit) -> None:
    page = visit.open(PLAN)
    page.route("**q=**", lambda route: route.fulfill(status=500, body="broken"))
    page.fill("input[name=q]", "电梯")
    page.click("form.tools button")
    expect(page.locator("[role=alert]")).to_contain_text("没有收到服务器的回答，刚才按的不一定做成了")
    page.unroute("**q=**")
    page.route("**q=**", lambda route: route.abort())
    page.click("form.tools button")
    expect(page.locator("[role=alert]")).to_have_count(1)
    page.unroute("**q=**")
    page.click("form.tools button")
    expect(page.locator(ROWS)).to_have_count(3)
    expect(page.locator("[role=alert]")).to_have_count(0)


def test_back_brings_the_whole_table_again(visit) -> None:
    page = visit.open(PLAN)
    page.check("input[name=numeric]")
    expect(page.locator(ROWS)).to_have_count(45)

    page.go_back()
    expect(page.locator(ROWS)).to_have_count(154)


def test_the_head_of_the_page_follows_the_filter_and_is_whole_again_without_one(visit) -> None:
    page = visit.open(f"{PLAN}?q=电梯")
    expect(page.locator("h1")).to_contain_text("找到3项")
    page.check("input[name=numeric]")
    expect(page.locator("h1")).not_to_contain_text("找到3项")
    page.uncheck("input[name=numeric]")
    expect(page.locator("h1")).to_contain_text("找到3项")

    page.fill("input[name=q]", "")
    page.click("form.tools button")

    expect(page.locator(ROWS)).to_have_count(154)
    expect(page.locator("h1.tale")).to_have_count(1)
    assert page.locator("table.over a").count() > 154
    assert visit.complaints == []


def test_everything_works_without_script(without_script) -> None:
    page = without_script.open(PLAN)
    page.fill("input[name=q]", "电梯")
    page.click("form.tools button")
    assert 0 < page.locator(ROWS).count() < 154

    page.locator(ROWS).first.locator("a").click()
    assert page.locator(".verdict").count() == 3

    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="dark", exact=True).click()
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_theme_follows_the_system_until_one_is_chosen(browser, site) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site + PLAN)
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"

    page.get_by_role("link", name="浅色").click()
    assert page.locator("html").get_attribute("data-bs-theme") == "light"
    context.close()


def test_a_lamp_of_the_overview_leads_to_its_row(visit) -> None:
    page = visit.open(PLAN)
    page.locator(".over .lamps a[title^='128 ']").click()

    assert page.url.endswith("#t128")
    box = page.locator("#t128").bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_the_head_of_the_table_stays_in_sight(visit) -> None:
    page = visit.open(PLAN)
    page.locator("#t100").scroll_into_view_if_needed()

    box = page.locator("table.plan thead th").first.bounding_box()
    assert box
    assert box["y"] == 0


def test_text_reaches_its_contrast_in_both_themes(visit) -> None:
    contrast = """
      selector => {
        const at = c => c.match(/[0-9.]+/g).slice(0, 3).map(Number);
        const light = c => {
          const [r, g, b] = at(c).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
          return .2126 * r + .7152 * g + .0722 * b;
        };
        const ground = light(getComputedStyle(document.body).backgroundColor);
        return Math.min(...[...document.querySelectorAll(selector)].map(e => {
          const ink = light(getComputedStyle(e).color);
          return (Math.max(ink, ground) + .05) / (Math.min(ink, ground) + .05);
        }));
      }"""
    for theme in ("light", "dark"):
        visit.context.add_cookies([{"name": "theme", "value": theme, "url": visit.site}])
        page = visit.open(PLAN)
        assert page.evaluate(contrast, "main p, main td, main th, main a, .why b, .chips a, .foot") >= 4.5, theme


def test_print_has_the_table_alone_and_folds_open(visit) -> None:
    page = visit.open(PLAN)
    page.emulate_media(media="print")

    assert not page.locator("form.tools").is_visible()
    assert not page.locator("nav.chips").is_visible()
    assert page.locator("table.plan thead").evaluate("e => getComputedStyle(e).display") == "table-header-group"
    assert page.locator(".onpaper").is_visible()
    printed = PdfDocument(page.pdf(prefer_css_page_size=True))
    last = len(printed)
    assert f"{last} / {last}" in printed[last - 1].get_textpage().get_text_range()
    # the first rows are long, and five of them filled a page before
    second = printed[1].get_textpage().get_text_range()
    assert sum(f"\n{number} " in f"\n{second}" for number in range(1, 20)) >= 6, second


def test_a_task_is_printed_on_two_pages_and_names_what_is_left_out(visit) -> None:
    page = visit.open(PAGES["task"])
    printed = PdfDocument(page.pdf(prefer_css_page_size=True))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed)

    assert len(printed) <= 2
    assert printed[0].get_height() > printed[0].get_width()
    for part in ("固定资产投资", "161", "达进度", "历次", "来源：", "不代替自评和核定"):
        assert part in text, part
    left = text.split("纸上没有印：")[1].split("。")[0]
    for part in left.split("、"):
        assert part in page.content(), part
        assert text.count(part) == 1, part
    assert "/binjiang/2025/tasks/5/" in text


def test_the_keyboard_reaches_the_content_first(visit) -> None:
    page = visit.open(PLAN)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_phone_shows_the_whole_navigation(phone) -> None:
    page = phone.open(PLAN)
    for link in page.locator("header nav > a").all():
        box = link.bounding_box()
        assert box
        assert box["x"] + box["width"] <= 390, link.inner_text()


def test_parts_of_a_bar_do_not_meet_on_a_phone(phone) -> None:
    page = phone.open(f"{PLAN}tasks/5/")
    boxes = [box for one in page.locator("svg.ch text.cj").all() if (box := one.bounding_box())]
    assert len(boxes) == 3
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            assert beside or abs(one["y"] - other["y"]) >= one["height"], (one, other)


def test_the_sample_accounts_of_a_phone_are_two_lines_each(phone) -> None:
    page = phone.open("/sign-in/")
    rows = page.locator("table.samples tbody tr")
    assert rows.count() == 9
    for row in rows.all():
        box = row.bounding_box()
        assert box
        assert box["height"] < 80
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phones_search_stands_beside_its_button_and_its_lists_below(phone) -> None:
    page = phone.open(PLAN)
    boxes = [
        page.locator(f"form.tools {one}").bounding_box()
        for one in ("[name=q]", "button", "[name=chapter]", "[name=unit]")
    ]
    field, button, chapter, unit = (box for box in boxes if box)
    assert abs(field["y"] - button["y"]) < 4
    assert abs(chapter["y"] - unit["y"]) < 4
    assert chapter["y"] > button["y"]
    assert chapter["width"] > 150


def test_the_ring_of_the_first_row_is_whole(visit) -> None:
    page = visit.open(PLAN)
    page.locator(".top nav a").nth(1).focus()
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineOffset")
    assert ring == "-6px"
