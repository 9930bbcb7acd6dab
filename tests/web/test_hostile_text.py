"""Hostile cells: whatever stands in a table is text, in every page and in every mark."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from luoshi_web.intake.inforce import import_plan
from luoshi_web.pages.marks import Mark, marked
from luoshi_web.pages.typography import wide
from luoshi_web.places.models import Jurisdiction
from tests.web.site import Page, pages_of, table

EVIL = "<script>alert(1)</script>\"'&amp;<img src=x onerror=alert(2)>{{7*7}}{% raw %}"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta"}


class Balance(HTMLParser):
    """Fails where a tag is not closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, f"</{tag}> closes nothing, at {self.getpos()}"


def assert_well_formed(html: str) -> None:
    balance = Balance()
    balance.feed(html)
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids)), "an id stands twice"


@pytest.fixture
def hostile(town: Jurisdiction) -> list[str]:
    done = import_plan(
        table(
            f"1 | 新增学位2745个{EVIL}，完成投资300亿元以上。 | 教育局{EVIL} | 财政局{EVIL} "
            f"| 完成投资161亿元{EVIL}，新增学位12个。",
            f"2 | {EVIL} | 住建局 | / | {EVIL}",
        ),
        f"{EVIL[:30].replace('/', '')}.txt",
        jurisdiction=town,
        year=2025,
        publish=True,
        lights=True,
    )
    here = f"/town/{done.plan.year}/"
    return [a for a in pages_of(done.plan) if a.endswith("/") and not a.endswith("file/")] + [
        f"{here}?q=%3Cscript%3E",
        f"{here}tasks/2/",
    ]


def test_nothing_in_a_cell_becomes_markup(client: Client, hostile: list[str]) -> None:
    for address in hostile:
        page = Page(client.get(address))
        assert page.status == 200, address
        scripts = page.tree.cssselect("script")
        assert all(script.get("src", "").startswith("/static/") and not script.text for script in scripts), address
        assert page.tree.cssselect("img") == [], address
        assert "49" not in page.texts("h1"), address


def test_hostile_pages_are_well_formed(client: Client, hostile: list[str]) -> None:
    for address in hostile:
        assert_well_formed(Page(client.get(address)).html)


def test_every_page_of_the_real_plan_is_well_formed(reader, binjiang) -> None:
    for address in pages_of(binjiang):
        if address.endswith("/") and not address.endswith("file/"):
            assert_well_formed(reader.open(address).html)


def test_no_page_has_a_style_or_a_script_of_its_own(reader, binjiang) -> None:
    for address in pages_of(binjiang):
        if address.endswith("/") and not address.endswith("file/"):
            html = reader.open(address).html
            assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html), address


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple)


@given(
    st.text(alphabet="新增学位,;:()12.5亿元<>&\"' 。-", max_size=40),
    st.lists(st.tuples(spans, st.sampled_from("tmobx"), st.one_of(st.none(), spans)), max_size=6),
)
def test_marks_never_change_the_text_that_is_read(text: str, given_marks: list) -> None:
    marks = tuple(Mark(*span, kind, value) for span, kind, value in given_marks)

    html = marked(text, marks)

    shown = Balance()
    shown.feed(f"<p>{html}</p>")
    assert shown.open == []
    assert html.striptags().replace("−", "-") == " ".join(wide(text).split())


@given(st.text(max_size=60))
def test_full_width_is_one_character_for_one(text: str) -> None:
    assert len(wide(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("投用5所,续建2所;(改扩)建4所:好", "投用5所，续建2所；（改扩）建4所：好"),
        ("总额1,000万元,18:00前", "总额1,000万元，18:00前"),
        ("SAE, MIT (2)", "SAE, MIT (2)"),
        (
            "链接要以http://或https://开头,比如https://a.cn:81/b;好",
            "链接要以http://或https://开头，比如https://a.cn:81/b；好",
        ),
        ("见(https://a.cn/b)", "见（https://a.cn/b）"),
    ],
)
def test_punctuation_is_set_for_the_eye(text: str, shown: str) -> None:
    assert wide(text) == shown
