"""What an xlsx sheet shows beside its cells: text boxes and drawings, comments, the page's header and footer.

A text box over an empty cell is read as that cell's words: so some write what does not fit. All other words are said.
"""

import re
from collections.abc import Iterator

from lxml import etree

from luoshi.documents.cell_names import area_of
from luoshi.documents.sheet import Sheet
from luoshi.documents.zip_package import Package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_A_STRICT = "{http://purl.oclc.org/ooxml/drawingml/main}"
_MARGIN = re.compile(r'&(?:"[^"]*"|K[0-9A-F+-]{6}|\d+|[A-Z&])', re.IGNORECASE)
_TEXTBOX = re.compile(rb"</v:textbox\s*>", re.IGNORECASE)
_TAGS = re.compile(rb"<[^>]*>")


def read_beside(package: Package, part: str, sheet: Sheet) -> None:
    """Read the boxes of a sheet whose rows were taken, and say its comments and drawings."""
    known: set[str] = set()
    for kind, target in package.related(part).values():
        if kind == "drawing":
            known |= _drawing(package, target, sheet)
        elif kind == "comments" and target.lower().endswith(".xml"):
            _comments(package, target, sheet)
        elif kind == "table" and (root := package.xml(target)) is not None:
            for element in root.iterfind("{*}autoFilter"):
                take_filter(element, sheet)
    for kind, target in package.related(part).values():
        if kind == "vmlDrawing":
            for text in words_of_vml(package.read(target)):
                if text not in known:  # form controls have their words in both kinds of drawing
                    sheet.beside("boxed", text)


def take_filter(element: etree._Element, sheet: Sheet) -> None:
    """Take the rows of a filter that is set: one whose columns say what they show."""
    area = area_of(element.get("ref", ""))
    if area and any(str(child.tag).rpartition("}")[2] == "filterColumn" for child in element):
        sheet.filter_rows(area[0], area[2])


def beside_of(package: Package, part: str) -> list[str]:
    """Return the parts that belong to a sheet, in lower case, itself first: drawings, their charts, comments."""
    parts = [part]
    for _, target in package.related(part).values():
        parts += [target, *(inner for _, inner in package.related(target).values())]
    return list(dict.fromkeys(name.lower() for name in parts))


def in_margin(code: str) -> str:
    """Return the words of a header or footer without its codes for fonts, pages and dates."""
    return _MARGIN.sub("", code).strip()


def words_of_vml(data: bytes) -> Iterator[str]:
    """Iterate the words of text boxes in VML, which is seldom well-formed."""
    pieces = re.split(rb"<v:textbox(?=[\s>])", data, flags=re.IGNORECASE)
    for piece in pieces[1:]:
        _, _, inner = _TEXTBOX.split(piece, 1)[0].partition(b">")
        if text := _TAGS.sub(b"", inner).decode("utf-8", "replace").strip():
            yield text


def _drawing(package: Package, part: str, sheet: Sheet) -> set[str]:
    root = package.xml(part)
    known: set[str] = set()
    for anchor in root if root is not None else ():
        if not isinstance(anchor.tag, str):
            continue
        begin = anchor.find("{*}from")
        row = integer(begin.findtext("{*}row")) if begin is not None else 0
        column = integer(begin.findtext("{*}col")) if begin is not None else 0
        for body in anchor.iter("{*}txBody"):
            text = words_of(body)
            if text.strip() and not _is_fallback(body):
                known.add(text.strip())
                sheet.box(row, column, text)
    for kind, target in package.related(part).values():
        chart = package.xml(target) if kind.startswith(("chart", "diagramData")) and target.endswith(".xml") else None
        if chart is not None:
            words = [element.text or "" for a in (_A, _A_STRICT) for element in chart.iter(f"{a}t")]
            sheet.beside("boxed", " ".join(words))
    return known


def words_of(body: etree._Element) -> str:
    """Return the words of a text body, a line for each paragraph."""
    lines = []
    for paragraph in body.iterfind("{*}p"):
        words = ""
        for element in paragraph.iter("{*}t", "{*}br"):
            words += "\n" if element.tag.endswith("}br") else element.text or ""
        lines.append(words)
    return "\n".join(lines)


def _is_fallback(element: etree._Element) -> bool:
    return any(parent.tag.endswith("}Fallback") for parent in element.iterancestors() if isinstance(parent.tag, str))


def _comments(package: Package, part: str, sheet: Sheet) -> None:
    root = package.xml(part)
    for comment in root.iter("{*}comment") if root is not None else ():
        area = area_of(comment.get("ref", ""))
        text = "".join(t.text or "" for t in comment.iter("{*}t"))
        sheet.beside("comment", text, *(area[:2] if area else ()))


def integer(text: str | None) -> int:
    """Return a whole number of at most eight digits; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
