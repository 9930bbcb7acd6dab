"""Word's XML of 2003 (w:wordDocument, which is also saved under .doc and .xls) → the names of 2006.

The two say the same things in nearly the same words: elements are renamed, and what stood within the text (notes,
comments, headers, styles, lists) becomes a part of its own, so that one reader reads both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.word_numbers import NFC
from luoshi.documents.word_package import Relation, WordFile
from luoshi.documents.word_styles import W
from luoshi.documents.zip_package import damaged, parsed

_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_KEPT = (
    "urn:schemas-microsoft-com:vml}",
    "urn:schemas-microsoft-com:office:office}",
    "urn:schemas-microsoft-com:office:word}",
    "http://schemas.openxmlformats.org/",
)
_RENAMED = {
    "vmerge": "vMerge",
    "hmerge": "hMerge",
    "hlink": "hyperlink",
    "listPr": "numPr",
    "listDef": "abstractNum",
    "list": "num",
    "nfc": "numFmt",
    "ilst": "abstractNumId",
    "ilfo": "numId",
}
_ATTRIBUTES = {"h-ansi": "hAnsi", "fareast": "eastAsia", "listDefId": "abstractNumId", "ilfo": "numId"}
_CHANGES = {"Word.Insertion": "ins", "Word.Deletion": "del", "Word.Comment": "comment"}
_NOTES = ("footnote", "endnote", "comment")


@dataclass(slots=True)
class _Made:
    """Parts that are roots already."""

    roots: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.roots)

    def read(self, name: str) -> bytes:
        return etree.tostring(self.roots[name]) if name in self.roots else b""

    def xml(self, name: str) -> etree._Element | None:
        return self.roots.get(name)


def as_2006(data: bytes) -> WordFile:
    """Return the file with the names of 2006.

    Raises:
        UnreadableFile: damaged, or with a document type.
    """
    root = parsed(data if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if not root.tag.startswith(_OLD):
        raise damaged()
    _rename(root)
    body = root.find(f"{W}body")
    if body is None:
        raise damaged()
    parts = _Made()
    relations: list[Relation] = []

    def part(kind: str, element: etree._Element) -> None:
        name = f"{kind}{len(relations)}"
        parts.roots[name] = element
        relations.append(Relation("", kind, name))

    for old, kind in (("styles", "styles"), ("lists", "numbering")):
        if (found := root.find(W + old)) is not None:
            part(kind, found)
    for kind in _NOTES:
        if len(notes := _taken_out(body, kind)):
            part(f"{kind}s", notes)
    for name, kind in (("hdr", "header"), ("ftr", "footer")):
        for element in list(body.iter(W + name)):
            _remove(element)
            part(kind, element)
    return WordFile(parts, "", root, relations)


def _rename(root: etree._Element) -> None:
    """Give every element and attribute the name of 2006; wrappers of other schemes become transparent."""
    for element in root.iter("*"):
        tag = element.tag
        if tag.startswith(_OLD):
            name = tag[len(_OLD) :]
            element.tag = W + _RENAMED.get(name, name)
            _rename_attributes(element)
            if name == "nfc":
                element.set(f"{W}val", _form(element.get(f"{W}val", "")))
        elif tag == f"{_AML}annotation":
            element.tag = W + _CHANGES.get(element.get(f"{_OLD}type") or "", "customXml")
        elif not tag[1:].startswith(_KEPT):
            element.tag = f"{W}customXml"  # sections, smart tags, an office's own scheme


def _rename_attributes(element: etree._Element) -> None:
    for key, value in element.items():
        if isinstance(key, str) and key.startswith(_OLD):
            name = key[len(_OLD) :]
            del element.attrib[key]
            element.set(W + _ATTRIBUTES.get(name, name), value)


def _form(code: str) -> str:
    return NFC.get(int(code), "decimal") if code.isascii() and code.isdigit() and len(code) < 4 else "decimal"


def _taken_out(body: etree._Element, kind: str) -> etree._Element:
    """Take the notes of a kind out of the text; a reference with a number of ours stays."""
    root = etree.Element(f"{W}{kind}s")
    for number, note in enumerate(_outermost(body, W + kind), start=1):
        reference = etree.Element(f"{W}{kind}Reference", {f"{W}id": str(number)})
        parent = note.getparent()
        if parent is None:
            continue
        if parent.tag != f"{W}r":
            run = etree.Element(f"{W}r")
            run.append(reference)
            reference = run
        reference.tail, note.tail = note.tail, None
        parent.replace(note, reference)
        note.set(f"{W}id", str(number))
        root.append(note)
    return root


def _outermost(body: etree._Element, tag: str) -> Iterator[etree._Element]:
    for element in list(body.iter(tag)):
        if next(element.iterchildren(), None) is not None:
            yield element


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
