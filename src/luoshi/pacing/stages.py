"""Stages: how far the words around a figure say that its things have come.

5个公园均未开工              not begun
90台电梯均已签约             prepared: a contract is no lift
18个小区正在施工             under way
14个口袋公园已全部建成开放   done
新增学位1950个               nothing is said of a stage: the verb reports a result

A figure's own words are those of its clause, from the figure before it to the figure behind it; the clause
behind counts where it goes on without a figure of its own (…14个，目前均在施工). The last stage that is
named counts (已完成招标并开工 has begun), and a later one behind the number goes before one in front of it
(计划改造的35个小区已全部完成). A word that the promise itself uses names no stage: 签约 where contracts
were promised, 设计 of 工业设计中心.
"""

import re
from enum import IntEnum
from functools import lru_cache

from luoshi.expressions import expression

# one character for one, so that positions stay
_LEVEL = str.maketrans("，；：（）！？　", ",;:()!? ")


class Progress(IntEnum):
    """How far; what is smaller has come less far."""

    NOT_BEGUN = 0
    PLANNED = 1
    PREPARED = 2
    BEGUN = 3
    UNDER_WAY = 4
    DONE = 5


@lru_cache(maxsize=256)  # a statement is levelled for each target that it may answer
def level(text: str) -> str:
    """Return the text with half-width signs; its length stays."""
    return text.translate(_LEVEL)


# What names a stage, in the order in which they are looked for at one place. 完成 before a word of
# preparation is part of it: 完成招标 completes no work.
_PREPARING_WORDS = (
    "签约|签订|获批|立项(?!实施)|选址|摸底|摸排|排查|勘察|勘测|测绘|设计|招标|招投标|挂网|采购|评审|报批|审批|可研|可行性研究|方案|前期|申报|核定|核准"
    "|公示|名单|分解|下达|谋划|策划|储备|洽谈|征求意见|论证|编制|筹备|对接|征地|拆迁|征收|清表|规划|入户|(?<!普法)(?<!法治)宣传|动员|部署|图纸|审核(?!办理)|初审"
    "|确定|明确|遴选(?!认定|评定|确定|产生|出)|推荐|受理|办理手续|手续|土地平整|三通一平|初设|批复|财评|施工图|施工许可|安排|落实(?:资金|用地|点位|地块)|纳入|列入|计划书|协议|意向|合同"
)
# one look at a letter instead of ninety words at each: half of the time in which stages are looked for went here
# a word may begin with what must not stand before it: (?<!普法)宣传
_PREPARING_FIRST = (
    "".join(sorted({re.sub(r"\(\?<![^)]*\)", "", word)[0] for word in _PREPARING_WORDS.split("|")})) + "待资贷指补经备"
)
_PREPARING = (
    rf"(?=[{_PREPARING_FIRST}])(?:{_PREPARING_WORDS}|(?<![接招对款期善优等])待"
    # 竣工验收备案 is behind the end
    r"|(?<!竣工验收)(?<!竣工)备案"
    r"|(?:资金|贷款|指标|补助|经费)(?:已|均|全部|全面|都)*(?:到位|落实|下达|拨付))"
)
# 三年行动计划提速, and not 计划启动20个
_A_SCHEME_MOVES = (
    r"(?:(?<=行动)|(?<=培育)|(?<=倍增)|(?<=攻坚)|(?<=专项)|(?<=振兴)|(?<=提升))计划"
    r"(?:全面|深入|加快|顺利|持续|扎实)*(?:提速|启动|推进|实施|落地|见效|收官|出台)"
)
_ROWS: tuple[tuple[Progress, str], ...] = (
    (
        Progress.NOT_BEGUN,
        # 新增床位4270张，未能完成计划数: short of it, and not without any
        r"(?!(?:均|都|尚|还|仍|暂)?(?:未|没有|没)能?(?:按期|如期|全部)?(?:完成|达到|实现)(?:了)?(?:全年|年度|年初|既定|预定|预期|下达)*的?(?:计划|目标|任务|预期|进度|序时|时间))"
        r"(?:均|都|全部|也)?(?:尚|还|仍|暂)?(?:未|没有|没)(?:能|有|曾|全部|全面|正式|实质性|按期|如期|按时|按计划|及时|实现|最终|对外|在?[今本]?年[内底]前?|在?\d{1,2}月(?:\d{1,2}[日号]|[底末初])?前)*"
        r"(?:恢复(?:通行|通车|运营|供水|供电|供气)|投勤|执勤|封关|并网|通航|通电|复工|贯通|连通|上线|开放|开馆|开园|开业|开诊|开街|启用|通车|通水|通气|运营|运行|投产|投运|验收|办结|获批|开工|动工|启动|开展|实施|开始|建设|完成|建成|完工|竣工|投用|投入|交付|动|到位|发放|达到|改造|安装|落地|进场|施工|破土|形成|实现|推进)"
        r"|(?:均|都|全部|尚|还|仍|暂)(?:未|没有)(?!来|成年|婚|知)[\u4e00-\u9fff]{0,4}|暂停|停工|停滞|暂缓|搁置|尚未|还没|难以|无法|不能|未达(?!标|到?(?:预期|序时|年度|年初|既定|预定|规定|全年|时间|计划|目标|进度|要求|半年))|(?<!仍有)(?<!还有)(?<!有一定)(?<!存在)(?<!有)差距|(?<!进度)(?<!略有)(?<!有所)(?<!略显)(?<!仍)滞后(?!序时|于|时间|计划)|(?:离|距离?)(?=[^,;]{0,6}$)",
    ),
    (
        Progress.PLANNED,
        rf"(?<![按超原])(?!{_A_SCHEME_MOVES})"
        r"计划(?!任务|单列|生育|内|外|书|的|数|性|投资|总|目标)|拟(?!定|态)|(?<![名大干部主武中])将(?!近|军|来|乐|[\u4e00-\u9fff]{1,2}(?:铁路|高铁|高速|公路|大桥|水库|大道))|力争|争取(?=在|于|到(?!位|了|[\d.]+[万亿]元|[^\d,;。年月底末]{0,12}(?:资金|补助|投资|债|项目|试点|额度|经费))|年|全年|今年|明年|\d{1,2}月|实现|达到|完成|建成|开工|投用|通车|并网|[^,;]{0,6}新增(?![^,;。\d]{0,8}(?:资金|债|额度|指标|补助)))|可期|努力实现|力保|奋力|冲刺"
        r"|确保|有望|可望|(?<![好优高低大]于)(?<!超)(?<!超出)(?<!符合)(?<!达到)预期(?!目标|寿命)|预计|下一?步|下阶段|即将|准备|打算|届时|年底前|下半年|后续|(?<![\u4e00-\u9fff])若(?!干|羌|尔盖)|[如倘]若|如果|可达|能达|将达|(?<![认许])可(?:实现|完成|新增|增加|提供|新建|容纳|解决|满足|惠及|服务|带动|辐射|缓解|覆盖|吸纳|接待|保障|方便)|明年|来年|次年|翌年"
        r"|推迟|延[期后迟]|顺延|在即|在望|倒计时",
    ),
    (
        Progress.PREPARED,
        # 选址立项工作已全部完成: what is complete is the preparation
        rf"具备[^,;。、]{{0,10}}?条件|(?:完成|启动|开展|进行|通过|取得|办理|正在|做)?[^,;。、]{{0,4}}?(?:{_PREPARING})"
        r"(?:等|工作|手续|任务|编制|程序)*(?:(?:已|均|全部|全面|基本|都|现已)+(?:完成|结束|到位|办结|通过|完毕|签|下发|印发)"
        # 选址完成, at the end of its clause
        r"|(?:完成|结束|办结|通过|完毕)(?=[,;。]|$)"
        # 前期工作加快推进: what goes on is the preparation
        r"|(?:(?<=前期)|(?<=前期工作)|(?<=前期手续))(?:正在|均|都|已)*(?:加快|有序|稳步|扎实|全面|积极|抓紧|持续)*(?:推进|开展|进行|加快))?",
    ),
    (
        Progress.BEGUN,
        r"(?:新|已|全面|全部|正式|实现)*(?:开复工|复工|开工|动工|启动(?!较?[晚早迟慢快]|会|仪式|资金)|破土|奠基|进场|开建|着手)",
    ),
    (
        Progress.UNDER_WAY,
        r"(?:完成|通过)(?:主体|基础|桩基|分部|结构|隐蔽工程)[^,;。]{0,4}验收|(?:调|联)试|试(?:运行|运营|生产|营业|投产|车|运转|通车|供水|供气)|(?:预|初步?|自|中期)验收?|(?:待|申请|准备|迎接|组织|等待|开展)[^,;。]{0,4}验收|"
        # 部分完成 and 完成主体工程: not all of them, or not all of each
        r"(?<![余该])部分[\u4e00-\u9fff]{0,6}?(?:完成|完工|建成|竣工|投用|交付|开放|通车|运营|投产)"
        r"|(?:完成|建成)(?:了)?(?:主体|桩基|框架|路基|土建|管沟|基坑)(?!责任|培育|数量|信用)(?:工程|结构|施工|建设|浇筑|开挖)*"
        r"|(?:主体|桩基|基础|框架)(?:结构|工程|施工|部分|改造|建设|工作)*(?:已|均|全部|全面|基本)*(?:完工|封顶|完成|建成|合龙)|合龙|剩余|(?:全面|全线|全部)铺开|铺开|正在|(?:仍|尚|还)在(?!校|册|岗|线|库)|正(?:有序|抓紧|加快|全力|积极|按)|在建|续建|施工|推进|加快|抓紧|有序|进行中|进入(?!前|全[国省市区县州球]|[百千\d]{1,4}强|[^,;。、]{0,10}[百千\d]强|名录|名单|国家|世界|中国|第一(?:方阵|梯队)|行列|榜|[省市]级|常态化|决赛|市场)|基本(?:完工|建成|完成|竣工)|建设中(?![药学小心型外华国央医试等高欧亚])|实施中|办理中|进展|(?<!教育)(?<!高中)(?<!初中)(?<!小学)阶段|封顶|过半|铺设中"
        r"|处于|陆续|逐步|收尾",
    ),
    (
        Progress.DONE,
        r"(?<!路基)(?<!隧道)(?<!桥梁)(?<!主体)(?<!管沟)(?<!路面)全线贯通(?!前|在即)|(?<=绿道)(?:已|全部|全线|\d{1,2}月(?:底|末|初|中旬|上旬|下旬|\d{1,2}日)?|[底末初旬日])*贯通"
        r"|封关(?!验收|前|准备|条件)|并网(?!验收|前|手续|条件|申请|调试|装机|容量|规模|接入|线路|工程|送出|方案|协调|问题)|(?<=[日号])放行|恢复(?:双向|正常|全面|全线)*(?:通行|供[水电气])|投勤|打通|投运|完成|建成(?!区|后)|完工|竣工|投用|投入使用|投产|交付|到位|验收|通车|通水|通气|通航|通电|首航|办复|答复|开放|开园|开馆|开街|开业|开诊|运营|运行|办结|实现|达到|落成|完毕|收官|挂牌|启用|入住"
        r"|(?:(?<=建成)|(?<=竣工)|(?<=完工)|(?<=验收))移交|销号|整改到位|(?:培育|创建|打造|组建)成功|清零|结束|兑现|使用|受益|惠及|发放|见效|开学|焕新|焕颜|落地|[建修装铺]好(?=了|\d|[,;。]|$)",
    ),
)
STAGE_WORDS = expression("|".join(f"(?P<p{progress.value}>{pattern})" for progress, pattern in _ROWS))
_FIRST_LOOK = expression(r"(?:预|初步?|自)验收?")
_PASSED_IT = expression(
    r"(?:完工|竣工|建成|完成)[^,;。]{0,4}(?:并|且|、|,)(?:已|均|全部|顺利|一次性)*(?:通过|完成)[^,;。]{0,8}$"
)
_TRIAL = expression(r"[调联]试|试(?:运|营|生产|投产|车|通车|供)")
_BUILT_ALONE = expression(r"建成|完工|竣工|完成|新建|建设|改造")
_IN_USE = expression(r"投用|投产|投运|投入|运营|运行|通车|使用|开放|交付|供水|供气")
_PREPARED_IN = expression(rf"(?:{_PREPARING})")
RESULT = expression(
    r"完成|实现|达到?|新增|净增|新(?:认[证定]|登记|注册|入[库规统围选]|升规|发展|设|批(?!次)|投[用运]|开通|评[定审]|命名|获批|纳统)|建成|累计|新建|发放|培[训育养]|引[进育]|招引|改造|盘活|创建|获批|落地|投入|整治|签约|开工|举办|开展"
)
ALL_OF_THEM = expression(r"全部|均|都|全面")
# 现 by itself: 力争年底实现通车 says of nothing that it is there
ALREADY = expression(r"已|均|全部|全面|都|(?<![实兑体发出呈再展])现(?![场代金行状])|实际")
NOW = expression(r"已|(?<![实兑体发出呈再展])现(?![有存场代金行状])|实际")


def progress_in(words: str, promised: str = "", act: str = "") -> Progress | None:
    """Return the last stage that words name; None where they name none.

    Args:
        promised: the words of the promise, which name no stage: 设计 of 工业设计中心20家.
        act: what was promised to be done; doing just that is done: 签约 of 签约项目20个.
    """
    found: Progress | None = None
    denied_at, lifted, doing = 0, ALREADY, -1
    for match in STAGE_WORDS.finditer(words):
        progress = Progress(int(str(match.lastgroup)[1:]))
        if match[0].endswith("新增备案") or (match[0] == "备案" and words.endswith("新增", 0, match.start())):
            continue  # 新增备案外贸主体: that is how they come about
        if match[0] == "剩余" and "剩余" in promised:
            continue  # 剩余589户全部脱贫 is the promise itself
        if match[0].startswith("基本") and "基本" in act:
            progress = Progress.DONE  # 基本建成 is what was promised
        if found is Progress.DONE and _FIRST_LOOK.fullmatch(match[0]) and _PASSED_IT.search(words[: match.start()]):
            continue  # 已全部完工并通过初验: what follows their end is its proof
        if _TRIAL.search(match[0]) and _BUILT_ALONE.search(act) and not _IN_USE.search(act):
            progress = Progress.DONE  # what is tried out is built, and not yet in use
        if progress in (Progress.PREPARED, Progress.BEGUN, Progress.PLANNED):
            own = _is_promised(match[0], progress, act) or _is_prepared_as_promised(match[0], act)
            own = own or _is_given_its_title(match[0], words[match.end() :], promised, act)
            if progress is not Progress.PLANNED and own:
                progress = Progress.UNDER_WAY if _STILL_GOING_ON.search(match[0]) else Progress.DONE
            elif _is_promised(match[0], progress, promised):
                if progress is Progress.PREPARED and _is_the_promised_end(match[0], promised):
                    found = Progress.DONE  # 片区规划编制全部完成 of 完成片区规划编制
                continue
            if progress is Progress.PREPARED and found is Progress.DONE and _IS_APPROVED.search(match[0]):
                continue  # …编制全部完成并获批
        denied = found in (Progress.PLANNED, Progress.NOT_BEGUN)
        if doing >= 0 and progress is Progress.DONE and not NOW.search(words, doing, match.end()):
            continue  # 正在审核发放: what is being done is not done
        if "正在" in match[0] or match[0].startswith("正"):
            doing = match.end()
        if denied and found is not None and progress > found and not lifted.search(words, denied_at, match.end()):
            continue  # 即将完工, 难以完成: what is meant to be, or cannot be, is not
        if progress in (Progress.PLANNED, Progress.NOT_BEGUN):
            denied_at = match.end()
            # 力争全部建成 is hoped for, of however many; 计划内的全部建成 is done
            lifted = ALREADY if match[0] == "计划" else NOW
        found = progress
    return found


_IS_APPROVED = expression(r"(?:获批|批复|印发|备案|公示|评审)$")


def _is_the_promised_end(word: str, promised: str) -> bool:
    """Whether a preparation is said to be complete that the promise ends in: 编制 of 完成42个片区规划编制."""
    cores = _PREPARED_IN.findall(word)
    return bool(cores) and promised.endswith(cores[-1]) and _AT_AN_END.match(word) is not None


_STILL_GOING_ON = expression(r"前期.*(?:推进|开展|进行|加快)$", needs="前")


def _is_promised(word: str, progress: Progress, promised: str) -> bool:
    if progress is Progress.PREPARED:
        core = _PREPARED_IN.search(word)
        word = core[0] if core else word
        if word in _CONTRACTS and _AGREED_UPON.search(promised):
            return True  # 签约合作项目7个 of 促成合作项目5个
        if (money := _MONEY_THERE.match(word)) is not None and money["what"] in promised:
            return True  # 资金到位43亿元 of 争取资金80亿元
        if word == "获批" and _SOUGHT.search(promised):
            return True  # 获批国家级基地2个 of 创建国家级基地
    elif progress is Progress.PLANNED:
        return word in ("计划", "预期", "后续") and word in promised  # 科技计划项目, 预期寿命
    else:
        word = word.lstrip("新已全面部正式实现")
    return bool(word) and word in promised


_CONTRACTS = frozenset(("签约", "签订", "协议"))
_AGREED_UPON = expression(r"促成|达成")
_MONEY_THERE = expression(r"(?P<what>资金|贷款|补助|经费)(?:已|均|全部|全面|都)*(?:到位|下达|拨付)")
_SOUGHT = expression(r"创建|争创|申创|创成|申报|争取|认定|评定|入选|获评|命名")
_AT_AN_END = expression(r"^(?!启动|开展|进行|正在|取得|办理).*(?:完成|办结|通过)$")


_TITLED = expression(r"(?P<grade>国家级|国家|省级|市级|区级|县级)(?:及?以上)?(?P<what>[\u4e00-\u9fff“”]{2,})")
_IS_GAINED = expression(r"新增|净增|培育|新认定|新培育|新获批")
_NEEDS_LEAVE = expression(
    r"项目|工程(?!(?:技术)?(?:研究)?中心|实验室)|规划|用地|资金|债|补助|额度|指标|课题|试点|方案|医院|学校|机场|港口|口岸"
)


def _is_given_its_title(word: str, behind: str, promised: str, act: str) -> bool:
    """Whether what is approved is the very title that was promised: 新获批省级创新平台4家 of 新增省级创新平台."""
    if word.endswith("获批复") and behind.startswith(("认定", "命名", "授牌")):
        return _SOUGHT.search(act) is not None  # 获省农业农村厅批复认定 of 创建省级产业园
    told = _TITLED.match(behind) if word.endswith("获批") else None
    if told is None or not _IS_GAINED.search(act) or _NEEDS_LEAVE.search(told["what"]):
        return False
    return any(one["grade"] == told["grade"] for one in _TITLED.finditer(promised))


def _is_prepared_as_promised(word: str, act: str) -> bool:
    """Whether the preparation that was promised is said to be complete: 村庄规划编制全面完成 of 编制完成村庄规划."""
    return _AT_AN_END.match(word) is not None and any(core in act for core in _PREPARED_IN.findall(word))


@lru_cache(maxsize=1024)
def without_stages(words: str) -> str:
    """Return words without those that name a stage."""
    return STAGE_WORDS.sub("", words)
