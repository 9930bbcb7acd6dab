"""Numbers of a sheet as they are printed: percentages, dates, decimals; never rounded.

0.056 under 0.0%        5.6%
7     under 0.0         7.0
45838 under yyyy-m-d    2025-06-30
5.64  under 0           5.64      the print would round; the figure is kept
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "yyyy年m月",
    22: "yyyy-mm-dd hh:mm",
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    36: "yyyy年m月",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
_FORM = 255  # characters of a format code that Excel takes
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Styles:
    """The number format and the strike of each cell style."""

    forms: tuple[str, ...]
    struck: tuple[bool, ...]
    is_1904: bool

    @classmethod
    def of(cls, root: etree._Element | None, is_1904: bool) -> "Styles":
        if root is None:
            return cls((), (), is_1904)
        custom = {e.get("numFmtId", ""): e.get("formatCode", "")[:_FORM] for e in root.iterfind("{*}numFmts/{*}numFmt")}
        fonts = [_strikes(font) for font in root.iterfind("{*}fonts/{*}font")]
        forms, struck = [], []
        for style in root.iterfind("{*}cellXfs/{*}xf"):
            number, font = style.get("numFmtId", "0"), style.get("fontId", "0")
            forms.append(custom.get(number) or _BUILT_IN.get(int(number) if number.isdigit() else 0, ""))
            struck.append(font.isdigit() and int(font) < len(fonts) and fonts[int(font)])
        return cls(tuple(forms), tuple(struck), is_1904)

    def form(self, style: int) -> str:
        return self.forms[style] if style < len(self.forms) else ""

    def is_struck(self, style: int) -> bool:
        return style < len(self.struck) and self.struck[style]


def _strikes(font: etree._Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def printed(raw: str, form: str, is_1904: bool = False) -> str:
    """Return a number of a sheet as its format prints it, without thousands' commas and never rounded.

    Args:
        raw: the number as the file holds it, "0.056".
        form: the format code, "0.0%"; "" for none.
    """
    if not raw:
        return ""
    try:
        value = Decimal(f"{float(raw):.12g}") if "." in raw or "E" in raw.upper() else Decimal(raw)
    except (InvalidOperation, ValueError, OverflowError):
        return raw
    if not value.is_finite():
        return raw
    words = "".join(a or b for a, b in _QUOTED.findall(form))
    bare = _QUOTED.sub("", form.split(";")[0])
    if re.search(r"[yYdD]|m(?!m*[^\s]*s)", bare) and not re.search(r"[0#]", bare):
        return _day(value, form, is_1904)
    if "%" in bare:
        return _fixed(value * 100, bare) + "%"
    before, after = _words_around(form)
    return f"{before}{_fixed(value, bare)}{after}" if words else _fixed(value, bare)


def _words_around(form: str) -> tuple[str, str]:
    """Return the quoted words that a format prints before and after the number: 0"亿元"."""
    first = form.split(";")[0]
    digits = list(re.finditer(r"[0#?]", first))
    if not digits:
        return "", ""

    def quoted(part: str) -> str:
        return "".join(a or b for a, b in re.findall(r'"([^"]*)"|\\(.)', part))

    return quoted(first[: digits[0].start()]), quoted(first[digits[-1].end() :])


def _fixed(value: Decimal, form: str) -> str:
    """Write a number with the decimals of its format, and more where it has more."""
    found = re.search(r"\.([0#?]+)", form)
    places = found[1].count("0") if found else 0
    value = value.normalize()
    exponent = value.as_tuple().exponent
    needed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"{value:.{max(places, needed)}f}"


def _day(value: Decimal, form: str, is_1904: bool) -> str:
    try:
        begin = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
        moment = begin + timedelta(days=float(value))
    except (OverflowError, ValueError):
        return str(value)
    if value < 1:
        return moment.strftime("%H:%M")
    return written_day(moment.date(), form)


def written_day(day: date, form: str) -> str:
    """Write a day as its format does where that is Chinese, else as 2025-06-30."""
    plain = form.replace('"', "").replace("\\", "").lower()
    if "年" in plain:
        text = f"{day.year}年"
        text += f"{day.month}月" if "月" in plain else ""
        return text + (f"{day.day}日" if "日" in plain else "")
    if "月" in plain:
        return f"{day.month}月" + (f"{day.day}日" if "日" in plain else "")
    if "y" in plain and "d" not in plain:
        return f"{day.year}-{day.month:02}"
    return day.isoformat()
