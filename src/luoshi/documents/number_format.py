"""Number formats of spreadsheets: what a cell shows of the number that it holds.

0.056       under 0.0%              5.6%
7           under 0.0               7.0
1234567890  under 0.00,,"百万元"     1234.56789百万元: typed figures keep their digits,
                                    1234.57百万元 where a formula reckoned it, as it is shown
161234567   under 0!.0,"万"         16123.4567万
-0.065      under "增"0.0%;"降"0.0%  降6.5%
5.64        under 0                 5.64

Thousands are not grouped. The minus of a number always stays, unless the format says the direction in words.
"""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

_LONGEST = 255  # characters of a format code that Excel takes
_MOST_DIGITS = 40  # of a number that is reckoned with; more are printed as they stand
_DIGITS = 15  # that Excel keeps; the seventeen of a file show 0.056 as 5.6000000000000001E-2
_REPEATED = 10  # decimals that nobody types: a third of something, pasted as a value
_GENERAL = 11  # characters that a cell of the general form shows
_WORDS = re.compile(r"[\u3400-\u9fff]")
_SIGNS = re.compile(r"[-−–△▲▼▽↓()（）]")
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<blank>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式|Standard)|(?P<power>E[+-]?(?=[0#?]))|(?P<digits>[0#?]+)|(?P<mark>[.,%@])"
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<date>[yYmMdDhHsSeEbBaAgG]+)|(?P<other>.)",
    re.IGNORECASE,
)
_CONTEXT = Context(prec=2 * _MOST_DIGITS)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a cell shows, and the exact figure where what is shown was rounded."""

    text: str
    exact: str = ""


@dataclass(slots=True)
class Section:
    """One of the up to four forms of a format code, which stand between semicolons.

    Args:
        before, after: the words around the digits.
        whole, decimals: the placeholders before and behind the point.
        scale: how many places the point moves to the left; negative for per cent.
        pattern: digits and words in turn, where words stand between digits (000-0000); else empty.
    """

    condition: tuple[str, Decimal] | None = None
    before: str = ""
    after: str = ""
    whole: str = ""
    decimals: str = ""
    scale: int = 0
    pattern: list[str] = field(default_factory=list)
    is_date: bool = False
    is_text: bool = False
    is_general: bool = False

    @property
    def has_digits(self) -> bool:
        return bool(self.whole or self.decimals or self.is_general)


def number_of(raw: str) -> Decimal | None:
    """Return the number that a file holds, with the fifteen digits of a spreadsheet; None where it is none."""
    try:
        value = Decimal(f"{float(raw):.{_DIGITS}g}") if "." in raw or "E" in raw.upper() else Decimal(raw)
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return value if value.is_finite() else None


def shown_number(value: Decimal, form: str, *, computed: bool = False) -> Shown:
    """Return a number as its format shows it: rounded only where a formula reckoned it.

    Args:
        form: the format code, "0.0%"; "" for the general one.
        computed: a formula stands behind it.
    """
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        return Shown(f"{value:f}")
    section, negative = _chosen(sections(form), value)
    if section is None or section.is_text:
        return Shown(_plain(value))
    if not section.has_digits:
        return Shown(section.before)
    if section.pattern and not computed and value == value.to_integral_value():
        return Shown(_patterned(abs(value), section, value < 0))
    moved = _moved(abs(value), -section.scale)
    digits, exact = _digits(moved, section, computed=computed)
    if not digits.strip("0.") and value == 0 and "0" not in section.whole + section.decimals and section.whole:
        return Shown(section.before + section.after)  # ??? and ### show no zero
    text = _signed(digits, section, minus=value < 0, chosen=negative)
    return Shown(text, _signed(exact, section, minus=value < 0, chosen=negative) if exact != digits else "")


def shown_text(text: str, form: str) -> str:
    """Return words as their format shows them: @"局" puts words around them, ;;; hides them."""
    if not form or form in ("@", "General"):
        return text
    found = sections(form)
    section = found[3] if len(found) > 3 else next((one for one in found if one.is_text), None)
    if section is None:
        return text
    return f"{section.before}{text}{section.after}" if section.is_text else section.before


def is_date_form(form: str) -> bool:
    """Tell whether a format shows its numbers as days or times."""
    return sections(form)[0].is_date


def _chosen(found: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """Return the section for a number, and whether it is the one for what is below zero."""
    numeric = [section for section in found[:3] if not section.is_text]
    if not numeric:
        return (found[0] if found else None), False
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _meets(value, *section.condition):
                return section, False
        return None, False
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), False


def _meets(value: Decimal, sign: str, bound: Decimal) -> bool:
    compared = (value > bound) - (value < bound)
    return compared in {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}[sign]


def _digits(value: Decimal, section: Section, *, computed: bool) -> tuple[str, str]:
    """Return the digits of a number above zero: as they are read, and all of them."""
    places = len(section.decimals)
    least = section.decimals.count("0")
    needed = max(0, -_exponent(value))
    whole = section.whole.count("0")
    exact = _padded(value, max(least, needed), whole)
    if section.is_general and (computed or needed >= _REPEATED):
        return _general(value), exact
    if section.is_general or needed <= least or not (computed or needed >= _REPEATED + places):
        return exact, exact
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _CONTEXT).normalize(_CONTEXT)
    return _padded(rounded, max(least, -_exponent(rounded)), whole), exact


def _padded(value: Decimal, places: int, whole: int) -> str:
    written = f"{value:.{places}f}"
    return "0" * (whole - len(written.partition(".")[0])) + written


def _general(value: Decimal) -> str:
    """Write a number in the eleven characters of the general form."""
    whole = len(f"{value:.0f}")
    places = max(0, _GENERAL - 1 - whole)
    return _plain(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _CONTEXT))


def _plain(value: Decimal) -> str:
    """Write a number out, with no zeros that say nothing."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _signed(digits: str, section: Section, *, minus: bool, chosen: bool) -> str:
    """Put the words and the minus around digits; a form that says the direction in words needs no minus."""
    before, after = section.before, section.after
    if not minus:
        return f"{before}{digits}{after}"
    if chosen and _WORDS.search(before):
        return f"{before}{digits}{after}"
    return f"{_SIGNS.sub('', before)}-{digits}{_SIGNS.sub('', after)}"


def _patterned(value: Decimal, section: Section, minus: bool) -> str:
    """Fill digits into 000-0000 from the right."""
    digits = f"{value:.0f}"
    made: list[str] = []
    slots = [part for part in section.pattern if part[0] in "0#?"]
    left = len(slots)
    for part in reversed(section.pattern):
        if part[0] not in "0#?":
            made.append(part)
            continue
        left -= 1
        count = len(part) if left else max(len(part), len(digits))
        piece = digits[-count:] if digits else ""
        digits = digits[: len(digits) - len(piece)]
        made.append(piece.rjust(part.count("0"), "0"))
    return f"{section.before}{'-' if minus else ''}{''.join(reversed(made))}{section.after}"


def _moved(value: Decimal, places: int) -> Decimal:
    """Move the point, exactly."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return value
    return Decimal((sign, digits, exponent + places)).normalize(_CONTEXT)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize(_CONTEXT).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


@lru_cache(maxsize=1024)
def sections(form: str) -> tuple[Section, ...]:
    """Return the sections of a format code, at least one."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(form[:_LONGEST]):
        if token["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    if not form.strip():
        return (Section(is_general=True),)
    return tuple(_section(tokens) for tokens in parts[:4])


def _section(tokens: list[re.Match[str]]) -> Section:
    section = Section()
    placeholders = [token for token in tokens if token["digits"] or token["general"]]
    dates = [token for token in tokens if (token["date"] or token["half"])]
    elapsed = any(token["bracket"] and token["bracket"].lower().strip("hms") == "" for token in tokens)
    seconds = any("s" in (token["date"] or "").lower() for token in dates)  # their decimals are digits too: ss.0
    section.is_date = bool(dates or elapsed) and (seconds or not placeholders)
    section.is_text = any(token["mark"] == "@" for token in tokens)
    if section.is_date:
        return section
    _gather(section, tokens)
    return section


def _gather(section: Section, tokens: list[re.Match[str]]) -> None:
    """Part a section into the words before and behind its digits, and the digits into whole and decimals."""
    last = max((i for i, t in enumerate(tokens) if t["digits"] or t["general"] or t["mark"] == "@"), default=-1)
    behind_point = commas = split = 0
    inner: list[str] = []
    for index, token in enumerate(tokens):
        words = _words(section, token)
        if token["general"]:
            section.is_general = True
        elif token["digits"]:
            inner.append(token["digits"])
            commas = 0
            if behind_point or split:
                section.decimals += token["digits"]
            else:
                section.whole += token["digits"]
        elif token["mark"] == "." and inner and index < last:
            behind_point = 1
        elif token["mark"] == ",":
            commas += bool(section.whole or section.decimals)
        elif token["mark"] == "%":
            section.scale -= 2
            section.after += "%" if inner else ""
            section.before += "" if inner else "%"
        elif token["power"]:
            section.is_general, section.decimals = True, ""  # the power of ten is written out
            break
        elif words == "." and inner and index < last and not behind_point:
            split = 1  # 0!.0 shows a point where none is reckoned
        elif words and index < last and inner:
            inner.append(words)
        elif words:
            section.before += words if index < last or last < 0 else ""
            section.after += words if 0 <= last < index else ""
    if any(part == "/" for part in inner):
        section.is_general, inner = True, []  # a fraction is written as a decimal
    if split:
        section.scale += len(section.decimals)
    section.scale += 3 * commas
    section.pattern = inner if any(part[0] not in "0#?" for part in inner) else []


def _words(section: Section, token: re.Match[str]) -> str:
    """Return the words that a token shows; a condition is kept in its section."""
    if token["bracket"] is not None:
        if found := _CONDITION.fullmatch(token["bracket"].strip()):
            section.condition = found[1], Decimal(found[2])
        return token["bracket"][1:].partition("-")[0] if token["bracket"].startswith("$") else ""
    return token["quoted"] or token["escaped"] or token["date"] or (token["other"] or "").strip()
