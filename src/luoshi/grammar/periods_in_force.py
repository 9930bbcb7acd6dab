"""Periods in force: the period and the due date that are in force at each number, in one pass over the tokens.

A period at the head of a sentence holds for it, until another is named; one in a bracket
holds in the bracket. 其中 carries it into the next sentence. A period that something is
compared with (比2020年, 为2016年的) is not the figure's own.
"""

from dataclasses import dataclass, replace
from datetime import date

from luoshi.cycle import Period
from luoshi.expressions import expression
from luoshi.grammar.beyond import PLAN
from luoshi.grammar.due import due_in
from luoshi.grammar.figure import Figure
from luoshi.grammar.frames import HARD, MEANT, SENTENCE
from luoshi.grammar.periods import Named, read_period
from luoshi.grammar.scan import Token

_COMPARED = frozenset("比较与同占超和至于是以对为")
_SINCE = frozenset("由从自")
# periods whose last day a promise means as its due day: 1—10月, 三季度末, 下半年; a month alone only with 底
_DUE_BY = frozenset(("months", "dotted", "quarters", "quarter", "half"))
_ENDS = ("底", "末", "旬", "日", "号")
_NOT_DUE = frozenset("比较与同占超和是以对为由从自")
# 完成全年60家任务的46.7%: the year is the task's, not the figure's
_OF_A_TASK = expression(rf"的?(?:[\d.]+[十百千万亿]*[^,;。、\d]{{1,6}}?的?)?{PLAN}")
_SO_FAR = expression(r"已|累计|共|目前|现有|总")
# 达到去年同期的2.2倍: what it is a multiple of
_OF_A_MULTIPLE = expression(r"的(?:约|近|超)?(?:\d+(?:\.\d+)?[余多]?|[两三四五六])倍", needs="的")
# (上年同期=100), (以上年为100): what an index is held against
BASE_OF_AN_INDEX = expression(r"(?:价格)?(?:=|为|作为?)100\)", needs="0")
# what says that the date before it is the one that counts
_DONE = expression(r"[^,;。、\d]{0,12}?(?:完成|建成|完工|竣工|投用|投入使用|交付|办结)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A period that belongs to the figure behind it alone: 去年基数, 由去年的."""

    start: int
    end: int
    named: Named


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force at one number.

    Args:
        current: the period of its sentence; `before`: of the sentence before it.
        mark: the last period that belongs to a base figure.
        due: the last day by which the sentence promises.
        day: the period in force is named by a day in it (6月18日), so that it says when, and not for which months.
    """

    current: Period | None
    before: Period | None
    mark: _Mark | None
    due: date | None
    day: bool = False


def standings(
    tokens: list[Token], text: str, year: int | None, as_of: date | None, *, promised: bool = False
) -> dict[int, Standing]:
    """Return what is in force at each number, by its position; in a task (`promised`) a span ends on a due day."""
    found: dict[int, Standing] = {}
    stack: list[Period | None] = [None]
    before: Period | None = None
    mark: _Mark | None = None
    due: date | None = None
    since: list[int] = []  # the numbers of this part of the sentence
    closing: date | None = None  # a due day that says of the numbers before it when they are done
    day = on_a_day = False
    held: tuple[Period | None] | None = None  # what was in force before a time that is still to come
    for token in tokens:
        if token.kind == "sign":
            if closing is not None and token.detail in HARD:
                _close(found, since, closing)
                closing = None
            if held is not None and token.detail in HARD:
                stack[-1], held = held[0], None
            if token.detail == "(":
                stack.append(stack[-1])
            elif token.detail == ")" and len(stack) > 1:
                stack.pop()
            elif token.detail in SENTENCE:
                before, stack, mark, due, since, day, on_a_day = stack[0], [None], None, None, [], False, False
            elif token.detail == ";":
                due, since = None, []
                if on_a_day and len(stack) == 1:
                    stack[-1], on_a_day = None, False
        elif token.kind == "period":
            if token.detail == "due" or promised:
                last = _due(token, text, year, as_of)
                closing = last if since and last is not None and _DONE.match(text, token.end) else None
                due = last if last is not None or token.detail in ("whole", "this_year", "year") else due
            if token.detail == "due" or (token.detail == "within" and promised):
                continue
            sign = text[token.start - 1] if token.start else ""
            if token.detail == "within":
                stack[-1] = _last_years(text[token.start], year or (as_of.year if as_of else None))
                continue
            if (named := _named_by(token, text, sign, year, as_of, promised=promised)) is None:
                continue
            since_then = sign in _SINCE and text[token.end : token.end + 1] != "起"
            if named.same or since_then or (named.base and len(stack) > 1):
                mark = _Mark(token.start, token.end, named)
            else:
                alone = _holds_for_its_clause(token, text, sign, named.period, as_of, promised=promised)
                held = (held or (stack[-1],)) if alone else None
                stack[-1] = named.period
                # 改造：9月中旬全部完工，共53万平方米；管网：更新44公里: the second has no day
                on_a_day = not promised and token.detail == "month" and text[token.end - 1] in "日号旬"
                day = token.detail == "month" and text[token.end - 1] in "日号"
        elif token.kind in MEANT:
            found[token.start] = Standing(stack[-1], before, mark, due, day)
            since.append(token.start)
            closing = None
    if closing is not None:
        _close(found, since, closing)
    return found


def _last_years(number: str, year: int | None) -> Period | None:
    """Return as many years as a letter says, of which `year` is the last."""
    return Period(year - _years(number) + 1, 1, year, 12) if year else None


def _named_by(
    token: Token, text: str, sign: str, year: int | None, as_of: date | None, *, promised: bool
) -> Named | None:
    """Return the months that a period names; None where it is a day, a comparison or a base that says of no figure.

    Args:
        sign: the letter before it.
    """
    later = _next_year(text, token)
    at = year or (as_of.year if as_of else None)
    named = read_period(
        token.detail, text[token.start : token.end], at + 1 if at and later else year, None if later else as_of
    )
    if not promised and sign in ("自", "从") and text[token.end : token.end + 1] == "起":
        return None  # 自7月1日起每月提高10元: since when, and no month of its own
    moved = sign in _UP_TO and MOVED.search(text, max(0, token.start - 4), token.start) is not None
    if not promised and sign in _UP_TO and named.period is not None and not moved:
        named = _up_to(named, named.period, text[token.end - 1], as_of)
    if (sign in _COMPARED and not moved) or (
        token.detail in ("whole", "this_year") and _OF_A_TASK.match(text, token.end)
    ):
        return None
    if named.base and (_OF_A_MULTIPLE.match(text, token.end) or BASE_OF_AN_INDEX.match(text, token.end)):
        return None
    return named


def _holds_for_its_clause(
    token: Token, text: str, sign: str, period: Period | None, as_of: date | None, *, promised: bool
) -> bool:
    """Tell whether a period holds no further than its clause."""
    if not promised and _is_to_come(period, as_of):
        return True  # 全年任务60家，完成28家: a time that is still to come
    if token.detail == "this_month" and "\u4e00" <= sign <= "\u9fff":
        return True  # 销售额当月增长1.3%，销售额增长3%: behind its subject 当月 speaks of that subject alone
    if token.detail == "month" and text[token.end : token.end + 1] == "起":
        return True  # 4月起陆续开业；建成3个: the month is that in which one thing begins
    return not promised and (_says_only_why(text, token) or _says_only_when(text, token))


# 首批公交车5月投入运营；新增停车位60个: the month in which the one came, and none of the other's
_CAME = expression(
    r"(?:份)?(?:已|全部|均|全面|正式|顺利|建成|竣工)*(?:投入(?:运营|使用|运行)|投用|投产|投运|通车|建成|竣工|完工|启用|上线|开业|开园|开馆|开学|开街|开工|动工"
    r"|交付|挂牌|揭牌|通过[^,;。\d]{0,6}验收)[^,;。:\d]{0,12}(?=[,;。\n])"
)


def _says_only_when(text: str, token: Token) -> bool:
    """Whether a month stands behind the subject of a clause without a figure behind it, and says when that came."""
    if token.detail != "month" or _CAME.match(text, token.end) is None:
        return False
    before = max(token.start - _SO_FAR_BACK, 0)
    begins = max((found.end() for found in _CLAUSE_ENDS.finditer(text, before, token.start)), default=before)
    subject = text[begins : token.start].strip()
    return len(subject) > 1 and subject[-1] not in "至到止于自从前" and "\u4e00" <= subject[-1] <= "\u9fff"


# 受疫情影响，企业一季度开工不足，新增22家; 公路因七八月份连续阴雨，仅完成151公里
_WHY = expression(
    r"因(?!地制宜|材施教|势利导|此)|受(?!益|理|助|训|聘|让)|由于|不足|偏[慢少低晚弱]|滞后|阴雨|降雨|强降|低温|高温|寒潮|冰冻|汛情|停工|缓慢|放缓|较[慢少低晚弱]|困难|低迷|下滑|下行|(?:公布|发布|印发|下发|召开|举行|出台|公示|下达|揭晓)[^,;。]*(?:名单|名录|通知|文件|结果|公告|会议|会$|清单|批次|方案)"
)
_CLAUSE_ENDS = expression(r"[,;。:!?\n()]")
_SO_FAR_BACK = 40


def _says_only_why(text: str, token: Token) -> bool:
    """Whether a period stands in the midst of a clause without a figure that says only why it has not come further."""
    ends = _CLAUSE_ENDS.search(text, token.end)
    last = min(ends.start() if ends else len(text), token.end + _SO_FAR_BACK)
    if _WHY.search(text, max(0, token.start - _SO_FAR_BACK), last) is None:
        return False
    begins = max(
        (found.end() for found in _CLAUSE_ENDS.finditer(text, max(0, token.start - _SO_FAR_BACK), token.start)),
        default=max(0, token.start - _SO_FAR_BACK),
    )
    clause = text[begins:last]
    return _WHY.search(clause) is not None and text[begins : token.start].strip() != "" and not _COUNTS.search(clause)


# 因一季度开工不足仅完成22家 has its figure in the same clause; the digits of a month are none
_COUNTS = expression(r"\d(?!\d*(?:月|季度|日|号|[-—至、]\d))(?![\d.]*年)[\d.]*[\u4e00-\u9fff%]")


# 到9月末, 到9月20日, 到9月: so far in the year, and not in that month
_UP_TO = ("到", "至")
# 由一季度的-9.8%回升至前三季度的4.5%: the months of what it has moved to
MOVED = expression(r"[升降高低落窄缓快大长加少涨跌提增减](?:到|至)$", needs="到至")


def _up_to(named: Named, period: Period, last: str, as_of: date | None) -> Named:
    """Return a month that is only the last of those meant: 到9月末, and 到9月20日 or 到9月 where that day has come."""
    come = as_of is None or (period.last_year, period.last_month) <= (as_of.year, as_of.month)
    if last in "底末" or (period.months == 1 and last in "日号月份" and come):
        return replace(named, period=Period.to_month(period.last_year, period.last_month))
    return named


def _next_year(text: str, token: Token) -> str:
    """明年 before a month (明年3月底前), or what of it stands before 年底; else nothing."""
    year = text[token.start] == "年"
    said = text[max(0, token.start - (1 if year else 2)) : token.start]
    return said if said in (("明", "次", "翌", "来") if year else ("明年", "次年", "翌年", "来年")) else ""


def _years(letter: str) -> int:
    return "_12345".index(letter) if letter.isdecimal() else "_一二三四五".find(letter.replace("两", "二"))


def _is_to_come(period: Period | None, as_of: date | None) -> bool:
    return (
        period is not None and as_of is not None and (period.last_year, period.last_month) > (as_of.year, as_of.month)
    )


def _close(found: dict[int, Standing], numbers: list[int], due: date) -> None:
    """新建学校5所，10月底前完成: the date behind holds for the numbers before it."""
    for number in numbers:
        found[number] = replace(found[number], due=due)


def _due(token: Token, text: str, year: int | None, as_of: date | None) -> date | None:
    """The last day that a date of a promise means, if it is one to promise by, and not of a year gone by."""
    written = _next_year(text, token) + text[token.start : token.end]
    if token.detail == "due":
        return due_in(written, year, as_of)
    now = year or (as_of.year if as_of else None)
    if token.detail == "within" and now is not None:
        return date(now + _years(written[0]) - 1, 12, 31)  # 两年内: to the end of the next year
    if token.detail == "years" and (several := read_period("years", written, year, as_of).period) is not None:
        return date(several.last_year, 12, 31)
    if token.detail == "plan" and now is not None and not written.endswith(("初", "以来")):
        # 到“十四五”末: the end of the five years that it names
        several = read_period("plan", written, year, as_of).period
        return date(several.last_year, 12, 31) if several is not None and several.last_year > now else None
    if token.detail == "year" and now is not None and (later := _A_YEAR.fullmatch(written)) is not None:
        # 到2027年高新技术企业达到1000家, in a plan of 2025
        return date(int(later[1]), 12, 31) if int(later[1]) > now else None
    # 年末贷款余额450亿元 names the date of a stock, and no day but the year's end, which needs no word
    ends = token.detail in ("month", "year_end") and written.endswith(_ENDS)
    ends = ends or (token.detail == "end_of_year" and len(written) > 2)
    if not (ends or token.detail in _DUE_BY) or (token.start and text[token.start - 1] in _NOT_DUE):
        return None
    day = due_in(written, year, as_of, plain=True)
    return day if day is not None and now is not None and day.year >= now else None


_A_YEAR = expression(r"(20\d\d)年")


def period_of(figure: Figure, found: dict[int, Standing]) -> tuple[Period | None, bool]:
    """Return the period of a figure, and whether it is last year's."""
    frame = figure.anchor or figure.frame
    standing, own = found[frame.token.start], found[figure.frame.token.start]
    # 上半年21万、三季度26万: a later member of a list that names its own months has them
    named = own.current if own.current != standing.current else None
    current = named or standing.current or (standing.before if figure.carried else None)
    if standing.day and current is not None and _SO_FAR.search(frame.left):
        current = None  # 6月18日上线，已发布53个: so many by now
    mark = standing.mark
    if mark is not None and frame.start - (mark.end - mark.start) <= mark.start:
        return mark.named.period or (current.year_earlier() if current else None), True
    return current, False
