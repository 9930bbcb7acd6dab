"""The left context: the front of what stands before a number: openings, hedges and verbs, down to the metric.

力争全年新认定市级以上孵化器8家      力争 is a hedge, 新认定 the verb, 市级以上孵化器 the metric
"""

from collections.abc import Mapping
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.grammar.number_context import Sides
from luoshi.grammar.words import COUNTED, ESTIMATES, words
from luoshi.plan import MilestoneKind


@dataclass(slots=True)
class Front:
    """What stands in front of a metric.

    Args:
        metric: what is left when openings, hedges and verbs are taken off.
        start: where the metric begins in the string that was read.
        verbs: how many verbs stand there: 新建和改造 are two.
        begins: where the first word that counts for the span begins (hedge, 全年, verb or metric).
    """

    metric: str
    start: int
    begins: int
    hedge: str | None = None
    estimated: bool = False
    action: str | None = None
    milestone: MilestoneKind | None = None
    parts: bool = False
    verbs: int = 0
    nested: str | None = None


_PLACE_FIRST = expression(
    r"(?:[省市区县州]本级|[省市区县州]级(?!以上|及)|全市|全省|全区|全县|全州|我市|我省|我区|我县|我州|我们|市区|县级|各地|各县市区|各县区|各区县|各县|各乡镇|各镇街|各级各部门|各部门|各单位|五年|每(?:个|县|区|市|镇|村)[^,;。]{0,8}?(?=至少|各|建成|新增|培育|新建|打造|招引|实现|完成|确定))"
)
# adverbs only where a verb follows: 提速实施33个项目, and not 提速扩容工程
_HOW_IT_IS_DONE = expression(
    r"(?:提速|加速|加力|提质|提效|滚动|接续|接力|系统|分批|分类|分期|梯次|常态化|高效|大规模|精心|择优|规范|聚力|合力|倾力|压茬|一体|一体化|优先|就近|扩面|扩围|提档)+"
)
_NOT_SKIPPED = ("及时", "和谐", "和美", "并网", "并购", "与会")
_LIST_NUMBER = expression(
    r"[ ]*\d{1,3}[.、](?!\d)|[ ]*\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)"
    r"|[一二三四五六七八九十]{1,3}(?:是|、(?![一二三四五六七八九十]))"
)
_SKIP = " 、,\"'并且和及与或~|"
_SPAN_FROM = frozenset(("hedge", "action", "counted"))


def read_front(sides: Sides, rest: str) -> Front:
    """Take openings, hedges, periods and verbs off the front of `rest`."""
    numbered = _LIST_NUMBER.match(rest)
    at, begins = numbered.end() if numbered else 0, -1
    front = Front("", 0, 0)
    while at < len(rest):
        if rest[at] in _SKIP and not rest.startswith(_NOT_SKIPPED, at):
            at += 1
            continue
        word = _prefix(sides, rest, at)
        if word is None:
            place = _PLACE_FIRST.match(rest, at)
            graded = place is not None and place[0].endswith("级") and rest[:at].rstrip().endswith("、")
            # 自治区级3个、县级新建7个: of a list of grades it is the name
            if place and not graded and _opens(sides, _prefix(sides, rest, _behind_a_sum(rest, place.end()))):
                at = place.end()
                continue
            how = _HOW_IT_IS_DONE.match(rest, at)
            if how and _opens(sides, _prefix(sides, rest, how.end())):
                at = how.end()
                continue
            break
        kind = sides.front[word]
        if word in ("其中", "含", "包括"):
            front.nested = word
        if kind == "hedge" or word == "全力争取":
            front.hedge = "争取" if word == "全力争取" else word
            front.estimated = front.estimated or word in ESTIMATES
        elif kind == "estimate":
            front.estimated = True
        elif kind in ("action", "counted"):
            front.action = word
            front.verbs += 1
        if kind == "counted":
            front.milestone = front.milestone or COUNTED[word]
        if begins < 0 and (kind in _SPAN_FROM or word == "全年"):
            begins = at
        at += len(word)
    if front.action and rest.startswith("(", at) and (closed := rest.find(")", at)) > 0:
        at = closed + 1  # 新增(优化)公交线路: the bracket belongs to the verb
    front.start, front.metric = at, rest[at:]
    front.begins = begins if begins >= 0 else at
    return front


_SUMMED = expression(r"(?:共计?|累计|合计|已)+(?=.)")


def _behind_a_sum(rest: str, at: int) -> int:
    """Where a verb may stand behind a place, and behind 共 or 累计: 各县区共培养."""
    found = _SUMMED.match(rest, at)
    return found.end() if found is not None and not rest.startswith(_NOT_LONGER, at) else at


def _opens(sides: Sides, word: str | None) -> bool:
    """Whether a word behind a place shows that the place is no part of the metric: 全市新增, 我市力争."""
    return word is not None and (word in ("至少", "至多", "各") or sides.front[word] != "front")


def _prefix(sides: Sides, rest: str, at: int) -> str | None:
    for length in sides.front_lengths.get(rest[at : at + 1], ()):
        word = rest[at : at + length]
        if len(word) == length and word in sides.front:
            kind = sides.front[word]
            after = rest[at + length : at + length + 1]
            # 改造项目, 建设资金, 就业人数: the verb is part of the metric
            if kind in ("action", "counted") and _NOUN_AFTER.match(rest, at + length):
                continue
            nouns = _NOUN_WORDS.get(word)
            if nouns and rest.startswith(nouns, at + length) and not _BUILT_WITHIN.match(rest, at):
                continue
            if length == 2 and rest.startswith(_NOT_LONGER, at):
                continue
            if word == "新开" and after == "工":
                continue  # 新开工项目20个: it is no 新开 of anything
            if length == 1 and word + after in _FRONT_LONGER and not rest.startswith(_NOT_LONGER, at):
                continue
            return word
    return None


_NOUN_AFTER = expression(
    r"(?:项目|资金|工程|率|面积|规模|总量|总额|数量|数|量|额|人数|收入|产值|任务|指标|成本|总值|机构|"
    r"人员|标准(?!厂房|化)|水平|能力|强度|型|性|业|费|用地|指数|比例|比重|体系|事项|质量|载体|队伍|贷款|增加值|"
    r"占比|周期|方案|主体)(?!.*(?:项目|工程))"
)
# adverbs and verbs that are the beginning of a noun where these follow
_NOUN_ROWS = """
    服务 器 体系 平台 业态 行业 人员 对象
    高标准 粮田
    绿化 覆盖率 面积 工程
    试点 企业 城市 区 县 工作 项目 单位 地区 学校 任务
    新增 就业
    招聘 会
    办理 时限 时间
    办结 时限 时间
    开办 时限 时间
    高标准 农田 厂房 基本农田
    保障 性 房 措施
    服务 贸易 业 外包 消费 中心 站 点 进出口 机构 型 区
    建成 区
    开发 区 园
    重点 群体 人群 项目 工程 产业 企业 领域 地区 区域 实验 镇 研发 高校 城市 景区 行业
    重点 民生 研究 学科 专科 建设 技术 人才 改革
    未来 工厂 社区 乡村 产业 城
    发展 中心 基金 指数 改革
    建档 立卡
    投资 额 强度
    贷款 余额 额
    补贴 资金
    培训 基地 中心
    主导 产业
    参与 率 度
    安置 房 区
    集中 供热 式 隔离 供水 连片 供养
    联合 体 国 社
    储备 粮 林
    种植 户 大户
    造林 绿化
    分配 收入
    组织 部
    科学 技术 家 城 装置 仪器
    同步 卫星 辐射
    有效 投资 发明 灌溉 专利 需求
    消费 额
    登记 在册 失业
    认证 产品
    开放 式 型
    授信 额 余额
    融资 额 担保 租赁
    利用 外资
    募集 资金
    平均 浓度 水平 工资 预期 等待 等候 时间 用时 时长 跑动
    基本 医疗 养老 公共 农田
    总 部 规 投 额 量 产 值 数
"""


# what was built, and no built-up area: 建成区域医疗中心2个
_BUILT_WITHIN = expression(r"建成区(?:域(?!面积|范围)|级|块链|属)")


def _noun_words() -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in _NOUN_ROWS.split("\n"):
        if row.strip():
            first, *nouns = row.split()
            table[first] = (*table.get(first, ()), *nouns)
    return table


_NOUN_WORDS = _noun_words()
# 共建成60个 is 共 and 建成
_NOT_LONGER = ("共建成", "共建设", "共建造")
_FRONT_LONGER = frozenset(
    words(
        "要素 要地 共富 共建 共享 共同 共产 共青 各类 各级 各地 各县 各项 各区 各市 各族 各界 均衡 均值 均等 "
        "由于 使用 以工 以旧 以上 和谐 和美 并网 并购 并联 再生 再就 再造 即时 在建 在校 在册 在职 "
        "在岗 在库 在线 在园 在读 在营 约束 近海 近岸 近零 也是 都市 但保 等级 等次 等待 等候 的士 另类 将军 把关 "
        "现代 现有 现场 现金 现货 现价 现行 现状 现役 现存 现房 现汇 现浇 与会 及时 即办 则是 还款 还林"
        " 近洋 到位 有效 有色 有机 有线 有偿 有关 有害 有源"
    )
)
