"""The words of a page as they are seen: an element is walked, and its words, breaks and tables are handed on.

What is hidden, struck out, a note's mark, a button or an option that is not chosen is handed on with its reason.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Protocol

from lxml import etree, html

from luoshi.documents.account import weight
from luoshi.documents.page_forms import EMPTY, TICKED, field_of, is_box, is_ticked
from luoshi.documents.page_styles import PLAIN, Styles
from luoshi.documents.raised import Piece, joined
from luoshi.documents.symbols import is_symbol_font, shown
from luoshi.documents.word_lists import written
from luoshi.errors import UnreadableFile

NO_WORDS = frozenset(("script", "style", "head", "title", "meta", "link", "base", "template", "datalist", "colgroup"))
_UNSEEN = frozenset(("noscript", "noframes", "iframe", "object", "video", "audio", "canvas", "rt", "rp"))
_CONTROLS = frozenset(("button", "nav"))
_FIELDS = frozenset(("input", "textarea", "select"))
_BLOCK_NAMES = (
    "p div li dt dd h1 h2 h3 h4 h5 h6 section article main header footer aside blockquote pre center figure figcaption "
    "address form fieldset legend details summary ul ol dl body html caption td th tr tbody thead tfoot hr"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_STRUCK = frozenset(("del", "s", "strike"))
_LOOKS = _STRUCK | {"sup"}
_NOTE_LINK = re.compile(r"^#_?(?:ftn|edn|fn|cite_note|footnote|endnote|note)", re.IGNORECASE)
_NOTES = {"footnote-list": "footnote", "endnote-list": "footnote", "comment-list": "comment"}
_SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class InlineState:
    """What holds for an element and all within it."""

    why: str = ""
    veiled: bool = False  # its letters do not show; an element within may
    raised: bool = False
    font: str = ""


FREE = InlineState()


class Listener(Protocol):
    """Takes what a walk over an element meets."""

    def piece(self, piece: Piece) -> None: ...

    def leave_out(self, why: str, text: str) -> None: ...

    def edge(self, element: html.HtmlElement, *, begins: bool) -> None: ...

    def table(self, element: html.HtmlElement, depth: int, state: InlineState) -> bool: ...

    def assume(self, text: str) -> None: ...


@dataclass(slots=True)
class Words:
    """The words of a cell or paragraph, and those left out, by their reason."""

    pieces: list[Piece] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)
    text: str = ""
    source: str = ""

    def leave_out(self, why: str, text: str) -> None:
        if text.strip():
            self.left_out[why] = f"{self.left_out[why]} {text}" if why in self.left_out else text

    def ended(self) -> "Words":
        """Join the pieces to text and source."""
        self.text, self.source, marks = joined(self.pieces)
        self.leave_out("note", marks)
        return self


@dataclass(slots=True)
class Walker:
    """Walks over elements; the numbers of ordered lists run on over a page."""

    styles: Styles
    items: dict[html.HtmlElement, int] = field(default_factory=dict)

    def walk(self, element: html.HtmlElement, to: Listener, depth: int = 0, state: InlineState = FREE) -> None:
        """Walk over the words within an element.

        Raises:
            UnreadableFile: nested too deeply.
        """
        if depth > _DEEPEST:
            raise UnreadableFile(
                f"网页的嵌套超过{_DEEPEST}层，无法读取。", f"The page is nested more than {_DEEPEST} levels deep."
            )
        self._say(element.text, to, state)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, to, depth, state)
            self._say(child.tail, to, state)

    def _child(self, element: html.HtmlElement, to: Listener, depth: int, state: InlineState) -> None:
        tag = element.tag.rpartition(":")[2].lower()
        if tag in NO_WORDS:
            return
        state = self.state_of(element, state)
        if tag in _UNSEEN or tag in _CONTROLS or tag == "svg":
            to.leave_out(state.why or ("controls" if tag in _CONTROLS else _unseen(tag)), all_words(element))
        elif tag in _FIELDS:
            self._field(element, to, state)
        elif tag == "br":
            self._say_piece("\n", "", to, state)
        elif state.why == "hidden":
            to.leave_out("hidden", all_words(element))
        elif to.table(element, depth, state):
            return
        else:
            if is_box(element):
                self._say_piece(TICKED if is_ticked(element) else EMPTY, "", to, state)
            is_block = tag in BLOCKS
            if is_block:
                to.edge(element, begins=True)
            self.walk(element, to, depth + 1, state)
            if is_block:
                to.edge(element, begins=False)

    def state_of(self, element: html.HtmlElement, state: InlineState = FREE) -> InlineState:
        """Return what holds within an element, given what holds around it."""
        if not element.attrib and element.tag not in _LOOKS and not self.styles.by_name:
            return state
        look = self.styles.look(element)
        tag = element.tag
        struck = look.struck or tag in _STRUCK
        why = state.why
        if look.hidden or element.get("hidden") is not None:
            why = why or "hidden"
        elif look.note in _NOTES:
            why = why or _NOTES[look.note]
        elif struck:
            why = why or "struck"
        veiled = state.veiled if look.visible is None else not look.visible
        raised = state.raised or look.raised or tag == "sup" or _is_note_link(element)
        font = look.font if look.font is not None else state.font
        if tag == "font" and (face := element.get("face")):
            font = face if is_symbol_font(face) else ""
        if look is PLAIN and (why, veiled, raised, font) == (state.why, state.veiled, state.raised, state.font):
            return state
        return replace(state, why=why, veiled=veiled, raised=raised, font=font)

    def _field(self, element: html.HtmlElement, to: Listener, state: InlineState) -> None:
        typed = field_of(element)
        self._say_piece(typed.text, typed.source, to, state)
        if typed.left_out:
            to.leave_out(state.why or typed.why, typed.left_out)
        if typed.assumed and not state.why and not state.veiled:
            to.assume(typed.text)

    def _say(self, text: str | None, to: Listener, state: InlineState) -> None:
        if text:
            self._say_piece(seen(text, state.font), text, to, state)

    def _say_piece(self, text: str, source: str, to: Listener, state: InlineState) -> None:
        if not text:
            return
        if state.why or state.veiled:
            to.leave_out(state.why or "hidden", source or text)
        else:
            to.piece(Piece(text, source, state.raised))

    def list_label(self, item: html.HtmlElement) -> str:
        """Return the number that a browser prints before an item of an ordered list; each item is asked for once."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        start = parent.get("start") or "1"
        begin = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        number = self.items[parent] = self.items.get(parent, begin - 1) + 1
        form = {"a": "lowerLetter", "A": "upperLetter"}.get(parent.get("type") or "", "decimal")
        style = parent.get("style") or ""
        if "cjk" in style or "chinese" in style:
            return f"{written(number, 'chineseCounting')}、"
        return f"{written(number, form)}."


def has_bullet(item: html.HtmlElement) -> bool:
    """Tell whether a browser sets a bullet before an item of a list; one that begins with a link is navigation."""
    parent = item.getparent()
    links = not (item.text or "").strip() and len(item) > 0 and item[0].tag == "a"
    return parent is not None and parent.tag == "ul" and not links


def seen(text: str, font: str = "") -> str:
    """Return what a page shows of letters in its source."""
    return shown(text if text.isalnum() else _SPACE.sub(" ", text), font)


def _unseen(tag: str) -> str:
    return "pinyin" if tag in ("rt", "rp") else "graphic" if tag == "svg" else "unseen"


def _is_note_link(element: html.HtmlElement) -> bool:
    if element.tag != "a":
        return False
    return bool(_NOTE_LINK.match(element.get("href") or "")) or element.get("role") == "doc-noteref"


def all_words(element: html.HtmlElement) -> str:
    """Return all letters under an element, whatever becomes of them; scripts and styles hold none."""
    return "".join(texts_of(element))


def weight_of_page(root: html.HtmlElement) -> int:
    """Weigh the letters of a page, as those of `texts_of` weigh: all there are, less those of scripts and styles."""
    held = weight(_letters_under(root))
    ended: set[html.HtmlElement] = set()
    for one in root.iter("input", *NO_WORDS):
        if not ended.isdisjoint(one.iterancestors()):
            continue
        if one.tag == "input":
            typed = field_of(one)
            held += weight(typed.source) + weight(typed.left_out)
        else:
            ended.add(one)
            held -= weight(_letters_under(one))
    return held


def _letters_under(element: html.HtmlElement) -> str:
    """Return all letters under an element; libxml2 puts them together, at a fifth of the cost of itertext()."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def texts_of(root: html.HtmlElement) -> list[str]:
    """Return the letters under an element in the page's order, with the typed values of its fields."""
    found: list[str] = []
    stack: list[html.HtmlElement | str] = [root]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            found.append(one)
            continue
        if isinstance(one.tag, str) and one.tag not in NO_WORDS:
            if one.tag == "input":
                seen = field_of(one)
                found += [seen.source, seen.left_out]
            for child in reversed(one):
                if child.tail:
                    stack.append(child.tail)
                stack.append(child)
            if one.text:
                found.append(one.text)
    return found
