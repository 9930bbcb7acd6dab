"""OFD: the demo's whole table reads exactly, and each thing that the standard can do is read or said."""

import pytest

from luoshi.documents import Limits, read_document
from luoshi.documents.document import Document
from luoshi.errors import UnreadableFile
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from tests.documents.ofd_files import (
    A4,
    RULES,
    Book,
    Page,
    as_ofd,
    bar,
    grid_as_ofd,
    line,
    ofd,
    packed,
    text,
    unpacked,
)
from tests.documents.office_files import DEMO, Part, parts_of

TITLE = "2025年政府工作报告重点任务分解表"
FIELDS = ("key", "no", "chapter", "objective", "text", "lead", "cooperating", "statement", "claim")
ROWS = [["序号", "工作任务", "责任单位"], ["1", "新建公园5个。", "园林局"], ["2", "改造道路3条。", "住建局"]]


@pytest.fixture(scope="module")
def plain() -> Plan:
    return plan_of(read_document(DEMO.read_bytes(), DEMO.name))


@pytest.fixture(scope="module")
def parts(plain: Plan) -> list[Part]:
    return parts_of(plain)


def read(book: Book | bytes) -> Document:
    return read_document(book if isinstance(book, bytes) else ofd(book), "a.ofd")


def words(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.distinct] for table in document.tables for row in table.rows]


def refused(data: bytes, limits: Limits | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_document(data, "a.ofd", limits=limits or Limits())
    assert str(caught.value).endswith("。")
    assert caught.value.english.endswith(".")
    return caught.value


SET = (("", False), ("steps", True), ("letters", False))
WAYS = [(rules, *way) for rules in RULES for way in SET]
SOME = [(rules, *way) for rules, way in zip(RULES, SET, strict=True)]  # in `make test`: each once


@pytest.mark.parametrize(
    ("rules", "how", "template"), [way if way in SOME else pytest.param(*way, marks=pytest.mark.long) for way in WAYS]
)
def test_the_whole_plan_is_read_as_it_was_set(
    rules: str, how: str, template: bool, plain: Plan, parts: list[Part]
) -> None:
    document = read(as_ofd(parts, TITLE, rules=rules, how=how, template=template))
    plan = plan_of(document)
    assert document.kind == "ofd"
    assert [tuple(getattr(task, name) for name in FIELDS) for task in plan.tasks] == [
        tuple(getattr(task, name) for name in FIELDS) for task in plain.tasks
    ]
    assert (plan.title, plan.year, plan.as_of) == (TITLE, 2025, plain.as_of)
    assert plan.tasks[-1].place.page is not None
    assert plan.tasks[-1].place.page > 5
    assert not document.findings


def test_a_plan_without_rules_is_read_by_its_columns(plain: Plan, parts: list[Part]) -> None:
    plan = plan_of(read(as_ofd(parts, TITLE, rules="none")))
    assert [task.no for task in plan.tasks] == [task.no for task in plain.tasks]


def test_a_table_has_its_places() -> None:
    document = read(grid_as_ofd(ROWS, "2025年重点任务"))
    assert cells(document) == ROWS
    assert words(document) == ["2025年重点任务"]
    assert document.tables[0].rows[2].cells[1].place.as_dict() == {"page": 1, "table": 1, "row": 3, "column": 2}


def lines_of(steps: str, written: str, *, more: str = "", how: str = "DeltaX", before: str = "") -> list[str]:
    """Read a page of one text object, given its steps."""
    return words(read(Book([Page(spaced(steps, written, more=more, how=how, before=before))])))


def spaced(steps: str, written: str, *, more: str = "", how: str = "DeltaX", before: str = "") -> str:
    more = more or 'Boundary="20 20 90 5"'
    code = f'<ofd:TextCode X="0" Y="3" {how}="{steps}">{written}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Size="3" {more}>{before}{code}</ofd:TextObject>'


def test_letters_stand_where_steps_and_matrix_lead() -> None:
    """The same line as one text, in runs, by a matrix, in blocks, over several objects, and letter by letter."""
    grown = (
        '<ofd:TextObject ID="1" Boundary="20 20 90 5" Size="1" CTM="3 0 0 3 0 0">'
        '<ofd:TextCode X="0" Y="1" DeltaX="g 7 1">新建公园12个。</ofd:TextCode></ofd:TextObject>'
    )
    first = '<ofd:TextCode X="0" Y="3" DeltaX="g 3 3">新建公园</ofd:TextCode>'
    second = '<ofd:TextCode X="12" DeltaX="1.5 1.5 3">12个。</ofd:TextCode>'
    two = f'<ofd:TextObject ID="1" Boundary="20 20 90 5" Size="3">{first}{second}</ofd:TextObject>'
    for body in (
        text(20, 20, "新建公园12个。"),
        text(20, 20, "新建公园12个。", how="letters"),
        spaced("3 3 3 3 1.5 1.5 3", "新建公园12个。"),
        spaced("g 4 3 g 2 1.5 3", "\n\t新建公园12个。\n"),
        spaced("3 3", "新建公园12个。"),
        spaced("g 99999999999 3", "新建公园12个。"),
        f"<ofd:PageBlock><ofd:PageBlock>{text(20, 20, '新建公园12个。')}</ofd:PageBlock></ofd:PageBlock>",
        text(20, 20, "新建公") + text(29.6, 20, "园12个。"),
        grown,
        two,
    ):
        assert words(read(Book([Page(body)]))) == ["新建公园12个。"], body


@pytest.mark.parametrize(
    ("steps", "written"),
    [
        ("6 6 6 6 4.5 4.5", "工作目标GDP"),
        ("g 6 6", "工作目标GDP"),
        ("4 4 4 4 2.5 2.5 2.5 2.5 2.5 2.5", "测试数据Var-gaj"),
        ("7", "姓名"),
    ],
)
def test_letters_set_apart_evenly_are_one_word(steps: str, written: str) -> None:
    assert lines_of(steps, written) == [written]


def test_a_gap_between_latin_words_is_a_space() -> None:
    assert lines_of("1.5 1.5 2.4 1.5 1.5", "5G2G4G") == ["5G2 G4G"]


def test_letters_below_one_another_are_one_word() -> None:
    down = spaced("g 3 3.5", "工作目标", more='Boundary="22 40 4 20"', how="DeltaY")
    box = "".join(line(*ends) for ends in ((20, 38, 60, 38), (20, 60, 60, 60), (20, 38, 20, 60), (30, 38, 30, 60)))
    body = down + text(32, 45, "新建公园5个。") + box + line(60, 38, 60, 60)
    assert cells(read(Book([Page(body)]))) == [["工作目标", "新建公园5个。"]]


def test_a_glyph_may_stand_for_several_letters() -> None:
    glyphs = "<ofd:Glyphs>191</ofd:Glyphs>"
    transform = f'<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1">{glyphs}</ofd:CGTransform>'
    assert lines_of("1.5 1.5 1.5 3", "ofice建", before=transform) == ["ofice建"]


def test_false_bold_is_read_once_and_narrow_letters_twice() -> None:
    body = text(20, 20, "新建公园") + text(20.1, 20, "新建公园") + text(20, 40, "ill 11", 1.2)
    assert words(read(Book([Page(body)]))) == ["新建公园", "ill 11"]


def test_what_lies_under_and_over_a_page_is_read() -> None:
    page = Page(text(20, 40, "在页上。"), text(20, 20, "在模板上。"), [("Stamp", text(20, 60, "在批注上。"))])
    assert words(read(Book([page]))) == ["在模板上。", "在页上。", "在批注上。"]


def test_composite_objects_are_drawn_where_they_are_put() -> None:
    content = f"<ofd:Content>{text(0, 0, '新建公园5个。')}</ofd:Content>"
    unit = f'<ofd:CompositeGraphicUnit ID="77" Width="50" Height="10">{content}</ofd:CompositeGraphicUnit>'
    put = '<ofd:CompositeObject ID="8" ResourceID="77" Boundary="20 {} 50 10"/>'
    document = read(Book([Page(put.format(20) + put.format(80))], unit))
    assert words(document) == ["新建公园5个。", "新建公园5个。"]


def test_a_page_turned_on_its_side_is_read_upright() -> None:
    more = 'CTM="0 1 -1 0 4 0" Boundary="{} 20 5 90"'
    body = spaced("g 3 3", "新建公园", more=more.format(180)) + spaced("g 3 3", "改造道路", more=more.format(150))
    assert words(read(Book([Page(body)]))) == ["新建公园", "改造道路"]


def test_a_page_may_have_its_own_size() -> None:
    wide = "<ofd:Area><ofd:PhysicalBox>0 0 420 297</ofd:PhysicalBox></ofd:Area>"
    assert words(read(Book([Page(text(350, 20, "新建公园"), area=wide)]))) == ["新建公园"]


WHITE = '<ofd:FillColor Value="255 255 255"/>'
HIDDEN = [
    (text(20, 40, "内部掌握", more='Visible="false"'), "text-hidden"),
    (f'<ofd:PageBlock Visible="false">{text(20, 40, "内部掌握")}</ofd:PageBlock>', "text-hidden"),
    (text(20, 40, "内部掌握", more='Alpha="0"'), "text-hidden"),
    (text(20, 40, "内部掌握", more='Fill="false"'), "text-hidden"),
    (text(20, 40, "内部掌握").replace("<ofd:TextCode", f"{WHITE}<ofd:TextCode"), "text-hidden"),
    (text(20, 40, "内部掌握", more='CTM="0.7 0.7 -0.7 0.7 0 0"'), "text-askew"),
    (text(20, 400, "内部掌握"), "text-off-page"),
]


@pytest.mark.parametrize(("hidden", "code"), HIDDEN)
def test_words_that_are_not_seen_are_not_read_and_said(hidden: str, code: str) -> None:
    document = read(Book([Page(text(20, 20, "新建公园5个。") + hidden)]))
    assert words(document) == ["新建公园5个。"]
    assert [(finding.code, finding.written, finding.place.page) for finding in document.findings] == [
        (code, "内部掌握", 1)
    ]


def test_white_words_on_a_dark_box_are_seen() -> None:
    head = text(20, 20, "工作任务").replace("<ofd:TextCode", f"{WHITE}<ofd:TextCode")
    document = read(Book([Page(bar(18, 16, 40, 28, colour="0 0 120") + head)]))
    assert words(document) == ["工作任务"] or cells(document) == [["工作任务"]]
    assert not document.findings


def test_a_watermark_is_said_and_not_read() -> None:
    document = read(Book([Page(text(20, 20, "新建公园5个。"), notes=[("Watermark", text(50, 90, "内部资料"))])]))
    assert words(document) == ["新建公园5个。"]
    assert [finding.code for finding in document.findings] == ["watermark"]


def test_the_clear_words_over_a_scan_are_read_with_a_doubt() -> None:
    image = f'<ofd:ImageObject ID="5" Boundary="{A4}" ResourceID="6"/>'
    document = read(Book([Page(image + text(20, 20, "新建公园5个。", more='Alpha="0"'))]))
    assert words(document) == ["新建公园5个。"]
    assert [finding.code for finding in document.findings] == ["recognised"]


def test_signatures_and_attachments_are_named() -> None:
    book = Book(
        [Page(text(20, 20, "新建公园5个。"))],
        in_body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        in_document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        parts={
            "Doc_0/Signs/Signatures.xml": '<Signatures><Signature ID="1" Type="Seal" BaseLoc="S/1.xml"/></Signatures>',
            "Doc_0/Attachs/Attachments.xml": '<Attachments><Attachment ID="1" Name="任务分解.xlsx"/></Attachments>',
        },
    )
    findings = read(book).findings
    assert [finding.code for finding in findings] == ["signatures", "attachments"]
    assert "没有验证" in findings[0].message
    assert "任务分解.xlsx" in findings[1].message


@pytest.mark.parametrize("space", ['xmlns:ofd="http://www.ofdspec.org"', 'xmlns:ofd="urn:x"'])
def test_other_namespaces_and_addresses_are_understood(space: str) -> None:
    parts = {
        name: content.replace(b'xmlns:ofd="http://www.ofdspec.org/2016"', space.encode())
        for name, content in unpacked(grid_as_ofd(ROWS)).items()
    }
    root = parts["OFD.xml"]
    assert cells(read(packed(parts))) == ROWS
    assert cells(read(packed({**parts, "OFD.xml": root.replace(b"Doc_0/Document", b"/Doc_0/Document")}))) == ROWS
    assert cells(read(packed({name.replace("/", "\\"): content for name, content in parts.items()}))) == ROWS
    assert cells(read(packed({name.upper(): content for name, content in parts.items()}))) == ROWS
    listed = parts["Doc_0/Document.xml"].replace(b'"Pages/', b'"/Doc_0/Pages/')
    assert cells(read(packed({**parts, "Doc_0/Document.xml": listed}))) == ROWS


def test_two_documents_of_one_file_are_both_read() -> None:
    parts = unpacked(ofd(Book([Page(text(20, 20, "第一份。"))])))
    other = unpacked(ofd(Book([Page(text(20, 20, "第二份。"))])))
    parts |= {name.replace("Doc_0", "Doc_1"): content for name, content in other.items() if name != "OFD.xml"}
    body = b"<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    parts["OFD.xml"] = parts["OFD.xml"].replace(b"</ofd:OFD>", body)
    document = read(packed(parts))
    assert words(document) == ["第一份。", "第二份。"]
    assert [paragraph.place.page for paragraph in document.paragraphs] == [1, 2]


OUTLINE = (
    f'<ofd:PathObject ID="9" Boundary="{A4}" Fill="true" Stroke="false"><ofd:AbbreviatedData>'
    "M 20 20 Q 22 20 23 25 B 1 2 3 4 5 6 A 5 5 0 0 1 30 30 L 20 21 C</ofd:AbbreviatedData></ofd:PathObject>"
)


@pytest.mark.parametrize("body", ["", OUTLINE, f'<ofd:ImageObject ID="5" Boundary="{A4}"/>', line(20, 20, 90, 20)])
def test_a_file_of_outlines_or_pictures_says_so(body: str) -> None:
    assert "没有文字" in str(refused(ofd(Book([Page(body)]))))


def test_a_page_of_pictures_among_others_is_said() -> None:
    document = read(Book([Page(text(20, 20, "新建公园5个。")), Page(OUTLINE)]))
    assert [(finding.code, finding.place.page) for finding in document.findings] == [("page-without-text", 2)]


@pytest.mark.parametrize("letters", ["¤¤¤¤¤", "\ue001\ue002\ue003"])
def test_glyphs_without_letters_are_refused(letters: str) -> None:
    assert "没有文字编码" in str(refused(ofd(Book([Page(text(20, 20, letters))]))))


def test_one_glyph_without_a_letter_is_said() -> None:
    document = read(Book([Page(text(20, 20, "新建公园¤个，改造道路。"))]))
    assert [finding.code for finding in document.findings] == ["character-lost"]


def test_a_missing_template_is_said() -> None:
    parts = unpacked(ofd(Book([Page(text(20, 20, "新建公园5个。"), text(20, 40, "在模板上。"))])))
    del parts["Doc_0/Tpls/Tpl_0/Content.xml"]
    document = read(packed(parts))
    assert words(document) == ["新建公园5个。"]
    assert [finding.code for finding in document.findings] == ["template-missing"]
