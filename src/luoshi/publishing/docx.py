"""Word: the official form on A4 across, a table a chapter, head rows on every page.

Type is what offices set such an annex in: title 方正小标宋, chapter lines and heads 黑体,
cells 仿宋_GB2312; each font names what stands in for it where it is not installed.
"""

import io
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from luoshi.plan import Plan
from luoshi.publishing.archive import core_properties, moment_of, settled
from luoshi.publishing.cells import fit_for_xml
from luoshi.publishing.form import Form, form_of
from luoshi.publishing.pages import LaidChapter, Sheet, lay_out, widths
from luoshi.publishing.trail import TrailHead

TITLE_FONT, HEAD_FONT, TEXT_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"

# The name of a font, then what Word takes where it is missing.
_FONTS = {
    TITLE_FONT: "方正小标宋_GBK,小标宋,华文中宋,STZhongsong,宋体,SimSun",
    HEAD_FONT: "SimHei,Noto Sans CJK SC,Source Han Sans SC",
    TEXT_FONT: "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
    "宋体": "SimSun,Noto Serif CJK SC",
    "Times New Roman": "Liberation Serif",
}

_PAGE = Sheet(
    width=756.0,  # 297 mm less margins of 15 mm
    height=470.0,  # 210 mm less margins of 22 and 20 mm, and a little kept free
    size=10.5,
    line=16.0,
    padding=8.0,
    chapter=34.0,
    title=44.0,
    note=22.0,
    heads_repeat_per_chapter=True,
)


def as_docx(plan: Plan, *, lights: bool, language: str, trail: TrailHead | None = None) -> bytes:
    """Return the plan as a Word document; the same plan gives the same bytes."""
    form = form_of(plan, lights=lights, language=language)
    document = docx.Document()
    _set_up(document, form)
    body = document.element.body
    before = body[-1]  # the section's properties stay last
    for block in _blocks(form):
        before.addprevious(parse_xml(block))
    stored = io.BytesIO()
    document.save(stored)
    title = fit_for_xml(plan.title or plan.source.name)
    said = trail.sentence(language) if trail else ""
    replaced = {
        "docProps/core.xml": core_properties(title, moment_of(plan), said),
        "word/fontTable.xml": _font_table().encode(),
    }
    return settled(stored.getvalue(), replaced)


def _set_up(document: Document, form: Form) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance = section.footer_distance = Mm(11)
    normal = document.styles["Normal"].element
    normal.get_or_add_rPr()
    for old in normal.rPr.findall(qn("w:rFonts")):
        normal.rPr.remove(old)
    normal.rPr.insert(0, parse_xml(f"<w:rFonts {nsdecls('w')} {_font_names(TEXT_FONT)}/>"))
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, parse_xml(_page_number()))
    # The library's template carries a picture of an empty page, which is not this one.
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]


def _blocks(form: Form) -> Iterator[str]:
    if form.title:
        yield _paragraph(form.title, TITLE_FONT, 22, align="center", after=6, line=32)
    if form.note:
        yield _paragraph(form.note, TEXT_FONT, _PAGE.size, align="center", after=6, line=_PAGE.line)
    room = widths(form, _PAGE.width)
    for index, laid in enumerate(lay_out(form, _PAGE)):
        if laid.chapter.name:
            yield _paragraph(
                laid.chapter.name, HEAD_FONT, 14, before=8, after=4, line=22, keep=True, new_page=laid.new_page, level=1
            )
        elif index:
            # Two tables without a paragraph between them would be one.
            yield _paragraph("", TEXT_FONT, 5, line=6, keep=True, new_page=laid.new_page)
        yield _table(form, laid, room)
    yield _paragraph("", TEXT_FONT, 5, line=6)


def _table(form: Form, laid: LaidChapter, room: tuple[float, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(20 * wide)}"/>' for wide in room)
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{round(20 * _PAGE.width)}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_head(laid.chapter.headings, room)}{''.join(_rows(form, laid, room))}</w:tbl>"
    )


def _head(headings: Iterable[str], room: tuple[float, ...]) -> str:
    cells = "".join(
        _cell(
            _paragraph(heading, HEAD_FONT, _PAGE.size, align="center", line=_PAGE.line, own=False), wide, align="center"
        )
        for heading, wide in zip(headings, room, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _rows(form: Form, laid: LaidChapter, room: tuple[float, ...]) -> Iterator[str]:
    for piece in laid.pieces:
        for index in range(piece.start, piece.end):
            cells = []
            for position, (text, wide) in enumerate(zip(laid.chapter.rows[index].cells, room, strict=True)):
                merged = "continue" if index > piece.start else "restart" if piece.end > piece.start + 1 else ""
                cells.append(
                    _cell(
                        _paragraph(
                            "" if position == 0 and form.merged and index > piece.start else text,
                            TEXT_FONT,
                            _PAGE.size,
                            align="center" if form.columns[position].field in {"no", "light"} else "left",
                            line=_PAGE.line,
                            new_page=piece.new_page and index == piece.start and position == 0,
                            own=False,
                        ),
                        wide,
                        merged if position == 0 and form.merged else "",
                    )
                )
            cut = "" if laid.heights[index] > _PAGE.height * 0.8 else "<w:trPr><w:cantSplit/></w:trPr>"
            yield f"<w:tr>{cut}{''.join(cells)}</w:tr>"


def _cell(content: str, wide: float, merged: str = "", *, align: str = "top") -> str:
    merge = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(20 * wide)}" w:type="dxa"/>{merge}<w:vAlign w:val="{align}"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _paragraph(
    text: str,
    font: str,
    size: float,
    *,
    align: str = "left",
    before: int = 0,
    after: int = 0,
    line: float,
    keep: bool = False,
    new_page: bool = False,
    level: int = 0,
    own: bool = True,
) -> str:
    """Write one paragraph; lengths in points. `own`: it stands alone, and names the namespace itself."""
    parts = fit_for_xml(text).split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts)
    properties = (
        ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + f'<w:spacing w:before="{20 * before}" w:after="{20 * after}" w:line="{round(20 * line)}" w:lineRule="exact"/>'
        + f'<w:jc w:val="{align}"/>'
        + (f'<w:outlineLvl w:val="{level - 1}"/>' if level else "")
    )
    style = f'<w:rPr><w:rFonts {_font_names(font)}/><w:sz w:val="{round(2 * size)}"/></w:rPr>'
    return (
        f"<w:p{' ' + nsdecls('w') if own else ''}><w:pPr>{properties}</w:pPr>"
        f"{f'<w:r>{style}{runs}</w:r>' if text else ''}</w:p>"
    )


def _page_number() -> str:
    """Write — 3 — in the middle of the foot, as official documents do."""
    style = '<w:rPr><w:rFonts w:eastAsia="宋体" w:ascii="宋体" w:hAnsi="宋体"/><w:sz w:val="24"/></w:rPr>'
    return (
        f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr><w:r>{style}<w:t xml:space="preserve">— </w:t></w:r>'
        f'<w:fldSimple w:instr=" PAGE "><w:r>{style}<w:t>1</w:t></w:r></w:fldSimple>'
        f'<w:r>{style}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )


def _font_names(font: str) -> str:
    latin = "Times New Roman" if font == TEXT_FONT else font
    return f'w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"'


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:family w:val="auto"/></w:font>'
        for name, instead in _FONTS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>{fonts}</w:fonts>'


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
