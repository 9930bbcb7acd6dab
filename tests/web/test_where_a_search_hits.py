"""The words of a search are marked where they stand, whatever marks and links they cross, and nothing else changes."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from luoshi_web.portal.hits import hits
from tests.web.site import Reader, table


@pytest.mark.parametrize(
    ("shown", "words", "marked"),
    [
        ("加装电梯60台", "电梯", '加装<mark class="hit">电梯</mark>60台'),
        ("<b>300</b>亿元", "300亿", '<b><mark class="hit">300</mark></b><mark class="hit">亿</mark>元'),
        ('<a title="电梯">梯</a>', "电梯", '<a title="电梯">梯</a>'),
        ("R&amp;D经费", "r&d", '<mark class="hit">R&amp;D</mark>经费'),
        ("ＰＭ２．５浓度", "pm2.5", '<mark class="hit">ＰＭ２．５</mark>浓度'),
        ("学校和学位", "学校 学位", '<mark class="hit">学校</mark>和<mark class="hit">学位</mark>'),
        ("电梯", " ", "电梯"),
    ],
)
def test_a_word_is_marked_as_it_is_found(shown: str, words: str, marked: str) -> None:
    assert hits(Markup(shown), words) == marked


@given(st.text(max_size=40), st.text(max_size=4))
def test_the_text_stays_what_it_was(text: str, words: str) -> None:
    laid = str(hits(escape(text), words))
    assert laid.replace('<mark class="hit">', "").replace("</mark>", "") == escape(text)


def test_a_page_that_was_searched_has_its_hits_marked_and_others_none(db: None, client: Client) -> None:
    place = Jurisdiction.objects.create(slug="river", name="江城")
    rows = ("1 | 加装电梯100台以上。 | 住建局 | 财政局 | 加装电梯40台。", "2 | 新增学位300个。 | 教育局 | / | 序时推进")
    import_plan(table(*rows), "river.txt", jurisdiction=place, year=2025, publish=True, lights=True)
    reader = Reader(client)

    assert reader.open("/river/2025/", q="电梯").texts("mark.hit") == ["电梯", "电梯"]
    assert reader.open("/river/2025/", q="财政局").texts("td.coop mark.hit") == ["财政局"]
    assert reader.open("/river/2025/").texts("mark.hit") == []
