"""Signs: what stands at a number and says whether it rises or falls: -, 负, ▼, ↓, ▲; △ only where a note says.

同比-3.2%   增速为负3.2%   ↓3.2%   3.2%▼   增长（−3.2%）        a fall
△3.2%                                                    either; a table's note says which: 注：△表示下降
"""

import re

FALLS, RISES, HOLLOW = "-负↓▼▽⬇↘", "+↑▲⬆↗", "△"
ARROW = "[↓▼▽⬇↘↑▲⬆↗△]"
# 减负39亿元 is a burden less, not a sum below nothing
SIGN = rf"(?:[-+]|{ARROW}[ ]?|(?<![减增抱担肩欺胜背自辜税赋])负[ ]?)"
# the rule of a figure whose △ nothing explains
UNSETTLED = "sign not settled"

_NOTE = re.compile(
    r"△[”\"'’」]?号?\s*(?:表示|代表|为|指|是|即|[:：=])\s*(?:同比|比上年)?(?:(?P<falls>负|下降|减|降|低)|正|增|上升|提高|升)"
)


def sign_of(text: str) -> str:
    """Return the sign that a number begins with, or nothing."""
    return text[0] if text[0] in FALLS or text[0] in RISES or text[0] in HOLLOW else ""


def hollow_means(text: str) -> str:
    """Return what a text says that △ means: ▼, ▲, or nothing where it does not say."""
    found = _NOTE.search(text) if HOLLOW in text else None
    if found is None:
        return ""
    return "▼" if found["falls"] else "▲"
