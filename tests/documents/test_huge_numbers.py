"""A number in a file is never a measure of work: huge ones in every field cost what the file's size costs.

Each file is read to the contract and published within 4 seconds of processor time and 200 MB, in a fork that is ended
beyond.
A quarter of LUOSHI_FUZZ_EXAMPLES is how many examples each format gets (1 in `make test`, 10 in `make test-all`).
"""

import io
import os
import struct
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from luoshi.confined import Bounds, run_beside
from luoshi.contract import plan_as_json
from luoshi.errors import LuoshiError
from luoshi.publishing import publish
from luoshi.reading import read_plan
from tests.chosen import times
from tests.documents import binary_files
from tests.documents.office_files import DEMO, saved, typeset

EXAMPLES = max(1, int(os.environ.get("LUOSHI_FUZZ_EXAMPLES", times(4, 40))) // 4)
SECONDS, MEMORY = 4, 200_000_000

FIELDS = ("number", "after", "down", "across", "count", "target", "year", "month", "day", "start", "row", "cell")
Numbers = dict[str, str]

huge = st.one_of(
    st.sampled_from(["0", "-1", "²", "1e9", "1E400", "255", "65536", "1048576", "16384", "0.5"]),
    st.integers(2, 10**12).map(str),
    st.integers(1, 40).map(lambda digits: "9" * digits),
    st.sampled_from([400, 4299, 4301, 20_000]).map(lambda digits: "9" * digits),
)
numbers = st.fixed_dictionaries(dict.fromkeys(FIELDS, huge))


def rows_of(n: Numbers) -> list[list[str]]:
    said = f"已投用{n['count']}所，完成投资{n['count']}亿元，增长{n['target']}%"
    return [
        ["序号", "任务", "责任单位", "完成时限", f"截至{n['month']}月底完成情况"],
        ["1", "新建公园5个", "园林局", "6月底前", "已建成2个"],
        [
            n["number"],
            f"投用学校{n['target']}所，投资{n['target']}亿元（第{n['count']}期），{n['year']}年{n['month']}月{n['day']}日前完成",
            "教育局",
            f"{n['year']}年{n['month']}月{n['day']}日",
            said,
        ],
        [n["after"], f"第{n['number']}批项目{n['count']}万平方米，占比{n['target']}%", "住建局", n["day"], n["count"]],
    ]


def as_text(n: Numbers) -> bytes:
    lines = ["|".join(row) for row in rows_of(n)]
    items = f"{n['start']}.新增床位{n['count']}张（民政局）。\n（{n['start']}）新增车位{n['count']}个（交警大队）。"
    return "\n".join([f"{n['year']}年重点任务", *lines, items]).encode()


def as_csv(n: Numbers) -> bytes:
    return "\n".join(",".join(row) for row in rows_of(n)).encode()


def as_html(n: Numbers) -> bytes:
    span = f'rowspan="{n["down"]}" colspan="{n["across"]}"'
    rows = [
        "".join(f"<td {span if i + j == 4 else ''}>{t}</td>" for j, t in enumerate(r)) for i, r in enumerate(rows_of(n))
    ]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    items = f'<ol start="{n["start"]}"><li value="{n["start"]}">新增床位5张（民政局）</li><li>b</li></ol>'
    spans = f'aria-rowspan="{n["down"]}" aria-colspan="{n["across"]}"'
    parts = f"<div role=row><i role=cell {spans}>甲</i><i role=cell>乙</i></div><div role=row><i role=cell>丙</i></div>"
    fields = f'<input type=number value="{n["count"]}"><select size="{n["row"]}"><option>{n["cell"]}</option></select>'
    other = f'<div role=table aria-rowcount="{n["row"]}">{parts}</div>{fields}'
    return f"<html><p>2025年任务</p><table>{table}</table>{items}{other}</html>".encode()


def as_word(n: Numbers) -> bytes:
    document = docx.Document()
    document.add_paragraph(f"{n['year']}年重点任务")
    table = document.add_table(rows=0, cols=5)
    for row in rows_of(n):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for row, cell in ((1, 0), (2, 2)):
        properties = table.rows[row].cells[cell]._tc.get_or_add_tcPr()
        properties.append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="{n["across"]}"/>'))
    table.rows[3]._tr.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="{n["cell"]}"/>'))
    numbering = document.part.numbering_part.element
    numbering.append(
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="{n["down"]}"><w:start '
            f'w:val="{n["start"]}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"%1." * 500}"/></w:lvl>'
            f'<w:lvl w:ilvl="0"><w:start w:val="{n["start"]}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        )
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (n["down"], "0"):
        paragraph = document.add_paragraph("新增床位200张（民政局）。")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{n["cell"]}"/>'))
    field = f'<w:ffData><w:ddList><w:result w:val="{n["row"]}"/><w:listEntry w:val="甲"/></w:ddList></w:ffData>'
    marks = f'<w:fldChar w:fldCharType="begin">{field}</w:fldChar><w:fldChar w:fldCharType="end"/>'
    raised = f'<w:rPr><w:position w:val="{n["down"]}"/></w:rPr><w:t>{n["count"]}</w:t>'
    symbol = f'<w:sym w:font="Symbol" w:char="{n["cell"]}"/>'
    document.add_paragraph("另")._p.append(parse_xml(f"<w:r {nsdecls('w')}>{raised}{symbol}{marks}</w:r>"))
    return saved(document)


def packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return file.getvalue()


def as_xlsx(n: Numbers) -> bytes:
    book, stored = Workbook(), io.BytesIO()
    for row in rows_of(n):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(stored)
    with zipfile.ZipFile(stored) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    extra = (
        f'<row r="{n["row"]}"><c r="A{n["row"]}" t="inlineStr"><is><t>7</t></is></c><c t="inlineStr" s="{n["cell"]}">'
        f'<is><t>新增学位</t></is></c></row><row><c><v>{n["count"]}</v></c><c t="s"><v>{n["cell"]}</v></c></row>'
    )
    merges = "".join(f'<mergeCell ref="A{at}:XFD{n["down"]}"/><mergeCell ref="B{at}:C{n["row"]}"/>' for at in (2, 3, 4))
    columns = f'<cols><col min="{n["start"]}" max="{n["across"]}" hidden="1"/><col min="9" max="{n["across"]}"/></cols>'
    parts[name] = (
        parts[name]
        .replace("<sheetData>", f"{columns}<sheetData>")
        .replace("</sheetData>", f"{extra}</sheetData><mergeCells>{merges}</mergeCells>")
    )
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace('numFmtId="0"', f'numFmtId="{n["cell"]}"')
    return packed(parts)


def as_excel_2003(n: Numbers) -> bytes:
    rows = "".join(
        f'<Row ss:Index="{n["row"]}">' * (i == 3)
        + "<Row>" * (i != 3)
        + "".join(
            f'<Cell ss:MergeAcross="{n["across"]}" ss:MergeDown="{n["down"]}"><Data ss:Type="String">{t}</Data></Cell>'
            if i + j == 4
            else f'<Cell ss:Index="{n["cell"] if i + j == 7 else j + 1}"><Data ss:Type="Number">{t}</Data></Cell>'
            for j, t in enumerate(row)
        )
        + "</Row>"
        for i, row in enumerate(rows_of(n))
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def as_ods(n: Numbers) -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)

    def cell(text: str, place: int) -> str:
        spans = f' table:number-rows-spanned="{n["down"]}" table:number-columns-spanned="{n["across"]}"' * (place == 4)
        again = f' table:number-columns-repeated="{n["cell"]}"' * (place == 7)
        value = f' office:value-type="float" office:value="{text}"' if place % 5 == 0 else ""
        words = f'<text:p>{text}<text:s text:c="{n["count"]}"/></text:p>'
        return f"<table:table-cell{spans}{again}{value}>{words}</table:table-cell>"

    rows = "".join(
        f'<table:table-row table:number-rows-repeated="{n["row"] if i == 3 else 1}">'
        + "".join(cell(text, i + j) for j, text in enumerate(row))
        + "</table:table-row>"
        for i, row in enumerate(rows_of(n))
    )
    columns = f'<table:table-column table:number-columns-repeated="{n["start"]}" table:visibility="collapse"/>' * (
        n["start"] not in ("2", "3", "4")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}{columns}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def as_xlsb(n: Numbers) -> bytes:
    strings: list[bytes] = []
    made = [[binary_files.Cell(text) for text in row] for row in rows_of(n)]

    def small(name: str, bits: int = 32) -> int:
        return int(n[name]) % (1 << bits) if n[name].isascii() and n[name].isdigit() and len(n[name]) < 400 else 0

    areas = [(at, small("down"), 0, small("across")) for at in (1, 2, 3)]
    part = binary_files.sheet(made, strings, merges=areas)
    part += binary_files.record(60, struct.pack("<IIIIH", small("start"), small("across"), 9, 0, 1))
    part += binary_files.record(0, struct.pack("<IIHBBBI", small("row"), 0, 300, 0, 0, 0, 0))
    part += binary_files.record(2, struct.pack("<IIi", small("cell", 14), small("cell", 24), 9))
    part += binary_files.record(7, struct.pack("<III", 3, small("cell", 24), small("count")))
    part += binary_files.record(6, struct.pack("<II", 4, 0) + struct.pack("<I", small("count")) + b"ab")
    styles = binary_files.styles(
        ["0" * 200 + ".0,,", f"0!.{'0' * 90},"], [(False, False)], [(0, 0), (164, 0), (165, 0)]
    )
    return binary_files.book([("a", part, False)], strings, styles)


def as_pdf(n: Numbers) -> bytes:
    cells = "".join(f'[#text("{text[:60]}")],' for row in rows_of(n) for text in row)
    return typeset(f"{n['start'][:60]}. a\n#table(columns: 5, stroke: none, {cells})")


FORMATS: dict[str, Callable[[Numbers], bytes]] = {
    "txt": as_text,
    "csv": as_csv,
    "html": as_html,
    "docx": as_word,
    "xlsx": as_xlsx,
    "xml": as_excel_2003,
    "ods": as_ods,
    "xlsb": as_xlsb,
    "pdf": as_pdf,
}


def address_space() -> int:
    """How many bytes this process has mapped."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGESIZE")


def read_whole(data: bytes, name: str) -> int:
    """Read, judge, write down and publish; 0 where it went or was refused, 1 with a trace."""
    try:
        plan = read_plan(data, name)
        plan_as_json(plan)
        publish(plan, "xlsx")
        publish(plan, "docx")
    except LuoshiError as error:
        return 0 if str(error).endswith("。") else 1
    except MemoryError:
        raise
    except Exception:
        traceback.print_exc()
        return 1
    return 0


@pytest.fixture(scope="module", autouse=True)
def _expressions_are_made() -> None:
    """Read and publish a plan here, for what that makes and imports: each example is read in a fork of this process."""
    assert read_whole(DEMO.read_bytes(), DEMO.name) == 0


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@example(n=dict.fromkeys(FIELDS, "0") | {"count": "9" * 20_000, "cell": "9" * 4_299})  # took 15 s: \d+月 looks on
@given(n=numbers)
def test_huge_numbers_cost_no_more_than_small_ones(kind: str, n: Numbers) -> None:
    data = FORMATS[kind](n)
    bounds = Bounds(address_space() + MEMORY, SECONDS)
    assert run_beside(lambda: read_whole(data, f"a.{kind}"), bounds, lambda _: ("", "")) == 0
