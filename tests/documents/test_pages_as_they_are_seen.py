"""A web page as it is seen: fields of forms, style sheets, tables of other elements, copies, single-file pages."""

import base64
import quopri

import pytest

from luoshi.documents import Document, read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of

HEADER = ("序号", "任务", "牵头单位", "截至2025年6月底完成情况")
FIRST = ("1", "新建公园5个", "园林局", "已建成2个")
SECOND = ("2", "改造道路3条", "住建局", "已改造1条")


def row(*cells: str, looks: str = "", tag: str = "td") -> str:
    return f"<tr {looks}>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def page(body: str, head: str = "") -> bytes:
    whole = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>2025年任务</title>{head}</head><body>{body}</body>'
    )
    return f"{whole}</html>".encode()


def document_of(body: str, head: str = "") -> Document:
    document = read_document(page(body, head), "a.html")
    assert document.account is not None
    assert document.account.lost == 0, document.account
    return document


def plan(body: str, head: str = "") -> Plan:
    return plan_of(document_of(body, head))


def with_cell(cell: str) -> str:
    return f"<table>{row(*HEADER)}{row('1', '新建公园5个', '园林局', cell)}</table>"


def statement(cell: str, head: str = "") -> str:
    return plan(with_cell(cell), head).tasks[0].statement


def texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def told(document: Document) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.written) for finding in document.findings]


FIELDS = {
    '<input type="text" value="已建成2个">': "已建成2个",
    '<input value="已建成2个">': "已建成2个",
    '已建成<input type=number value="2">个': "已建成2个",
    "<textarea>已建成2个\n投用1个</textarea>": "已建成2个\n投用1个",
    "<select><option>未启动</option><option selected>已完成</option></select>": "已完成",
    "<select multiple><option selected>完成招标</option><option selected>进场</option></select>": "完成招标、进场",
    "<input type=checkbox checked>已完成<input type=checkbox>推进中": "☑已完成□推进中",
    "<input type=radio>已完成<input type=radio checked>推进中": "□已完成☑推进中",
    '<label class="el-radio is-checked"><span><input type=radio></span>已完成</label>'
    '<label class="el-radio"><span><input type=radio></span>推进中</label>': "☑已完成□推进中",
    '<i role="checkbox" aria-checked="true"></i>已完成<i role="checkbox" aria-checked="false"></i>滞后': "☑已完成□滞后",
    '已建成2个<input type=hidden value="x9"><input type=password value="y">': "已建成2个",
    "<font face=Wingdings>þ</font>已完成": "☑已完成",
    "<i style='font-family:\"Wingdings 2\"'>R</i>已完成<font face='Wingdings 2'>£</font>推进中": "☑已完成□推进中",
    "增长5.6<sup>1</sup>%": "增长5.6%",
    '增长5.6<a href="#_ftn1">[1]</a>%': "增长5.6%",
    '增长5.6<span style="vertical-align:super">①</span>%': "增长5.6%",
    "绿地3万m<sup>2</sup>，排放8×10<sup>4</sup>吨": "绿地3万m²，排放8×10⁴吨",
    "已建<ruby>成<rt>chéng</rt></ruby>2个": "已建成2个",
}


@pytest.mark.parametrize("cell", FIELDS)
def test_a_cell_is_read_as_it_is_seen(cell: str) -> None:
    assert statement(cell) == FIELDS[cell]


def test_what_of_a_form_is_not_read_is_said() -> None:
    cell = "<select><option selected>已完成</option><option>未启动</option></select><button>保存</button>"
    assert told(document_of(with_cell(cell))) == [("text-controls", "保存"), ("text-options", "未启动")]


def test_a_choice_that_the_page_does_not_store_is_read_as_shown_and_doubted() -> None:
    body = with_cell("<select><option>未启动</option><option>已完成</option></select>")
    document = document_of(body)
    assert document.tables[0].rows[1].cells[3].text == "未启动"
    assert ("choice-assumed", "未启动") in told(document)
    prompt = body.replace("<option>未启动", "<option>请选择")
    assert document_of(prompt).tables[0].rows[1].cells[3].text == ""


HIDING = {
    ".x{display:none}": "class=x",
    "tr.x{ display : none !important }": "class='a x'",
    "#gone{visibility:hidden}": "id=gone",
    "table tr.x td{display:none}": "class=x",
    "table > tbody > tr.x, .y {display:none}": "class=x",
    "tr[data-state='off']{display:none}": "data-state=off",
    "@media screen{.x{display:none}}": "class=x",
    "/* .a{} */ .x{color:red;display:none;}": "class=x",
    ".x{display:table-row}.a .x{display:none}": "class=x",
    "": "style='display:none'",
    " ": "hidden",
}


@pytest.mark.parametrize("sheet", HIDING)
def test_a_row_is_hidden_by_any_rule_and_said(sheet: str) -> None:
    rows = row(*HEADER) + row(*FIRST, looks=HIDING[sheet]) + row(*SECOND)
    document = document_of(f"<div class=a><table><tbody>{rows}</tbody></table></div>", f"<style>{sheet}</style>")
    assert [[r[1] for r in t] for t in texts(document)] == [["任务", "改造道路3条"]]
    assert [code for code, _ in told(document)] == ["row-hidden"]


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print{.x{display:none}}",
        ".x:hover{display:none}",
        ".xy{display:none}",
        ".x{display:none}tr.x{display:table-row}",
        ".b .x{display:none}",
        "div > .x{display:none}",
        ".x::after{display:none}",
    ],
)
def test_a_row_that_is_shown_is_read(sheet: str) -> None:
    body = f"<div class=a><table>{row(*HEADER)}{row(*FIRST, looks='class=x')}{row(*SECOND)}</table></div>"
    assert len(plan(body, f"<style>{sheet}</style>").tasks) == 2


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (".d{text-decoration:line-through}", "<span class=d>3个</span>"),
        ("td b.d{text-decoration-line:line-through}", "<b class=d>3个</b>"),
        ("i{text-decoration:line-through red}", "<i>3个</i>"),
        ("", "<strike>3个</strike>"),
        ("", "<del>3个</del>"),
    ],
)
def test_words_are_struck_out_by_any_rule_and_said(sheet: str, cell: str) -> None:
    body = f"<table>{row(*HEADER)}{row('1', '新建公园5个', '园林局', f'已建成{cell}4个')}</table>"
    document = document_of(body, f"<style>{sheet}</style>")
    assert document.tables[0].rows[1].cells[3].text == "已建成4个"
    assert told(document) == [("text-struck", "3个")]


def test_what_shows_again_within_hidden_letters_is_read() -> None:
    cell = '<div style="visibility:hidden">旧<span style="visibility:visible">已建成2个</span></div>'
    assert statement(cell) == "已建成2个"


def cells(*words: str, looks: str) -> str:
    return "".join(f"<div {looks}>{word}</div>" for word in words)


OTHER_TABLES = {
    "roles": (
        "",
        '<div role="table"><div role="rowgroup">{}</div><div role="rowgroup">{}{}</div></div>',
        'role="row"',
        'role="cell"',
    ),
    "a grid": ("", '<div role="grid">{}{}{}</div>', 'role="row"', 'role="gridcell"'),
    "a style sheet": (
        ".t{display:table}.r{display:table-row}.c{display:table-cell}",
        '<div class="t">{}{}{}</div>',
        "class=r",
        "class=c",
    ),
    "styles of their own": (
        "",
        '<div style="display:table">{}{}{}</div>',
        'style="display: table-row"',
        'style="display:table-cell"',
    ),
}


@pytest.mark.parametrize("kind", OTHER_TABLES)
def test_a_table_of_other_elements_is_a_table(kind: str) -> None:
    sheet, around, looks, cell = OTHER_TABLES[kind]
    rows = [f"<div {looks}>{cells(*one, looks=cell)}</div>" for one in (HEADER, FIRST, SECOND)]
    sheet = sheet or (".none{display:table}" if kind == "styles of their own" else "")
    document = document_of(around.format(*rows), f"<style>{sheet}</style>")
    assert texts(document) == [[list(HEADER), list(FIRST), list(SECOND)]]
    assert document.tables[0].rows[1].cells[1].place.as_dict() == {"table": 1, "row": 2, "column": 2}


def test_cells_of_roles_may_span() -> None:
    merged = "<div role=cell aria-rowspan=2>城建</div>"
    head = f"<div role=row>{merged}<div role=cell>1</div><div role=cell>新建公园5个</div></div>"
    second = "<div role=row><div role=cell>2</div><div role=cell>改造道路3条</div></div>"
    document = document_of(f"<div role=table>{head}{second}</div>")
    assert texts(document) == [[["城建", "1", "新建公园5个"], ["城建", "2", "改造道路3条"]]]


GROUPS = {
    "too large": ("<tbody>{0}</tbody><tbody>{1}</tbody>", "9"),
    "to the end of the group": ("<tbody>{0}</tbody><tbody>{1}</tbody>", "0"),
    "from the head": ("<thead>{0}</thead><tbody>{1}</tbody>", "3"),
    "into the foot": ("<tbody>{0}</tbody><tfoot>{1}</tfoot>", "2"),
}


@pytest.mark.parametrize("kind", GROUPS)
def test_a_rowspan_ends_with_its_row_group(kind: str) -> None:
    around, span = GROUPS[kind]
    first = f"<tr><td rowspan={span}>城建</td><td>1</td><td>新建公园5个</td></tr>"
    second = "<tr><td>教育</td><td>2</td><td>新增学位100个</td></tr>"
    document = document_of(f"<table>{around.format(first, second)}</table>")
    assert texts(document) == [[["城建", "1", "新建公园5个"], ["教育", "2", "新增学位100个"]]]


def test_a_foot_stands_last_and_rows_without_a_group_are_one() -> None:
    document = document_of(f"<table><tfoot>{row('合计', '2')}</tfoot><tbody>{row('1', '甲')}</tbody></table>")
    assert texts(document) == [[["1", "甲"], ["合计", "2"]]]
    loose = f"<table><tr><td rowspan=2>城建</td><td>甲</td></tr>{row('乙')}</table>"
    assert texts(document_of(loose)) == [[["城建", "甲"], ["城建", "乙"]]]


def test_words_between_rows_and_forms_around_cells_are_read() -> None:
    cells = "<form><td>1</td><td>新建公园5个</td></form><td>园林局</td><td></td>"
    document = document_of(f"<table>说明<caption>任务表</caption>{row(*HEADER)}<tr>{cells}</tr></table>")
    assert [p.text for p in document.paragraphs] == ["说明", "任务表"]
    assert texts(document)[0][1] == ["1", "新建公园5个", "园林局", ""]


def copies(body: str, fixed: str, outer: str, inner: str) -> str:
    return f'<div class="{outer}"><table>{body}</table><div class="{inner}"><table>{fixed}</table></div></div>'


COPIES = {
    "Element UI": (row(*FIRST) + row(*SECOND), "el-table", "el-table__fixed-right"),
    "vxe": (row(*FIRST) + row(*SECOND), "vxe-table", "vxe-table--fixed-left-wrapper"),
    "ant design, with its columns only": (
        row("1", "新建公园5个") + row("2", "改造道路3条"),
        "ant-table",
        "ant-table-fixed-left",
    ),
    "with other cells hidden": (
        row("1", "新建公园5个", "<i style='visibility:hidden'>园林局</i>", "") + row("2", "改造道路3条", "", ""),
        "el-table",
        "el-table__fixed",
    ),
}


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_that_keeps_columns_in_view_is_read_once_and_said(kind: str) -> None:
    fixed, outer, inner = COPIES[kind]
    head = f"<table>{row(*HEADER)}</table>"
    document = document_of(head + copies(row(*FIRST) + row(*SECOND), fixed, outer, inner))
    assert [task.text for task in plan_of(document).tasks] == ["新建公园5个", "改造道路3条"]
    assert [f.code for f in document.findings] == ["table-repeated"]
    assert "重复" in document.findings[0].message


def test_two_tables_that_only_share_their_heading_are_two() -> None:
    body = f"<table>{row(*HEADER)}{row(*FIRST)}</table><table>{row(*HEADER)}{row(*SECOND)}</table>"
    assert len(texts(document_of(body))) == 2
    heads = f"<table>{row(*HEADER)}</table><table>{row(*FIRST)}</table>"
    assert len(texts(document_of(heads + f"<table>{row(*HEADER)}</table><table>{row(*SECOND)}</table>"))) == 4


def test_what_a_page_hides_outside_tables_is_said_once() -> None:
    body = "<nav>首页</nav><p style='display:none'>甲</p><p>任务</p><noscript>请开启脚本</noscript><p hidden>乙</p>"
    assert told(document_of(body)) == [
        ("text-controls", "首页"),
        ("text-hidden", "甲、乙"),
        ("text-unseen", "请开启脚本"),
    ]


# single-file pages

ROWS = row(*HEADER) + row(*FIRST) + row(*SECOND)
TABLE = f"<html><head><meta charset='{{}}'></head><body><h1>2025年任务</h1><table>{ROWS}</table></body></html>"
CHROME = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x/\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
WORD = "MIME-Version: 1.0\r\n"
WPS = "Date: Mon, 1 Jul 2025\r\nX-MimeOLE: Produced By Microsoft MimeOLE\r\nMime-Version: 1.0\r\n"


def part(text: str, encoding: str, charset: str, place: str = "http://x/", said: bool = True) -> str:
    data = text.encode(charset)
    stored = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    if encoding == "8bit":
        stored = data
    kind = f'Content-Type: text/html; charset="{charset}"' if said else "Content-Type: text/html"
    head = f"{kind}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {place}\r\n\r\n"
    return head + stored.decode("latin-1")


def archive(head: str, *parts: str, preamble: str = "", more: str = "") -> bytes:
    kind = f'Content-Type: multipart/related;\r\n\ttype="text/html";{more}\r\n\tboundary="--=_b"\r\n\r\n{preamble}'
    return (head + kind + "".join(f"\r\n----=_b\r\n{one}" for one in parts) + "\r\n----=_b--\r\n").encode("latin-1")


ARCHIVES = {
    "Chrome": archive(CHROME, part(TABLE.format("utf-8"), "quoted-printable", "utf-8", said=False)),
    "Word, base64, gb2312 in the header": archive(WORD, part(TABLE.format("x"), "base64", "gb2312")),
    "Word, gb2312 in the page": archive(WORD, part(TABLE.format("gb2312"), "quoted-printable", "gb2312", said=False)),
    "WPS with a preamble": archive(
        WPS,
        part(TABLE.format("utf-8"), "quoted-printable", "utf-8"),
        preamble="This is a multi-part message in MIME format.\r\n",
    ),
    "8bit": archive(WORD, part(TABLE.format("utf-8"), "8bit", "utf-8")),
    "one part": (WORD + part(TABLE.format("utf-8"), "quoted-printable", "utf-8")).encode("latin-1"),
    "a mark before the headers": b"\xef\xbb\xbf" + archive(CHROME, part(TABLE.format("utf-8"), "base64", "utf-8")),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_single_file_page_is_read_by_its_headers(kind: str) -> None:
    document = read_document(ARCHIVES[kind], "a.mht")
    assert document.kind == "html"
    assert texts(document) == [[list(HEADER), list(FIRST), list(SECOND)]]
    assert document.title == "2025年任务"
    assert document.account is not None
    assert document.account.lost == 0


def test_frames_and_sheets_are_read_one_behind_the_other() -> None:
    frames = '<html><frameset><frame src="sheet001.htm"><noframes><body>不支持框架</body></noframes></frameset></html>'
    first = f"<html><body><table>{row(*HEADER)}{row(*FIRST)}</table></body></html>"
    second = f"<html><body><table>{row(*HEADER)}{row(*SECOND)}</table></body></html>"
    data = archive(
        WORD,
        part(frames, "quoted-printable", "utf-8", "file:///C:/a.htm"),
        part(first, "quoted-printable", "utf-8", "file:///C:/sheet001.htm"),
        part("<html><body><a>任务一</a></body></html>", "quoted-printable", "utf-8", "file:///C:/tabstrip.htm"),
        part(second, "base64", "utf-8", "file:///C:/sheet002.htm"),
    )
    document = read_document(data, "a.mht")
    assert [(t.place.table, t.rows[1].cells[1].text) for t in document.tables] == [
        (1, "新建公园5个"),
        (2, "改造道路3条"),
    ]
    assert document.account is not None
    assert document.account.lost == 0


def test_a_style_sheet_of_the_archive_hides() -> None:
    body = f"<html><body><table>{row(*HEADER)}{row(*FIRST, looks='class=x')}{row(*SECOND)}</table></body></html>"
    sheet = "Content-Type: text/css\r\nContent-Location: cid:css\r\n\r\n.x { display: none }"
    document = read_document(archive(CHROME, part(body, "quoted-printable", "utf-8"), sheet), "a.mht")
    assert [r[1] for r in texts(document)[0]] == ["任务", "改造道路3条"]


def test_prose_that_begins_like_a_header_is_no_archive() -> None:
    text = "Content: 2025年任务\n\n序号|任务|牵头单位\n1|新建公园5个|园林局\n"
    assert read_document(text.encode(), "a.txt").kind == "text"
