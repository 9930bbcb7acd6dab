"""One pass over a text: which numbers stand in it, with which measure, and which are names.

The pass is one pattern, so its time grows with the length of the text and with nothing
else. Every alternative is a row: its name, and what it looks like. What a number means is
not decided here.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from luoshi.expressions import expression
from luoshi.grammar import spoken
from luoshi.grammar.periods import PERIOD
from luoshi.grammar.phrases import BOTH_FALL, BREAKTHROUGH, GREAT, IMPLICIT, NAMES
from luoshi.quantity.measures import measure_pattern
from luoshi.quantity.numbers import ARABIC, CHINESE, MAGNITUDE, THIN_SPACES, arabic, chinese, magnitude_of, number
from luoshi.quantity.numerals import CAPITAL, LETTERS, TwoReadings

# one character for one character, so that every position stays
_SAME = str.maketrans(
    "０１２３４５６７８９．％，；：（）！？＋－—–−‐‑‒﹣～〜∼│｜／" + THIN_SPACES,
    "0123456789.%,;:()!?+--------~~~||/" + " " * len(THIN_SPACES),
)
# most clauses have none of them, and to look is a quarter of the work of changing them
_OTHER_FORMS = expression(f"[{re.escape(''.join(map(chr, _SAME)))}]")


def normalised(text: str) -> str:
    """Return `text` with one form for each sign (，is , and （ is ( ); the length stays."""
    return text if _OTHER_FORMS.search(text) is None else text.translate(_SAME)


class Token(NamedTuple):
    """A number, a period, a sign or a name in the text.

    Args:
        kind: "quantity", "rank", "top", "word", "period", "name" or "sign".
        value, measure: of a number; a range has `high`, its upper end.
        end: where number and measure end.
        more: 余 or 多 stands in it.
        detail: which period pattern, which sign, which word.
        sign: what stands right before the number (or, an arrow, behind it): -, +, 负, ▼, △.
    """

    kind: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    measure: str = ""
    high: Decimal | None = None
    more: bool = False
    detail: str = ""
    sign: str = ""


_N = rf"{ARABIC}"
_M = MAGNITUDE
_SPACE = r"[ ]?"
# the 5 of 3万5: a tenth of the magnitude before it
_COLLOQUIAL = r"(?:(?<=[百千万亿])[1-9](?=(?:元|人|名|户|亩|吨|平|多|余|以上|左右|[,;。、)!?\n]|$)))?"
# 12亿5000万, 3万余, 20多亿, 1.2万多
_FULL = rf"[-+]?{_N}(?:{_SPACE}[余多几]?{_M}+(?:{_N}{_M}+)*{_COLLOQUIAL}|(?={_SPACE}[余多]))?{_SPACE}[余多来]?{_SPACE}"

# what an alternative of the scan may begin with: everything else is passed over at once
FIRST = (
    LETTERS + CAPITAL + r"0-9A-Za-z+\-“《「‘\"〔\[【①-⑳ ,;。:()、!?\n近第前"
    r"单明次翌年上下本当过这最截今去全居列占夺排稳位保名翻增与和同继持相均不高快跑超略好优达只逐双实破跻进处走迈挺国省县负"
)


_RANKS = (
    rf"(?P<rank>第\s?(?P<rank_number>[0-9]+|{CHINESE})(?P<rank_measure>位|"
    rf"名)?)(?![\d零一二三四五六七八九十百]|批|次|期|届|轮|产业|季|方阵|书记|三方|线|个|条|家|代|五个|步|"
    rf"一个|二个|时间|资源|生产力|动力|要务|责任|梯队|课堂|关|\d)",
    r"(?P<top>(?<![目当此之日底末])前(?P<top_number>[0-9]+|[二三五六七八九十百]+)(?P<top_measure>位|名|强|列|甲)?(?!季|个|年|月|"
    r"期|%|届|次|批|\d))",
    rf"(?P<ordinal>第\s?(?:\d+|{CHINESE})[个批次期届轮代条]?)",
)


# how long something may last: 压缩至1年, 不超过2周; other years and weeks are dates and names
_LASTING = (
    r"(?P<lasting>(?<=[至到在过于短长缩减限期间命约达足为的由从])(?P<la_amount>\d{1,3}(?:\.\d+)?|[一二两三四五六七八九十])"
    r"(?P<la_measure>年|周|个?星期)(?=(?:以内|之内|内|以上|以下|左右)?(?:[,;。、)!?\n]|$)|[增提降缩延压][^,;。\d]{0,3}[到至为]))"
)


def _gated(others: str, *rows: str) -> str:
    """Alternatives that begin with a digit, a numeral or one of `others`, so that no other letter tries each."""
    return rf"(?=[-+0-9{LETTERS}{CAPITAL}{others}])(?:{'|'.join(rows)})"


def _behind(must: Sequence[str], pattern: str, may: Sequence[str] = ()) -> str:
    """What stands behind those rows alone: `pattern` once, since a copy in each takes long to make.

    Args:
        must: rows that fail without it, so that the next are tried.
        may: rows that stand without it, too.
    """

    def met(names: Sequence[str], otherwise: str) -> str:
        return f"(?({names[0]})|{met(names[1:], otherwise)})" if names else otherwise

    none_met = "".join(f"(?({name})(?!)|)" for name in must)
    return f"(?:{met((*must, *may), '(?!)')}{pattern}|{none_met})"


def measure_behind(match: re.Match[str], row: str) -> str:
    """Return the measure that stands behind what a row took; "" where none does."""
    return match.string[match.end(row) : match.end()]


# what a period may begin with: the rows of PATTERNS are tried nowhere else
_PERIOD_FIRST = (
    r"(?=[0-9]\d{0,5}[年月份季Q上下前全一二三四\-—–－~～至到]|20\d\d\.|“|[十一二三四五六七八九两][月季年半〇十一二三四五六七八九\-~至到个五]|第[一二三四1-4]|前[\d一二三四五六七八九十]|Q|"
    r"[当本单]月|[今去上前明次翌本当]年|今[春夏秋冬]|上一年|[上下]半|全年|年|截|过去|这|最近|近五|底|末)"
)
# what names and words may begin with
_NAME_FIRST = r"(?=[“《「‘\"〔\[【(①-⑳])"
_OTHER_NAME_FIRST = r"(?=[\dA-Za-z 百千万亿国省县高])"
_WORD_FIRST = {
    "breakthrough": "实“零破",
    "first": "居列占夺排稳位保名",
    "covered": "全",
    "doubled": "翻",
    "half": "过超一达近",
    "parity": "增与和同",
    "outpace": "增继持均全不高快跑超略好优达",
    "flat": "零持相",
    "trend": "负稳只持逐双",
    "front": "居列排保稳位跻进处走迈挺",
}
# letters that begin a word and nothing else: at them no number, period or name is looked for
_ONLY_WORDS = r"(?![居列占夺排稳位保名翻增与和同继持相均不快跑超略好优达只逐双实破跻进处走迈挺])"


_FRACTION = (
    rf"(?P<fraction>-?(?:百分之|千分之)负?(?:{CHINESE}|\d+(?:\.\d+)?(?![\d/]))|(?:\d+|{CHINESE})分之(?:\d+|"
    rf"{CHINESE})(?!\d)|"
    r"(?<![A-Za-z0-9./_=-])\d{1,4}/\d{1,4}(?![A-Za-z0-9/.年月万千百十-])(?P<n_of_n>))"
)
_TENTHS = (
    rf"(?P<tenths>(?:{_N}|[一二两三四五六七八九]|近[一二两三四五六七八九])成[半一二三四五六七八九]?"
    rf"(?=[以左的多,;。、农群企行村社乡镇学]|$))"
)


def scanner(extra_measures: Iterable[str] = (), *, guarded: bool = True) -> re.Pattern[str]:
    """Compile the one pattern of the scan.

    Args:
        extra_measures: an office's own.
        guarded: pass at once over what begins nothing (`FIRST` and the like); that only saves time.
    """

    def first(gate: str) -> str:
        return gate if guarded else ""

    def word(name: str, pattern: str) -> str:
        return f"{first(f'(?=[{_WORD_FIRST[name]}])')}(?P<w_{name}>{pattern})"

    measure = measure_pattern(extra_measures)
    top = r"P(?![A-Za-z0-9])"
    measure = rf"(?:{top}|{measure})"
    strict = measure_pattern(extra_measures, strict=True)
    names = "|".join(pattern for _, pattern in NAMES[:2])
    others = "|".join(pattern for _, pattern in NAMES[2:])
    ranged = rf"(?P<low>{_FULL})(?P<low_measure>{measure})?(?:-|~|至|到){_SPACE}(?P<high>{_FULL})"
    rows = (
        f"{first(_PERIOD_FIRST)}(?:{PERIOD})",
        f"(?P<w_both_fall>{BOTH_FALL})",
        rf"{first(_NAME_FIRST)}(?P<name>{names})",
        r"(?P<sign>[,;。:()、!?\n])",
        _gated(
            "第前近",
            *_RANKS,
            _LASTING,
            rf"(?P<range>(?<![由从]){ranged})",
            *spoken.rows(),
            _FRACTION,
            _TENTHS,
        ),
        rf"{first(_OTHER_NAME_FIRST)}(?P<names2>{others})",
        _gated(
            "",
            rf"(?P<quantity>{_FULL})",
            rf"(?P<bare>{_FULL})",
            spoken.chinese_row(),
            rf"(?P<great>{GREAT})",
            spoken.bare_row(),
        ),
    )
    one = "|".join(
        (
            word("breakthrough", BREAKTHROUGH),
            f"{first(_ONLY_WORDS)}(?:{'|'.join(rows)}){_behind(('range', 'quantity'), measure)}"
            f"{_behind(('spoken_range', 'chinese'), strict, may=('n_of_n',))}",
            *(word(name, pattern) for name, pattern in IMPLICIT),
        )
    )
    return re.compile(f"{first(f'(?=[{FIRST}])')}(?:{one})")  # a grammar is made to be used


def tokens(text: str, pattern: re.Pattern[str], source: str | None = None) -> list[Token]:
    """Scan a levelled text; every token's positions are positions of the text.

    Args:
        source: the text as written, from which a measure with brackets is taken: 套（间）.
    """
    found: list[Token] = []
    for match in pattern.finditer(text):
        kind = str(match.lastgroup)
        if kind == "sign":
            found.append(Token("sign", match.start(), match.end(), detail=match[0]))
        elif kind.startswith("p_"):
            found.append(Token("period", match.start(), match.end(), detail=kind[2:]))
        elif kind.startswith("w_"):
            found.append(_word(match, kind[2:]))
        else:
            try:
                found.append(_READ.get(kind, _name)(match))
            except ValueError as error:  # 2万3千万元
                why = spoken.TWO_READINGS if isinstance(error, TwoReadings) else spoken.NOT_UNDERSTOOD
                found.append(Token("quantity", *match.span(), detail=why))
    if len(found) > 1:
        _share_measures(text, found)
    if source is not None and source != text:
        return [_as_written(token, source) if "(" in token.measure else token for token in found]
    return found


def _as_written(token: Token, source: str) -> Token:
    return token._replace(measure=source[token.end - len(token.measure) : token.end])


# 27个、21个工作日 are all 工作日
_BEGIN_WITH_A_PIECE = ("个百分点", "个工作日", "个月", "个学时", "个课时")


def _share_measures(text: str, found: list[Token]) -> None:
    """Give 4.1 and 5.8 of 4.1、5.8和17个百分点 the measure that closes their list."""
    for position in range(len(found) - 1, 0, -1):
        later = found[position]
        if later.kind != "quantity" or not later.measure or later.high is not None:
            continue
        at = position - 1
        if found[at].kind == "sign" and found[at].detail == "、" and found[at].end == later.start:
            at -= 1
        earlier = found[at] if at >= 0 else None
        if earlier is None or earlier.kind != "quantity" or earlier.detail or earlier.high is not None:
            continue
        bare = not earlier.measure or (earlier.measure == "个" and later.measure in _BEGIN_WITH_A_PIECE)
        if bare and text[earlier.end : later.start].strip() in ("、", "和", "及", "与", "以及"):
            found[at] = earlier._replace(measure=later.measure)


def _word(match: re.Match[str], detail: str) -> Token:
    return Token("word", match.start(), match.end(), detail=detail)


def _name(match: re.Match[str]) -> Token:
    return Token("name", match.start(), match.end(), detail=match[0])


def _rank(match: re.Match[str]) -> Token:
    return Token(
        "rank", match.start(), match.end(), _either(match["rank_number"]), "位", detail=match["rank_measure"] or ""
    )


def _top(match: re.Match[str]) -> Token:
    return Token(
        "top", match.start(), match.end(), _either(match["top_number"]), "位", detail=match["top_measure"] or ""
    )


def _great(match: re.Match[str]) -> Token:
    return Token("quantity", match.start(), match.end(), chinese(match[0]), "元", detail="great")


def _either(text: str) -> Decimal:
    return arabic(text) if text[0].isdigit() else chinese(text)


def _quantity(match: re.Match[str]) -> Token:
    start, end = match.span()
    written = match["quantity"]
    amount, more = _amount(written)
    return Token("quantity", start, end, amount, measure_behind(match, "quantity"), more=more, sign=_sign_of(written))


def _amount(text: str) -> tuple[Decimal, bool]:
    more = "余" in text or "多" in text or "几" in text
    return arabic(text), more


def _sign_of(text: str) -> str:
    return text[0] if text[0] in "+-" else ""


def _lasting(match: re.Match[str]) -> Token:
    return Token("quantity", *match.span(), _either(match["la_amount"]), match["la_measure"])


def _bare(match: re.Match[str]) -> Token:
    end = match.start() + len(match[0].rstrip())
    amount, more = _amount(match[0])
    return Token("quantity", match.start(), end, amount, "", more=more, sign=_sign_of(match[0]))


def _range(match: re.Match[str]) -> Token:
    low, _ = _amount(match["low"])
    high, more = _amount(match["high"])
    if match["low_measure"] is None:
        letters = "".join(c for c in match["high"] if c in "十百千万亿")
        raised = low * magnitude_of(letters)
        if not any(c in "十百千万亿" for c in match["low"]) and raised < high:
            low = raised
    sign = _sign_of(match["low"])
    measure = measure_behind(match, "range")
    return Token("quantity", match.start(), match.end(), low, measure, high=high, more=more, sign=sign)


def _fraction(match: re.Match[str]) -> Token:
    text = match[0]
    if "/" in text:
        measure = measure_behind(match, "fraction")
        above, below = text.removesuffix(measure).split("/")
        if measure:  # 80/100户: so many of so many
            return Token("quantity", match.start(), match.end(), Decimal(above), measure)
        if int(below) == 0:
            return _name(match)
        value = _hundredths(100 * Decimal(above) / Decimal(below))
        return Token("quantity", match.start(), match.end(), value, "%", detail="n/n")
    sign, text = "-" if text[0] == "-" or "负" in text else "", text.lstrip("-").replace("负", "")
    measure = "‰" if text[0] == "千" else "%"
    try:
        value = _hundredths(number(text))
    except ValueError:  # 零分之三
        return _name(match)
    value = -value if sign else value
    return Token("quantity", match.start(), match.end(), value, measure, detail="fraction", sign=sign)


def _hundredths(value: Decimal) -> Decimal:
    """Cut a fraction that does not end, two thirds say, at two decimals; its written form stays beside it."""
    return value if -value.as_tuple().exponent <= 6 else round(value, 2)  # type: ignore[operator]


def _tenths(match: re.Match[str]) -> Token:
    text = match[0].lstrip("近")
    start = match.start() + (match[0][0] == "近")
    whole, _, rest = text.partition("成")
    value = 10 * _either(whole) + (5 if rest == "半" else chinese(rest) if rest else 0)
    return Token("quantity", start, match.end(), value, "%", detail="tenths")


def _spoken(match: re.Match[str]) -> Token:
    kind = str(match.lastgroup)
    said = spoken.spoken(kind, match)
    detail = said.why or _SPOKEN_DETAIL.get(kind, "chinese")
    if said.high is not None and detail == "chinese":
        detail = "chinese range"
    return Token("quantity", *match.span(), said.value, said.measure, said.high, said.more, detail)


# how a number in words is seen by the rows that judge it
_SPOKEN_DETAIL = {
    "percents": "fraction",
    "tens": "tenths",
    "mixed": "",
    "capitals": "",
    "spoken_range": "chinese range",
    "spoken_bare": "",
}
_READ = {
    "rank": _rank,
    "top": _top,
    "quantity": _quantity,
    "bare": _bare,
    "range": _range,
    "fraction": _fraction,
    "tenths": _tenths,
    "great": _great,
    "lasting": _lasting,
    **dict.fromkeys(spoken.KINDS, _spoken),
}
