"""Rows whose cells hold text alone are read at once, and tables of nothing else: the same comes out as by the long way.

A style sheet with a rule for an element by its name makes each cell be looked at by itself, and a comment in each row
makes the table be walked over for what stands beside its cells; neither says anything of these pages.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.documents import Document, read_document
from luoshi.documents.document import Cell
from luoshi.place import Place

LONG_WAY = "<style>b{vertical-align:baseline}</style>"

TEXTS = ("", "甲", "新增 3 家", "12", " 前后 ", "\n  第一行\n  第二行\n", "\u3000全角", "&nbsp;x", "a&amp;b", "5.6%")
ODD_TEXTS = (
    "&#xf0a7;",
    "&#xFFFD;",
    "&#x200b;零宽",
    "\u00ad软",
    "<br>",
    "一<br>二",
    "<p>段</p><p>落</p>",
    "<b>粗</b>体",
)
FURTHER = (
    "<!-- 注 -->",
    "<s>删</s>",
    "<span hidden>藏</span>",
    "值<sup>①</sup>",
    "<input value=3>",
    "<select><option>甲<option>乙</select>",
    "<ul><li>项</ul>",
    "<ol><li>项<li>条</ol>",
    "<table><tr><td>内</td><td>表</td></tr></table>",
    "<button>按</button>",
)
PLAIN_LOOKS = (
    "",
    "",
    "",
    " rowspan=2",
    " rowspan=0",
    " colspan=2",
    " rowspan=3 colspan=2",
    " align=center",
    " class=x",
)
LOOKS = (" hidden", ' style="display:none"', ' style="visibility:hidden"', ' style="text-decoration:line-through"')
FONTS = (' style="font-family:宋体"', ' style="font-family:Wingdings"', ' style="vertical-align:super"')
BESIDE = ("", "", "", "\n", "游离", "<!-- 注 -->", "<div>块</div>")

cells = st.builds(
    "<{0}{1}>{2}</{0}>".format,
    st.sampled_from(("td", "td", "th")),
    st.sampled_from((*PLAIN_LOOKS * 3, *LOOKS, *FONTS)),
    st.sampled_from((*TEXTS * 4, *ODD_TEXTS, *FURTHER)),
)
plain_cells = st.builds("<td>{}</td>".format, st.sampled_from(TEXTS))
rows = st.builds(
    "<tr{}>{{comment}}{}</tr>{}".format,
    st.sampled_from(("", "", "", "", *LOOKS)),
    st.one_of(st.lists(plain_cells, max_size=4), st.lists(cells, max_size=4)).map("".join),
    st.sampled_from(BESIDE),
)
groups = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(("thead", "tbody", "tfoot", "form")), rows)
tables = st.builds(
    "<table{}>{}{}</table>".format,
    st.sampled_from(("", "", " border=1", " role=table", " class=fixed")),
    st.sampled_from(("", "", "<caption>题</caption>", "<colgroup><col></colgroup>")),
    st.lists(st.one_of(rows, rows, rows, groups), max_size=6).map("".join),
)
pages = st.lists(tables, min_size=1, max_size=3).map("<p>话</p>".join)


def read(body: str, head: str = "") -> Document:
    return read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def made(document: Document) -> tuple[object, ...]:
    return document.blocks, document.findings, document.title, document.account


@settings(deadline=None)
@given(pages)
def test_a_page_reads_the_same_by_the_long_way(page: str) -> None:
    plainly = made(read(page.format(comment="")))
    assert made(read(page.format(comment=""), LONG_WAY)) == plainly
    assert made(read(page.format(comment="<!-- 注 -->"))) == plainly
    assert made(read(page.format(comment="<!-- 注 -->"), LONG_WAY)) == plainly


def test_plain_cells_have_their_text_and_place() -> None:
    page = "<table><tr><td rowspan=2>目标</td><td>1</td></tr><tr><td> 建成  3 个\n公园 </td></tr></table>"
    (table,) = read(page).tables
    objective = Cell("目标", Place(table=1, row=1, column=1), 2)
    assert [row.cells for row in table.rows] == [
        (objective, Cell("1", Place(table=1, row=1, column=2))),
        (objective, Cell("建成 3 个 公园", Place(table=1, row=2, column=2))),
    ]
    assert table.rows[1].cells[0] is table.rows[0].cells[0]


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ("<!-- 注 -->", []),
        ("<?pi q?>", []),
        ("游离", ["游离"]),
        ("<div>块</div>", ["块"]),
        ("<form>表单</form>", ["表单"]),
        ("<tbody>组内</tbody>", ["组内"]),
        ("<tbody><td>无行</td></tbody>", ["无行"]),
        ("<caption>题</caption>", ["题"]),
    ],
)
def test_what_stands_beside_the_cells_of_a_plain_table_is_read(beside: str, said: list[str]) -> None:
    document = read(f"<table><tr><td>1</td><td>甲</td></tr>{beside}<tr><td>2</td><td>乙</td></tr></table>")
    assert [paragraph.text for paragraph in document.paragraphs] == said
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["1", "甲"], ["2", "乙"]]
    assert document.account is not None
    assert document.account.lost == 0


@pytest.mark.parametrize("within", ["<!-- 注 -->", "<?pi q?>", "<script>q</script>", "\n"])
def test_what_has_no_words_between_cells_makes_no_cell(within: str) -> None:
    first = f"<tr>{within}<td>1</td>{within}<td>甲</td>{within}</tr>"
    document = read(f"<table>{first}<tr><td>2</td><td>乙</td></tr></table>")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["1", "甲"], ["2", "乙"]]


@pytest.mark.parametrize("text", ["&#xf0a7;", "甲&#xFFFD;"])
def test_an_unknown_symbol_in_a_plain_cell_is_told(text: str) -> None:
    document = read(f"<table><tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>{text}</td></tr></table>")
    assert [(one.code, one.place) for one in document.findings] == [("symbol-unknown", Place(table=1, row=2, column=2))]


@pytest.mark.parametrize("span", ["colspan=257", "colspan=300", "colspan=9999999"])
def test_a_table_of_one_cell_that_spans_more_columns_than_there_may_be_is_read(span: str) -> None:
    (table,) = read(f"<table><tr></tr><tr><td {span}>甲</td></tr><tr></tr></table>").tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [[""], ["甲"], [""]]
