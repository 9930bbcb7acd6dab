"""The words of one paragraph of Word as they are seen: runs, symbols, equations, controls, boxes, notes.

Words that are not read (struck, hidden, deleted, a note's mark, a control's prompt) are kept by their reason.
`source` is what of the file's own letters was read, for the account.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents import word_math
from luoshi.documents.raised import Piece, joined
from luoshi.documents.symbols import UNKNOWN, shown, symbol
from luoshi.documents.word_controls import Fields, box_of, is_prompt
from luoshi.documents.word_styles import PLAIN, Look, Looks, W

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_WRAPPERS = ("customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent")
_TRANSPARENT = frozenset(W + name for name in _WRAPPERS)
DELETED = frozenset(W + name for name in ("del", "moveFrom"))
_EQUATIONS = frozenset(word_math.M + name for name in ("oMath", "oMathPara"))
_DRAWN = frozenset(W + name for name in ("pict", "drawing", "object"))
_NOTES = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
    f"{W}commentReference": "comment",
}
_DEEPEST = 100


@dataclass(slots=True)
class Words:
    """The words of a paragraph or cell, and those left out, by their reason.

    Args:
        source: the letters of the file that `text` was made of; "" where a control or a symbol made it.
        boxes: text boxes that hang on the paragraph, in their order.
        objects: what is embedded in it and is not read, by its program's name.
    """

    text: str = ""
    source: str = ""
    left_out: dict[str, str] = field(default_factory=dict)
    boxes: list[etree._Element] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    def leave_out(self, why: str, text: str) -> None:
        if text.strip():
            self.left_out[why] = self.left_out.get(why, "") + text

    @property
    def unknown(self) -> int:
        """How many signs are not known."""
        return self.text.count(UNKNOWN)

    def add(self, other: "Words", between: str = "") -> None:
        """Take in another paragraph's words."""
        self.text += between + other.text
        self.source += other.source
        self.boxes += other.boxes
        self.objects += other.objects
        for why, text in other.left_out.items():
            self.leave_out(why, text)


@dataclass(slots=True)
class Speaker:
    """What the paragraphs of a document have in common: their styles, their notes, the fields that are open."""

    looks: Looks
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: Fields = field(default_factory=Fields)

    def words_of(self, paragraph: etree._Element, table_style: str = "") -> Words:
        """Return the words of a paragraph.

        Args:
            table_style: the style of the table that it stands in.
        """
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        collector = _Collector(self, named.get(f"{W}val", "") if named is not None else "", table_style)
        collector.collect(paragraph, "prompt" if is_prompt(paragraph.getparent()) else "", 0)
        return collector.ended()


@dataclass(slots=True)
class _Collector:
    speaker: Speaker
    style: str
    table_style: str
    words: Words = field(default_factory=Words)
    pieces: list[Piece] = field(default_factory=list)

    def collect(self, element: etree._Element, why: str, depth: int) -> None:
        for child in element if depth < _DEEPEST else ():
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, why)
            elif tag == f"{W}sdt":
                self._control(child, why, depth)
            elif tag in DELETED:
                self.collect(child, "deleted", depth + 1)
            elif tag in _TRANSPARENT:
                self.collect(child, why, depth + 1)
            elif tag == ALTERNATE and (chosen := chosen_of(child)) is not None:
                self.collect(chosen, why, depth + 1)
            elif tag in _EQUATIONS:
                self._take(word_math.line_of(child), word_math.words_of(child), why)
            elif tag in _DRAWN:
                self._drawn(child, why)

    def _control(self, control: etree._Element, why: str, depth: int) -> None:
        """Read a content control: a box that is ticked or not, or the words that it shows."""
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        if (state := box_of(control)) is None:
            self.collect(content, why or ("prompt" if is_prompt(content) else ""), depth + 1)
            return
        inner = _Collector(self.speaker, self.style, self.table_style)
        inner.collect(content, why, depth + 1)
        shown_words = inner.ended()
        for reason, text in shown_words.left_out.items():
            self.words.leave_out(reason, text)
        if not why:
            self.pieces.append(Piece(state(shown_words.text), shown_words.source))

    def _run(self, run: etree._Element, why: str) -> None:
        look = self.speaker.looks.of(run, self.style, self.table_style)
        why = why or look.why
        for child in run:
            tag = child.tag
            if tag in (f"{W}t", f"{W}delText"):
                text = child.text or ""
                hidden = why or ("field-code" if self.speaker.fields.in_code else "")
                self._take(shown(text, look.font), text, hidden, look)
            elif tag == f"{W}tab" or tag == f"{W}ptab":
                self._take("\t", "", why, look)
            elif tag in (f"{W}br", f"{W}cr"):
                self._take("" if child.get(f"{W}type") in ("page", "column") else "\n", "", why, look)
            elif tag == f"{W}noBreakHyphen":
                self._take("-", "", why, look)
            elif tag == f"{W}sym":
                self._take(symbol(child.get(f"{W}char", ""), child.get(f"{W}font", "")), "", why, look)
            elif tag in (f"{W}fldChar", f"{W}instrText"):
                self._take(self.speaker.fields.step(child), "", why, look)
            elif tag == f"{W}ruby":
                self._ruby(child, why)
            elif tag in _DRAWN:
                self._drawn(child, why)
            elif tag == ALTERNATE and (chosen := chosen_of(child)) is not None:
                for part in chosen:
                    self._drawn(part, why)
            elif tag in _NOTES:
                note = self.speaker.notes.pop((_NOTES[tag], child.get(f"{W}id", "")), "")
                self.words.leave_out("comment" if _NOTES[tag] == "comment" else "footnote", note)

    def _take(self, text: str, source: str, why: str, look: Look = PLAIN) -> None:
        if not text and not source:
            return
        if why:
            self.words.leave_out(why, source or text)
        else:
            self.pieces.append(Piece(text, source, look.raised))

    def _ruby(self, ruby: etree._Element, why: str) -> None:
        base, over = ruby.find(f"{W}rubyBase"), ruby.find(f"{W}rt")
        if base is not None:
            self.collect(base, why, _DEEPEST - 3)
        if over is not None:
            self.words.leave_out(why or "pinyin", all_words(over))

    def _drawn(self, element: etree._Element, why: str) -> None:
        """Find the text boxes, the drawn words and the embedded objects of a drawing."""
        for found in _of_drawing(element):
            if found.tag == f"{W}txbxContent":
                if why:
                    self.words.leave_out(why, all_words(found))
                else:
                    self.words.boxes.append(found)
            elif found.tag == TEXT_PATH:
                self.words.leave_out(why or "graphic", found.get("string", ""))
            elif found.tag == DRAWING_TEXT:
                self.words.leave_out(why or "graphic", found.text or "")
            elif found.tag == OLE:
                self.words.objects.append(found.get("ProgID", "")[:40])

    def ended(self) -> Words:
        """Join the pieces; raised ones that are marks of notes are left out."""
        words = self.words
        words.text, words.source, marks = joined(self.pieces)
        words.leave_out("note", marks)
        return words


def chosen_of(alternate: etree._Element) -> etree._Element | None:
    """Return the branch of alternate content that is read: the first that holds words, else the first."""
    branches = [child for child in alternate if isinstance(child.tag, str)]
    return next((branch for branch in branches if _holds_words(branch)), branches[0] if branches else None)


def _holds_words(branch: etree._Element) -> bool:
    return next(branch.iter(f"{W}t", f"{W}sym", DRAWING_TEXT, TEXT_PATH), None) is not None


def _of_drawing(element: etree._Element) -> Iterator[etree._Element]:
    """Iterate what of a drawing bears words, in order; a text box is handed out whole."""
    stack = [element]
    while stack:
        one = stack.pop()
        if one.tag in (f"{W}txbxContent", TEXT_PATH, DRAWING_TEXT, OLE):
            yield one
            continue
        chosen = chosen_of(one) if one.tag == ALTERNATE else one
        if chosen is not None:
            stack += [child for child in reversed(chosen) if isinstance(child.tag, str)]


def all_words(element: etree._Element) -> str:
    """Return the letters of an element as they stand in the file, whatever becomes of them."""
    return "".join(text.text or "" for text in element.iter(f"{W}t", f"{W}delText", f"{word_math.M}t"))
