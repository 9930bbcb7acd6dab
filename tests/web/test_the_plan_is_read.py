"""The plan page: every row, the counts that tell the story, filters and search, with and without script."""

import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from tests.web.site import Page, Reader, table

PLAN = "/binjiang/2025/"


def numbers(page) -> list[int]:
    return [int(text) for text in page.texts("table.plan td.no")]


def test_all_rows_stand_on_one_page_in_the_order_of_the_table(reader: Reader) -> None:
    page = reader.open(PLAN)

    assert page.status == 200
    assert numbers(page) == list(range(1, 155))
    assert len(page.tree.cssselect("table.plan tr.chap")) == 7


def test_the_only_published_plan_stands_at_the_front_door(reader: Reader) -> None:
    assert numbers(reader.open("/")) == list(range(1, 155))


def test_the_counts_tell_the_story(reader: Reader) -> None:
    page = reader.open(PLAN)

    assert page.texts("h1") == ["154 项任务，45 项写明了数字； 到6月底，其中 4 项报了数"]
    assert page.texts(".chips a") == [
"全部 154", "超进度 3", "达进度 1", "欠进度 2", "其中严重 1", "数据未出 2",
        "未到期 1", "无量化依据 43", "仅有自评 102",
    ]  # fmt: skip
    assert "第1、4、5、6项报了数，第39项要等数据，其余40项没有报" in page.text


def test_each_row_shows_light_sentence_and_marked_figures(reader: Reader) -> None:
    row = reader.open(PLAN).tree.cssselect("#t5")[0]

    assert row.cssselect("svg.lamp")[0].get("aria-label") == "达进度（暂）"
    assert "161 / 300 亿元 = 53.7%" in row.text_content()
    assert [mark.text_content() for mark in row.cssselect(".text mark.t")] == ["固定资产投资300亿元以上"]
    assert "172.3亿元" in row.cssselect(".said mark.b")[0].text_content()


def test_a_claim_alone_lights_nothing(reader: Reader) -> None:
    row = reader.open(PLAN).tree.cssselect("#t8")[0]

    assert row.cssselect("svg.lamp.claim")
    assert row.cssselect(".why") == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "电梯"}, [93, 104, 109]),
        ({"q": "ＲＤ"}, []),
        ({"q": "r&d"}, [7]),
        ({"q": "128"}, None),
        ({"state": "behind"}, [2, 3]),
        ({"state": "behind", "light": "red"}, [3]),
        ({"state": "on_pace"}, [5]),
        ({"chapter": "0"}, list(range(1, 8))),
        ({"chapter": "2"}, list(range(35, 45))),
        ({"unit": "税务局"}, []),
        ({"unit": "财政局"}, None),
        ({"chapter": "0", "numeric": "1"}, [1, 4, 5, 6]),
        ({"chapter": "nonsense", "state": "nonsense"}, list(range(1, 155))),
    ],
    ids=str,
)
def test_filters_choose_rows(reader: Reader, asked: dict[str, str], expected: list[int] | None) -> None:
    page = reader.open(PLAN, **asked)

    assert page.status == 200
    if expected is not None:
        assert numbers(page) == expected


def test_a_number_finds_its_task(reader: Reader) -> None:
    assert 128 in numbers(reader.open(PLAN, q="128"))


def test_the_filter_of_a_unit_shows_what_it_leads(reader: Reader) -> None:
    page = reader.open(PLAN, unit="科技局")

    assert len(numbers(page)) == 20
    assert all("科技局" in lead for lead in page.texts("td.lead-u"))


def test_numeric_only_shows_the_45(reader: Reader) -> None:
    assert len(numbers(reader.open(PLAN, numeric="1"))) == 45


def test_filters_add_up_and_the_states_are_counted_within_them(reader: Reader) -> None:
    page = reader.open(PLAN, unit="科技局", state="no_figure")

    assert numbers(page) == [19, 20, 25, 26, 28, 53, 67]
    assert "全部 20" in page.texts(".chips a")
    assert page.texts(".found")[0].startswith("找到7项，共154项。")
    assert [(i.get("name"), i.get("value")) for i in page.tree.cssselect("form input[type=hidden]")] == [
        ("state", "no_figure")
    ]


def test_a_search_that_finds_nothing_proposes_what_would(reader: Reader) -> None:
    page = reader.open(PLAN, q="电梯井")

    assert page.texts("p.nil") == ["没有含“电梯井”的任务。试试“电梯”，或看全部154项。"]


def test_what_was_typed_is_shown_again_and_escaped(reader: Reader) -> None:
    page = reader.open(PLAN, q='"><script>alert(1)</script>')

    assert "<script>alert" not in page.html
    assert page.tree.cssselect("input[name=q]")[0].get("value") == '"><script>alert(1)</script>'


def test_without_script_the_filter_is_a_plain_form(reader: Reader) -> None:
    form = reader.open(PLAN).tree.cssselect("form.tools")[0]

    assert (form.get("method"), form.get("action")) == ("get", PLAN)
    assert form.cssselect("button")


def test_with_script_the_answer_is_the_rows_and_the_head_that_says_how_many(reader: Reader) -> None:
    fragment = reader.follow(PLAN + "?q=电梯")
    whole = reader.open(PLAN, q="电梯")

    assert fragment.html.lstrip().startswith('<section id="rows">')
    rows, head = fragment.html.strip().split("</section>\n")
    assert rows in whole.html
    assert head.replace(' hx-swap-oob="true"', "") in whole.html
    assert "HX-Request" in fragment.response["Vary"]


def test_a_chapter_or_unit_that_does_not_exist_gives_a_sentence(reader: Reader) -> None:
    assert reader.open(PLAN, chapter="99").texts("p.nil")[0].startswith("没有符合这些条件的任务。")


def test_figures_that_do_not_add_up_are_marked_and_said(client: Client, town: Jurisdiction) -> None:
    said = "1-6月,区内完成税收161亿元(去年基数172.3亿元),增速6.5%。"
    data = table(f"1 | 税收300亿元以上。 | 发改局 | / | {said}")
    import_plan(data, "a.txt", jurisdiction=town, year=2025, publish=True, lights=True)

    page = Page(client.get("/town/2025/tasks/1/"))

    assert page.texts(".quote mark.x") == ["增速6.5%3"]
    assert page.texts(".note.warn")[0].startswith("增速写的是6.5%，按161 / 172.3 − 1算是−6.6%。")
    assert "对不上" in page.text
