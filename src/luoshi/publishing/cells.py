"""Cells: text that neither Excel nor Word takes for anything but text.

A cell that begins with = + - @, full width too (＝ ＋ － ＠), a tab or a carriage return can be
run as a formula by a spreadsheet. In a workbook it is stored as a string and marked as one; in csv, which has
no types, an apostrophe stands before it.
"""

import re

from luoshi.errors import LuoshiError

FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

# Excel's own limit; a longer text would be cut without a word.
LONGEST_IN_EXCEL = 32_767

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class CellTooLong(LuoshiError):
    """A text is longer than a cell of the format can hold."""


def could_be_a_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS)


def safe_in_csv(text: str) -> str:
    """Return the text, with an apostrophe before it where a spreadsheet could run it."""
    return f"'{text}" if could_be_a_formula(text) else text


def fit_for_xml(text: str) -> str:
    """Return the text with each character that XML cannot hold shown as U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)


def fit_for_excel(text: str, no: int | str) -> str:
    """Return the text as a workbook can hold it.

    Raises:
        CellTooLong: it has more than 32767 characters; `no` names the task in the sentence.
    """
    if len(text) > LONGEST_IN_EXCEL:
        raise CellTooLong(
            f"第{no}项有一格共{len(text)}个字，Excel一格最多{LONGEST_IN_EXCEL}个字；请改用docx、csv或json。",
            f"Task {no} has a cell of {len(text)} characters and Excel holds {LONGEST_IN_EXCEL}; "
            "publish it as docx, csv or json.",
        )
    return fit_for_xml(text)
