"""The second walk over an ods: how many characters each of its sheets holds, counted in the bytes."""

import html
import re

from luoshi.documents.account import weight

_MARK = re.compile(
    rb"<(?P<table>table:table)(?=[\s>])(?P<about>[^<>]*)>|<table:(?:covered-)?table-cell(?=[\s/>])(?P<cell>[^<>]*)>"
    rb"|<(?P<beside>/?(?:office:annotation|draw:[\w-]+))(?=[\s/>])[^<>]*?(?P<empty>/?)>|<text:p(?=[\s/>])[^<>]*?(?P<none>/?)>"
    rb"|<(?P<changes>/?table:tracked-changes)(?=[\s>])[^<>]*>"
)
_NAME = re.compile(rb"table:name\s*=\s*[\"']([^\"']*)")
_NUMBER = re.compile(rb"office:value-type\s*=\s*[\"'](?:float|percentage|currency|date|time|boolean)")
_TAGS = re.compile(rb"<[^<>]*>")


def held_in_sheets(content: bytes) -> dict[str, int]:
    """Return how many characters the sheets hold, by their names; a cell with a number counts one."""
    held: dict[str, int] = {}
    name, number, beside, changes = "", False, 0, False
    end = 0
    for mark in _MARK.finditer(content):
        if mark.start() < end:
            continue
        if mark["table"]:
            found = _NAME.search(mark["about"])
            name = html.unescape(found[1].decode("utf-8", "replace")) if found else ""
        elif mark["cell"] is not None:
            number, beside = bool(_NUMBER.search(mark["cell"])), 0
        elif mark["beside"]:
            if not mark["empty"]:
                beside = max(0, beside + (-1 if mark["beside"].startswith(b"/") else 1))
        elif mark["changes"]:
            changes = not mark["changes"].startswith(b"/")
        elif not mark["none"] and not changes and name:
            close = content.find(b"</text:p>", mark.end())
            end = close if close >= 0 else len(content)
            text = html.unescape(_TAGS.sub(b"", content[mark.end() : end]).decode("utf-8", "replace"))
            count = weight(text)
            held[name] = held.get(name, 0) + (min(count, 1) if number and not beside else count)
    return held
