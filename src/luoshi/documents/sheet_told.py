"""What a sheet says of its own cells: formulas that fail or were never reckoned, figures shown rounded, boxes read."""

from luoshi.place import Place
from luoshi.plan import Finding, Level


def formula_error(text: str, place: Place) -> Finding:
    return Finding(
        "formula-error",
        Level.WARNING,
        f"公式出错（{text}），请在原表中改正。",
        place,
        f"The formula gives an error ({text}); please correct it in the file.",
        written=text,
    )


def formula_unsaved(place: Place) -> Finding:
    return Finding(
        "formula-unsaved",
        Level.WARNING,
        "公式没有保存结果，请用Excel或WPS打开并重新保存。",
        place,
        "The formula was saved without its value; please open the file in Excel or WPS and save it again.",
    )


def shown_rounded(shown: str, exact: str, place: Place) -> Finding:
    return Finding(
        "shown-rounded",
        Level.NOTE,
        f"公式的结果按单元格显示的读入：{shown}，准确值是{exact}。",
        place,
        f"The result of a formula is read as its cell shows it: {shown}; exactly it is {exact}.",
        written=shown,
        reckoned=exact,
    )


def read_from_box(text: str, place: Place) -> Finding:
    short = text if len(text) <= 60 else text[:59] + "…"
    return Finding(
        "text-box",
        Level.NOTE,
        f"这一格是空的，读的是盖在上面的文本框：{short}",
        place,
        f"This cell is empty; the text box over it was read: {short}",
        written=text,
    )
