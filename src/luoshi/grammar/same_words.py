"""Same words: what offices write for one another, so that a likeness of names need not guess it.

Each row is the field's knowledge, and both sides are the same thing: neither is wider or narrower than the other.
What only looks alike stands in `APART`: output is no capacity, and a deposit no loan.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from luoshi.expressions import expression
from luoshi.grammar import same_words_of_services as services
from luoshi.grammar.names_of_works import NAMES, ORDERS
from luoshi.grammar.same_in_economy import IN_SHORT as _IN_SHORT
from luoshi.grammar.same_in_economy import ROWS as _OF_THE_ECONOMY

# the short or older word, and what stands for both
_ROWS: tuple[tuple[str, str], ...] = (
    *services.ROWS,
    # abbreviations of documents
    ("高企", "高新技术企业"),
    ("规模以上", "规上"),
    ("规模工业", "规上工业"),
    # agriculture's title, 农业产业化国家重点龙头企业, beside the grade of it
    ("级农业产业化龙头企业", "级龙头企业"),
    ("级以上农业龙头企业", "级以上龙头企业"),
    ("级农业龙头企业", "级龙头企业"),
    ("村级公共文化服务中心", "村级文化中心"),
    ("村级综合性文化服务中心", "村级文化中心"),
    ("村级综合文化服务中心", "村级文化中心"),
    ("农业产业化重点龙头企业", "重点龙头企业"),
    ("农业产业化龙头企业", "龙头企业"),
    ("限额以上", "限上"),
    ("棚改", "棚户区改造"),
    ("电诈", "电信网络诈骗"),
    ("电信诈骗", "电信网络诈骗"),
    ("保租房", "保障性租赁住房"),
    ("保障房", "保障性住房"),
    ("人才房", "人才住房"),
    ("上市公司", "上市企业"),
    ("国际友好城市", "友城"),
    ("国际友城", "友城"),
    ("友好城市", "友城"),
    ("专精特新中小企业", "专精特新企业"),
    ("“专精特新”中小企业", "专精特新企业"),
    ("“专精特新”企业", "专精特新企业"),
    ("制造业单项冠军", "单项冠军"),
    ("建成区黑臭水体", "城市黑臭水体"),
    ("电动两轮车充电", "电动自行车充电"),
    ("两轮电动车充电", "电动自行车充电"),
    ("两轮车充电", "电动自行车充电"),
    ("批发零售和住宿餐饮", "批零住餐"),
    ("批发和零售、住宿和餐饮", "批零住餐"),
    ("批发零售、住宿餐饮", "批零住餐"),
    ("批发零售住宿餐饮", "批零住餐"),
    ("批发、零售、住宿、餐饮", "批零住餐"),
    ("批零住餐业", "批零住餐"),
    # the rate is that of the main crops by definition
    ("主要农作物耕种收综合机械化率", "耕种收综合机械化率"),
    ("农作物耕种收综合机械化率", "耕种收综合机械化率"),
    ("主要农作物综合机械化率", "耕种收综合机械化率"),
    ("农作物综合机械化率", "耕种收综合机械化率"),
    ("高效节水灌溉", "高效节水"),
    ("公租房", "公共租赁住房"),
    # the rules of public housing have two ways to help: a flat, and money for rent
    ("公租房货币化保障", "公共租赁租赁补贴"),
    ("公共租赁住房货币化保障", "公共租赁租赁补贴"),
    ("住房租赁补贴", "租赁补贴"),
    ("医保参保", "医疗保险参保"),
    ("医卫", "医疗卫生"),
    # older and newer names of one register: 市场主体 were renamed 经营主体 in 2023
    ("市场经营主体", "经营主体"),
    ("市场主体", "经营主体"),
    # the programme's whole name and its short one: it is for towns alone
    ("城镇老旧小区", "老旧小区"),
    ("农村危旧房", "农村危房"),
    ("农村无害化卫生厕所", "农村户厕"),
    ("农村厕所", "农村户厕"),
    ("自然村组道路", "村组道路"),
    ("自然村通组公路", "村组道路"),
    ("自然村通组路", "村组道路"),
    ("通组公路", "村组道路"),
    ("通组路", "村组道路"),
    ("保租房房源", "保障性租赁住房"),
    ("农村卫生厕所", "农村户厕"),
    ("改厕", "户厕改造"),
    # the official name of the indicator, and its short one
    ("重点行业重点重金属", "重金属"),
    ("重点行业重金属", "重金属"),
    ("重点重金属", "重金属"),
    # raw coal is what is mined
    ("原煤产量", "煤炭产量"),
    # two words for one thing or deed
    ("低效闲置用地", "低效闲置土地"),
    ("闲置低效用地", "低效闲置土地"),
    ("闲置低效土地", "低效闲置土地"),
    ("闲置用地", "闲置土地"),
    ("低效用地", "低效土地"),
    ("批而未供用地", "批而未供土地"),
    ("增设电梯", "加装电梯"),
    ("高速公路", "高速"),
    ("植树造林", "造林"),
    ("标准化厂房", "标准厂房"),
    ("电动汽车公共充电", "公共充电"),
    ("电动汽车充电", "充电"),
    ("新能源汽车充电", "充电"),
    ("航空旅客吞吐量", "机场旅客吞吐量"),
    ("港口吞吐量", "港口货物吞吐量"),
    ("停车泊位", "停车位"),
    ("公共停车泊位", "公共停车位"),
    ("平均用时", "时间"),
    ("体育锻炼人口", "体育锻炼人数"),
    ("旅游总收入", "旅游收入"),
    ("旅游综合收入", "旅游收入"),
    ("旅游业总收入", "旅游收入"),
    ("旅游业综合收入", "旅游收入"),
    # what the offices of health, of water and of roads call one figure
    ("出院患者平均住院日", "平均住院日"),
    ("公共供水管网漏损率", "供水管网漏损率"),
    ("水土流失面积占比", "水土流失率"),
    ("社会物流总费用与GDP的比率", "物流成本占地区生产总值比重"),
    ("社会物流总费用与GDP比率", "物流成本占地区生产总值比重"),
    ("社会物流总费用占GDP的比重", "物流成本占地区生产总值比重"),
    ("社会物流总费用占GDP比重", "物流成本占地区生产总值比重"),
    ("一般公共预算“三公”", "“三公”"),
    ("“三公”经费支出", "“三公”经费"),
    # it is measured on roads alone
    ("道路积尘负荷", "积尘负荷"),
    ("粮食总产量", "粮食产量"),
    ("肉类", "肉"),
    ("奶类", "奶"),
    ("学前教育三年毛入园率", "学前三年毛入园率"),
    ("九年义务教育巩固率", "义务教育巩固率"),
    ("研究与试验发展", "研发"),
    ("R&D", "研发"),
    ("GDP", "地区生产总值"),
    ("二氧化碳排放量", "二氧化碳排放"),
    ("国内生产总值", "地区生产总值"),
    ("城镇低保", "城市低保"),
    ("常住人口城镇化率", "城镇化率"),
    ("农药使用量", "农药"),
    ("农药施用量", "农药"),
    ("化肥使用量", "化肥"),
    ("化肥施用量", "化肥"),
    ("专业合作社", "专合组织"),
    # the official name, and the shorter ones
    ("社会融资规模增量", "社会融资规模"),
    ("社会融资总规模", "社会融资规模"),
    ("社会融资总量", "社会融资规模"),
    ("县域医疗机构就诊率", "县域就诊率"),
    ("县域内就诊率", "县域就诊率"),
    ("每千人口拥有3岁以下婴幼儿托位", "每千人口托位"),
    ("每千人口拥有婴幼儿托位", "每千人口托位"),
    ("每千人口婴幼儿托位", "每千人口托位"),
    ("减税降费及退税缓税缓费", "减税降费"),
    ("减税降费及退税缓费", "减税降费"),
    ("减轻税费负担", "减税降费"),
    ("房地产投资", "房地产开发投资"),
    ("实际到位外资", "实际利用外资"),
    ("实际使用外资", "实际利用外资"),
    ("实际到账注册外资", "实际利用外资"),
    ("实际到账外资", "实际利用外资"),
    ("外资实际到账额", "实际利用外资"),
    ("外资实际到账", "实际利用外资"),
    ("外资实际使用额", "实际利用外资"),
    ("到账外资", "实际利用外资"),
    ("外资到账额", "实际利用外资"),
    ("外资到账", "实际利用外资"),
    ("到位外资", "实际利用外资"),
    ("税收收入", "税收"),
    ("为民办实事", "民生实事"),
    ("民生实事项目", "民生实事"),
    ("城乡居民医保", "城乡居民医疗保险"),
    ("居民医保", "居民医疗保险"),
    ("职工医保", "职工医疗保险"),
    ("农村户用卫生厕所", "农村户厕"),
    ("农村户用厕所", "农村户厕"),
    ("户用卫生厕所", "户厕"),
    ("户用厕所", "户厕"),
    # what is registered is what counts
    ("技术合同登记成交额", "技术合同成交额"),
    ("登记技术合同成交额", "技术合同成交额"),
    ("技术合同认定登记额", "技术合同成交额"),
    ("技术合同登记额", "技术合同成交额"),
    ("技术合同交易额", "技术合同成交额"),
    # visitors are counted by their visits
    ("游客接待总量", "游客"),
    ("游客接待量", "游客"),
    ("接待游客量", "游客"),
    ("游客总量", "游客"),
    ("旅游接待总人次", "游客"),
    ("旅游接待人次", "游客"),
    ("旅游总人次", "游客"),
    ("旅游人次", "游客"),
    ("旅游总人数", "游客"),
    ("旅游人数", "游客"),
    # the programme is for towns
    ("城镇棚户区", "棚户区"),
    ("市政管网", "管网"),
    ("地表水水质", "地表水质"),
    ("专项债券", "专项债"),
    ("高校应届毕业生", "高校毕业生"),
    ("应届高校毕业生", "高校毕业生"),
    ("级以上农业产业化龙头企业", "级以上龙头企业"),
    ("吸引外资", "实际利用外资"),
    ("实际利用外商直接投资", "实际利用外资"),
    ("引进内资到位资金", "引进内资"),
    ("年平均浓度", "年均浓度"),
    ("城市棚户区", "棚户区"),
    # days are good or not by their air
    ("城市环境空气质量优良", "优良"),
    ("环境空气质量优良", "优良"),
    ("城市空气质量优良", "优良"),
    ("空气质量优良", "优良"),
    ("环境空气优良", "优良"),
    ("空气优良", "优良"),
    # the services are what these are for
    ("养老服务床位", "养老床位"),
    ("养老服务机构", "养老机构"),
    ("养老服务设施", "养老设施"),
    ("托育服务机构", "托育机构"),
    ("托育服务设施", "托育设施"),
    ("新能源充电", "充电"),
    ("民生投入", "民生支出"),
    ("装机容量", "装机"),
    ("保险业保费", "保费"),
    ("基本养老保险", "养老保险"),
    ("基本医疗保险", "医疗保险"),
    ("企业债券", "企业债"),
    ("公司债券", "公司债"),
    ("社零总额", "社会消费品零售总额"),
    ("社零额", "社会消费品零售额"),
    ("限上社会消费品零售", "限上消费品零售"),
    ("限额以上社会消费品零售", "限上消费品零售"),
    ("限上社零", "限上消费品零售"),
    # the official name of the figure, and its usual one
    ("每千人口医疗卫生机构床位", "每千人口床位"),
    ("每千常住人口医疗卫生机构床位", "每千人口床位"),
    ("每万人口发明专利", "每万人发明专利"),
    *NAMES,
)
_TO = dict((*_ROWS, *_OF_THE_ECONOMY))


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of these, the longest first; one look at a letter tells which of them may begin there."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: -len(word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


_ANY = expression(_any_of(_TO))
_Rows = tuple[tuple[re.Pattern[str], str], ...]  # each says which letters it needs
_SHORT: _Rows = (
    (expression(r"(?<=..)总产(?![量值出])", needs="总"), "产量"),
    (expression(r"规工(?!业)", needs="规"), "规上工业"),
    (expression(r"级及以上", needs="级"), "级以上"),
    (expression(r"农业产业化(?=(?:国家|[省市县区])级(?:及?以上)?(?:重点)?龙头企业)", needs="农"), ""),
    (expression(r"(?<=[公民]办)园(?![区林长内])|(?<=普惠性)园(?![区林长内])", needs="办普"), "幼儿园"),
    (expression(r"普惠园(?![区林长内])", needs="惠"), "普惠性幼儿园"),
    (expression(r"中小学校(?!舍|园|长|车)", needs="校"), "中小学"),
    (expression(r"每([百千万])人(?=拥有|床位|医)", needs="每"), r"每\1人口"),
    # what enters the register of 规上 in a year is new in it
    (
        expression(r"(?:新(?:入|进|纳)|[新小]?升)规(?=工业|服务业|企业|商贸|建筑|单位)", needs="规"),
        "新增规上",
    ),
    (expression(r"(?<=..)综合(?=指数)", needs="综"), ""),
    (expression(r"供地(?![率质比])", needs="供"), "供应土地"),
    # 总投资超亿美元项目 are 超亿美元项目
    (
        expression(r"总?投资(?:额)?(?=(?:超过?|过)?[\d.]*[十百千万亿]+美?元?(?:以上)?[^,;。]{0,6}项目)", needs="投总"),
        "",
    ),
    (expression(r"支出决算$", needs="决"), "支出"),
    (expression(r"(?<!合同)(?<!协议)(?<!实际)利用外资", needs="利"), "实际利用外资"),
    # goods go out and come in: of services and of one kind it is said
    (
        expression(r"(?:货物贸易进出口|外贸进出口|货物进出口|进出口贸易|进出口|外贸)总[额值]", needs="额值"),
        "进出口总额",
    ),
    (expression(r"(?:外贸|货物|货物贸易)进出口[额值]?$", needs="外货"), "进出口总额"),
    (expression(r"进出港旅客(?:人数|总数|总量|量)?", needs="港"), "机场旅客吞吐量"),
    # by itself, without the crop of which alone it would be told
    (
        expression(
            r"(?:(?<![\u4e00-\u9fff])|(?<=全[省市县区])|(?<=我[省市县区]))(?:农机化|农业机械化|综合机械化)率",
            needs="率",
        ),
        "耕种收综合机械化率",
    ),
    (
        expression(r"(?<![\u4e00-\u9fff])抚育(?:作业)?(?=$|\d|完成|已|仅|共|累计|面积|达|因)", needs="抚"),
        "森林抚育",
    ),
    (expression(r"专精特新(?=[“\"]?小巨人)", needs="专"), ""),
    (expression(r"(?<=充电)(?:插口|端口|接口|插座)", needs="插端接"), "口"),
    # 4A旅游景区, 国家4A级旅游景区
    (expression(r"(?:国家)?([2-5])A级?(?:国家)?(?:旅游)?景区", needs="景"), r"\1A级景区"),
    (
        expression(
            r"(国家|省|市)(?=专精特新|科技型中小企业)|(?:^|(?<=[增定建批评成选]))(国家|省|市)"
            r"(?=绿色工厂|绿色园区|智能工厂|单项冠军|工程研究中心|工程技术研究中心|企业技术中心|众创空间|新型研发机构)",
            needs="国省市专科",
        ),
        r"\1\2级",
    ),
    # 河道综合整治 is 河道整治
    (expression(r"(?:^|(?<=..))(?:综合|专项|集中|系统)(?=整治|治理|改造|修复)", needs="综专集系"), ""),
    # how room was found for them: 挖潜新增停车位
    (
        expression(r"^(?:挖潜|挖掘|深挖|多渠道|统筹|通过[^,;。]{2,8})(?:扩容)?(?=新增|增设|增加)", needs="挖深多统通"),
        "",
    ),
)
_GRADES: _Rows = (
    # grades of money: 百亿级 and 百亿元以上 are 100亿元以上
    (expression(r"(?<![\d十百千万几数多])十亿元?(?:级(?!及)|(?:级?及)?以上)", needs="亿"), "10亿元以上"),
    (expression(r"(?<![\d十百千万几数多])百亿元?(?:级(?!及)|(?:级?及)?以上)", needs="亿"), "100亿元以上"),
    (expression(r"(?<![\d十百千万几数多])千亿元?(?:级(?!及)|(?:级?及)?以上)", needs="亿"), "1000亿元以上"),
    # 50亿以上重大项目, 10亿级企业, 超10亿企业: the 元 goes without saying
    (expression(r"(?<=\d亿)(?:元?级(?!及)|(?:级?及)?以上)", needs="亿"), "元以上"),
    (expression(r"(?<=\d万)(?:级?及)?以上(?=[^,，;；。\d]{0,6}(?:项目|企业|工程))", needs="万"), "元以上"),
    (
        expression(
            r"(?:超过?|过)([\d.]+亿)(?:及?以上)?(?=[^,，;；。元\d]{0,6}(?:项目|企业|产业|工程|楼宇|园区))", needs="亿"
        ),
        r"\1元以上",
    ),
    (expression(r"(?<=\d亿元)及以上", needs="亿"), "以上"),
    # 超亿美元项目, 年产值过亿元企业, 亿元项目, 百亿企业
    (
        expression(r"(?:超过?|过)([\d.]*[十百千万亿]+美?元)(?:及?以上)?(?=[^,，;；。]*[项企产工楼园村])", needs="元"),
        r"\1以上",
    ),
    (expression(r"(?<=[十百千万亿]元)(?=项目|企业|产业|工程|楼宇|园区|村)", needs="元"), "以上"),
    (expression(r"(?<![\d十百千万几数多])十亿(?=项目|企业|产业|工程|楼宇|园区|集群)", needs="亿"), "10亿元以上"),
    (expression(r"(?<![\d十百千万几数多])百亿(?=项目|企业|产业|工程|楼宇|园区|集群)", needs="亿"), "100亿元以上"),
    (expression(r"(?<![\d十百千万几数多])千亿(?=项目|企业|产业|工程|楼宇|园区|集群)", needs="亿"), "1000亿元以上"),
    (expression(r"(?<!每)万人发明专利", needs="万"), "每万人发明专利"),
)


def _letters_of(rows: _Rows) -> re.Pattern[str]:
    """The letters of which a name has one, where any row of these may change it."""
    letters = frozenset[str]().union(*(cast(Any, short).needs for short, _ in rows))
    return expression(f"[{re.escape(''.join(sorted(letters)))}]")


# with all their rows tried on each name, a tenth of the time in which a plan is judged went here
_LOOKED_FOR = tuple((_letters_of(rows), rows) for rows in (_SHORT, _GRADES, _IN_SHORT, ORDERS, services.SHORT))

# words of which a name has one, and another name has another: they are never the same
_APART: tuple[re.Pattern[str], ...] = (
    expression(r"产能|产量|产值|增加值|销售额|销售收入|销量|利润|税收|投资"),
    expression(r"存款|贷款"),
    expression(r"(?<=[售易交口单])[额量]"),
    expression(r"收入|支出"),
    expression(r"进出口|进口|出口"),
    expression(r"输入|输出"),
    expression(r"签约|合同|协议|实际|到位"),
    expression(r"户籍人口|常住人口"),
    expression(r"调查失业|登记失业"),
    expression(r"登记在册|新登记|注销"),
    expression(r"取水|用水|供水"),
    expression(r"发电量|用电量|装机"),
    expression(r"博士后|博士"),
    # what is grown or caught, and all that is made of it and done with it
    expression(r"渔业经济|渔业"),
    expression(r"林业产业|林业(?=总?产值)"),
    expression(r"(?<![大中小])(?:大|中|小|微)型"),
    expression(r"发案|破案|侦破"),
    expression(r"国(?=企|有企业)|央(?=企)|民(?=企|营企业)"),
    expression(r"起数$|死亡|受伤|损失"),
)


@lru_cache(maxsize=4096)
def in_one_word(name: str) -> str:
    """Return a name with one word for each thing that goes by several."""
    name = name.replace(" ", "")
    name = _ANY.sub(lambda found: _TO[found[0]], name)
    for letters, rows in _LOOKED_FOR:
        if letters.search(name) is not None:
            for short, full in rows:
                if short.search(name) is not None:  # a template is read anew for each text, found or not
                    name = short.sub(full, name)
    return name


@lru_cache(maxsize=4096)
def are_apart(one: str, other: str) -> bool:
    """Tell whether two names say different things by words that are never the same: 产能 and 产量, 存款 and 贷款."""
    for words in _APART:
        mine, its = set(words.findall(one)), set(words.findall(other))
        if mine and its and not mine & its:
            return True
    return False
