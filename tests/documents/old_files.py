"""Old Word files (doc): some that are kept, and others made from docx by LibreOffice where it is installed.

The kept ones were made by LibreOffice 7.4 from `numbered()`, `planned()`, `noted()`, `merged()` and `struck()`,
planned.xls from a workbook of the same kind; they hold made-up tasks.
"""

import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from luoshi.documents.office import office_program
from tests.documents import word_files
from tests.documents.office_files import Span, grid_as_docx, saved
from tests.documents.word_files import run, tasks

OLD = Path(__file__).parent / "old"
NUMBERED = OLD / "numbered.doc"
PLANNED = OLD / "planned.doc"
NOTED = OLD / "noted.doc"
MERGED = OLD / "merged.doc"
STRUCK = OLD / "struck.doc"
LEVELS = {
    90: (
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimal", "%3.%4"),
    ),
    91: (("decimal", "%1"),),
    92: (("decimalEnclosedCircle", "%1"),),
    93: (("bullet", "·"),),
    94: (("decimal", "第%1条"),),
}
STARTS = {92: 3}
NUMBERED_LINES = [  # list, level, words, and the number that Word prints
    (1, 0, "稳增长", "一、"),
    (1, 1, "项目建设", "（一）"),
    (1, 2, "引进项目20个。", "1."),
    (1, 3, "其中亿元以上8个。", "1.1"),
    (1, 3, "其中外资2个。", "1.2"),
    (1, 2, "培育企业10家。", "2."),
    (1, 1, "招商引资", "（二）"),
    (1, 2, "签约50个。", "1."),
    (0, 0, "没有编号的一段。", ""),
    (1, 0, "惠民生", "二、"),
    (1, 1, "教育", "（一）"),
    (3, 0, "从三起。", "③"),
    (3, 0, "是四。", "④"),
    (4, 0, "只有圆点。", ""),
    (5, 0, "新建公园5个。", "第1条"),
    (5, 0, "改造道路3条。", "第2条"),
]


def _numbering() -> str:
    def level(index: int, form: str, text: str, start: int) -> str:
        return (
            f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(level(index, form, text, STARTS.get(key, 1)) for index, (form, text) in enumerate(levels))
        + "</w:abstractNum>"
        for key, levels in LEVELS.items()
    )
    uses = "".join(
        f'<w:num w:numId="{index}"><w:abstractNumId w:val="{key}"/></w:num>'
        for index, key in enumerate(LEVELS, start=1)
    )
    return f"<w:numbering {nsdecls('w')}>{lists}{uses}</w:numbering>"


def _number(properties_of: object, number: int, level: int) -> None:
    """Give a paragraph, or a style, an automatic number."""
    properties = properties_of.get_or_add_pPr()  # type: ignore[attr-defined]
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def _document() -> docx.document.Document:
    document = docx.Document()
    document.part.numbering_part._element = parse_xml(_numbering())
    return document


def _add(document: docx.document.Document, number: int, level: int, words: str) -> Paragraph:
    paragraph = document.add_paragraph(words)
    if number:
        _number(paragraph._p, number, level)
    return paragraph


def numbered() -> bytes:
    """A docx with lists of several levels and forms, one by its style, and a heading."""
    document = _document()
    document.add_heading("2025年重点任务", 0)
    for number, level, words, _ in NUMBERED_LINES:
        _add(document, number, level, words)
    style = document.styles["List Number"]
    _number(style._element, 3, 0)
    document.add_paragraph("由样式编号。", style="List Number")
    document.add_heading("一张表", 1)
    return saved(document)


def planned() -> bytes:
    """A docx with a table: rows numbered by Word itself, a merged group, a hidden row, struck-out words."""
    document = _document()
    document.add_heading("2025年重点任务分解表", 0)
    table = document.add_table(rows=6, cols=4)
    table.style = "Table Grid"
    rows = [
        ("工作目标", "序号", "工作任务", "责任单位"),
        ("城建", "", "新建公园5个。", "园林局"),
        ("", "", "改造道路3条。", "住建局"),
        ("教育", "", "新增学位2000个。", "教育局"),
        ("", "", "内部掌握。", "某局"),
        ("卫生", "", "新增床位200张。", "卫健局"),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "城建"
    for row in (*table.rows[1:4], table.rows[5]):
        _number(row.cells[1].paragraphs[0]._p, 2, 0)
    for cell in table.rows[4].cells[2:]:
        cell.paragraphs[0].runs[0].font.hidden = True
    struck = table.rows[5].cells[2].paragraphs[0].add_run("培训医生10名。")
    struck.font.strike = True
    return saved(document)


def converted(data: bytes, folder: Path, source: str, target: str, how: str) -> bytes:
    """Convert by LibreOffice; a test without it is passed over."""
    program = office_program()
    if program is None:
        pytest.skip("LibreOffice makes the files of this test")
    (folder / f"in.{source}").write_bytes(data)
    command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", how]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / f"in.{source}")], capture_output=True, check=True, timeout=120
    )
    return (folder / f"in.{target}").read_bytes()


def as_doc(data: bytes, folder: Path) -> bytes:
    return converted(data, folder, "docx", "doc", "doc:MS Word 97")


def back_to_docx(data: bytes, folder: Path) -> bytes:
    return converted(data, folder, "doc", "docx", "docx:MS Word 2007 XML")


MERGED_ROWS: list[list[str | Span]] = [
    ["工作目标", "序号", "工作任务", "牵头单位"],
    [Span("一、稳增长", across=4)],
    [Span("项目建设", down=2), "1", "引进项目20个。\n其中亿元以上8个。", "商务局"],
    ["2", "5G基站新建1200个。", "/"],
    ["", "3", "培育企业10家。", "工信局"],
]


def merged() -> bytes:
    """A table with merged cells, as a docx."""
    return grid_as_docx(MERGED_ROWS, "2025年重点任务")


def struck() -> bytes:
    """A sentence with one behind it that is struck out, as a docx."""
    document = docx.Document()
    paragraph = document.add_paragraph("引进项目20个。")
    paragraph.add_run("培育企业10家。").font.strike = True
    return saved(document)


def noted() -> bytes:
    """Raised marks and exponents, a style that strikes out, symbols, a note and a header, as a docx."""
    raised = '<w:vertAlign w:val="superscript"/>'
    ticked, empty = (f'<w:r><w:sym w:font="Wingdings" w:char="F0{code}"/></w:r>' for code in ("FE", "A8"))
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    body = tasks(
        (
            "1",
            run("建成公寓1200") + run("1", raised) + run("套"),
            "住建局",
            ticked + run("已完成 ") + empty + run("推进中"),
        ),
        (
            "2",
            run("新增绿地") + run("5万", '<w:rStyle w:val="x"/>') + run("3万m") + run("2", raised),
            "园林局",
            run("已新增1万m") + run("2", raised) + note,
        ),
    )
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return word_files.docx(
        body + f'<w:sectPr {NAMES}><w:headerReference w:type="default" r:id="r2"/></w:sectPr>',
        '<w:style w:type="character" w:customStyle="1" w:styleId="x"><w:name w:val="废止"/>'
        "<w:rPr><w:strike/></w:rPr></w:style>",
        {
            "footnotes:footnotes.xml": f'<w:footnotes {names}><w:footnote w:id="2"><w:p>{run("含续建")}</w:p>'
            "</w:footnote></w:footnotes>",
            "header:header1.xml": f"<w:hdr {names}><w:p>{run('内部资料')}</w:p></w:hdr>",
        },
    )


NAMES = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
