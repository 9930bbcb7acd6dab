"""What Word shows and the file holds elsewhere, or otherwise than it shows: each is read, or said at its place."""

import pytest

from luoshi.documents import Document, read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.word_files import docx, flat, packed, paragraph, parts_of, run, table, tasks


def document_of(data: bytes) -> Document:
    return read_document(data, "2025.docx")


def plan(data: bytes) -> Plan:
    return plan_of(document_of(data))


def statement(cell: str, styles: str = "", parts: dict[str, str | bytes] | None = None) -> str:
    return plan(docx(tasks(("1", "新建公园5个", "园林局", cell)), styles, parts)).tasks[0].statement


def said(cell: str, styles: str = "", parts: dict[str, str | bytes] | None = None) -> list[tuple[str, str | None]]:
    found = document_of(docx(tasks(("1", "新建公园5个", "园林局", cell)), styles, parts)).findings
    assert all(f.place.row == 2 and f.place.column == 4 for f in found), found
    return [(f.code, f.written) for f in found]


def style(kind: str, name: str, looks: str, base: str = "", default: bool = False) -> str:
    usual = ' w:default="1"' if default else ""
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{usual}>{based}<w:rPr>{looks}</w:rPr></w:style>'


STRIKE, DOUBLE, HIDDEN = "<w:strike/>", "<w:dstrike/>", "<w:vanish/>"
STRUCK = {
    "its own": ("<w:strike/>", "", ""),
    "its own, doubly": ("<w:dstrike/>", "", ""),
    "a character style": ('<w:rStyle w:val="x"/>', style("character", "x", STRIKE), ""),
    "a style's base": ('<w:rStyle w:val="x"/>', style("character", "x", "", "y") + style("character", "y", DOUBLE), ""),
    "a paragraph style": ("", style("paragraph", "p", STRIKE), "p"),
    "the usual paragraph style": ("", style("paragraph", "n", DOUBLE, default=True), ""),
    "a table style": ("", style("table", "t", STRIKE), "table:t"),
    "the defaults": ("", f"<w:docDefaults><w:rPrDefault><w:rPr>{STRIKE}</w:rPr></w:rPrDefault></w:docDefaults>", ""),
    "switched off over a style": ('<w:rStyle w:val="x"/><w:strike w:val="0"/>', style("character", "x", STRIKE), "no"),
    "two toggles that cancel": (
        '<w:rStyle w:val="x"/>',
        style("character", "x", STRIKE) + style("paragraph", "p", STRIKE),
        "p no",
    ),
}


@pytest.mark.parametrize("where", STRUCK)
def test_words_are_struck_out_wherever_the_strike_is_set(where: str) -> None:
    looks, styles, used = STRUCK[where]
    cell = paragraph(run("建成3个", looks), "p" if used.startswith("p") else "")
    body = table([("序号", "任务", "完成情况"), ("1", "新建公园5个", cell)], "t" if used == "table:t" else "")
    document = document_of(docx(body, styles))
    shown = [cell.text for row in document.tables[0].rows for cell in row.cells] if document.tables else []
    assert ("建成3个" in shown) is used.endswith("no")


@pytest.mark.parametrize("looks", ["<w:vanish/>", '<w:rStyle w:val="x"/>'])
def test_words_are_hidden_by_their_format_or_a_style(looks: str) -> None:
    assert said(run("建成") + run("3", looks) + run("4个"), style("character", "x", HIDDEN)) == [("text-hidden", "3")]


RAISED = '<w:vertAlign w:val="superscript"/>'
MARKS = {
    run("已建成1200") + run("1", RAISED) + run("套"): "已建成1200套",
    run("增长5.6") + run("[2]", RAISED) + run("%"): "增长5.6%",
    run("增长5.6%") + run("①", RAISED): "增长5.6%",
    run("增长5.6%") + run("*", RAISED): "增长5.6%",
    run("增长5.6%") + run("1", RAISED) + run("2", RAISED): "增长5.6%",
    run("增长5.6%") + run("1,2", RAISED): "增长5.6%",
    run("新增3") + run("2", '<w:position w:val="8"/>') + run("个"): "新增3个",
    run("新增3") + run("2", '<w:rStyle w:val="x"/>') + run("个"): "新增3个",
}
KEPT = {
    run("绿地3万m") + run("2", RAISED): "绿地3万m²",
    run("流域120km") + run("2", RAISED) + run("，库容5万m") + run("3", RAISED): "流域120km²，库容5万m³",
    run("浓度33μg/m") + run("3", RAISED): "浓度33μg/m³",
    run("排放8.5×10") + run("4", RAISED) + run("吨"): "排放8.5×10⁴吨",
    run("排放10") + run("4", RAISED) + run("吨"): "排放10⁴吨",
    run("排放5") + run("TM", RAISED): "排放5TM",
    run("全部是上标12", RAISED): "全部是上标12",
}


@pytest.mark.parametrize("cell", MARKS)
def test_a_raised_mark_of_a_note_is_no_digit_and_said(cell: str) -> None:
    assert statement(cell, style("character", "x", RAISED)) == MARKS[cell]
    assert [code for code, _ in said(cell, style("character", "x", RAISED))] == ["text-note"]


@pytest.mark.parametrize("cell", KEPT)
def test_what_is_raised_and_belongs_to_the_figure_stays(cell: str) -> None:
    assert statement(cell) == KEPT[cell]
    assert said(cell) == []


def math(content: str) -> str:
    return f"<m:oMath>{content}</m:oMath>"


def letters(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
SIGNS = {
    run("企业") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("40家"): "企业≥40家",
    run("企业") + '<w:r><w:sym w:font="Symbol" w:char="00A3"/></w:r>' + run("40家"): "企业≤40家",
    run("企业") + run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>') + run("40家"): "企业≥40家",
    '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
    + run("已完成 ")
    + '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>'
    + run("推进中"): "☑已完成 □推进中",
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    + run("已完成 ")
    + '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    + run("推进中"): "☑已完成 □推进中",
    run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>') + run("已完成"): "☑已完成",
    '<w:r><w:sym w:font="MS Gothic" w:char="2611"/></w:r>' + run("已完成"): "☑已完成",
    run("企业") + math(letters("≥40")) + run("家"): "企业≥40家",
    run("排放")
    + math(f"{letters('8.5×')}<m:sSup><m:e>{letters('10')}</m:e><m:sup>{letters('4')}</m:sup></m:sSup>")
    + run("吨"): "排放8.5×10⁴吨",
    run("占") + math(f"<m:f><m:num>{letters('1')}</m:num><m:den>{letters('3')}</m:den></m:f>"): "占1/3",
    run("占") + math(f"<m:d><m:e>{letters('a+b')}</m:e></m:d>"): "占(a+b)",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(□,√)</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("已完成"): "☑已完成",
    run("第")
    + MARK.format("begin")
    + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    + MARK.format("separate")
    + run("3")
    + MARK.format("end"): "第3",
    MARK.format("begin") + run("这个域没有结束"): "这个域没有结束",
}


@pytest.mark.parametrize("cell", SIGNS)
def test_symbols_equations_and_fields_are_read_as_they_are_shown(cell: str) -> None:
    assert statement(cell) == SIGNS[cell]
    assert said(cell) == []


def test_a_sign_that_is_not_known_keeps_figures_apart_and_is_said() -> None:
    cell = run("新增5") + '<w:r><w:sym w:font="Wingdings" w:char="F036"/></w:r>' + run("6家")
    assert statement(cell) == "新增5\ufffd6家"
    assert said(cell) == [("symbol-unknown", None)]


def box(ticked: str, shown: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>"
    )


def old_field(data: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORM'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


LIST = "<w:listEntry w:val='未启动'/><w:listEntry w:val='推进中'/><w:listEntry w:val='已完成'/>"
CONTROLS = {
    box("1", "☒") + run("已完成") + box("0", "☐") + run("推进中"): "☒已完成☐推进中",
    box("1", "甲") + run("已完成"): "☑已完成",
    old_field("<w:checkBox><w:checked/></w:checkBox>") + run("已完成"): "☑已完成",
    old_field('<w:checkBox><w:default w:val="0"/></w:checkBox>') + run("已完成"): "□已完成",
    old_field('<w:checkBox><w:default w:val="0"/><w:checked w:val="1"/></w:checkBox>') + run("已完成"): "☑已完成",
    old_field(f'<w:ddList><w:result w:val="2"/>{LIST}</w:ddList>'): "已完成",
    old_field(f"<w:ddList>{LIST}</w:ddList>"): "未启动",
    f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{run('已完成')}</w:sdtContent></w:sdt>": "已完成",
}


@pytest.mark.parametrize("cell", CONTROLS)
def test_controls_are_read_as_they_are_set(cell: str) -> None:
    assert statement(cell) == CONTROLS[cell]


def test_the_prompt_of_a_control_is_no_answer_and_said() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('选择一项。')}</w:sdtContent></w:sdt>"
    named = '<w:style w:type="character" w:styleId="a"><w:name w:val="Placeholder Text"/></w:style>'
    around = (
        f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('请填写')}</w:sdtContent></w:sdt></w:p>"
    )
    assert said(run("已建") + prompt) == [("text-prompt", "选择一项。")]
    assert said(around) == [("text-prompt", "请填写")]
    assert said(run("已建") + run("单击此处", '<w:rStyle w:val="a"/>'), named) == [("text-prompt", "单击此处")]


def text_box(words: str) -> str:
    return f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"


VML = f"<v:shape><v:textbox>{text_box('已建成3个')}</v:textbox></v:shape>"
DRAWN = f"<w:drawing><a:graphic><wps:txbx>{text_box('已建成3个')}</wps:txbx></a:graphic></w:drawing>"
EITHER = "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>"
BOXES = {
    "VML": f"<w:r><w:pict>{VML}</w:pict></w:r>",
    "drawing": f"<w:r>{DRAWN}</w:r>",
    "both, as Word writes it": EITHER.format(DRAWN, f"<w:pict>{VML}</w:pict>"),
    "only the second branch": EITHER.format("<w:drawing/>", f"<w:pict>{VML}</w:pict>"),
    "a group": f"<w:r><w:pict><v:group>{VML}</v:group></w:pict></w:r>",
}


@pytest.mark.parametrize("kind", BOXES)
def test_a_text_box_in_a_cell_is_read_there(kind: str) -> None:
    assert statement(BOXES[kind]) == "已建成3个"
    assert statement(run("截至目前") + BOXES[kind]).replace("\n", "") == "截至目前已建成3个"
    assert said(BOXES[kind]) == []


def test_a_text_box_outside_tables_is_read_once_also_within_another() -> None:
    inner = BOXES["VML"]
    box = f"<v:textbox><w:txbxContent><w:p>{inner}</w:p></w:txbxContent></v:textbox>"
    outer = f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    assert [p.text for p in document_of(docx(paragraph("一") + outer)).paragraphs] == ["一", "已建成3个"]


def test_what_is_drawn_or_embedded_is_said_at_its_place() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="样张"/></v:shape></w:pict></w:r>'
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="r9"/></w:object></w:r>'
    assert said(run("已建") + art) == [("text-graphic", "样张")]
    assert said(run("已建") + sheet) == [("object-not-read", "Excel.Sheet.12")]


def test_notes_comments_headers_and_charts_are_said() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note, comment = f"<w:p>{run('不含在建')}</w:p>", f"<w:p>{run('请核实')}</w:p>"
    notes: dict[str, str | bytes] = {
        "footnotes:footnotes.xml": f'<w:footnotes {names}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
        "comments:comments.xml": f'<w:comments {names}><w:comment w:id="0">{comment}</w:comment></w:comments>',
        "header:header1.xml": f"<w:hdr {names}><w:p>{run('内部资料')}</w:p></w:hdr>",
    }
    cell = run("已建成3个") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    document = document_of(docx(tasks(("1", "新建公园5个", "园林局", cell)), "", notes))
    assert [(f.code, f.written, f.place.row) for f in document.findings] == [
        ("text-footnote", "不含在建", 2),
        ("text-comment", "请核实", 2),
        ("text-margin", "内部资料", None),
    ]
    assert document.account is not None
    assert document.account.lost == 0


def test_words_turned_in_their_cell_are_read() -> None:
    cell = f'<w:tc><w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr>{paragraph("城建")}</w:tc>'
    row = f"<w:tr>{cell}<w:tc>{paragraph('新建公园5个')}</w:tc></w:tr>"
    document = document_of(docx(f"<w:tbl>{row}{row}</w:tbl>"))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["城建", "新建公园5个"]


# files that are inserted

ROW = ("2", "改造道路3条", "住建局", "已改造1条")
HTML = "<html><body><table><tr>" + "".join(f"<td>{cell}</td>" for cell in ROW) + "</tr></table></body></html>"
MHT = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
    'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
    "Content-Location: file:///C:/a.html\r\n\r\n<html><body><table><tr>"
    + "".join(f"<td>{''.join(f'={b:02X}' for b in cell.encode())}</td>" for cell in ROW)
    + "</tr></table></body></html>\r\n--x--\r\n"
)


def with_chunk(name: str, content: str | bytes) -> Document:
    body = tasks(("1", "新建公园5个", "园林局", "已建成2个")) + '<w:altChunk r:id="r1"/>' + paragraph("以上")
    return document_of(docx(body, "", {f"aFChunk:{name}": content}))


CHUNKS: dict[str, str | bytes] = {
    "chunk.html": HTML,
    "chunk.mht": MHT,
    "chunk.txt": "|".join(ROW) + "\n" + "|".join(("3", "新增学位100个", "教育局", "")),
    "chunk.docx": docx(table([ROW])),
    "chunk.xml": flat(parts_of(table([ROW]))),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_an_inserted_file_is_read_where_it_is_shown(name: str) -> None:
    document = with_chunk(name, CHUNKS[name])
    assert [(t.place.table, t.rows[0].cells[1].text) for t in document.tables] == [(1, "任务"), (2, "改造道路3条")]
    assert document.tables[1].rows[0].cells[1].place.table == 2
    assert [block.place.paragraph for block in document.paragraphs] == [1, 2]
    assert [task.text for task in plan_of(document).tasks][:2] == ["新建公园5个", "改造道路3条"]
    assert document.account is None or document.account.lost == 0


@pytest.mark.libreoffice
def test_an_inserted_rtf_is_read() -> None:
    cells = "".join(f"\\clvertalt\\cellx{1500 * n}" for n in range(1, 5))
    words = "".join("".join(f"\\u{ord(c)}?" for c in cell) + "\\cell " for cell in ROW)
    document = with_chunk("chunk.rtf", f"{{\\rtf1\\ansi\\pard\\trowd{cells}\\intbl {words}\\row\\pard}}")
    assert [t.rows[0].cells[1].text for t in document.tables] == ["任务", "改造道路3条"]


def test_an_inserted_file_that_is_not_read_is_named() -> None:
    for name, content in {"chunk.png": b"\x89PNG\r\n", "chunk.bin": b"\x00\x01\x02" * 50}.items():
        (finding,) = [f for f in with_chunk(name, content).findings if f.code == "part-not-shown"]
        assert finding.written == f"word/{name}"
    missing = document_of(docx(paragraph("一") + '<w:altChunk r:id="r7"/>'))
    assert [f.code for f in missing.findings] == ["part-not-shown"]


def test_an_inserted_file_in_a_cell_is_read_there_and_only_once() -> None:
    cell = paragraph("已") + '<w:altChunk r:id="r1"/>' + '<w:altChunk r:id="r1"/>'
    document = document_of(docx(tasks(("1", "新建公园5个", "园林局", cell)), "", {"aFChunk:a.html": "<p>建成3个</p>"}))
    assert document.tables[0].rows[1].cells[3].text == "已\n建成3个"
    assert [f.code for f in document.findings] == ["part-not-shown"]


def test_files_inserted_in_one_another_end() -> None:
    inner = docx(table([ROW]))
    for _ in range(6):
        inner = docx(paragraph("外") + '<w:altChunk r:id="r1"/>', "", {"aFChunk:a.docx": inner})
    document = document_of(inner)
    assert "part-not-shown" in [f.code for f in document.findings]


def test_a_document_of_very_many_inserted_files_is_read_to_a_bound() -> None:
    body = "".join(f'<w:altChunk r:id="r{number}"/>' for number in range(1, 131))
    files: dict[str, str | bytes] = {f"aFChunk:c{number}.html": f"<p>第{number}段</p>" for number in range(1, 131)}
    document = document_of(docx(body, "", files))
    assert len(document.paragraphs) == 100
    assert len([f for f in document.findings if f.code == "part-not-shown"]) == 30


# other packages

BODY = tasks(("1", "新建公园5个", "园林局", "已建成2个"), ROW)


@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.xml"])
def test_a_docx_as_one_xml_is_read_whatever_its_name(name: str) -> None:
    document = read_document(flat(parts_of(BODY, style("character", "x", STRIKE))), name)
    assert [task.text for task in plan_of(document).tasks] == ["新建公园5个", "改造道路3条"]
    assert document.findings == ()


def test_parts_are_found_by_their_relations() -> None:
    files = parts_of(BODY)
    moved = {
        "[Content_Types].xml": files["[Content_Types].xml"],
        "_rels/.rels": str(files["_rels/.rels"]).replace("word/document.xml", "/word/Main.XML"),
        "word/main.xml": files["word/document.xml"],
        "word/_rels/main.xml.rels": str(files["word/_rels/document.xml.rels"]).replace(
            "styles.xml", "..\\looks\\s.xml"
        ),
        "looks/s.xml": files["word/styles.xml"],
        "word/document.xml.bak": "",
    }
    assert [task.text for task in plan(packed(moved)).tasks] == ["新建公园5个", "改造道路3条"]


RENAMED = {
    "backslashes": lambda name: name.replace("/", "\\"),
    "another case": lambda name: name if name.startswith("[") else name.upper(),
    "at the root": lambda name: name.removeprefix("word/"),
    "with a stroke before": lambda name: f"/{name}",
}


@pytest.mark.parametrize("kind", RENAMED)
def test_a_package_whose_parts_are_named_otherwise_is_read(kind: str) -> None:
    cell = run("已建成") + run("3", '<w:rStyle w:val="x"/>') + run("4个")
    files = parts_of(tasks(("1", "新建公园5个", "园林局", cell)), style("character", "x", STRIKE))
    if kind == "at the root":
        files["_rels/.rels"] = str(files["_rels/.rels"]).replace("word/", "")
        files["[Content_Types].xml"] = str(files["[Content_Types].xml"]).replace("/word/", "/")
    document = document_of(packed({RENAMED[kind](name): content for name, content in files.items()}))
    assert document.tables[0].rows[1].cells[3].text == "已建成4个"
    assert [(f.code, f.written) for f in document.findings] == [("text-struck", "3")]


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def test_strict_open_xml_is_read() -> None:
    files = parts_of(BODY.replace("5个", "</w:t></w:r><m:oMath><m:r><m:t>5</m:t></m:r></m:oMath><w:r><w:t>个"))
    main = (
        str(files["word/document.xml"])
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT)
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        )
    )
    assert [t.text for t in plan(packed(files | {"word/document.xml": main})).tasks] == ["新建公园5个", "改造道路3条"]


OLD = "http://schemas.microsoft.com/office/word/2003/wordml"


def as_2003(body: str, before: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{OLD}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:st1="urn:schemas-microsoft-com:office:smarttags">{before}<w:body><wx:sect>{body}</wx:sect></w:body>'
        "</w:wordDocument>"
    ).encode()


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.xml"])
def test_words_xml_of_2003_is_read_whatever_its_name(name: str) -> None:
    document = read_document(as_2003(BODY), name)
    assert (document.kind, document.findings) == ("doc", ())
    assert [task.text for task in plan_of(document).tasks] == ["新建公园5个", "改造道路3条"]


def test_words_xml_of_2003_says_the_same_things_as_that_of_2006() -> None:
    changed = '<aml:annotation w:type="Word.{}"><aml:content>{}</aml:content></aml:annotation>'
    cell = (
        run("已")
        + changed.format("Deletion", run("删去").replace("w:t ", "w:delText ").replace("w:t>", "w:delText>"))
        + changed.format("Insertion", run("建成"))
        + run("x", "<w:strike w:val='on'/>")
        + f"<st1:place>{run('3个')}</st1:place>"
        + f"<w:r><w:footnote>{paragraph('注文')}</w:footnote></w:r>"
        + f"<w:r><w:pict><v:textbox>{text_box('，投用1个')}</v:textbox></w:pict></w:r>"
    )
    merged = "<w:tc><w:tcPr><w:vmerge {}/></w:tcPr>{}</w:tc>"
    rows = "".join(
        f"<w:tr>{merged.format(how, paragraph(group))}{''.join(f'<w:tc>{paragraph(one)}</w:tc>' for one in row)}</w:tr>"
        for how, group, row in [
            ("w:val='restart'", "城建", ("1", "新建公园5个", cell)),
            ("", "<w:r/>", ("2", "改造道路3条", "已改造1条")),
        ]
    )
    document = read_document(as_2003(f"<w:tbl>{rows}</w:tbl>"), "a.doc")
    first, second = document.tables[0].rows
    assert first.cells[0] is second.cells[0]
    assert first.cells[3].text == "已建成3个\n，投用1个"
    assert [(f.code, f.written) for f in document.findings] == [
        ("text-deleted", "删去"),
        ("text-struck", "x"),
        ("text-footnote", "注文"),
    ]
    assert document.account is not None
    assert document.account.lost == 0


def test_automatic_numbers_of_2003() -> None:
    lists = (
        '<w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/></w:list></w:lists>'
    )
    item = "<w:p><w:pPr><w:listPr><w:ilvl w:val='0'/><w:ilfo w:val='1'/></w:listPr></w:pPr>{}</w:p>"
    body = item.format(run("新建公园（园林局）")) + item.format(run("改造道路（住建局）"))
    assert [p.label for p in read_document(as_2003(body, lists), "a.doc").paragraphs] == ["一、", "二、"]
