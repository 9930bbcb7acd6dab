"""Word's automatic numbers, and the outline levels of its styles."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBER_OF_LEVEL = re.compile(r"%([1-9])")
_CHINESE = "零一二三四五六七八九"
_LEVELS = 9  # of a list
_LABEL = 100  # characters of a list's label, which every paragraph of the list repeats
_DIGITS = 9  # of a number; Word counts no further
_CHINESE_FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
)


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SIGNS: dict[str, Sequence[str]] = {
    "decimalEnclosedParen": [chr(ord("⑴") + index) for index in range(20)],
    "decimalEnclosedFullstop": [chr(ord("⒈") + index) for index in range(20)],
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "chineseLegalSimplified": "壹贰叁肆伍陆柒捌玖拾",
    "upperRoman": _ROMAN,
    "lowerRoman": [sign.lower() for sign in _ROMAN],
}


@dataclass(slots=True)
class Level:
    """One level of an automatic list: where it starts, how its number is written, and its text (第%1条)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    outline: int = 0
    number: tuple[str, int] | None = None
    name: str = ""


@dataclass(slots=True)
class Lists:
    """Reckons the label of each paragraph of an automatic list, in reading order."""

    numbering: etree._Element | None
    style_sheet: etree._Element | None
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _sheet: dict[str, etree._Element] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)  # of the sheet, which holds ten times as many as are used
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read_numbering()
        if self.style_sheet is not None:
            self._sheet = {style.get(f"{_W}styleId", ""): style for style in self.style_sheet.iter(f"{_W}style")}

    def label(self, paragraph: etree._Element) -> str:
        """Return the number that Word prints before a paragraph, "" where there is none; counts on."""
        number = self._number_of(paragraph)
        if number is None or number[0] in ("", "0"):
            return ""
        list_id, level = number
        levels = self._levels.get(list_id, {})
        if level not in levels or level >= _LEVELS:
            return ""
        counts = self._counts.setdefault(self._abstract.get(list_id, list_id), {})
        return counted(levels, level, counts)

    def has_bullet(self, paragraph: etree._Element) -> bool:
        """Tell whether Word sets a bullet before a paragraph."""
        list_id, level = self._number_of(paragraph) or ("", 0)
        levels = self._levels.get(list_id, {})
        return level in levels and levels[level].form == "bullet"

    def outline(self, paragraph: etree._Element) -> int:
        """Return a paragraph's outline level, from 1; 0 for body text."""
        own = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        if own is not None and own.get(f"{_W}val", "9").isdigit():
            value = _integer(own, "val", 9)
            return value + 1 if value < 9 else 0
        for style in self._chain(paragraph):
            if style.outline:
                return style.outline
        return 0

    def is_title(self, paragraph: etree._Element) -> bool:
        return any(style.name.lower() in ("title", "标题") for style in self._chain(paragraph)[:1])

    def _chain(self, paragraph: etree._Element) -> list[_Style]:
        """The paragraph's style and those that it is based on."""
        element = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = element.get(f"{_W}val", "") if element is not None else ""
        chain: list[_Style] = []
        while (style := self._style(name)) is not None and len(chain) < 20:
            chain.append(style)
            name = style.based_on
        return chain

    def _number_of(self, paragraph: etree._Element) -> tuple[str, int] | None:
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            return _number(own)
        return next((style.number for style in self._chain(paragraph) if style.number), None)

    def _read_numbering(self) -> None:
        if self.numbering is None:
            return
        abstract = {
            element.get(f"{_W}abstractNumId", ""): {
                _integer(lvl, "ilvl"): _level(lvl) for lvl in list(element.iter(f"{_W}lvl"))[:_LEVELS]
            }
            for element in self.numbering.iter(f"{_W}abstractNum")
        }
        for element in self.numbering.iter(f"{_W}num"):
            list_id = element.get(f"{_W}numId", "")
            link = element.find(f"{_W}abstractNumId")
            base = link.get(f"{_W}val", "") if link is not None else ""
            levels = dict(abstract.get(base, {}))
            overridden = False
            for override in element.iter(f"{_W}lvlOverride"):
                overridden = True
                index = _integer(override, "ilvl")
                start = override.find(f"{_W}startOverride")
                old = levels.get(index, Level())
                begin = _integer(start, "val", old.start) if start is not None else old.start
                levels[index] = Level(begin, old.form, old.text)
            self._levels[list_id] = levels
            self._abstract[list_id] = list_id if overridden else f"abstract {base}"

    def _style(self, name: str) -> _Style | None:
        """What the sheet says of a style; None where it has none of that name."""
        if name in self._styles or name not in self._sheet:
            return self._styles.get(name)
        element = self._sheet[name]
        based, title = element.find(f"{_W}basedOn"), element.find(f"{_W}name")
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        number = element.find(f"{_W}pPr/{_W}numPr")
        value = outline.get(f"{_W}val", "9") if outline is not None else "9"
        style = self._styles[name] = _Style(
            based.get(f"{_W}val", "") if based is not None else "",
            _value(value, 9) + 1 if _value(value, 9) < 9 else 0,
            _number(number) if number is not None else None,
            title.get(f"{_W}val", "") if title is not None else "",
        )
        return style


def counted(levels: Mapping[int, Level], level: int, counts: dict[int, int]) -> str:
    """Count one paragraph of a list on, and write its label; bullets have none.

    Args:
        counts: how far each level of this list has come; it is changed, and deeper levels start anew.
    """
    counts[level] = counts.get(level, levels[level].start - 1) + 1
    for deeper in [key for key in counts if key > level]:
        del counts[deeper]

    def reached(mark: re.Match[str]) -> str:
        index = int(mark[1]) - 1
        if index > level:
            return mark[0]
        known = levels.get(index, Level())
        return written(counts.get(index, known.start), known.form)

    text = _NUMBER_OF_LEVEL.sub(reached, levels[level].text)
    return "" if levels[level].form in ("bullet", "none") else text.strip()


def written(value: int, form: str) -> str:
    """Write a number in one of Word's forms: decimal, circled, Chinese, letters, Roman up to twelve."""
    if form in _CHINESE_FORMATS and 0 < value < 100:
        tens, ones = divmod(value, 10)
        head = "" if not tens else "十" if tens == 1 else _CHINESE[tens] + "十"
        return head + (_CHINESE[ones] if ones else "")
    if form.startswith("decimalEnclosedCircle") and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    if form in _SIGNS and 0 < value <= len(_SIGNS[form]):
        return _SIGNS[form][value - 1]
    if form in ("upperLetter", "lowerLetter") and 0 < value <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + value - 1)
    return f"{value:02}" if form == "decimalZero" else str(value)


def _level(element: etree._Element) -> Level:
    level = Level()
    for name in ("start", "numFmt", "lvlText"):
        child = element.find(_W + name)
        value = child.get(f"{_W}val", "") if child is not None else ""
        if child is not None and name == "start":
            level.start = _integer(child, "val", 1)
        elif name == "numFmt" and value:
            level.form = value
        elif name == "lvlText":
            level.text = value[:_LABEL]
    return level


def _number(element: etree._Element) -> tuple[str, int]:
    list_id, level = element.find(f"{_W}numId"), element.find(f"{_W}ilvl")
    depth = level.get(f"{_W}val", "0") if level is not None else "0"
    return (list_id.get(f"{_W}val", "") if list_id is not None else "", _value(depth, 0))


def _integer(element: etree._Element, name: str, default: int = 0) -> int:
    return _value(element.get(_W + name, ""), default)


def _value(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else default
