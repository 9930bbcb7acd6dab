"""Signs: what stands at a number and says whether it rises or falls: -, 负, ▼, ↓, ▲; △ only where a note says.

    同比-3.2%   增速为负3.2%   ↓3.2%   3.2%▼   增长（−3.2%）        a fall
    △3.2%                                                    either; a table's note says which: 注：△表示下降

Texts hardly hold any but -, so the others are written as - and + before the text is scanned, one
character for one, and given back to their numbers afterwards.
"""

from dataclasses import dataclass, field

from luoshi.expressions import expression
from luoshi.grammar.scan import Token

HOLLOW = "△"
# the rule of a figure whose △ nothing explains
UNSETTLED = "sign not settled"

_FALLS = "负↓▼▽⬇↘"
ANY_SIGN = expression("[负↓▼▽⬇↘↑▲⬆↗△]")
_ARROW = "[↓▼▽⬇↘↑▲⬆↗△]"
# before a number (减负39亿元 is a burden less, not a sum below nothing), or an arrow right behind its measure
_MARK = expression(
    rf"(?P<before>{_ARROW}|(?<![减增抱担肩欺胜背自辜税赋])负)(?P<space>[ ]?)(?=\d|[百千]分之)"
    rf"|(?<=[^\s,;。:、(])[ ]?(?P<behind>{_ARROW})(?![ ]?\d)"
)
_NOTE = expression(
    r"△[”\"'’」]?号?\s*(?:表示|代表|为|指|是|即|[:：=])\s*(?:同比|比上年)?"
    r"(?:(?P<falls>负|下降|减|降|低)|正|增|上升|提高|升)"
)


@dataclass(slots=True)
class Signed:
    """A text whose signs are - and +, and which sign stood where.

    Args:
        before: by the place of a - or +, where its sign began and what it was.
        behind: by the place of an arrow behind a number, what it was.
    """

    text: str
    before: dict[int, tuple[int, str]] = field(default_factory=dict)
    behind: dict[int, str] = field(default_factory=dict)

    def give_back(self, tokens: list[Token]) -> list[Token]:
        """Give numbers their signs as written."""
        if not self.before and not self.behind:
            return tokens
        return [self._signed(token) if token.kind == "quantity" else token for token in tokens]

    def _signed(self, token: Token) -> Token:
        if found := self.before.get(token.start):
            return token._replace(start=found[0], sign=found[1])
        end = token.end + 1 if self.text.startswith("  ", token.end) else token.end
        sign = self.behind.get(end)
        if sign is None or token.sign:
            return token
        return token._replace(end=end + 1, sign=sign, value=-token.value if sign in _FALLS else token.value)


def signed(text: str, hollow: str = "") -> Signed:
    """Write the signs of a levelled text as - and +.

    Args:
        hollow: what △ means, ▼ or ▲, where the document says so; the text's own note goes before it.
    """
    meaning = hollow_means(text) or hollow or HOLLOW
    found = Signed(text)
    letters = list(text)
    for mark in _MARK.finditer(text):
        sign = mark["before"] or mark["behind"]
        sign = meaning if sign == HOLLOW else sign
        if mark["behind"]:
            found.behind[mark.end() - 1] = sign
            letters[mark.end() - 1] = " "
            continue
        letters[mark.start() : mark.end()] = " " * (mark.end() - mark.start())
        letters[mark.end() - 1] = "-" if sign in _FALLS else "+"
        found.before[mark.end() - 1] = (mark.start(), sign)
    found.text = "".join(letters)
    return found


def hollow_means(text: str) -> str:
    """Return what a text says that △ means: ▼, ▲, or nothing where it does not say."""
    found = _NOTE.search(text) if HOLLOW in text else None
    if found is None:
        return ""
    return "▼" if found["falls"] else "▲"
