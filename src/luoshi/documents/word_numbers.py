"""Automatic numbers and styles of a doc: its lists (LSTF, LVL), their uses (LFO), and its style sheet (STSH).

What stands in a paragraph's own format counts before what its style says, and a style's before its base's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.documents.ole import number
from luoshi.documents.word_lists import Level, counted
from luoshi.documents.word_sprms import Form, form_of

_LSTF, _LFO, _LVLF, _LFOLVL = 28, 16, 28, 8  # bytes of each
_F_SIMPLE_LIST = 0x01  # LSTF: one level instead of nine
_F_START_AT, _F_FORMATTING = 0x10, 0x20  # LFOLVL: another start; another level
_ILVL = 0x0F  # LFOLVL: which level it changes
_LEVELS = 9
_MOST_USES = 0x7FE  # sprmPIlfo can name no more
_DEEPEST = 20  # styles that are based on one another
_STK_PARAGRAPH, _STK_CHARACTER = 1, 2  # STD.stk
_STD_BASE = 10  # bytes of StdfBase
NFC = {  # MSONFC → the docx's name of the same form
    0x00: "decimal",
    0x01: "upperRoman",
    0x02: "lowerRoman",
    0x03: "upperLetter",
    0x04: "lowerLetter",
    0x0A: "ideographDigital",
    0x0B: "japaneseCounting",
    0x0E: "decimalFullWidth",
    0x12: "decimalEnclosedCircle",
    0x16: "decimalZero",
    0x17: "bullet",
    0x1A: "decimalEnclosedFullstop",
    0x1B: "decimalEnclosedParen",
    0x1C: "decimalEnclosedCircleChinese",
    0x1E: "ideographTraditional",
    0x21: "taiwaneseCounting",
    0x22: "ideographLegalTraditional",
    0x23: "taiwaneseCountingThousand",
    0x24: "taiwaneseDigital",
    0x25: "chineseCounting",
    0x26: "chineseLegalSimplified",
    0x27: "chineseCountingThousand",
    0xFF: "none",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, the style under it, what it sets of paragraphs, and of words."""

    name: str = ""
    base: int = -1
    form: Form = field(default_factory=Form)
    words: Form = field(default_factory=Form)


@dataclass(slots=True)
class Numbers:
    """Reckons the label of each numbered paragraph, in reading order."""

    uses: list[dict[int, Level]] = field(default_factory=list)  # by PlfLfo's order, from 0
    counted_as: list[int] = field(default_factory=list)  # uses of one list that count on have one number here
    styles: list[Style] = field(default_factory=list)
    counts: dict[int, dict[int, int]] = field(default_factory=dict)
    _seen: dict[tuple[Form, int], Form] = field(default_factory=dict)

    @classmethod
    def read(cls, table: bytes, lists: tuple[int, int], uses: bytes, style_sheet: bytes) -> "Numbers":
        """Read lists (where PlfLst stands in the table stream, and how long it is), their uses, and styles.

        Raises:
            ValueError: they are damaged.
        """
        numbers = cls(styles=list(_styles(style_sheet)))
        known = _lists(table, *lists) if lists[1] else {}
        for identity, levels, changed in _uses(uses, known):
            numbers.counted_as.append(-1 - len(numbers.uses) if changed else identity)
            numbers.uses.append(levels)
        return numbers

    def settled(self, form: Form) -> Form:
        """A paragraph's format with what its style sets where it sets nothing itself."""
        index, seen = form.style, 0
        while 0 <= index < len(self.styles) and seen < _DEEPEST:
            form = form.over(self.styles[index].form)
            index, seen = self.styles[index].base, seen + 1
        return form

    @property
    def looks(self) -> bool:
        """Whether some style strikes out, hides or raises words, or has a font of its own."""
        return any(style.words != Form() for style in self.styles)

    def seen(self, form: Form, paragraph: int) -> Form:
        """The format of words with what their character style and their paragraph's style set."""
        key = (form, paragraph)
        if key not in self._seen:
            self._seen[key] = form.seen_with(*self._words(form.style or -1), *self._words(paragraph))
        return self._seen[key]

    def _words(self, index: int) -> Iterator[Form]:
        seen = 0
        while 0 <= index < len(self.styles) and seen < _DEEPEST:
            yield self.styles[index].words
            index, seen = self.styles[index].base, seen + 1

    def style_name(self, form: Form) -> str:
        return self.styles[form.style].name if 0 <= form.style < len(self.styles) else ""

    def label(self, form: Form) -> str:
        """The number before a paragraph, "" where there is none; counts on.

        sprmPIlfo counts from 1; 0 and the negative ones (from 0xF801 on) are no list.
        """
        index, level = (form.ilfo or 0) - 1, form.ilvl or 0
        if not 0 <= index < len(self.uses) or level not in self.uses[index]:
            return ""
        return counted(self.uses[index], level, self.counts.setdefault(self.counted_as[index], {}))

    def has_bullet(self, form: Form) -> bool:
        """Tell whether Word sets a bullet before a paragraph."""
        index, level = (form.ilfo or 0) - 1, form.ilvl or 0
        return 0 <= index < len(self.uses) and level in self.uses[index] and self.uses[index][level].form == "bullet"


def _lists(table: bytes, at: int, length: int) -> dict[int, dict[int, Level]]:
    """PlfLst: each list's levels by its number (lsid); the levels stand behind it, in the order of the lists."""
    count = number(table, at, 2)
    if 2 + _LSTF * count > length:
        raise ValueError("the lists are damaged")
    place = at + length
    found: dict[int, dict[int, Level]] = {}
    for index in range(count):
        entry = at + 2 + _LSTF * index
        levels: dict[int, Level] = {}
        for level in range(1 if table[entry + 26] & _F_SIMPLE_LIST else _LEVELS):
            levels[level], place = _level(table, place)
        found[number(table, entry, 4)] = levels
    return found


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """LVL: a level, and where the next thing begins; characters below 9 stand for the numbers of levels."""
    after = at + _LVLF + number(data, at + 24, 1) + number(data, at + 25, 1)
    length = number(data, after, 2)
    text = data[after + 2 : after + 2 + 2 * length].decode("utf-16-le", "replace")
    if len(data) < after + 2 + 2 * length:
        raise ValueError("a level of a list is damaged")
    shown = "".join(f"%{ord(c) + 1}" if ord(c) < _LEVELS else c for c in text)
    start = min(number(data, at, 4), 0x7FFF)
    return Level(start, NFC.get(data[at + 4], "decimal"), shown), after + 2 + 2 * length


def _uses(data: bytes, known: dict[int, dict[int, Level]]) -> Iterator[tuple[int, dict[int, Level], bool]]:
    """PlfLfo: each use's list, its levels, and whether it changes them (LFOLVL)."""
    if not data:
        return
    count = number(data, 0, 4)
    place = 4 + _LFO * count
    if place > len(data) or count > _MOST_USES:
        raise ValueError("the uses of lists are damaged")
    for index in range(count):
        entry = 4 + _LFO * index
        identity, changes = number(data, entry, 4), data[entry + 12]
        levels = dict(known.get(identity, {}))
        place += 4
        for _ in range(changes):
            start, flags = min(number(data, place, 4), 0x7FFF), data[place + 4]
            place += _LFOLVL
            level = flags & _ILVL
            if flags & _F_FORMATTING:
                levels[level], place = _level(data, place)
            elif flags & _F_START_AT and level in levels:
                levels[level] = Level(start, levels[level].form, levels[level].text)
        yield identity, levels, changes > 0


def _styles(data: bytes) -> Iterator[Style]:
    """STSH: the styles by their number (istd); an empty place in the sheet is a style that sets nothing."""
    if len(data) < 6:
        return
    header = number(data, 0, 2)
    count, base_size = number(data, 2, 2), number(data, 4, 2)
    at = 2 + header
    for _ in range(count):
        if at + 2 > len(data):
            return
        size = number(data, at, 2)
        yield _style(data[at + 2 : at + 2 + size], max(base_size, _STD_BASE)) if size else Style()
        at += 2 + size + size % 2


def _style(data: bytes, base_size: int) -> Style:
    """STD: the name and changes of a style of paragraphs or characters; of other kinds nothing is needed."""
    kind, base = number(data, 2, 2) & 0x0F, number(data, 2, 2) >> 4
    if kind not in (_STK_PARAGRAPH, _STK_CHARACTER):
        return Style()
    length = number(data, base_size, 2)
    name = data[base_size + 2 : base_size + 2 + 2 * length].decode("utf-16-le", "replace")
    at = base_size + 2 + 2 * length + 2
    at += at % 2
    form = Form()
    if kind == _STK_PARAGRAPH:
        size = number(data, at, 2)
        form = form_of(data[at + 4 : at + 2 + size])  # UpxPapx begins with the style's own number
        at += 2 + size
        at += at % 2
    size = number(data, at, 2) if at + 2 <= len(data) else 0
    return Style(name, base if base != 0xFFF else -1, form, form_of(data[at + 2 : at + 2 + size]))
