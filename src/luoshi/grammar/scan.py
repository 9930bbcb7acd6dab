"""One pass over a text: which numbers stand in it, with which measure, and which are names.

The pass is one pattern, so its time grows with the length of the text and with nothing
else. Every alternative is a row: its name, and what it looks like. What a number means is
not decided here.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from luoshi.grammar.periods import PERIOD
from luoshi.quantity.measures import measure_pattern
from luoshi.quantity.numbers import ARABIC, CHINESE, MAGNITUDE, arabic, chinese, magnitude_of, number

# one character for one character, so that every position stays
_SAME = str.maketrans(
    "０１２３４５６７８９．％，；：（）！？＋－—–−‐‑‒﹣～〜∼│｜／　", "0123456789.%,;:()!?+--------~~~||/ "
)


def level(text: str) -> str:
    """Return `text` with one form for each sign (，is , and （ is ( ); the length stays."""
    return text.translate(_SAME)


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
# 12亿5000万, 3万余, 20多亿, 1.2万多
_FULL = rf"[-+]?{_N}(?:{_SPACE}[余多几]?{_M}+(?:{_N}{_M}+)*|(?={_SPACE}[余多]))?{_SPACE}[余多来]?{_SPACE}"
_CN_START = r"[一二两三四五六七八九十百千万]"

_NAMES: tuple[tuple[str, str], ...] = (
    ("quoted", r"“[^”\n]{0,60}”|《[^》\n]{0,80}》|「[^」\n]{0,40}」|‘[^’\n]{0,40}’|\"[^\"\n]{0,40}\""),
    ("document number", r"[〔\[【(]\d{4}[〕\]】)]\d+号?|\[\d+\]|【\d+】|[①-⑳]|\(\d{1,2}\)(?=\D)"),
    ("list number", r"(?:(?<=\n)|^)[ ]*\d{1,3}(?:[.、)]|\.)(?!\d)"),
    ("phone", r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{5}(?=[^\d,;。]{0,8}热线)"),
    ("ratio", r"\d+(?:\.\d+)?[ ]?[:∶][ ]?\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?)*"),
    ("size", rf"\d+[×xX*]\d+(?:\.\d+)?{MAGNITUDE}*(?:千瓦|兆瓦|吨|米|公里)?"),
    ("formula", r"(?:\d+|(?<![A-Za-z])(?!GDP|CPI|PPI|FDI)[A-Z]+)(?:[+](?:\d+|[A-Z]+))+"),
    (
        "per 10000 yuan",
        r"[百千]?[万亿]元(?=(?:GDP|地区生产总值|生产总值|国内生产总值|工业增加值|规模以上工业|规上工业|产值|"
        r"农业))",
    ),
    ("letters", r"(?<![A-Za-z])(?!(?:GDP|CPI|PPI|FDI)[-+])[A-Za-z]+[-+]?\d+(?:\.\d+)?[A-Za-z]*(?:-\d+)?"),
    ("graded", r"\d[A-D]+(?![a-zA-Z])级?|\d[GDK](?![A-Za-z])|\d+(?:\.5)?代(?:线|机)?"),
    (
        "road",
        r"(?:国道|省道|县道|高速)\s?[A-Z]?\d+(?![\d.]|\s?(?:公里|条|米))(?:线)?|\d+(?:和\d+)?(?:国道|省道|"
        r"县道|号线|号院|号楼|号地块|"
        r"号令|号文|线(?=[\u4e00-\u9fff]))",
    ),
    ("age or years", r"\d+(?:周?岁(?:以上|以下)|周岁|周年|年级|年期|年|世纪)(?!均)|\d+·\d+"),
    ("clock", r"\d{1,2}:\d{2}|\d+/\d+/\d+"),
    ("voltage", rf"{_N}{_M}?(?:千伏|kV|KV|伏)(?!安)(?:及以上|以上)?(?:级)?"),
)

_IMPLICIT: tuple[tuple[str, str], ...] = (
    (
        "first",
        r"(?:居|列|占|夺|排|稳居|位居|位列|保持|名列)(?:在)?[^,;。:、()\d“”居列占]{0,10}?(?:首位|榜首)(?!度|"
        r"战略|任务|城市)",
    ),
    ("covered", r"(?:全覆盖|全面覆盖)(?=[,;。、)]|$|和|及|率$)"),
    ("doubled", r"翻了?[一两二三四]番|(?<![一二三四五六七八九、])翻番(?=[,;。、以左]|$)|翻倍(?=[,;。、以左]|$)"),
    ("half", r"(?:过|超)(?:半数|半)(?=[,;。、的]|$)|(?<!第)一半(?:以上)?|(?:达|近)半数?(?=[,;。、的]|$)"),
    (
        "parity",
        r"(?:增长|增速|增幅)?(?:与|和|同)(?:[^,;。:、()与和]{2,18}?)(?:基本|保持|实现|"
        r"相)?(?:保持)?同步(?:增长|提高|提升)?(?!推进|实施|建设|开展|规划|部署|落实|设计|发力|抓|做|完成|"
        r"施工|启动|投|协同)",
    ),
    (
        "outpace",
        r"(?:增长|增速|增幅)?(?:继续|持续|均|全面)?(?:不低于|高于|快于|跑赢|超过|略高于|不慢于|好于|优于|"
        r"达到)(?:[^,;。:、()\d高低快超达]{0,14}?(?:增速|增长速度|经济增长|平均水平|平均|面上|增长|"
        r"增幅))(?=[,;。、]|$|的发展)"
        r"|(?:增长|增速|增幅)(?:继续|持续|均|全面)?(?:高于|快于|跑赢|不低于)[^,;。:、()\d]{2,14}(?=[,;。、]|$)",
    ),
    (
        "flat",
        r"(?<=增[速长幅]为)零(?=[,;。、)]|$)|(?<![社网限商])零增长(?=[,;。、)左]|$)|持平(?!于)|(?<=[期年月季本致体])相当(?=[,;。、)]|$)",
    ),
    ("trend", r"(?:稳中有降|稳中有升|只增不减|只减不增|持续下降|持续上升|逐年下降|逐年提高|双下降)(?=[,;。、]|$)"),
    (
        "front",
        r"(?:居|列|排|保持|稳居|位居|位列|跻身|进入|处于|走在|迈入|挺进)[^,;。:、()\d“”居列]{0,10}?(?:前列|"
        r"第一方阵|前茅|上游)",
    ),
)


# words in quotation marks that say something themselves: they go before the names
_QUOTED_WORDS: tuple[tuple[str, str], ...] = (
    ("breakthrough", r"实现[^,;。:、()\d]{0,14}?突破(?=[,;。、]|$)|“零”的?突破|零的突破|破零(?=[,;。、]|$)"),
    ("both_fall", r"“双下降”(?=[,;。、]|$)"),
    ("great", r"(?<=[破超达过近])[一二两三四五六七八九]?[十百千万]{0,2}[万亿](?=大关|门槛|[,;。、]|$)"),
)


# what an alternative of the scan may begin with: everything else is passed over at once
FIRST = (
    r"0-9A-Za-z+\-“《「‘\"〔\[【①-⑳ ,;。:()、!?\n零〇一二两三四五六七八九十百千万亿近第前"
    r"年上下本当过这最截今去全居列占夺排稳位保名翻增与和同继持相均不高快跑超略好优达只逐双实破跻进处走迈挺国省县"
)


def scanner(extra_measures: Iterable[str] = (), *, guarded: bool = True) -> re.Pattern[str]:
    """Compile the one pattern of the scan.

    Args:
        extra_measures: an office's own.
        guarded: pass at once over letters that begin nothing (`FIRST`); it makes no difference but to time.
    """
    measure = measure_pattern(extra_measures)
    top = r"P(?![A-Za-z0-9])"
    measure = rf"(?:{top}|{measure})"
    strict = measure_pattern(extra_measures, strict=True)
    names = "|".join(pattern for _, pattern in _NAMES[:2])
    others = "|".join(pattern for _, pattern in _NAMES[2:])
    ranged = (
        rf"(?P<low>{_FULL})(?P<low_measure>{measure})?(?:-|~|至|"
        rf"到){_SPACE}(?P<high>{_FULL})(?P<range_measure>{measure})"
    )
    rows = (
        PERIOD,
        *(f"(?P<w_{name}>{pattern})" for name, pattern in _QUOTED_WORDS[:2]),
        rf"(?P<name>{names})",
        r"(?P<sign>[,;。:()、!?\n])",
        rf"(?P<rank>第\s?(?P<rank_number>[0-9]+|{CHINESE})(?P<rank_measure>位|"
        rf"名)?)(?![\d零一二三四五六七八九十百]|批|次|期|届|轮|产业|季|方阵|书记|三方|线|个|条|家|代|五个|步|"
        rf"一个|二个|时间|资源|生产力|动力|要务|责任|梯队|课堂|关|\d)",
        r"(?P<top>(?<![目当此之日底末])前(?P<top_number>[0-9]+|[二三五六七八九十百]+)(?P<top_measure>位|名|强|列|甲)?(?!季|个|年|月|"
        r"期|%|届|次|批|\d))",
        rf"(?P<ordinal>第\s?(?:\d+|{CHINESE})[个批次期届轮代条]?)",
        rf"(?P<range>(?<![由从]){ranged})",
        rf"(?P<fraction>-?(?:百分之|千分之)负?{CHINESE}|(?:\d+|{CHINESE})分之(?:\d+|{CHINESE})(?!\d)|"
        rf"(?<![A-Za-z0-9./_=-])\d{{1,4}}/\d{{1,4}}(?![A-Za-z0-9/.年月万千百十-])(?P<nn_measure>{strict})?)",
        rf"(?P<tenths>(?:{_N}|[一二两三四五六七八九]|近[一二两三四五六七八九])成(?:半)?(?=[以左的多,;。、农群企]|$))",
        rf"(?P<names2>{others})",
        rf"(?P<quantity>(?P<amount>{_FULL})(?P<measure>{measure}))",
        rf"(?P<bare>{_FULL})",
        rf"(?P<chinese>(?P<cn_amount>(?:一(?=倍)|[一二两三四五六七八九][十百千万亿]|"
        rf"[二两三四五六七八九十百千万亿])[零〇一二两三四五六七八九十百千万亿]{{0,24}}(?:点[一二三四五六七八九]{{1,12}})?[余多]?)(?P<cn_measure>{strict}))",
        rf"(?P<great>{_QUOTED_WORDS[2][1]})",
        *(f"(?P<w_{name}>{pattern})" for name, pattern in _IMPLICIT),
    )
    return re.compile((f"(?=[{FIRST}])" if guarded else "") + f"(?:{'|'.join(rows)})")


def tokens(text: str, pattern: re.Pattern[str], source: str | None = None) -> list[Token]:
    """Scan a levelled text; every token's positions are positions of the text.

    Args:
        source: the text as written, from which a measure with brackets is taken: 套（间）.
    """
    found: list[Token] = []
    for match in pattern.finditer(text):
        kind = str(match.lastgroup)
        if kind in ("sign",):
            found.append(Token("sign", match.start(), match.end(), detail=match[0]))
        elif kind.startswith("p_"):
            found.append(Token("period", match.start(), match.end(), detail=kind[2:]))
        elif kind.startswith("w_"):
            found.append(_word(match, kind[2:]))
        else:
            found.append(_READ.get(kind, _name)(match))
    if len(found) > 1:
        _share_measures(text, found)
    if source is not None and source != text:
        return [_as_written(token, source) if "(" in token.measure else token for token in found]
    return found


def _as_written(token: Token, source: str) -> Token:
    return token._replace(measure=source[token.end - len(token.measure) : token.end])


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
        bare = not earlier.measure or (earlier.measure == "个" and later.measure == "个百分点")
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
    amount, more = _amount(match["amount"])
    return Token("quantity", start, end, amount, match["measure"], more=more, sign=_sign_of(match["amount"]))


def _amount(text: str) -> tuple[Decimal, bool]:
    more = "余" in text or "多" in text or "几" in text
    return arabic(text), more


def _sign_of(text: str) -> str:
    return text[0] if text[0] in "+-" else ""


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
    return Token("quantity", match.start(), match.end(), low, match["range_measure"], high=high, more=more, sign=sign)


def _fraction(match: re.Match[str]) -> Token:
    text = match[0]
    if "/" in text:
        measure = match["nn_measure"] or ""
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
    value = 10 * _either(text.rstrip("成半")) + (5 if text.endswith("半") else 0)
    return Token("quantity", start, match.end(), value, "%", detail="tenths")


def _chinese(match: re.Match[str]) -> Token:
    text = match["cn_amount"].rstrip("余多")
    return Token(
        "quantity",
        match.start(),
        match.end(),
        chinese(text),
        match["cn_measure"],
        more=text != match["cn_amount"],
        detail="chinese",
    )


_READ = {
    "rank": _rank,
    "top": _top,
    "quantity": _quantity,
    "bare": _bare,
    "range": _range,
    "fraction": _fraction,
    "tenths": _tenths,
    "chinese": _chinese,
    "great": _great,
}
