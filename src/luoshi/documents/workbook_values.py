"""The styles of an Excel workbook's cells, and its numbers and days as they are shown.

0.056 under 0.0%        5.6%
45838 under yyyy-m-d    2025-06-30
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from lxml import etree

from luoshi.documents.number_format import Shown, is_date_form, number_of, shown_number

BUILT_IN = {  # the forms that Excel knows by number, as a Chinese Excel shows them
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    5: '"¥"#,##0',
    6: '"¥"#,##0',
    7: '"¥"#,##0.00',
    8: '"¥"#,##0.00',
    11: "0.00E+00",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "yyyy年m月",
    18: "h:mm",
    19: "h:mm",
    20: "h:mm",
    21: "h:mm",
    22: "yyyy-mm-dd hh:mm",
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h:mm",
    33: "h:mm",
    36: "yyyy年m月",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm",
    47: "mm:ss",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    57: "yyyy年m月",
    58: "m月d日",
}
_FORM = 255  # characters of a format code that Excel takes


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
            forms.append(custom.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, ""))
            struck.append(font.isdigit() and int(font) < len(fonts) and fonts[int(font)])
        return cls(tuple(forms), tuple(struck), is_1904)

    def form(self, style: int) -> str:
        return self.forms[style] if style < len(self.forms) else ""

    def is_struck(self, style: int) -> bool:
        return style < len(self.struck) and self.struck[style]


def _strikes(font: etree._Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false")


def printed(raw: str, form: str, is_1904: bool = False, *, computed: bool = False) -> Shown:
    """Return a number of a sheet as its format shows it; what is no number is returned as it stands.

    Args:
        raw: the number as the file holds it, "0.056".
        form: the format code, "0.0%"; "" for none.
        computed: a formula stands behind it: it is read as it is shown, rounded.
    """
    value = number_of(raw) if raw else None
    if value is None:
        return Shown(raw)
    if is_date_form(form):
        return Shown(_day(value, form, is_1904))
    return shown_number(value, form, computed=computed)


def _day(value: Decimal, form: str, is_1904: bool) -> str:
    try:
        begin = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)
        moment = begin + timedelta(days=float(value))
    except (OverflowError, ValueError):
        return str(value)
    bare = re.sub(r'"[^"]*"|\\.', "", form).lower()
    if value < 1 or ("h" in bare and "d" not in bare and "y" not in bare):
        return moment.strftime("%H:%M") if value < 1 else f"{int(value * 24)}:{moment:%M}"
    day = written_day(moment.date(), form)
    return f"{day} {moment:%H:%M}" if "h" in bare and (moment.hour or moment.minute) else day


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


def written_moment(text: str, form: str) -> str:
    """Write a day that a file holds as 2025-06-30T00:00:00.000 in its form; what is none is returned as it stands."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return text.strip()
    if moment.year < 1900:  # a time of day
        return f"{moment:%H:%M}"
    day = written_day(moment.date(), form)
    return f"{day} {moment:%H:%M}" if moment.hour or moment.minute else day
