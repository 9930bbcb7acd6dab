"""Ticked boxes: which of several words is chosen, and what that claims.

    ☑已完成 □推进中 □未启动 · 已完成□ 推进中☑ · （√）已完成（ ）推进中 · 已完成√、推进中、未启动

The words that are not chosen are no statement: they are blanked before a text is read, one character for one.
Where none is chosen, where several are, or the boxes stand before and behind the words at once, it is not settled
which is meant: all words are blanked and the boxes stay.
"""

import re
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.grammar.claims import read_claim
from luoshi.grammar.scan import normalised
from luoshi.place import Span
from luoshi.plan import Claim

_ON, _OFF, _CROSS = "☑☒✓✔√✅🗹■●◉⬛◼▣", "□☐○◯⬜◻▢", "×✗✘"
_BULLETS = "■●◉○◯□"  # these begin items of lists as well
_SIGN = expression(
    rf"[(\[【〔［][ \u3000]*(?:(?P<in>[{_ON}])|(?P<letter>[xXvV×✗✘]))?[ \u3000]*[)\]】〕］]"
    rf"|(?P<sign>[{_ON}{_OFF}]|(?<!\d)[{_CROSS}])(?![零一二三四五六七八九〇○])"
)
_ANY = expression(rf"[{_ON}{_OFF}]|[(（\[【〔［][ \u3000]*[xXvV×✗✘]?[ \u3000]*[)）\]】〕］]")
_NUMERALS = "零一二三四五六七八九〇"
_BETWEEN = " \t\u3000\u00a0\n、,;/|，；。"
_END = expression(r"[\n。;]|,(?=[^,]{8})")
_LONGEST, _SHORT = 30, 12  # letters of an option; of one whose box may be a bullet
_MOST = 40  # boxes of one text
_WORDS: tuple[tuple[Claim, str], ...] = (
    (Claim.NOT_STARTED, r"(?:尚|暂|还)?未(?:启动|开始|开展|开工|实施|动工)|没有(?:启动|开始|开工)"),
    (Claim.BEHIND, r"(?:进展|进度)?(?:滞后|缓慢|落后)|(?:未达|慢于|落后于?)序时(?:进度)?|逾期|超期"),
    (Claim.AHEAD, r"超前|提前完成|(?:超|快于)序时(?:进度)?"),
    (Claim.COMPLETED, r"(?:已|已经|全部|均已|按期|如期)*(?:完成|完工|办结|销号|落实|竣工|建成)(?:任务|目标)?"),
    (
        Claim.ON_SCHEDULE,
        r"(?:正在|正常|序时|按序时|有序|持续|稳步|加快)*(?:推进|实施|进行|办理|建设|开展|施工)中?"
        r"|(?:达到?|符合|按)?序时(?:进度)?(?:推进)?|在建|正常",
    ),
)
_CLAIMS = [(claim, expression(pattern)) for claim, pattern in _WORDS]
_ASKED = expression(r"是否(?:已经?|全部|如期|按期|按时)*(?P<what>完成|办结|完工|落实|销号|启动|开工|开展)\s*[:?]?\s*$")


@dataclass(frozen=True, slots=True)
class Option:
    """A word with its box, and whether it is chosen."""

    words: Span
    chosen: bool


@dataclass(frozen=True, slots=True)
class Ticks:
    """The boxes of one text.

    Args:
        text: the text as it is to be read; positions stay.
        chosen: the words that are chosen.
        claim: what they claim; None where not exactly one is chosen.
        where: the words that make the claim.
    """

    text: str
    chosen: tuple[str, ...]
    claim: Claim | None = None
    where: Span | None = None


def read_ticks(source: str) -> Ticks | None:
    """Read the boxes of a text; None where it has none, or they are but marks of a list."""
    if _ANY.search(source) is None:
        return None
    text = normalised(source)
    found = _options(text)
    if found is None:
        return None
    options, boxes, mixed = found
    chosen = [option for option in options if option.chosen]
    words = tuple(option.words.of(text).strip() for option in chosen)
    if len(chosen) == 1 and not mixed:
        blanked = [option.words for option in options if not option.chosen] + boxes
        claim = _claim_of(text, words[0], options[0].words, boxes)
        return Ticks(_blanked(text, blanked), words, claim, chosen[0].words)
    return Ticks(_blanked(text, [option.words for option in options]), words)


def as_ticked(source: str) -> str:
    """Return a statement without the words that are not chosen; it is as long as before."""
    ticks = read_ticks(source)
    return source if ticks is None else ticks.text


def is_unsettled(read: str) -> bool:
    """Tell of a statement `as_ticked` whether its boxes stayed, since not exactly one is ticked, and no other word."""
    return _SIGN.search(read) is not None and re.search(r"\w", read) is None


def claim_of_word(word: str) -> Claim:
    """Return what one option claims: 已完成, 推进中, 未启动; OTHER where it is none of these."""
    for claim, pattern in _CLAIMS:
        if pattern.fullmatch(word):
            return claim
    claim, _ = read_claim(word, 0)
    return claim


def _claim_of(text: str, word: str, first: Span, boxes: list[Span]) -> Claim:
    if word in ("是", "否"):
        before = text[: min(first.start, boxes[0].start if boxes else first.start)]
        if (asked := _ASKED.search(before)) is None:
            return Claim.OTHER
        begun = asked["what"] in ("启动", "开工", "开展")
        if word == "是":
            return Claim.ON_SCHEDULE if begun else Claim.COMPLETED
        return Claim.NOT_STARTED if begun else Claim.OTHER
    return claim_of_word(word)


def _blanked(text: str, spans: list[Span]) -> str:
    letters = list(text)
    for span in spans:
        letters[span.start : span.end] = [c if c == "\n" else " " for c in letters[span.start : span.end]]
    return "".join(letters)


@dataclass(frozen=True, slots=True)
class _Box:
    span: Span
    on: bool
    sign: str


def _boxes(text: str) -> list[_Box]:
    found = []
    for match in _SIGN.finditer(text):
        span = Span(*match.span())
        sign = match["sign"] or match["in"] or match["letter"] or ""
        if match["sign"] and sign in "○◯" and text[span.start - 1 : span.start] in tuple(_NUMERALS):
            continue  # 二○二五年
        square = text[span.start] in "[［"
        on = sign in _ON if sign and not match["letter"] else sign in "vV" or (sign in "xX" and square)
        found.append(_Box(span, bool(sign) and on, sign if match["sign"] else "()"))
    if not any(box.on for box in found):
        return [box for box in found if box.sign not in tuple(_CROSS)]  # × beside no tick is another sign
    return found


def _options(text: str) -> tuple[list[Option], list[Span], bool] | None:
    """Return the options, their boxes, and whether it is open to which words the boxes belong."""
    boxes = _boxes(text)
    if not boxes or len(boxes) > _MOST:
        return None
    if (listed := _listed(text, boxes)) is not None:
        return listed
    before = _cut(text, 0, boxes[0].span.start, last=False, first=True)
    behind = _cut(text, boxes[-1].span.end, len(text), last=True)
    ahead = [
        _cut(text, box.span.end, after, last=after == len(text))
        for box, after in zip(boxes, [*(b.span.start for b in boxes[1:]), len(text)], strict=True)
    ]
    back = [
        _cut(text, start, box.span.start, last=False, first=start == 0)
        for start, box in zip([0, *(b.span.end for b in boxes[:-1])], boxes, strict=True)
    ]
    has_before, has_behind = before.end > before.start, behind.end > behind.start
    if has_before and has_behind:
        has_before = claim_of_word(before.of(text)) is not Claim.OTHER
        has_behind = not has_before or claim_of_word(behind.of(text)) is not Claim.OTHER
    mixed = has_before == has_behind
    words = back if has_before and not has_behind else ahead
    options = [Option(span, box.on) for span, box in zip(words, boxes, strict=True)]
    if mixed:
        options = [Option(span, any(box.on for box in boxes)) for span in {*ahead, *back} if span.end > span.start]
    return (options, [box.span for box in boxes], mixed) if _are_options(text, options, boxes) else None


def _are_options(text: str, options: list[Option], boxes: list[_Box]) -> bool:
    """Tell boxes from the marks of a list and from empty brackets."""
    words = [option.words.of(text) for option in options]
    if not words or not all(0 < len(word) <= _LONGEST for word in words):
        return False
    known = all(claim_of_word(word) is not Claim.OTHER or word in ("是", "否") for word in words)
    if not any(box.on for box in boxes):
        # nothing is ticked: words that claim nothing are items of a list, and lone brackets a blank to be filled
        return known and (len(boxes) > 1 or boxes[0].sign in ("□", "☐", "⬜", "◻", "▢"))
    if all(box.sign in _BULLETS or box.sign == "()" for box in boxes):
        both = any(box.on for box in boxes) and not all(box.on for box in boxes)
        return known or (both and all(len(word) <= _SHORT for word in words))
    return len(boxes) > 1


def _listed(text: str, boxes: list[_Box]) -> tuple[list[Option], list[Span], bool] | None:
    """Read words of which only the chosen ones bear a tick: 已完成√、推进中、未启动."""
    if not all(box.on for box in boxes):
        return None
    plain = _blanked(text, [box.span for box in boxes])
    parts = [Span(*match.span()) for match in re.finditer(rf"[^{_BETWEEN}]+", plain)]
    if len(parts) < 2 or len(parts) <= len(boxes) or any(len(p.of(text)) > _SHORT for p in parts):
        return None
    if any(claim_of_word(part.of(text)) is Claim.OTHER for part in parts):
        return None

    touching = [Option(part, any(_touch(part, box.span) for box in boxes)) for part in parts]
    return touching, [box.span for box in boxes], sum(option.chosen for option in touching) != len(boxes)


def _touch(part: Span, box: Span) -> bool:
    return part.end == box.start or box.end == part.start


def _cut(text: str, start: int, end: int, *, last: bool, first: bool = False) -> Span:
    """Return the words between two boxes, without the signs around them; the last end with their clause."""
    if first:
        begin = max(text.rfind(sign, start, end) for sign in ":\n。;")
        start = begin + 1 if begin >= 0 else start
    while start < end and text[start] in _BETWEEN:
        start += 1
    if last:
        comma = text.find(",", start, end)
        if comma > start and claim_of_word(text[start:comma].strip()) is not Claim.OTHER:
            end = comma
        elif stop := _END.search(text, start, end):
            end = stop.start()
    while end > start and text[end - 1] in _BETWEEN:
        end -= 1
    return Span(start, end)
