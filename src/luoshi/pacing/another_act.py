"""Another act: what an office did to the promised things is less than, or other than, the act that it promised.

新认定工程研究中心10家 · 建成6家        what is built still waits to be recognised
发行专项债券30亿元 · 争取额度18亿元      a quota is not issued yet
引进人才200人 · 柔性引进120人            they go on working elsewhere
主导制定标准5项 · 参与制定6项            who takes part does not lead

A row is the act that was promised, and the acts that are asked about where the figure's own words have none of it.
"""

import re

from luoshi.expressions import expression
from luoshi.pacing.in_question import InQuestion, Unaccounted
from luoshi.pacing.wordings import act_of, promise_words
from luoshi.plan import Aspect, Light

_ROWS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (expression(r"引进|招引|引才|招聘"), expression(r"柔性|意向|挂职|兼职|短期|(?<!引进)(?<!、)培养")),
    (expression(r"认定|评定|命名|授牌|获评|获批"), expression(r"(?<!未)建成|打造|(?<!认定)培育|培养|组建|筹建|备案")),
    # money that is found is not spent yet
    (expression(r"完成[^,;。]{0,12}投资"), expression(r"落实|争取|下达|到位|筹措|筹集|申报|签约|安排")),
    (expression(r"发行"), expression(r"争取|额度|申请|申报|获批|下达|转贷")),
    (expression(r"出让"), expression(r"收储|储备|报批|征收|供应|划拨")),
    (expression(r"供应(?!链|能力)"), expression(r"收储|储备|报批|征收")),
    (expression(r"主导|牵头"), expression(r"参与|参加|协助")),
    (expression(r"拨付|发放|兑现|支付|兑付"), expression(r"归集|筹集|征缴|征收|募集|下达|审核|审批|受理")),
    (expression(r"培养|培育"), expression(r"引进|招引|招聘")),
    (expression(r"培训"), expression(r"认定|评定|评价|鉴定")),
    (expression(r"投放|购置|更新|新增"), expression(r"维修|维护|养护|检修|管护")),
    (expression(r"处置|盘活|化解|消化"), expression(r"认定|排查|摸排|核查|识别")),
    (expression(r"上市"), expression(r"培育|辅导|股改|储备|报会")),
    (expression(r"投产|投运|达产"), expression(r"竣工|完工|建成|封顶")),
    (expression(r"收储|征收"), expression(r"出让|供应")),
    (expression(r"争取|到位|引进"), expression(r"(?<!上级)(?<!中央)(?<!省)拨付|支出|使用|支付|兑付")),
    (expression(r"转化|落地"), expression(r"登记|评价|鉴定")),
    (expression(r"登记(?!在册)"), expression(r"转化")),
    (expression(r"创业"), expression(r"引进|招引|培训")),
    (expression(r"开行|始发|发运"), expression(r"到达|过境|途经|返程|回程|来程")),
    (expression(r"开放|共享|流通|交易"), expression(r"归集|汇聚|采集|编目")),
    (expression(r"解决|办结|化解|答复|办复|落实"), expression(r"收集|征集|搜集|梳理|受理|交办|转办")),
    (expression(r"发布|出台|制修订|制定|修订"), expression(r"立项|申报|征集|征求意见|起草")),
)


def done_otherwise(of: InQuestion) -> Unaccounted | None:
    """Ask of a figure whose own words name another act than the promise, and none of the promise's."""
    if not of.amount or of.reckoned or of.judged.light is not Light.GREEN:
        return None
    task, target = of.case.task, of.case.target
    promise = promise_words(task, target)
    act = act_of(promise, target) + promise.act + target.metric
    own = of.words.carried + of.words.left
    told = own + of.words.right + of.words.behind
    for promised, other in _ROWS:
        if promised.search(act) is None or (promised.search(told) is not None and "柔性" not in own):
            continue
        found = other.search(own)
        if found is not None and found[0] not in of.promised:
            return of.found(found[0], Aspect.METRIC, "前面写的是", "before it stands")
    helped = _ONLY_HELPED.search(of.words.right)
    if helped is not None and helped["act"] not in of.promised:
        return of.found(helped[0], Aspect.METRIC, "后面写的是", "behind it stands")
    return None


# 为560家企业开展上云培训 of 推动企业上云: they were taught, and may not have done it
_ONLY_HELPED = expression(
    r"(?:开展|组织|进行|提供|举办|参加|实施)了?[^,;。]{0,10}?(?P<act>培训|诊断|辅导|宣传|宣讲|咨询|评估|摸底|调研|排查|对接|推介)"
    r"(?:服务|活动|工作)?$",
    needs="开组进提举参实",
)
