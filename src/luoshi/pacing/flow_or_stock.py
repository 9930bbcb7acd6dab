"""Flow or stock: which words say that an amount flows through the year, and which that it stands at a date.

A flow is held against the share of the year that has passed; a stock never is. The first row
that is found decides, and what was found is named in the assessment's inputs.
"""

import re
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.indicators import Kind, indicator_of

COUNTED = frozenset("家个户人所座条处件项名张台辆株床套")


@dataclass(frozen=True, slots=True)
class Cue:
    """One row: where to look, for what, and what it says.

    Args:
        where: "metric", "phrase" (the target as written, with its action).
        counted_only: holds only where things are counted (家, 个, 人).
        named_only: holds only where no verb in front says what is done this year: 修复湿地面积 flows, 湿地面积 stands.
    """

    kind: Kind
    where: str
    words: re.Pattern[str]
    counted_only: bool = False
    named_only: bool = False


CUES: tuple[Cue, ...] = (
    # 新发放贷款3亿元 flows, though 贷款 stand at a date
    Cue(
        Kind.FLOW,
        "phrase",
        expression(
            r"新增(?!率)|净增|新登记|新设|新注册|新发展|新纳入|新办|发放|投放|拨付|兑付|接待|清收|办理|治理|修复|清理|盘活|消化"
        ),
    ),
    # “新开壶”企业: those that began to export this year
    Cue(Kind.FLOW, "metric", expression(r"^[“\"]?新(?:开|增|设|办|入|升|进|上|签|注册|登记|认定|培育|投产)")),
    Cue(
        Kind.STOCK,
        "metric",
        expression(
            r"拥有量|保有量|存量|存栏|总数|余额|人均|户均|地均|亩均|每.{1,4}人|在册|常住人口|户籍人口|(?:供[水热气电]|处理|接待|养护|服务|承载|吞吐|通行|保障|储备|灌溉)能力$"
        ),
    ),
    # those who die or are hurt in a year add up
    Cue(Kind.FLOW, "metric", expression(r"^(?!亿元|每|.*率)(?:.*(?:死亡|亡人|伤亡|溺亡|受伤))", needs="亡伤")),
    Cue(Kind.STOCK, "metric", expression(r"存款|贷款"), named_only=True),
    Cue(
        Kind.FLOW,
        "phrase",
        expression(
            r"新增|新建|新开工|新认定|新培育|新引进|新注册|新立项|新供应|新签|完成|引进|招引|入库培育|培育|投入|发放|供应|出让|盘活"
            r"|改造|整治|拆除|获批|入选|签约|落地|创建|举办|筹集|增加|帮扶|培训|转化|争取|淘汰|压减|削减|减少|开展|办理|建成|恢复|种植|流转|复垦|腾退|收储|销售|安置|救助|补贴|维修|检测|排查|普查|体检|筛查|接种|服务|采集"
            r"|走访|抽查|检查(?!站)|核查|巡查|抽检|辅导|约谈|慰问|宣讲|受理|办结|解决|化解|处置|查处|奖补|兑现|选派"
        ),
    ),
    # 百亿产值企业 are bodies, and no output
    Cue(Kind.STOCK, "metric", expression(r"(?:企业|主体|公司|单位|机构)数?$"), counted_only=True, named_only=True),
    Cue(
        Kind.FLOW,
        "metric",
        expression(
            r"营收|收入|产值|投资|交易额|交易量|零售额|销售额|总额|增加值|产量|进出口|出口|进口|外资|税收|支出|人次|吞吐量|客流|用电量|结算"
            r"|(?:销售|竣工|开工|施工|播种|种植|造林|完工)面积"
        ),
    ),
    Cue(
        Kind.STOCK,
        "metric",
        expression(
            r"(?:户|人|家|[站桩]点?(?=数)|床位|企业|主体|公司|单位|机构|学位|职工|从业人员)数量?$|数量$|里程$|面积$|保障人数"
        ),
        named_only=True,
    ),
    Cue(Kind.STOCK, "phrase", expression(r"装机(?:容量|规模)?(?:力争|将|要)?(?:达到?|超过?|突破)", needs="装")),
    Cue(Kind.STOCK, "phrase", expression(r"保持|稳定在")),
    Cue(Kind.STOCK, "phrase", expression(r"达到?|突破|总计"), counted_only=True),
)


_NOT_ACTED = expression(
    r"力争|争取(?=在|到|年|全年|实现|达到|完成|新增)|确保|全年|年内|年底前?|今年|累计|达到?|保持|稳定|突破|超过?|总|全[省市区县国社会]+|实现|使|让|将|[^\u4e00-\u9fff]|在|到"
)


_VERB_FIRST = expression(
    r"流转|争取|贷出|处置|提升|供应|收储|征收|拆除|出让|投放|回收|清偿|偿还|代偿|化解|核销|撬动|带动|修复|治理|清理|盘活|整治|发放|新增|退耕|造林|还林|播种|提供"
)


# a mean of each of them adds up to nothing, but for one of so many months
_MEAN_OF_EACH = expression(
    r"平均(?!每个?[年月季天日周])(?=[\u4e00-\u9fff]{2,8}(?:次数|时间|用时|时长|天数|件数))", needs="均"
)


def _acted_on(metric: str, phrase: str) -> bool:
    """Whether words in front of a metric say what is done to it."""
    if _VERB_FIRST.match(metric):
        return True
    before = phrase.partition(metric)[0] if metric and metric in phrase else ""
    return len(_NOT_ACTED.sub("", before)) >= 2


_MEAN = expression(r"[日月周旬]均(?!衡)|平均每?[日天月周]|每[日天月周]平均")


def kind_of_amount(metric: str, phrase: str, measure: str | None) -> tuple[Kind, str]:
    """Tell flow from stock, and by which word; without any cue it is a flow within the plan's year.

    Args:
        metric: 每万人高价值发明专利拥有量.
        phrase: the target as written, with the verb before its metric.
        measure: 件; 每人 and the like count as written.
    """
    if mean := _MEAN.search(metric):
        return Kind.STOCK, mean.group()  # 日均客流, 月均用水量: it does not add up over the year
    if (mean := _MEAN_OF_EACH.search(phrase)) is not None:
        return Kind.STOCK, mean.group()  # 平均跑动次数 no more than 0.3
    if measure is not None and measure.endswith("次"):
        return Kind.FLOW, measure  # 人次, 亩次: what is done so often this year
    acted = _acted_on(metric, phrase)
    for cue in CUES:
        if (cue.counted_only and measure not in COUNTED) or (cue.named_only and acted):
            continue
        if found := cue.words.search(metric if cue.where == "metric" else phrase):
            return cue.kind, found.group()
    indicator = indicator_of(metric)
    if indicator is not None and indicator.kind is not Kind.RATE:
        return indicator.kind, indicator.name
    return Kind.FLOW, ""
