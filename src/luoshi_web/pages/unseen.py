"""Marks that nobody sees, and marks that turn the direction of writing: shown on every page as [U+202E].

A name or a sentence that holds one reads otherwise than it is stored: 报1[U+202E]2 looks like another
figure. So each is drawn with its number and a word on what it is, wherever a page has it in its
text. What stands in a form's field stays as it is, else it could not be sent back unchanged; the
report's page says in a sentence that it is there.
"""

import re
import unicodedata
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _

# turning: 061C 200E 200F 202A-202E 2066-2069; without width: 00AD 200B 200C 2060-2064 FEFF.
# U+200D is left out: it joins the parts of one sign, and hides nothing.
_MARKS = "\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
UNSEEN = re.compile(f"[{_MARKS}]")
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# what a page is made of: what is taken over as it is (tags, comments, fields, scripts), where no tag may stand, text
_PIECES = re.compile(
    r"<!--.*?-->|<textarea\b.*?</textarea>|<script\b.*?</script>|<style\b.*?</style>"
    r"|(?P<words>(?<=<title>)[^<]*|<option\b[^>]*>[^<]*)|<[^>]*>|(?P<text>[^<]+)",
    re.DOTALL | re.IGNORECASE,
)

Answer = Callable[[HttpRequest], HttpResponse]


def named(mark: str) -> str:
    """Name a mark by its number: [U+202E]."""
    return f"[U+{ord(mark):04X}]"


def said_of(text: str) -> str:
    """Say which of these marks a text holds and behind which character the first stands; empty where it holds none."""
    found = list(UNSEEN.finditer(text))
    if not found:
        return ""
    numbers = "、".join(dict.fromkeys(f"U+{ord(one[0]):04X}" for one in found))
    turns = any(one[0] in TURNING for one in found)
    rest = _("会把后面的字倒过来显示") if turns else _("不占位置")
    return _("第%(n)s个字后面有看不见的符号（%(numbers)s），%(rest)s。请删掉它。") % {
        "n": found[0].start(), "numbers": numbers, "rest": rest,
    }  # fmt: skip


def shown(html: str) -> str:
    """Return a page with each such mark in its text drawn."""
    return _PIECES.sub(_drawn, html) if UNSEEN.search(html) else html


def _drawn(piece: re.Match[str]) -> str:
    if (text := piece["text"]) is not None:
        return UNSEEN.sub(lambda mark: f'<span class="unseen" title="{_title(mark[0])}">{named(mark[0])}</span>', text)
    if (words := piece["words"]) is not None and not words.startswith("<"):
        return UNSEEN.sub(lambda mark: named(mark[0]), words)
    if words is not None:
        tag, _end, text = words.partition(">")
        return f"{tag}>{UNSEEN.sub(lambda mark: named(mark[0]), text)}"
    return piece[0]


def _title(mark: str) -> str:
    word = unicodedata.name(mark, "").lower()
    unseen = _("看不见的符号")
    return str(escape(f"{unseen} {word}"))


def unseen_marks_are_shown(get_response: Answer) -> Answer:
    """Draw such marks in every page that is sent as HTML; nearly no page has one, and then nothing is done."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        html = response.content.decode(response.charset)
        if UNSEEN.search(html):
            response.content = shown(html).encode(response.charset)
        return response

    return middleware
