"""A mark that turns the writing, or that nobody sees, is drawn in names and sentences, and said."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from luoshi.publishing.cells import safe_in_csv
from luoshi_web.pages.unseen import said_of, shown
from luoshi_web.places.models import Unit
from tests.desk.desk import CYCLE, Desk
from tests.reports.town import Town

FORM = f"{CYCLE}report/2/"
TURNED = "新增学位\u202e012\u202c个。"


@pytest.fixture
def collecting(town: Town) -> Town:
    at = timezone.now()
    town.opened(deadline=at + timedelta(days=5), at=at - timedelta(days=1))
    return town


def test_a_turned_sentence_is_said_to_the_unit_and_drawn_for_the_office(collecting: Town) -> None:
    wang = Desk(collecting.wang)
    assert wang.send(FORM, do="save", statement=TURNED).status == 302
    page = wang.open(FORM)

    assert "第4个字后面有看不见的符号（U+202E、U+202C），会把后面的字倒过来显示" in page.text
    assert page.tree.cssselect("#statement")[0].text == TURNED  # the field keeps it, to be taken out there
    collecting.submitted("4", TURNED, collecting.zhu, timezone.now())
    told = Desk(collecting.li).open(f"{CYCLE}review/4/")
    assert "[U+202E]" in told.text
    assert told.text.count("\u202e") == 1  # in the field for the wording only


def test_a_name_is_drawn_wherever_it_stands_and_its_address_still_leads_there(collecting: Town) -> None:
    Unit.objects.filter(name="教育局").update(name="教育\u202e局")
    page = Desk(collecting.li).open(CYCLE)

    assert ("教育[U+202E]局" in page.text, "\u202e" in page.text) == (True, False)


@pytest.mark.parametrize(
    ("html", "drawn"),
    [
        ("<b>无</b>", "<b>无</b>"),
        ("<p>a\u200bb</p>", '<p>a<span class="unseen" title="看不见的符号 zero width space">[U+200B]</span>b</p>'),
        ('<a title="a\u202eb">c</a>', '<a title="a\u202eb">c</a>'),
        ("<textarea>a\u202eb</textarea>", "<textarea>a\u202eb</textarea>"),
        ("<title>a\u202eb</title>", "<title>a[U+202E]b</title>"),
        ('<option value="1\u202e">a\u202eb</option>', '<option value="1\u202e">a[U+202E]b</option>'),
        ("<!-- \u202e > -->", "<!-- \u202e > -->"),
    ],
)
def test_only_what_is_read_is_drawn(html: str, drawn: str) -> None:
    assert shown(html) == drawn


@given(st.text(alphabet='<>"=ab\u202e/ ', max_size=60))
def test_drawing_never_loses_a_character(html: str) -> None:
    assert shown(html).replace("[U+202E]", "\u202e").count("\u202e") == html.count("\u202e")


def test_what_has_no_width_is_said_to_take_no_room() -> None:
    assert said_of("新增\u200b学位") == "第2个字后面有看不见的符号（U+200B），不占位置。请删掉它。"
    assert said_of("新增学位120个") == ""


@pytest.mark.parametrize("head", ["＝", "＋", "－", "＠", "=", "+", "-", "@"])
def test_a_cell_that_begins_like_a_formula_is_guarded(head: str) -> None:
    assert safe_in_csv(f"{head}1+1") == f"'{head}1+1"
