"""Rules of milestones: how the clause of a promised phase looks, kind by kind, and what its object must end in.

A row is a kind and the pattern of a clause. A clause that holds a counted figure is a target
with a phase (建成投用卫生服务站3家), and no entry here.
"""

import re
from dataclasses import dataclass

from luoshi.expressions import expression
from luoshi.grammar.phases import PHASE_WORDS
from luoshi.plan import MilestoneKind

START, CONTINUE, NEW = MilestoneKind.START, MilestoneKind.CONTINUE, MilestoneKind.NEW
COMPLETE, COMMISSION, PILOT = MilestoneKind.COMPLETE, MilestoneKind.COMMISSION, MilestoneKind.PILOT
WIN, ISSUE, HOLD, LAND = MilestoneKind.WIN, MilestoneKind.ISSUE, MilestoneKind.HOLD, MilestoneKind.LAND

ADVERB = (
    r"(?:积极|加快|加速|抓紧|全力|大力|持续|全面|有序|扎实|稳步|着力|深入|不断|进一步|切实|重点|同步|"
    r"统筹|高标准|高质量|高水平|适时|尽快|年内|年底前|今年|全年|早日|"
    r"基本|全部|顺利|成功|正式|如期|按期|圆满|率先|全线|整体|力促|继续|协同|联合|推动|推进|促进|实现|和|并|启动|科学|精心|认真|谋划|"
    r"\d{1,2}月底前|上半年|下半年|[一二三四]季度|年底|底前|前|确保)"
)
ADVERBS = rf"{ADVERB}*?"
OPENING = expression(rf"{ADVERB}+(?=.{{2}})")
_HEDGE = r"(?P<hedge>全力争取|力争|争取|确保)?"
_HEAD = rf"^{ADVERBS}{_HEDGE}{ADVERBS}"

_WORKS = (
    r"(?:平台|中心|院|院区|园|园区|馆|桥|路|道|段|隧道|通道|管廊|线|站|基地|项目|大厦|总部|商务区|示范区|"
    r"先导区|试验区|医院|学校|校区|机场|港|港区|水库|电站|码头|工程|综合体|厂|公园|广场|场馆|剧院|客厅|"
    r"枢纽|小镇|学院|大学|实验室|"
    r"谷|城|新城|片区|组团|变|变电站|泵站|水厂|系统|大脑|载体|总部|营地|电厂|高速|铁路|地铁|"
    r"高铁|城铁|轻轨|城轨|城际|有轨电车|磁浮|索道|绿道|步道|栈道|长廊|渠道|水渠|船闸|机组|矿井|煤矿|换热站|风电场|牧场|"
    r"快速路|专区|联合会|协会|公司|银行|基金|博物馆|图书馆|体育馆|文化馆|体育场|中学|小学|幼儿园|留用地|"
    r"产业园|科技园|物流园|街区|"
    r"二期|三期|一期|期|合作区|保税区|综保区|口岸|灌区|水利枢纽|引水|调水|电缆|管网工程|装置|湾|岛|山|"
    r"发掘|考古|本体|湖|河|江|前期研究|规划|改建|大道|环线|互通|立交|服务区|客运站|货场|福利院|敬老院|"
    r"养老院|妇幼保健院|疾控中心|集群|[一二三四五六七八九十](?:中|小|院|幼))"
)
ENDS_IN_WORK = expression(rf"{_WORKS}(?:\([^)]*\))?$")
# what is done to one work is a work as well: 人民路拓宽改造, 机场改扩建, 水库除险加固
WORK_DONE_TO_IT = (
    r"(?:(?:拓宽|快速化|提质|提升|升级|除险|综合|维修|电气化|智能化|数字化|适老化|标准化|景观|提标|黑臭水体)*"
    r"(?:改造|改扩建|改建|扩建|迁建|重建|整治|加固|修缮|修复|扩容|增容|提标|搬迁|装修|布展))"
)
# before a phase (新院区投用, 主体结构封顶) more things are works than beside 建设
IS_WORK = expression(
    rf"(?:{_WORKS}|院区|楼|房|大厅|主体结构|主体工程|主体|主塔|大坝|桥梁|渠|闸|仓|市场|停车场|食堂|驿站|书房|航站区|轨道|产业城|"
    rf"校舍|社区|街|仓库|管网|管线|水系|酒店|商场|夜市|展厅|法庭|堤防|河道|水闸|全线|.{{2}}{WORK_DONE_TO_IT})(?:\([^)]*\))?$"
)
DONE_TO_IT = expression(rf"{WORK_DONE_TO_IT}(?:工程|项目)?$")
# classes and abstractions: their 建设 is no phase of one work
ABSTRACT = expression(
    r"(?:体系|机制|生态|生态圈|制度|队伍|能力|文化|共同体|标准化|规范化|法治|作风|品牌|环境|社区|用房|"
    r"格局|模式|网络|政府|社会|信用|军队|国防|党|文明|乡村|村庄|阵地|设施|城市|同楼|矩阵|氛围|场景|"
    r"一体化|数字化|智能化|网络化|"
    r"改革|管理|服务|保障|治理|监管|工作|任务|应用|提升|融合|发展|更新|整治|管网|小区|管道|水平|质量|"
    r"效能|行动|示范|战略|产业链|优势|地位)$"
)
CLASS_FRONT = expression(
    r"^(?:基层|病险|危旧|危房|薄弱|小型|中小型?|公办|民办|部分|各类|各级|一批|一体化|社区版|全域|老旧|农村|城乡|重大|重点项目|新型|现代化?(?:产业|基础)|"
    r"国有土地|雨污水|供水管网|高标准农田|产业|标准|更多|若干|系列|企业|高校|院校|镇街|乡镇)"
)
NOT_TASKS = expression(
    r"^(?:探索|支持|鼓励|引导|帮助|以|通过|围绕|依托|聚焦|充分|让|为|推广|优化|完善|健全|提升|强化|加强|"
    r"做好|做强|做大|打响|打造|发挥)"
)
DOCUMENT = expression(
    r"(?:政策|计划|方案|办法|条例|意见|规划|措施|规定|细则|清单|指引|规范|标准|纲要|若干|举措|目录|导则|"
    r"规则|办法》|方案》|计划》|意见》|条例》|规划》|[》”])$"
)
_EVENT = expression(
    r"(?:赛|节|会|展|论坛|活动|大会|博览会|峰会|公开赛|马拉松|演唱会|赛事|赛会|仪式|年会|运动会|交易会|"
    r"周|季|月|盛会|晚会|展览|[”》])$"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: a kind, how its clause looks, one of the words it must hold, and what its object must end in.

    Args:
        named: its object must be a definite work; of what is completed by a day, the day makes it definite.
        dated: it holds only where a day stands in the clause: 下半年启动二期工程.
    """

    name: str
    kind: MilestoneKind
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    named: bool = False
    dated: bool = False


def _rule(
    name: str,
    kind: MilestoneKind,
    words: str,
    pattern: str,
    needs: re.Pattern[str] | None = None,
    named: bool = False,
    dated: bool = False,
) -> Rule:
    """Make a row; VERB in the pattern stands for any of its words."""
    alternatives = sorted(words.split(), key=lambda word: -len(word))
    return Rule(
        name,
        kind,
        tuple(alternatives),
        expression(pattern.replace("VERB", f"(?:{'|'.join(alternatives)})")),
        needs,
        named,
        dated,
    )


_LATER = (
    r"(?P<later>力争|争取|确保|预计|计划|实现|高水平|高标准|高质量|顺利|如期|正式|全面|全线|全部|基本|主体|实质性|将|拟|于|在|能|并"
    r"|双机|双线|双幅|双塔|全线|两台机组|全部机组"  # 电厂实现双机投运
    r"|建成|竣工|完工|通车|通水|通气|通航|开学|开馆|开园|开业|投产|投用|启用)*"  # 通车运营, 通水运行
)
_BY = r"(?:推进|深化|加快|开展|建设|实施|做好|抓好|完善|落实|推动|承担)*"
_PUSH = r"(?:加快推进|加快|推进|持续推进|全面推进|有序推进|全力推进|抓好|协同|推动|实施|做好|深化|开展|抓紧)+"

# what is approved: 争取获批设立综合保税区, 推动国土空间规划获批
APPROVAL = "win approval"
_MAY_BE_APPROVED = expression(
    r"(?:区|中心|基地|试点|平台|园|实验室|城市|规划|总规|方案|立项|口岸|学院|大学|医院|机场|项目|工程|铁路|高速|高铁|港|线|资质|航线|专业|学位点|博士点|硕士点)(?:\([^)]*\))?$"
)
# of a work only its main part: 体育公园建成主体
MAIN_PART = "complete the main part"
# what is done to all of them: 年底前台账内欠款全部清偿到位
TO_ALL = "done to all"
DEEDS_TO_ALL = (
    "清偿 淘汰 拆除 清零 化解 退出 关停 关闭 取缔 兑付 偿还 归还 清退 注销 销号 拨付 搬迁 迁出 安置 建档 清理 整改 "
    "修复 治理"
)
# what is done and is no work: 9月底前完成校舍安全隐患排查
OF_A_TASK = "complete a task"
RULES: tuple[Rule, ...] = (
    _rule("complete a pilot", COMPLETE, "完成", rf"{_HEAD}VERB(?P<o>.+试点)(?:建设|任务|工作)?$"),
    _rule(
        "win by creating",
        WIN,
        "创建 争创 申创 创成 夺取 争夺 捧回 冲刺 争评 创评 申报",
        rf"{_HEAD}VERB(?P<o>.+)$",
    ),
    _rule("pilot", PILOT, "试点 试运行", rf"{_HEAD}VERB(?P<o>.+)$"),
    _rule(
        "pilot, named behind",
        PILOT,
        "试点",
        rf"{_HEAD}{_BY}(?P<o>.{{2,}}?VERB(?:区|城市|地区|县|省|工程)?)(?:建设|落地|工作|落地见效)?$",
    ),
    _rule(
        "win what is sought",
        WIN,
        "争取 获批",
        rf"{ADVERBS}(?P<hedge>全力争取|争取获批|力争获批|争取)"
        r"(?P<o>.+?(?:专项|项目|试点|称号|支持|资格|示范区|园区|城市|实验室|中心|平台|奖|杯|鼎|政策|名单))$",
    ),
    _rule(
        APPROVAL,
        WIN,
        "获批设立 获批建设 获批创建 获批",
        rf"{_HEAD}VERB(?P<o>.{{4,}})$",
        _MAY_BE_APPROVED,
    ),
    _rule(
        APPROVAL,
        WIN,
        "获批建设 获批设立 获批立项 获批",
        rf"{_HEAD}(?P<o>.{{2,}}?)VERB$",
        _MAY_BE_APPROVED,
    ),
    _rule(
        "win, creation behind",
        WIN,
        "创建 申报 申创 争创 创评",
        rf"{_HEAD}(?:推进|推动|抓好|做好|深化|开展|加快|深入|扎实|持续)+(?P<o>.+?)VERB(?:工作)?$",
    ),
    _rule(
        "commission, built and used",
        COMMISSION,
        "并投入使用 并投用 并投入运营 并投产 并启用 并交付使用 并交付 并对外开放 并通车 并运营 并恢复通行 并恢复通车 "
        "并恢复运营 并恢复供水 并恢复供电 并恢复使用 并恢复开放 并投勤",
        rf"{_HEAD}(?:基本建成|建成|完成|建设|竣工)(?P<o>.+?)(?:建设)?VERB$",
        IS_WORK,
    ),
    _rule(
        "commission",
        COMMISSION,
        "建成投用 建成投运 建成投产 建成启用 建成开放 建成运营 投用 投运 启用 开办 开通 实体化运作 投入使用 "
        "投入运营 投产 上线运行 上线",
        rf"{_HEAD}VERB(?P<o>.+)$",
    ),
    _rule(
        "start",
        START,
        "开工建设 新开工建设 新开工 开工 动工建设 动工 启动建设 开建",
        rf"{_HEAD}VERB(?P<o>.+)$",
    ),
    _rule("start work", START, "启动", rf"{_HEAD}VERB(?P<o>.+?(?:工程|项目|建设|改造|试点|编制))$", dated=True),
    _rule(
        "start, behind",
        START,
        " ".join(PHASE_WORDS[START]),
        rf"{_HEAD}(?P<o>.+?){_LATER}VERB$",
        IS_WORK,
    ),
    _rule(
        "commission, behind",
        COMMISSION,
        " ".join(PHASE_WORDS[COMMISSION]),
        rf"{_HEAD}(?P<o>.+?){_LATER}VERB$",
        IS_WORK,
    ),
    _rule(
        "issue",
        ISSUE,
        "制定实施 制定出台 研究出台 编制出台 编制 修订 出台 制定 印发 颁布 发布",
        rf"{_HEAD}VERB(?P<o>.+)$",
        DOCUMENT,
    ),
    _rule("hold", HOLD, "举办好 办好 举办 承办 举行 组织举办 筹办", rf"{_HEAD}(?:承接)?VERB(?P<o>.+)$", _EVENT),
    _rule("land", LAND, "落地 落户", rf"{_HEAD}VERB(?P<o>.+)$"),
    _rule("land, behind", LAND, "落地 落户", rf"{_HEAD}(?P<o>.+?)VERB$", ENDS_IN_WORK),
    _rule("complete", COMPLETE, "基本建成 全面建成 建成 完工 竣工", rf"{_HEAD}VERB(?P<o>.+)$"),
    _rule(
        MAIN_PART,
        COMPLETE,
        "建成主体工程 建成主体结构 建成主体 完成主体工程 完成主体结构 完成主体封顶",
        rf"{_HEAD}(?P<o>.{{3,}}?){_LATER}VERB$",
        IS_WORK,
    ),
    _rule(
        "complete work",
        COMPLETE,
        "完成",
        rf"{_HEAD}VERB(?P<o>.+?(?:前期研究|研究|编制|规划|主体工程|建设|扩容|主体结构|迁建|扩建|工程|项目|"
        r"验收|总体规划|前期工作|改造|搬迁|整治|提升|绿化|安装|修缮|加固))$",
        named=True,
    ),
    _rule(
        "complete, behind",
        COMPLETE,
        " ".join(PHASE_WORDS[COMPLETE]),
        rf"{_HEAD}(?P<o>.+?){_LATER}VERB$",
        IS_WORK,
    ),
    _rule("set up", NEW, "搭建 设立 新建 组建 成立 筹建 新设", rf"{_HEAD}VERB(?P<o>.+)$", named=True),
    _rule(
        "continue building",
        CONTINUE,
        "续建 加快建设 推进建设 继续建设 加快推进建设 建设",
        rf"{_HEAD}VERB(?P<o>.+)$",
        named=True,
    ),
    _rule(
        "continue, building behind",
        CONTINUE,
        "规划建设 建设运营 项目建设 建设进度 建设 发掘 改扩建 迁建 扩建 提升改造",
        rf"^{ADVERBS}{_HEDGE}{_PUSH}(?P<o>.+?)VERB$",
        named=True,
    ),
    _rule("continue together", CONTINUE, "协同", r"^(?:积极)?VERB(?P<o>.+?(?:建设|改建))$"),
    _rule(
        OF_A_TASK,
        COMPLETE,
        "完成",
        rf"{_HEAD}VERB(?P<o>.{{2,}}?(?:排查|检修|普查|清查|核查|自查|检查|抽查|巡查|督查|检测|监测|评估|审计|审核|调查|测绘|勘测|鉴定|"
        r"登记|确权|颁证|换届|招聘|招生|招录|遴选|选派|选举|轮训|维修|养护|维护|清淤|疏浚|修编|修订|论证|整改|清理|清欠|"
        r"兑付|发放|拨付|征收|征迁|拆除|收购|收储|划转|移交|接收|脱钩|注销|改制|重组|整合|迁移|接种|筛查|体检|防治|播种|"
        r"“?回头看”?|抢收|收割|栽植|补植|采购|招标|汇编|归档|对接|部署|接入|联网|切换|调试|改革))(?:工作|任务)?$",
        dated=True,
    ),
    _rule(
        OF_A_TASK,
        COMPLETE,
        "办结 办理完毕 办理完成 整改完毕 整改到位 整改完成",
        rf"{_HEAD}(?P<o>[^、]{{2,}}?(?:手续|事项|问题|案件|隐患|工单|诉求))(?:要|须|应|要求|均|都)*(?:全部|全面|基本)?VERB$",
        dated=True,
    ),
    _rule(
        TO_ALL,
        COMPLETE,
        DEEDS_TO_ALL,
        rf"{_HEAD}(?P<o>[^、]{{2,}}?)(?:今年内|年内|今年|本年度?内?|全年)?(?:要|须|应|要求|依法|足额|按期|如期)*全部(?:依法|足额|按期|如期)*VERB(?:到位|完毕|完成|完)?$",
    ),
)
