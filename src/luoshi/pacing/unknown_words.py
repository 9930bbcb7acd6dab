"""Words beside a figure that the rules do not know: in its bracket, before it and behind it."""

from luoshi.expressions import expression
from luoshi.grammar.same_words import in_one_word
from luoshi.indicators import indicator_of, same_metric
from luoshi.pacing.flow_or_stock import COUNTED
from luoshi.pacing.full_rates import is_full_of_each
from luoshi.pacing.fuller_names import is_but_fuller
from luoshi.pacing.in_question import InQuestion, Unaccounted
from luoshi.pacing.likeness import content, is_measured_there, is_the_bare_rate
from luoshi.pacing.plain_names import says_only_its_name
from luoshi.pacing.promised_number import among_the_promised
from luoshi.pacing.scopes import scope_in
from luoshi.pacing.stages import level
from luoshi.pacing.whom_it_reaches import is_whom_it_reaches
from luoshi.pacing.with_its_distance import makes_up_the_target
from luoshi.pacing.wordings import figure_words, promise_words
from luoshi.pacing.words_of_reporting import SEPARATORS, WORDS_OF_REPORTING, unknown
from luoshi.plan import Aspect, Basis, Observation

_BRACKET = expression(r"[\u4e00-\u9fff]{0,12}\(([^()]{1,60})\)")
_IN_BRACKETS = expression(
    # 指数（CPI）: a short name
    r"^[A-Za-z&.\d]{2,8}$|^(?:其中|不含|不包?括|剔除|去年|上年|同比|较|比|占|即|折合|约合|分别|原|\d|完成|见|附|另|余下|剩余|全省|排名|排|居|位|数据|按|约|快报|预计|初步|其他|扣除|下同|同上)|[\d.]+[万亿]?[\u4e00-\u9fff]{1,3}[、,].*\d|\d[\u4e00-\u9fff]{1,3}(?:等)?$"
)


def in_a_bracket(of: InQuestion) -> Unaccounted | None:
    if of.words.bracketed:
        return None
    text = level(of.case.task.statement)
    behind = _BRACKET.match(text, of.seen.value_span.end)
    for inside in [*_ANY_BRACKET.findall(of.clause), *([behind[1]] if behind else [])]:
        if (
            inside in of.promised
            or _PLACES.fullmatch(inside)
            or (_IN_BRACKETS.search(inside) and not _INCLUDES.match(inside))
        ):
            continue
        if _are_their_names(inside, of.seen):
            continue
        more = _SO_MANY.sub("", _INCLUDES.sub("", inside))
        if of.at_least_so_much and more == inside and not _OPEN_STAGE.search(inside):
            continue  # 320个（主城区）: the whole is no less
        if more in of.promised or not (more != inside or unknown_in_bracket(inside, of.promised)):
            continue
        return of.found(inside, Aspect.METRIC, "旁边的括号里写的是", "the bracket beside it says")
    return None


def _are_their_names(inside: str, seen: Observation) -> bool:
    """Whether a bracket gives each of a few things a name: 新增上市公司1家（北交所）, 2家（甲科技、乙股份）."""
    names = inside.split("、")
    if len(names) != seen.value or seen.measure not in COUNTED or _NO_NAMES.search(inside):
        return False
    return all(len(name) > 1 for name in names)


_NO_NAMES = expression(
    r"含|包括|待|未|拟|暂|尚|预|估|重复|计划|在建|签约|筹|扣|剔|不|约|或|更正|调|原|存量|续|复|上年|去年|结转|外|试|初|部分|\d"
    r"|[省市区县镇乡村]$|城区|全[省市区县]|数据|口径|统计|[上以]报"
)
_ANY_BRACKET = expression(r"(?<=.)\(([^()]{1,60})\)")
_PLACES = expression(r"[、省市县区州盟旗镇乡街道]+")
# 47个（含体育公园8个） of 60个（含体育公园10个）: as it was promised
_SO_MANY = expression(r"(?<=..)[\d.]+[万亿]?[\u4e00-\u9fff]{1,2}$")
_INCLUDES = expression(r"^(?:已|均|也)?(?:包?含|包括|涵盖)(?:了)?")


def unknown_in_bracket(words: str, promised: str) -> bool:
    """Whether a bracket has two letters together of which the promise and the words of reporting know nothing."""
    left = "".join(
        "," if letter in promised else letter for letter in content(WORDS_OF_REPORTING.sub(",", in_one_word(words)))
    )
    return any(len(run) >= 2 for run in SEPARATORS.split(left)) or bool(_OPEN_STAGE.search(words))


_OPEN_STAGE = expression(r"待|未|拟|暂|尚|不完全|重复|估")
# 和平台 joins, and 和平区 does not
AND = r"、|以及|及(?!以)|和(?!平(?![台均原价房板急])|谐|睦|美(?![术育容丽食国发]))|与|并(?!网)|暨"
_JOINER = expression(AND)
_LABEL = expression(r"[\u4e00-\u9fff]+:")


def strange_words(of: InQuestion) -> Unaccounted | None:
    figure = of.case.proof.figure
    if figure is None or of.reckoned or of.at_least_so_much or of.case.target.basis is Basis.BREAKTHROUGH:
        return None
    target, seen = of.case.target, of.seen
    if makes_up_the_target(of.case.task, target, seen):
        return None
    if of.summed or is_the_bare_rate(target.metric, seen.metric) or is_full_of_each(target, seen):
        return None  # the rule of the sum has placed the names of its parts
    if seen.value == target.value and ALL.search(of.words.right):
        return None  # the promised things themselves, by a longer name
    left, right = _own_part(of), _ALIAS.sub(",", of.words.right)
    if among_the_promised(of.case.task, target, of.words, seen):
        left = ""  # the promised number and its noun
    if says_only_its_name(target, promise_words(of.case.task, target), of.words.left):
        left = ""  # the promised name, who, when and the promised deed
    if target.value_text and f"{target.value_text}{left}" in level(of.case.task.statement):
        left = ""  # 39个污水处理设施完工38个: the promised ones, by what the answer calls them
    if is_whom_it_reaches(of.case.task, target, seen) or of.left_out:
        left = ""  # 惠及群众 of 受益人口
    name = figure_words(seen, of.words).metric
    same = same_metric(seen.metric, target.metric) or content(name) == content(target.metric)
    if name and (same or is_but_fuller(of.case.task, target, seen)):
        left, right = (words.replace(seen.metric, ",") for words in (left, right))
    promised = of.promised
    if _SPENT.search(target.metric):
        promised += "省市区县州本级"
    if target.basis is Basis.RANK and seen.scope:
        left = left.replace(seen.scope, ",")  # its bodies were held against the promised ones
    if (known := indicator_of(target.metric)) is None or not known.constant_prices:
        left = left.replace("名义", "")  # prices are left in where nothing else is promised: income
    if target.metric.endswith("吞吐量"):
        left = _PORT.sub(",", left)
    by_definition = seen.basis is Basis.SHARE and is_but_fuller(of.case.task, target, seen)
    if (target.basis is Basis.SHARE or by_definition) and _SHARED_OUT.search(promised) is None:
        left = _OF_THE_WHOLE.sub(",", left)
    if (wanted := scope_in(of.case.task.text)) and scope_in(left) == wanted:
        left = _WITHOUT.sub(",", left)
    for words in (left, right):
        for run in unknown(words, promised):
            if is_measured_there(content(target.metric), run):
                continue
            return of.found(run, Aspect.METRIC, "旁边写的是", "beside it stands")
    return None


ALL = expression(r"全部|均|都|全面|已")
_ALIAS = expression(r"“[^“”]{1,12}”")
_SPENT = expression(r"支出|经费|三公|债务")
_PORT = expression(r"[\u4e00-\u9fff]{2,6}?(?:机场|航空港|港口?|码头|口岸|车站)")
_OF_THE_WHOLE = expression(
    r"占[\u4e00-\u9fffA-Z]{2,12}(?:比重|比例|份额)|(?<=支出)占(?:全[省市区县州]|地方|本级)?(?:一般公共预算|财政)(?:总?支出)的?"
)
_SHARED_OUT = expression(r"占(?!比|地)")
EXAMPLES = expression(r"^.*、.*等(?=[\u4e00-\u9fff]{2})|^.*等$")


def _own_part(of: InQuestion) -> str:
    """The words before a number that are said of its own thing, of a list that is shared, exemplified or of names."""
    left = of.words.left
    if "分别" in left or are_names(left, of.seen):
        return ""
    left = EXAMPLES.sub("", left)
    members = left.split("、")
    own = [one for one in members if of.case.target.metric and of.case.target.metric in one]
    return own[0] if len(members) > 1 and own else left


def are_names(left: str, seen: Observation) -> bool:
    """Whether the words in front are as many names as the number counts: 龙泉外滩、柳津湖、回风三处公交站."""
    return seen.value > 1 and seen.value == len(level(left).strip(", ").split("、"))


# 剔除留抵退税因素后同口径增长7.1%
_WITHOUT = expression(r"(?:剔除|扣除|还原)[^,;。]{2,16}?(?:因素|影响|政策)(?:影响)?后?")
