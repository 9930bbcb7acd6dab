"""Symbol fonts → the characters that they show: a tick in Wingdings is stored as a letter or a private code.

Only what offices type is known: signs of comparison, Greek letters, boxes, ticks, bullets, circled numbers, arrows.
"""

import re

UNKNOWN = "\ufffd"
_PRIVATE = 0xF000  # symbol fonts stand at F000 to F0FF in Unicode's private area
_OF_SYMBOL_FONTS = re.compile("[\uf000-\uf0ff]")

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_LOWER_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_CIRCLED = [chr(code) for code in (0x24EA, *range(0x2460, 0x246A))]
_DARK_CIRCLED = [chr(code) for code in (0x24FF, *range(0x2776, 0x2780))]


def _run(start: int, signs: str | list[str]) -> dict[int, str]:
    return {start + index: sign for index, sign in enumerate(signs)}


_ASCII = {code: chr(code) for code in range(0x20, 0x7F)}
_SYMBOL = (
    _ASCII
    | {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "*", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x60: "‾", 0x7E: "∼"}
    | _run(0x41, _GREEK)
    | _run(0x61, _LOWER_GREEK)
    | _run(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
    | _run(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
    | {0xF1: "〉", 0xF2: "∫"}
)
_WINGDINGS = (
    {0x20: " ", 0x21: "✏", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□"}
    | _run(0x70, "□❑❒◆◆◆❖◆☒")
    | _run(0x80, _CIRCLED)
    | _run(0x8B, _DARK_CIRCLED)
    | _run(0x9E, "·•●○○◉◉◎○▪□")
    | {0xAB: "★", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨"}
    | _run(0xFB, "✗✓☒☑")
)
_WINGDINGS_2 = (
    {0x20: " "}
    | _run(0x4F, "✗✓☒☑☒☒")
    | _run(0x69, _CIRCLED)
    | _run(0x74, _DARK_CIRCLED)
    | _run(0x95, "·•●●○○◎")
    | _run(0x9F, "▪■■■□□")
)
_WEBDINGS = {0x20: " ", 0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}


def is_symbol_font(font: str) -> bool:
    return font.strip("\"' ").lower() in _FONTS


def shown(text: str, font: str) -> str:
    """Return what a text shows in a font: in a symbol font each character up to FF, or at F000, is a sign.

    A sign that is not known is U+FFFD, so that figures beside it do not run together.
    """
    signs = _FONTS.get(font.strip("\"' ").lower()) if font else None
    if signs is None:
        return text if text.isascii() else _OF_SYMBOL_FONTS.sub(UNKNOWN, text)
    return "".join(_sign(signs, c) for c in text)


def symbol(code: str, font: str) -> str:
    """Return the sign of a code in hexadecimal, as w:sym has it; U+FFFD where it is not known."""
    try:
        value = int(code, 16) if len(code) <= 6 else -1
    except ValueError:
        return UNKNOWN
    if not 0 < value < 0x110000 or 0xD800 <= value < 0xE000:
        return UNKNOWN
    return shown(chr(value), font)


def _sign(signs: dict[int, str], character: str) -> str:
    code = ord(character)
    code = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if code > 0xFF:
        return character  # a letter that the font does not have is shown in another one
    return character if character in "\t\n" else signs.get(code, UNKNOWN)
