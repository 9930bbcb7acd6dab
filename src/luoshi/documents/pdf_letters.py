"""What a PDF's character codes are in a text: letters for the radicals that browsers print in their place.

A font draws 民 and the radical ⺠ by one glyph, and a PDF that knows only glyphs may name the radical. Kangxi radicals
(U+2F00–2FD5) are letters by Unicode's own compatibility data; those of the supplement (U+2E80–2EF3) by its file
EquivalentUnifiedIdeograph, written out here.
"""

import unicodedata

from luoshi.documents.encoding import tidy

# From the code point on, the letters of the radicals one by one; "-" where Unicode names none.
_SUPPLEMENT = (
    (0x2E80, "-厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵-"),
    (0x2E9B, "旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲"),
    (0x2EC8, "讠贝𧾷车辶辶辶"),
    (0x2ECF, "邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"),
)
_LAST = 0x2FD5


def _radicals() -> dict[int, str]:
    table = {start + at: letter for start, letters in _SUPPLEMENT for at, letter in enumerate(letters) if letter != "-"}
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, _LAST + 1)}
    return table | kangxi


RADICALS = _radicals()


LETTERLESS = frozenset(code for code in range(0x2E80, _LAST + 1) if code not in RADICALS)
"""Radicals for which Unicode names no letter, and the gaps between them."""


class _Letters(dict[int, str]):
    """The text of each code, reckoned when it is first met."""

    def __missing__(self, code: int) -> str:
        # a code that is no character (a lone half, or beyond the last) is a hole, and told as such
        known = code < 0x110000 and not 0xD800 <= code < 0xE000
        letter = RADICALS.get(code) or (tidy(chr(code)) if known else "\ufffd")
        self[code] = letter
        return letter


LETTERS = _Letters()
