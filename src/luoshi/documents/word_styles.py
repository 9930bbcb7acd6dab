"""How Word's words look: struck out, hidden, raised, in which font; by their own format or by a style.

A format is looked for on the words themselves, in their character style, in their paragraph's style, in their
table's style, and in the document's defaults; each style adds to the one that it is based on. Strike and hidden are
Word's toggles: set in two of the styles they cancel each other, as Word shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.symbols import is_symbol_font

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles that are based on one another
_RAISED = 6  # half points by which words stand higher than their line, and are a mark
_PROMPT = ("placeholder text", "占位符文本")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of words looks.

    Args:
        why: "struck", "hidden" or "prompt" where the words are not to be read, else "".
        font: a symbol font's name, else "".
    """

    why: str = ""
    raised: bool = False
    font: str = ""


PLAIN = Look()


@dataclass(slots=True)
class _Format:
    """What one place says of a look; None where it says nothing."""

    strike: bool | None = None
    double: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    font: str | None = None


@dataclass(slots=True)
class _Style:
    based_on: str
    format: _Format
    is_prompt: bool


@dataclass(slots=True)
class Looks:
    """The looks that a style sheet gives; `style_sheet` is styles.xml's root, or None."""

    style_sheet: etree._Element | None
    _sheet: dict[str, etree._Element] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)  # of the sheet, which holds ten times as many as are used
    _defaults: _Format = field(default_factory=_Format)
    _usual: dict[str, str] = field(default_factory=dict)  # kind → the style that is used where none is named
    _known: dict[tuple[str, str, str], list[_Format]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.style_sheet is None:
            return
        self._defaults = _format(self.style_sheet.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in self.style_sheet.iter(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._sheet[name] = element
            if element.get(f"{W}default") in ("1", "true", "on"):
                self._usual.setdefault(element.get(f"{W}type", ""), name)

    def of(self, run: etree._Element, paragraph: str, table: str) -> Look:
        """Return how a run looks.

        Args:
            paragraph, table: the styles of the paragraph and of the table that it stands in, "" where none is named.
        """
        properties = run.find(f"{W}rPr")
        named = properties.find(f"{W}rStyle") if properties is not None else None
        character = named.get(f"{W}val", "") if named is not None else ""
        own = _format(properties)
        styles = self._of_styles(character, paragraph or self._usual.get("paragraph", ""), table)
        if not styles and not character and own == _NOTHING and self._defaults == _NOTHING:
            return PLAIN
        struck = self._toggled("strike", own, styles) or bool(_nearest("double", own, styles, self._defaults))
        why = "struck" if struck else "hidden" if self._toggled("hidden", own, styles) else ""
        if not why and (style := self._style(character)) is not None and style.is_prompt:
            why = "prompt"
        raised = bool(_nearest("raised", own, styles, self._defaults))
        font = _nearest("font", own, styles, self._defaults)
        return Look(why, raised, font if isinstance(font, str) else "")

    def _style(self, name: str) -> _Style | None:
        """What the sheet says of a style; None where it has none of that name."""
        if name in self._styles or name not in self._sheet:
            return self._styles.get(name)
        element = self._sheet[name]
        based, title = element.find(f"{W}basedOn"), element.find(f"{W}name")
        style = self._styles[name] = _Style(
            based.get(f"{W}val", "") if based is not None else "",
            _format(element.find(f"{W}rPr")),
            title is not None and title.get(f"{W}val", "").lower() in _PROMPT,
        )
        return style

    def _of_styles(self, character: str, paragraph: str, table: str) -> list[_Format]:
        """What the styles say, the nearest first; those that say nothing are left out."""
        key = (character, paragraph, table)
        if key not in self._known:
            merged = [self._merged(name) for name in key]
            self._known[key] = [style for style in merged if style != _NOTHING]
        return self._known[key]

    def _merged(self, name: str) -> _Format:
        whole, seen = _Format(), 0
        while (style := self._style(name)) is not None and seen < _DEEPEST:
            for key in _KEYS:
                if getattr(whole, key) is None:
                    setattr(whole, key, getattr(style.format, key))
            name, seen = style.based_on, seen + 1
        return whole

    def _toggled(self, key: str, own: _Format, styles: list[_Format]) -> bool:
        if (said := getattr(own, key)) is not None:
            return bool(said)
        if getattr(self._defaults, key):
            return True
        return sum(1 for style in styles if getattr(style, key)) % 2 == 1


_KEYS = ("strike", "double", "hidden", "raised", "font")
_NOTHING = _Format()


def _nearest(key: str, own: _Format, styles: list[_Format], defaults: _Format) -> object:
    return next((said for one in (own, *styles, defaults) if (said := getattr(one, key)) is not None), None)


def _format(properties: etree._Element | None) -> _Format:
    said = _Format()
    for key, value in _said(properties) if properties is not None else ():
        setattr(said, key, value)
    return said


def _said(properties: etree._Element) -> Iterator[tuple[str, bool | str]]:
    for child in properties:
        tag = child.tag
        if tag == f"{W}strike":
            yield "strike", is_on(child)
        elif tag == f"{W}dstrike":
            yield "double", is_on(child)
        elif tag == f"{W}vanish":
            yield "hidden", is_on(child)
        elif tag == f"{W}vertAlign":
            yield "raised", child.get(f"{W}val") == "superscript"
        elif tag == f"{W}position" and _points(child) >= _RAISED:
            yield "raised", True
        elif tag == f"{W}rFonts" and (font := child.get(f"{W}ascii") or child.get(f"{W}hAnsi")):
            yield "font", font if is_symbol_font(font) else ""


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch is on: it is there, and says nothing else."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _points(element: etree._Element) -> int:
    value = element.get(f"{W}val", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0
