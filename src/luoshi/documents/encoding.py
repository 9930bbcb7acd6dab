"""Bytes of a text → characters: UTF-8 with and without BOM, UTF-16, GB18030.

The bytes decide. UTF-8 is tried first, since no Chinese text in another encoding is valid
UTF-8 by chance; GB18030 comes last, since it accepts nearly everything.
"""

import codecs
import re

from luoshi.errors import UnreadableFile

_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


def decode(data: bytes) -> str:
    """Return the text of `data`, line ends as "\\n", control characters as spaces.

    Raises:
        UnreadableFile: the bytes are no text in any encoding that offices use.
    """
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise UnreadableFile(
            "文件不是文本，也不是可识别的文档，请另存为docx、xlsx或PDF后再导入。",
            "The file is neither text nor a document that can be read; please save it as docx, xlsx or PDF.",
        )
    return tidy(text)


def tidy(text: str) -> str:
    """Return `text` with one kind of line end, and spaces for other control characters."""
    if text.isprintable():  # neither controls nor characters of no width: most cells of a sheet
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\u2028", "\n")
    return text.translate(_TIDY) if _ODD.search(text) else text  # translating takes long, and few texts need it


_ODD = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200d\u2060\ufeff]")
_NO_WRITING = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_STRAY = 8  # control characters that any text may hold
_TIDY = dict.fromkeys((*range(9), 12, *range(14, 32), 127), " ") | {
    0xFEFF: None,  # a byte order mark in the middle
    0x200B: None,  # zero width space
    0x200C: None,
    0x200D: None,
    0x2060: None,
    0x00AD: None,  # soft hyphen
    0xFFFD: 0xFFFD,
}


def _decoded(data: bytes) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _try(data, name)
    if (text := _try_utf16_without_bom(data)) is not None:
        return text
    attempts = ((attempt, name) for name in ("utf-8", "gb18030") for attempt in (_try, _try_cut, _try_nearly))
    return next((text for attempt, name in attempts if (text := attempt(data, name))), None)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _try_cut(data: bytes, name: str) -> str | None:
    """Read half a file: the last character may be cut off in the middle."""
    for cut in range(1, 4):
        if text := _try(data[:-cut], name):
            return text
    return None


def _try_nearly(data: bytes, name: str) -> str | None:
    """Read text of which a few bytes are broken: each broken one is kept as a hole (U+FFFD), and told."""
    text = data.decode(name, "replace")
    holes = text.count("\ufffd")
    letters = sum(1 for character in text[:20_000] if character > "\x7f")
    return text if holes * 200 <= len(text) and letters > 20 * holes else None


def _try_utf16_without_bom(data: bytes) -> str | None:
    """Read UTF-16 that lost its mark: its ASCII, line ends at least, has a zero in every other byte."""
    head = data[:4000]
    if len(head) < 4 or len(data) % 2 or b"\x00" not in head:
        return None
    for name, line_end in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        text = _try(data, name) if line_end in head else None
        if text and "\x00" not in text and not _is_binary(text):
            return text
    return None


def _is_binary(text: str) -> bool:
    """Tell whether this is no writing: more than one in 50 characters, and more than a few, controls or holes."""
    head = text[:100_000]
    odd = len(_NO_WRITING.findall(head))
    return odd > _STRAY and odd * 50 > len(head)
