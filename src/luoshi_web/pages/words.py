"""Words that any page says: an error, a moment, a day, a size, in the language of its reader."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from luoshi.errors import LuoshiError

DAYS = "一二三四五六日"


def when(at: Any) -> str:
    """Say a moment: 10月15日（周三）18:00."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    if get_language() == "en":
        return f"{local:%a %d %b %H:%M}"
    return f"{local.month}月{local.day}日（周{DAYS[local.weekday()]}）{local:%H:%M}"


def in_words(chinese: str, english: str) -> str:
    return english if get_language() == "en" and english else chinese


def day(at: Any) -> str:
    """Say a day: 2025年9月12日."""
    if at is None:
        return ""
    return f"{at:%d %b %Y}" if get_language() == "en" else f"{at.year}年{at.month}月{at.day}日"


def size_words(size: int) -> str:
    """Say how large a file is: 340 kB, 1.2 MB."""
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def sentence(error: LuoshiError) -> str:
    """Say an error in the reader's language."""
    return error.english if get_language() == "en" else error.chinese
