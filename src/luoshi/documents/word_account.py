"""What a docx holds besides its main text (notes, comments, headers, drawings), and how many letters in all."""

from collections.abc import Iterator

from lxml import etree

from luoshi.documents.account import weight
from luoshi.documents.word_math import M
from luoshi.documents.word_package import WordFile
from luoshi.documents.word_styles import W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_PATH = "{urn:schemas-microsoft-com:vml}textpath"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LETTERS = (f"{W}t", f"{W}delText", f"{M}t", _A)
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_BESIDE = {"header": "margin", "footer": "margin", "diagramData": "graphic", "chart": "graphic"}


def notes_of(file: WordFile) -> dict[tuple[str, str], str]:
    """Return the texts of footnotes, endnotes and comments by what they are and their id."""
    found: dict[tuple[str, str], str] = {}
    for kind, root in file.all_of(*_NOTES):
        for index, note in enumerate(root):
            if text := text_of(note):
                name = _NOTES[kind]
                identity = note.get(f"{W}id", "") if isinstance(note.tag, str) else ""
                found[(name, identity) if (name, identity) not in found else (name, f"{identity}/{index}")] = text
    return found


def beside(file: WordFile) -> Iterator[tuple[str, str]]:
    """Iterate the texts of headers, footers, diagrams and charts, each with the reason why it is not read."""
    for kind, root in file.all_of(*_BESIDE):
        if text := text_of(root):
            yield _BESIDE[kind], text


def held(file: WordFile) -> int:
    """Count the letters of the main text and of the parts beside it."""
    roots = [file.root, *(root for _, root in file.all_of(*_NOTES, *_BESIDE))]
    return sum(weight(text) for root in roots for text in _texts(root))


def text_of(root: etree._Element) -> str:
    """Return all letters under an element, paragraphs apart."""
    return " ".join("".join(_texts(one)) for one in _lines(root)).strip()


def _lines(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs under an element that do not lie in one another; the element itself where it has none."""
    paragraphs = [p for p in root.iter(f"{W}p") if not any(above.tag == f"{W}p" for above in p.iterancestors())]
    yield from paragraphs or [root]


def _texts(root: etree._Element) -> Iterator[str]:
    """Iterate letters in the file's order; of two branches that show the same thing one counts."""
    twice = [one for one in root.iter(_FALLBACK) if _is_twice(one)]
    inside = {id(text): text for one in twice for text in one.iter(*_LETTERS, _PATH)} if twice else {}
    for element in root.iter(*_LETTERS, _PATH):
        if id(element) not in inside:
            yield element.get("string", "") if element.tag == _PATH else element.text or ""


def _is_twice(fallback: etree._Element) -> bool:
    """Tell whether the branches before this one hold words."""
    before = fallback.itersiblings(preceding=True)
    return any(next(one.iter(*_LETTERS, _PATH, f"{W}sym"), None) is not None for one in before)
