"""Frames: every number with the words to its left and right, and where it stands.

A frame's left side reaches back to the last comma, or to the number before it; a bracket
is a text of its own, and what follows it goes on where the text before it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from luoshi.expressions import expression
from luoshi.grammar.heads import Head
from luoshi.grammar.number_context import Left, read_right
from luoshi.grammar.scan import Token
from luoshi.plan import Comparator

HARD = frozenset(",;。:!?\n")
SENTENCE = frozenset("。!?\n")
MEANT = frozenset(("quantity", "rank", "top", "word"))
_NUMBER_NEXT = expression(r"[-+]?\d")
_TURNED = expression(
    r"(?:转[负正降升]|[降减]反[升增]|[升增]反[降减]|止跌(?:回升|回稳|企稳)|企稳回升|扭[负亏]为[正盈])$"
)
_HOLES = expression(r"\([^()]*\d[^()]*\)")
# 综合管廊因两处征迁未清零，仅完成4.1公里
_BECAUSE = expression(
    r"\s*(?:[一二三四五六七八九十]是|其中|但|不过|另外)?(?P<what>[^,;。:、()\d因受]{2,14}?)(?:主要)?(?:(?<!原)因为?|由于|受(?!益|理|助|训|聘|让))[^,;。:]{2,40}"
)
# 充电口推进较慢，累计安装2.3万个; 造林已超额，完成30.1万亩: how it goes on the whole, and no number
_HOW_IT_GOES = expression(
    r"\s*(?:[一二三四五六七八九十]是|其中|但|不过|另外)?(?P<what>[^,;。:、()\d]{2,14}?)"
    r"(?:(?:建设|工作|任务)?(?:推进|进度|进展|建设)(?:总体|整体|相对|比较|略|明显|仍)*(?:较慢|偏慢|滞后|缓慢|顺利|较快|良好|有序|平稳)"
    r"|已(?:经)?(?:超额|提前)(?:完成)?(?:全年|年度)?(?:任务|目标|计划)?"
    r"|(?:已|共|分)*(?:认定|公布|下达|评审|命名)(?:了)?[两二三四五六]批)"
)
# how far back a frame looks: a metric is never longer, and time stays linear
REACH = 90

# 2亿元（含）以上: the bracket is a part of the threshold
_INCLUSIVE = expression(r"\(不?含[^()]{0,10}\)(?:及|或)?以[上下内]")


@dataclass(slots=True)
class Frame:
    """A number in its surroundings.

    Args:
        left, right: the words before and behind it, up to the next sign or number.
        start: where `left` begins in the text.
        opened: the sign that `left` begins behind ("" at the head of the text, "q" behind another number).
        sentence, clause: counted from 0; a clause ends at a comma.
        depth: how many brackets are open.
        before: the frame that stands before it in the same sentence, if any.
        outer: of a frame in a bracket: the frame before the bracket.
        hole: the left side spans a bracket that holds numbers.
        closed: the sign that ends `right`.
        after, trailing: the comparator word right behind the number, and what it means.
        opening: its sentence begins with 其中, so it goes on from the sentence before.
        following, beyond: what stands behind the number, over signs and numbers: the first 40 letters, and the next.
        gap: where in `left` a period was left out, and its length.
        origin: where `start` was before a period was left out.
        numeral: a Chinese numeral as written, without its measure.
        ranked, scope, verb: of a rank: that one is meant, among whom, and the verb before it.
        words: what the left side says, once it is read.
        head: the label before its clause, if any.
        bracketed: of a number right behind a bracket's opening: the words before the bracket.
        hindered: the thing of which the clause before says only what stands in its way: 管廊因征迁未完，仅完成4公里.
    """

    token: Token
    left: str
    right: str
    start: int
    opened: str
    sentence: int
    clause: int
    part: int
    depth: int
    closed: str = ""
    hole: bool = False
    before: "Frame | None" = None
    outer: "Frame | None" = None
    index: int = 0
    after: str = ""
    trailing: Comparator | None = None
    opening: bool = False
    following: str = ""
    beyond: str = ""
    gap: tuple[int, int] | None = None
    origin: int = 0
    numeral: str = ""
    ranked: bool = False
    scope: str = ""
    verb: str = ""
    words: Left | None = None
    head: Head | None = None
    bracketed: str = ""
    hindered: str = ""


@dataclass(slots=True)
class _State:
    start: int = 0
    opened: str = ""
    last: Frame | None = None
    hole: bool = False
    hindered: str = ""
    stack: list[tuple[int, str, Frame | None, int]] = field(default_factory=list)


def frames(text: str, tokens: list[Token], counts: Callable[[Frame], bool]) -> list[Frame]:
    """Build the frames of a levelled text, in its order.

    Args:
        counts: tells whether a number is a figure; one that is none stays part of the words around it.
    """
    made: list[Frame] = []
    state = _State()
    sentence = clause = part = begins = 0
    for position, token in enumerate(tokens):
        if token.kind == "sign":
            sign = token.detail
            if sign == "(":
                state.stack.append((state.start, state.opened, state.last, len(made)))
                state.start, state.opened = token.end, "("
            elif sign == ")":
                _close(state, made, token)
            elif sign == "," and _TURNED.search(text, max(0, token.start - 8), token.start):
                clause += 1  # 能耗不降反升,升0.4%: the name of the figure stands before the comma
            elif sign == ":" and _NUMBER_NEXT.match(text, token.end):
                continue  # 完成率:85%, the name of the figure stands before the colon
            elif sign in HARD:
                state.hindered = _hindered(text, state, token) if sign == "," else ""
                if state.stack and sign in SENTENCE:
                    state.stack.clear()
                state.start, state.opened, state.hole = token.end, sign, False
                clause += 1
                part += sign == ";"
                if sign in SENTENCE:
                    sentence, part, state.last, begins = sentence + 1, part + 1, None, token.end
        elif token.kind in MEANT:
            frame = _frame(text, tokens, position, state, sentence, clause, part)
            if not counts(frame):
                continue
            frame.index = len(made)
            frame.opening = text.startswith("其中", begins)
            made.append(frame)
            state.hindered = ""
            state.start, state.opened, state.last, state.hole = token.end + len(frame.after), "q", frame, False
    return made


def _close(state: _State, made: list[Frame], token: Token) -> None:
    if not state.stack:
        state.start, state.opened = token.end, ")"
        return
    start, opened, last, count = state.stack.pop()
    state.start, state.opened = start, opened
    if len(made) > count:
        state.hole, state.last = True, last
        # what follows the bracket goes on from the number before it
        if last is not None and start == last.token.end:
            state.start = token.end
            state.hole = False


def _frame(
    text: str, tokens: list[Token], position: int, state: _State, sentence: int, clause: int, part: int
) -> Frame:
    token = tokens[position]
    start = max(state.start, token.start - REACH)
    left = text[start : token.start]
    if not left and state.opened == "(" and token.measure == "%" and text[token.end : token.end + 1] == ")":
        begins = state.stack[-1][0]
        if begins < state.start - 1:  # 增速（-3.2%）: the bracket holds nothing else, and a name stands before it
            start = max(begins, token.start - REACH)
            earlier = list(_HOLES.finditer(text, start, state.start - 1))
            start = earlier[-1].end() if earlier else start
            left = text[start : state.start - 1]
    end, closed = _right_end(text, tokens, position)
    after, trailing = read_right(text[token.end : min(end, token.end + 18)])
    return Frame(
        token=token,
        left=left,
        right=text[token.end : end],
        start=start,
        origin=start,
        opened=state.opened,
        sentence=sentence,
        clause=clause,
        part=part,
        depth=len(state.stack),
        closed=closed,
        hole=state.hole,
        before=state.last,
        outer=state.stack[-1][2] if state.stack else None,
        after=after or "",
        trailing=trailing,
        numeral=text[token.start : token.end - len(token.measure)] if token.detail == "chinese" else "",
        bracketed=text[max(0, start - 40) : start] if state.opened == "(" and start == token.start else "",
        hindered=state.hindered,
        following=text[token.end : token.end + 40],
        beyond=text[token.end + 40 : token.end + REACH],
    )


def _hindered(text: str, state: _State, comma: Token) -> str:
    """Return the thing at the head of a clause without a figure that says only how it goes, or what hinders it."""
    if state.opened not in HARD and state.opened:
        return ""
    begins = max(state.start, comma.start - REACH)
    found = _BECAUSE.fullmatch(text, begins, comma.start) or _HOW_IT_GOES.fullmatch(text, begins, comma.start)
    return found["what"].strip() if found is not None else ""


def _right_end(text: str, tokens: list[Token], position: int) -> tuple[int, str]:
    """Where the words behind a number end, and the sign there ("q" for another number)."""
    limit, opened = tokens[position].end + REACH, 0
    inclusive = _INCLUSIVE.match(text, tokens[position].end)
    over = inclusive.end() if inclusive else 0
    for token in tokens[position + 1 : position + 12]:
        if token.start > limit:
            return limit, ""
        if token.start < over:
            continue
        if token.kind == "sign":
            if token.detail == "(" and token.start > tokens[position].end:
                opened += 1
            elif token.detail == ")" and opened:
                opened -= 1
            else:
                return token.start, token.detail
        if token.kind in MEANT:
            return token.start, "q"
        if token.kind == "period":
            return token.start, "p"
    return min(limit, len(text)), ""
