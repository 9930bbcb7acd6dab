"""The words around a figure: before it, behind it, carried over from its list, and those that go on of it."""

from dataclasses import dataclass
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.grammar.sharing import shared_value
from luoshi.pacing.likeness import content
from luoshi.pacing.stages import ALL_OF_THEM, NOW, RESULT, STAGE_WORDS, Progress, level, progress_in, without_stages
from luoshi.place import Span

# the noun of a list's member, up to the next number
_BARE_MEMBER = expression(r"[^,;。、\d和及与]{1,20}[、和及与]")
_STOP = expression(r"[,;。!?\n]")
# to the last of them: one look, where to find each and take the greatest is five
_UP_TO_A_STOP = expression(r"(?s:.*)[,;。!?\n]")
_UP_TO_AN_END = expression(r"(?s:.*)[。!?\n;]")
# 和美乡村 and 和谐社区 join nothing
_PARTED = expression(r"(?:[、及与]|和(?![美谐睦]))(?=(?:[^、和及与]|和(?=[美谐睦]))*$)")
# 三是城市书房建成24处: which of a list it is, and nothing of the figure
_LIST_MARK = expression(
    r"^\s*(?:第?[一二三四五六七八九十]是|其[一二三四五]是?|(?:\d{1,2}|[一二三四五六七八九十])[.、)]|[①-⑳])\s*"
)


@dataclass(frozen=True, slots=True)
class Around:
    """The words around one figure, with half-width signs, without what stands in brackets.

    Args:
        left: of its clause, from the figure before it on; right: up to the figure behind it.
        behind: the next clause, where it goes on without a figure of its own; else empty.
        before: the clauses of its sentence before its own that have no figure, back to the last that has one.
        carried: the words in front of the first number of a list that the figure goes on: 签约 of 签约甲类9个、乙类5个.
        aside: the words of the bracket right behind the number, without figures: 30个（在建）.
        expected: 预计 stands at the head of its sentence, before a period or a comma, and binds all of it.
        shared: another figure follows in the same clause, so that the words between belong to it.
        bracketed: it stands in a bracket.
    """

    left: str
    right: str
    behind: str = ""
    before: str = ""
    carried: str = ""
    aside: str = ""
    expected: bool = False
    shared: bool = False
    bracketed: bool = False

    @property
    def clause(self) -> str:
        return self.left + self.right


def _open_brackets(text: str, at: int) -> int:
    """Where the bracket begins in which a place stands, or -1."""
    opened = text.rfind("(", 0, at)
    return opened if opened > text.rfind(")", 0, at) else -1


# the bracket of 新(改、扩)建 is a part of the verb
_BRACKET = expression(r"(?<!新)\([^()]{0,80}\)|(?<=新)\((?![改扩、]+\)建)[^()]{0,80}\)")


def _without_brackets(text: str) -> str:
    return _BRACKET.sub(lambda found: "\0" * len(found[0]), text) if "(" in text else text


@lru_cache(maxsize=1024)
def around(statement: str, figure: Span, figures: tuple[Span, ...]) -> Around:
    """Return the words around a figure.

    Args:
        figure: the span of its number with its measure.
        figures: the spans of all figures of the statement, in any order.
    """
    text = level(statement)
    whole = text
    opened = _open_brackets(text, figure.start)
    if opened >= 0 and (alone := _ALONE.match(text, opened)) and alone.start(1) <= figure.start < alone.end(1):
        # 停车场（8处）尚未启动: a bracket that holds the number alone stands in its clause
        text = f"{text[:opened]} {text[opened + 1 : alone.end() - 1]} {text[alone.end() :]}"
        opened = -1
    first, last = 0, len(text)
    if opened >= 0:
        first = opened + 1
        closed = text.find(")", figure.end)
        last = closed if closed >= 0 else last
    else:
        text = _without_brackets(text)
    # a figure in a bracket that was taken out parts nothing
    others = [span for span in figures if span != figure and first <= span.start < last and text[span.start] != "\0"]
    last_stop = _UP_TO_A_STOP.match(text, first, figure.start)
    clause = first if last_stop is None else last_stop.end()
    left_end = max((span.end for span in others if span.end <= figure.start), default=first) if others else first
    found = _STOP.search(text, figure.end, last)
    stop = found.start() if found else last
    following = min((span.start for span in others if span.start >= figure.end), default=last) if others else last
    shared = following < stop
    right = text[figure.end : min(stop, following)]
    if shared:
        # 45公里管道已完成67%: what stands right before the next number is said of it; 12个已完工、8个在建 is parted
        right = right[: max((found.start() for found in _PARTED.finditer(right)), default=0)]
    last_end = _UP_TO_AN_END.match(text, first, figure.start)
    sentence = first if last_end is None else last_end.end()
    if shared:
        closing = text[max(span.end for span in others if span.start < stop) : stop]
        before = text[max(clause, left_end) : figure.start]
        right += closing if _says_of_each(closing, before, text[figure.end : following], right) else ""
    left = _LIST_MARK.sub("", text[max(clause, left_end) : figure.start].replace("\0", "")).replace("方面:", "")
    label, colon, item = left.rpartition(":")
    if label and colon and _LIST_MARK.match(item):
        left = _LIST_MARK.sub("", item)  # 小巨人企业：①今年新增5家
    own = shared_value(statement, figure.start) if opened < 0 else None
    if own is not None:
        left = own.words  # 开工、竣工分别为63个、36个: 36 are 竣工
    elif left_end > clause and (parted := _PARTED.search(left)) and parted.start() > 0:
        left = left[parted.end() :]  # 25个开工、19个建成: 开工 is said of the 25
    return Around(
        left=left,
        right=right.replace("\0", ""),
        behind="" if shared or stop >= last else _going_on(text, stop, last, following, left + right),
        before=_before(text, max(sentence, left_end), clause),
        carried="" if own is not None else _carried(text, clause, left_end, figure.start, others),
        aside=_aside(whole, figure.end, figures) if opened < 0 else "",
        expected=_AT_THE_HEAD.match(text, sentence) is not None,
        shared=shared,
        bracketed=opened >= 0,
    )


def _says_of_each(closing: str, before: str, between: str, right: str) -> bool:
    """Tell whether what closes a list of figures is said of one of them, too.

    Args:
        before, between: what stands before its number, and behind it up to the next number.
    """
    # 15所中小学、16所幼儿园全部建成, and 101个学校、188套宿舍主体完工 is said of both
    said = progress_in(closing)
    if ALL_OF_THEM.search(closing) or (said is not None and Progress.NOT_BEGUN < said < Progress.DONE):
        return True
    # 8家卫生院、52个工作室建成运行: what has no verb of its own has the last one's
    listed = said is Progress.DONE and _BARE_MEMBER.fullmatch(between) is not None
    return listed and not before.strip(" 、") and not STAGE_WORDS.search(right)


def _before(text: str, start: int, clause: int) -> str:
    """The clauses right before a figure's own, back to the last that has a number: that one speaks of another."""
    first = text.find(",", start, clause) if start and text[start - 1] not in ",;。!?\n" else start - 1
    if start >= clause or (start and first < 0):
        return ""
    kept: list[str] = []
    for words in reversed(text[first + 1 : clause].replace("\0", "").split(",")):
        if _NUMBER.search(words):
            break
        kept.append(words)
    return ",".join(reversed(kept))


# the 5 of 5G is no number
_NUMBER = expression(r"\d(?![\d.]*[A-Za-z])")


def _aside(text: str, end: int, figures: tuple[Span, ...]) -> str:
    """The words of the bracket that stands right behind a number or its noun, where they hold no figure."""
    found = _ASIDE.match(text, end)
    if found is None or any(found.start(1) <= span.start < found.end(1) for span in figures):
        return ""
    return found[1]


_AT_THE_HEAD = expression(
    r" *[据经按]?(?:预计|预期|初步(?:[测核估]算|估计|统计|汇总|预计)|快报数?据?|预测)"
    r"(?=[,:]|\d{1,4}[-—年月]|全年|上半年|前?[一二三四]季度)"
)
_ALONE = expression(r"\((?:共|计|合计|共计)?([\d.,]+[万亿千百]*[^()\d,;。]{0,4})\)")
_ASIDE = expression(r"[\u4e00-\u9fff]{0,12}\(([^()]{1,40})\)")


def _carried(text: str, clause: int, left_end: int, at: int, others: list[Span]) -> str:
    """The words in front of the first figure of a clause, where a figure goes on its list behind 、 or 和.

    The 完成 of 完成25项38件实事, of 完成12个领域45项任务 too, reaches over both numbers.
    """
    if left_end <= clause:
        return ""
    between = text[left_end:at]
    if not _LISTED.match(between) and not stands_next(between):
        return ""
    first = min((span.start for span in others if span.start >= clause), default=at)
    return text[clause:first].replace("\0", "")


_A_NOUN = expression(r"[\u4e00-\u9fff]{0,4}")


def stands_next(between: str) -> bool:
    """Tell whether two numbers stand together, with no more than a noun between them: 12个领域45项."""
    return _A_NOUN.fullmatch(between) is not None and not STAGE_WORDS.search(between) and not RESULT.search(between)


_LISTED = expression(r"^[^、和及与,]{0,12}[、和及与]")
# 新建公园14个。目前正在施工。
_NOW_ON = expression(r" *(?:目前|现已|现|均|都|全部)(?![\u4e00-\u9fff]{0,6}(?:项目|工程)[^,;。]{0,4}(?:共|有))")
_DATES = expression(r"(?:20)?\d\d年|\d{1,2}月(?:\d{1,2}[日号]|[底末初中]|上旬|中旬|下旬)?")
# 9月鉴定结果待汇总 is said of another month; 12月底前完工 is not
_OTHER_MONTH = expression(r" *\d{1,2}月(?!份?[底末前初]|\d|[上中下]旬)")
_GOES_ON = expression(
    r"^ *(?:目前|现|现已|并|且|但|均|全部|都|已|正|正在|尚|还|仍|其余|剩余|也|共|预计|计划|力争|将|拟|等?待|后续"
    r"|下一?步|任务|名单|资金|项目|工程|主体|前期|各|完成|工作|手续|相关|方案|用地|初步"
    r"|大部分|部分|多数|陆续|逐步)"
)
# 另有一批合同正在办理 is of others, and 若下半年航线恢复 a condition of what is to come
_OF_OTHERS = expression(
    r" *(?:未(?:完工|完成|开工|建成|投用|交付|竣工)的|"
    r"另有|另外|此外|还有|另(?=[一\d部])|(?:其余|剩余|余下)的?(?=[\u4e00-\u9fff]{0,8}?(?:均|都|已|正|全部|处于))"
    r"|按(?:此|目前|当前|现有|照)|照此|据此)"
)
_IF = expression(r" *(?:若(?!羌|尔盖)|如果|如能)")
# 已硬化886公里，未完工的集中在山区: they are others than those that are counted
_THOSE_THAT_ARE_NOT = expression(
    r" *(?:但|而)?(?:尚|还|仍|暂)?(?:未|没有?|在建)(?:能)?[\u4e00-\u9fff]{0,4}的(?!主?要?原因|情况|问题|项目$)"
)
# 下一步将继续指导企业申报: of what comes after it
_NEXT = expression(
    r" *(?:下一?步|下一?阶段|接下来|后续|今后|下半年|三季度|四季度)[^,;。]*?(?:继续|持续|进一步|加大|加强|不断|再)"
)
_ANOTHER = expression(r"[\u4e00-\u9fff]{2,8}?(?:待|尚|还|未|正在|将)")


def _going_on(text: str, stop: int, last: int, following: int, clause: str) -> str:
    """The clause behind a stop, where it has no figure, and no subject but that of the clause before it."""
    if text[stop] in "!?\n" or (text[stop] == "。" and not _NOW_ON.match(text, stop + 1)):
        return ""
    end = _STOP.search(text, stop + 1, last)
    until = end.start() if end else last
    if following < until:
        return ""
    if _OTHER_MONTH.match(text, stop + 1):
        return ""
    words = _DATES.sub("", text[stop + 1 : until])
    if _NEXT.match(words):
        return ""
    if _OF_OTHERS.match(words) or (
        (given := _IF.match(words)) and progress_in(words[given.end() :]) in (None, Progress.PLANNED)
    ):
        return ""
    if _NUMBER.search(words):
        return ""  # a number that is no figure, planned or restated, is said of something else
    if _THOSE_THAT_ARE_NOT.match(words) and progress_in(clause) is not Progress.PLANNED and NOW.search(clause):
        return ""
    words = words.replace("\0", "")
    if _DATES.match(text, stop + 1) and not _GOES_ON.match(words) and _ANOTHER.match(words):
        return ""  # 前8个月培养5260人，9月鉴定结果待汇总: another month, and another thing
    if _GOES_ON.match(words) or STAGE_WORDS.match(words.lstrip(" ")):
        return words
    # 新增停车位520个，建设工作有序推进; …，停车位建设正在收尾
    subject = content(without_stages(words))
    if subject not in content(clause) or not STAGE_WORDS.search(words):
        return ""
    # 培训工作有序推进 praises; what is built is not there while the building goes on
    return "" if _PRAISE.search(words) and not _BUILDING.search(words) else words


_PRAISE = expression(
    r"(?:有序|稳步|扎实|顺利|有力|持续|深入|加快|全面)推进|推进(?:有序|顺利|平稳|有力)|进展(?:顺利|良好|有序|平稳)"
)
_BUILDING = expression(r"建设|施工|项目|工程|改造|安装")
