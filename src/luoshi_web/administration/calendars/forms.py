"""What is sent to the calendars' pages, as the actions take it."""

from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile

from luoshi.documents.encoding import decode
from luoshi.errors import LuoshiError
from luoshi.releases import Frequency, Release

LARGEST = 100_000  # bytes of an arrangement: a year's has some thirty lines


def year_in(sent: Mapping[str, str]) -> int:
    """Return the year that an arrangement is for.

    Raises:
        LuoshiError: it is none.
    """
    text = sent.get("year", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 2000 <= int(text[:5]) <= 2100):
        raise LuoshiError("年份请写成2027这样的四位数。", "The year has four digits, such as 2027.")
    return int(text)


def text_in(sent: Mapping[str, str], file: "UploadedFile[bytes] | None") -> str:
    """Return an arrangement's text: the file's, in whatever encoding it is, else what was pasted.

    Raises:
        LuoshiError: it is too large, or no text.
    """
    if file is None:
        text = sent.get("text", "").replace("\r\n", "\n")
        size = len(text.encode())
    else:
        size = file.size or 0
        text = decode(file.read()) if size <= LARGEST else ""
    if size > LARGEST:
        raise LuoshiError(
            "这份内容太长，不像一年的放假安排：一行一天。", "This is too long for a year's holidays: a line a day."
        )
    return text.replace("，", ",")


def release_sent(sent: Mapping[str, str]) -> Release | None:
    """Return the calendar that was sent; None for the usual one.

    Raises:
        LuoshiError: a number is out of its bounds.
    """
    if not sent.get("frequency"):
        return None
    try:
        frequency = Frequency(sent["frequency"])
        return Release(frequency, int(sent.get("months_after", "")), int(sent.get("day", "")))
    except ValueError:
        raise LuoshiError(
            "几个月后是0至36，几日是1至31。比如季度数据，次月20日：每季度、1、20。",
            "Months after are 0 to 36, the day 1 to 31: quarterly, 1, 20 for the 20th of the month that follows.",
        ) from None
