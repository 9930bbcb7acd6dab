"""OFD files made for tests: pages of text objects and paths, and a table set as an office's program would set it.

Only what GB/T 33190 says is used, so that the reader is held to the standard and not to itself.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from tests.documents.office_files import HEADER, Part

SPACE = "http://www.ofdspec.org/2016"
A4 = "0 0 210 297"
WIDTHS = (24.0, 10.0, 58.0, 21.0, 34.0, 23.0)
LEFT, TOP, BOTTOM, SIZE, LINE, PAD = 20.0, 25.0, 275.0, 3.2, 4.4, 1.0
_KEPT = re.compile(r"[（《“]*(?:[A-Za-z0-9.,%+\-/()]+|.)[，。、；：！？）》”％…]*", re.DOTALL)


def width_of(text: str, size: float = SIZE) -> float:
    """How wide a text is set: ASCII half as wide as the rest."""
    return sum(size / 2 if character.isascii() else size for character in text)


def deltas(text: str, size: float, *, runs: bool = True) -> str:
    """The steps from each character to the next, as runs (`g 3 3.2`) or one by one."""
    steps = [f"{width_of(character, size):g}" for character in text[:-1]]
    if not runs:
        return " ".join(steps)
    found = [(step, len(list(group))) for step, group in groupby(steps)]
    return " ".join(step if count == 1 else f"g {count} {step}" for step, count in found)


def text(x: float, y: float, words: str, size: float = SIZE, *, more: str = "", how: str = "") -> str:
    """A text object whose letters' upper edge is at `y`; `more` is attributes, `how` runs, steps or letters."""
    if how == "letters":
        places = [x + width_of(words[:index], size) for index in range(len(words))]
        return "".join(text(at, y, letter, size, more=more) for at, letter in zip(places, words, strict=True))
    steps = deltas(words, size, runs=how != "steps")
    across = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="9" Font="3" Size="{size:g}" {more} '
        f'Boundary="{x:g} {y:g} {width_of(words, size):g} {size * 1.2:g}">'
        f'<ofd:TextCode X="0" Y="{size * 0.88:g}"{across}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked rule."""
    return (
        f'<ofd:PathObject ID="9" Boundary="{x0:g} {y0:g} {x1 - x0 + 1:g} {y1 - y0 + 1:g}" LineWidth="0.25">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def flipped_line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A stroked rule drawn upside down: its y counts upwards, and its CTM turns it over."""
    return (
        f'<ofd:PathObject ID="9" Boundary="{A4}" CTM="1 0 0 -1 0 297" LineWidth="0.25"><ofd:AbbreviatedData>'
        f"M{x0:g} {297 - y0:g}L{x1:g} {297 - y1:g}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def bar(x0: float, y0: float, x1: float, y1: float, *, colour: str = "0 0 0") -> str:
    """A rule as a thin filled box, as converters from Word write it."""
    wide, high = max(x1 - x0, 0.2), max(y1 - y0, 0.2)
    return (
        f'<ofd:PathObject ID="9" Boundary="{x0:g} {y0:g} {wide:g} {high:g}" Stroke="false" Fill="true">'
        f'<ofd:FillColor Value="{colour}"/><ofd:AbbreviatedData>M 0 0 L {wide:g} 0 L {wide:g} {high:g} '
        f"L 0 {high:g} L 0 0 C</ofd:AbbreviatedData></ofd:PathObject>"
    )


RULES = {"lines": line, "upside down": flipped_line, "bars": bar}


@dataclass
class Page:
    """A page: what is drawn on it, what lies under it, and what lies over it as annotations (type, content)."""

    body: str
    under: str = ""
    notes: Sequence[tuple[str, str]] = ()
    area: str = ""


@dataclass
class Book:
    """What a file is made of; `parts` are further parts, or others in place of those that are made."""

    pages: Sequence[Page]
    units: str = ""
    in_document: str = ""
    in_body: str = ""
    parts: Mapping[str, str | bytes] = field(default_factory=dict)


def ofd(book: Book) -> bytes:
    """Pack a file."""
    parts: dict[str, str | bytes] = {
        "OFD.xml": _xml(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>"
            f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{book.in_body}</ofd:DocBody>",
            ' Version="1.0" DocType="OFD"',
        ),
        "Doc_0/PublicRes.xml": _xml("Res", f"<ofd:CompositeGraphicUnits>{book.units}</ofd:CompositeGraphicUnits>"),
    }
    pages, templates, notes = "", "", ""
    for index, page in enumerate(book.pages):
        pages += f'<ofd:Page ID="{100 + index}" BaseLoc="Pages/Page_{index}/Content.xml"/>'
        under = ""
        if page.under:
            templates += f'<ofd:TemplatePage ID="{500 + index}" BaseLoc="Tpls/Tpl_{index}/Content.xml"/>'
            under = f'<ofd:Template TemplateID="{500 + index}" ZOrder="Background"/>'
            parts[f"Doc_0/Tpls/Tpl_{index}/Content.xml"] = _xml("Page", _content(page.under))
        parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = _xml("Page", page.area + under + _content(page.body))
        if page.notes:
            notes += f'<ofd:Page PageID="{100 + index}"><ofd:FileLoc>Page_{index}/A.xml</ofd:FileLoc></ofd:Page>'
            parts[f"Doc_0/Annots/Page_{index}/A.xml"] = _xml("PageAnnot", "".join(_note(*n) for n in page.notes))
    over = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if notes else ""
    parts["Doc_0/Annots/Annotations.xml"] = _xml("Annotations", notes)
    common = f"<ofd:PageArea><ofd:PhysicalBox>{A4}</ofd:PhysicalBox></ofd:PageArea>{templates}"
    parts["Doc_0/Document.xml"] = _xml(
        "Document",
        f"<ofd:CommonData>{common}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages>{over}{book.in_document}",
    )
    return packed({**parts, **book.parts})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _xml(root: str, inner: str, more: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{root} xmlns:ofd="{SPACE}"{more}>{inner}</ofd:{root}>'


def _content(body: str) -> str:
    return f'<ofd:Content><ofd:Layer ID="2" Type="Body">{body}</ofd:Layer></ofd:Content>'


def _note(kind: str, body: str) -> str:
    return f'<ofd:Annot ID="7" Type="{kind}"><ofd:Appearance Boundary="{A4}">{body}</ofd:Appearance></ofd:Annot>'


def _broken(words: str, room: float) -> list[str]:
    """Break a text into lines as wide as the room; marks stay with their word."""
    lines = [""]
    for match in _KEPT.finditer(words):
        if lines[-1] and width_of(lines[-1] + match.group()) > room:
            lines.append("")
        lines[-1] += match.group()
    return lines


@dataclass
class _Sheet:
    """A page that is being set: how far down it is written, and where its rows and groups begin."""

    y: float
    words: str = ""
    rules: str = ""


class _Setter:
    """Sets a table row by row; a row that does not fit begins a page, with the header and its group again."""

    def __init__(self, rules: str, how: str) -> None:
        self.rule = RULES.get(rules)
        self.how = how
        self.sheets = [_Sheet(TOP)]

    @property
    def sheet(self) -> _Sheet:
        return self.sheets[-1]

    def row(self, cells: Sequence[str], *, over_group: bool = False) -> None:
        """Set a row; with `over_group` no rule parts its first cell from the one above."""
        lefts = [LEFT + sum(WIDTHS[:index]) for index in range(len(WIDTHS) + 1)]
        rooms = WIDTHS if len(cells) > 1 else (sum(WIDTHS),)
        texts = [_broken(cell, room - 2 * PAD) if cell else [] for cell, room in zip(cells, rooms, strict=True)]
        high = max(len(lines) for lines in texts) * LINE + 2 * PAD
        y = self.sheet.y
        for left, lines in zip(lefts, texts, strict=False):
            for index, words in enumerate(lines):
                self.sheet.words += text(left + PAD, y + PAD + index * LINE, words, how=self.how)
        if self.rule:
            self.sheet.rules += self.rule(lefts[1] if over_group else lefts[0], y, lefts[-1], y)
            self.sheet.rules += self.rule(lefts[0], y + high, lefts[-1], y + high) if not over_group else ""
            for x in lefts if len(cells) > 1 else (lefts[0], lefts[-1]):
                self.sheet.rules += self.rule(x, y, x, y + high)
        self.sheet.y += high

    def fits(self, cells: Sequence[str]) -> bool:
        lines = max(len(_broken(c, room - 2 * PAD)) for c, room in zip(cells, WIDTHS, strict=True) if c)
        return self.sheet.y + lines * LINE + 2 * PAD < BOTTOM

    def close(self) -> None:
        """Draw the rule under the last row of a page."""
        if self.rule:
            self.sheet.rules += self.rule(LEFT, self.sheet.y, LEFT + sum(WIDTHS), self.sheet.y)


def as_ofd(
    parts: Sequence[Part], title: str = "", *, rules: str = "lines", how: str = "", template: bool = False
) -> bytes:
    """The table of an office's plan.

    Args:
        rules: a name in RULES. how: of text. template: the rules stand on a template of each page.
    """
    setter = _Setter(rules, how)
    setter.sheet.words = text(LEFT, 12, title, 5.0)
    setter.row(HEADER)
    for part in parts:
        if part.chapter:
            _next_page(setter, ("", "", part.chapter, "", "", ""))
            setter.row((part.chapter,))
        for group, rows in part.groups:
            for index, row in enumerate(rows):
                begins = _next_page(setter, (group, *row)) or index == 0
                setter.row((group if begins else "", *row), over_group=not begins)
    setter.close()
    pages = [Page(s.words, s.rules) if template else Page(s.words + s.rules) for s in setter.sheets]
    return ofd(Book(pages))


def _next_page(setter: _Setter, cells: Sequence[str]) -> bool:
    """Begin a page with the header where a row does not fit; tell whether one was begun."""
    if setter.fits(cells):
        return False
    setter.close()
    setter.sheets.append(_Sheet(TOP))
    setter.row(HEADER)
    return True


def grid_as_ofd(rows: Sequence[Sequence[str]], *above: str) -> bytes:
    """A small table of equal columns, with lines above it."""
    body = "".join(text(20, 12 + 8 * index, words, 4) for index, words in enumerate(above))
    top, wide = 20 + 8 * len(above), 170 / max(len(row) for row in rows)
    body += "".join(_cells(rows, top, wide))
    return ofd(Book([Page(body)]))


def ofd_of_everything() -> bytes:
    """A small file in which each kind of part and object stands: a table, a template, a stamp, a seal, a composite."""
    rows = [["序号", "任务", "责任单位"], ["1", "新增学位2745个", "区教育局"], ["2", "新建公园5个", "园林局"]]
    content = f"<ofd:Content><ofd:PageBlock>{text(0, 0, '2.新建公园5个。')}</ofd:PageBlock></ofd:Content>"
    body = text(20, 20, "1.新增床位200张。（责任单位：民政局）", how="letters") + bar(20, 40, 90, 40)
    body += '<ofd:CompositeObject ID="8" ResourceID="77" Boundary="20 60 90 10"/>'
    return ofd(
        Book(
            [
                Page("".join(_cells(rows, 40, 50)), text(20, 12, "2025年重点任务"), [("Stamp", text(20, 250, "印章"))]),
                Page(body),
            ],
            f'<ofd:CompositeGraphicUnit ID="77" Width="90" Height="10">{content}</ofd:CompositeGraphicUnit>',
            in_body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
            parts={"Doc_0/Signs/Signatures.xml": '<Signatures><Signature ID="1" BaseLoc="S/1.xml"/></Signatures>'},
        )
    )


def _cells(rows: Sequence[Sequence[str]], top: float, wide: float) -> Iterator[str]:
    high = 14.0
    count = max(len(row) for row in rows)
    for index in range(len(rows) + 1):
        yield line(20, top + index * high, 20 + count * wide, top + index * high)
    for index in range(count + 1):
        yield line(20 + index * wide, top, 20 + index * wide, top + len(rows) * high)
    for y, row in enumerate(rows):
        for x, words in enumerate(row):
            for index, part in enumerate(_broken(words, wide - 2)):
                yield text(21 + x * wide, top + 1 + y * high + index * LINE, part)
