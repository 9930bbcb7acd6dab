"""The parts of an xlsx package: where its sheets, strings and styles stand, wherever their writer put them.

Parts are found as Office finds them, by the relations of the package and of its main part; the usual
names serve where a program wrote no relations.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from luoshi.documents.limits import refuse_over
from luoshi.documents.note_marks import without_note_marks
from luoshi.documents.workbook_values import Styles
from luoshi.documents.zip_package import Package, broken_xml, refuse_doctype

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_R_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_STYLE_BYTES = 30_000_000  # Excel keeps 65,490 formats of cells, some 400 bytes each
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class Text:
    """A string of the workbook: the words that stand, those struck out, and raised marks of notes.

    `own` are those of the words that stand whose font is their own, where runs have fonts: a cell's strike does not
    reach them.
    """

    plain: str = ""
    struck: str = ""
    marks: str = ""
    own: str = ""

    def in_struck_cell(self) -> "Text":
        """Return the string as it stands in a cell whose font is struck out."""
        if not self.own:
            return Text("", self.plain + self.struck, self.marks)
        return Text(self.own, self.plain.replace(self.own, "", 1) + self.struck, self.marks)


_NO_TEXT = Text()


def main_part(package: Package) -> str:
    """Return the name of the part that lists the sheets."""
    return package.main() or "xl/workbook.xml"


def counts_from_1904(book: etree._Element) -> bool:
    """Tell whether a workbook counts its days from 1904, as old Macs did."""
    return any(e.get("date1904") in ("1", "true") for e in book.iter("{*}workbookPr"))


def is_reckoned(package: Package, book: etree._Element) -> bool:
    """Tell whether the program that saved a workbook reckoned its formulas.

    One that did not leaves 0 in each, and asks Excel to reckon them when it opens the file. Excel and WPS say by which
    version of their engine they reckoned; LibreOffice says who it is.
    """
    asked = next(book.iter("{*}calcPr"), None)
    if asked is not None and asked.get("fullCalcOnLoad") in ("1", "true"):
        return False
    if asked is not None and asked.get("calcId", "0").strip("0"):
        return True
    return b"LibreOffice" in package.read("docProps/app.xml") or b"WPS" in package.read("docProps/app.xml")


def sheets_of(package: Package, book: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Iterate (name, part, hidden) in the order of the tabs."""
    related = package.related(main_part(package))
    for sheet in book.iter("{*}sheet"):
        kind, part = related.get(sheet.get(_R) or sheet.get(_R_STRICT) or "", ("", ""))
        if package.has(part) and kind != "chartsheet":
            hidden = kind != "worksheet" or sheet.get("state", "visible") != "visible"  # a sheet of macros is none
            yield sheet.get("name", ""), part, hidden


def _named(package: Package, kind: str, usual: str) -> str:
    named = [part for its, part in package.related(main_part(package)).values() if its == kind]
    return next((part for part in named if package.has(part)), usual)


def styles_of(package: Package, is_1904: bool) -> Styles:
    """Return the styles of cells.

    Raises:
        UnreadableFile: there are more than Excel itself keeps.
    """
    part = _named(package, "styles", "xl/styles.xml")
    refuse_over(package.size(part), _STYLE_BYTES, "字节样式", "bytes of styles")
    return Styles.of(package.xml(part), is_1904)


def shared_strings(package: Package) -> list[Text]:
    """Return the strings that cells name by their number."""
    data = package.read(_named(package, "sharedStrings", "xl/sharedStrings.xml"))
    if not data:
        return []
    refuse_doctype(data[:4096])
    strings: list[Text] = []
    try:
        context = etree.iterparse(
            io.BytesIO(data), events=("end",), tag="{*}si", resolve_entities=False, no_network=True, huge_tree=True
        )
        for _, element in context:
            text = string_of(element)
            strings.append(text if text.plain or text.struck or text.marks else _NO_TEXT)
            forget(element)
    except etree.XMLSyntaxError as error:
        raise broken_xml(error) from None
    return strings


def string_of(element: etree._Element) -> Text:
    """Read a string and its runs; phonetic guides are no part of it."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return Text(unescaped(element[0].text or ""))
    pieces: list[tuple[str, bool]] = []
    struck = own = ""
    for child in element:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag == "t":
            pieces.append((unescaped(child.text or ""), False))
        elif tag == "r":
            words = unescaped("".join(t.text or "" for t in child.iterfind("{*}t")))
            font = child.find("{*}rPr")
            if font is not None and _is_on(font.find("{*}strike")):
                struck += words
                continue
            raised = font is not None and _is_raised(font)
            pieces.append((words, raised))
            own += words if font is not None and not raised else ""
    plain, marks = without_note_marks(pieces)
    return Text(plain, struck, " ".join(marks), own)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def _is_raised(font: etree._Element) -> bool:
    align = font.find("{*}vertAlign")
    return align is not None and align.get("val") == "superscript"


def unescaped(text: str) -> str:
    """Return a text with the characters that Excel writes as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def forget(element: etree._Element) -> None:
    """Let go of an element that was read, and of what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
