"""Small numerals that count: 新建两座污水处理厂, 三所幼儿园已建成, 打通断头路四条; 两个确立 and 三大行动 are names.

A numeral below a hundred counts where a verb of making stands right before it, or a stage of the work behind it,
and what it counts is a thing that one can walk to: 厂, 学校, 路. All others stay parts of names.
"""

import re
from decimal import Decimal

from luoshi.expressions import expression
from luoshi.grammar.frames import Frame
from luoshi.grammar.number_context import Left

# what is done to one thing after another; 推进, 实施, 突出, 打好 are said of plans
_VERBS = (
    r"(?:新建|改建|扩建|改扩建|续建|迁建|修建|建设|建成|建造|建好|新增|改造|改造提升|提升改造|打造|创建|培育|孵化|引进|招引|引育|打通|"
    r"完成|投用|投产|开工|开建|动工|竣工|完工|修缮|维修|设立|新设|增设|开设|开办|开通|新开|购置|更新|安装|布设|铺设|开业|"
    r"签约|落地|落户|认定|获批|争创|创成|整治|治理|关停|拆除|加装|配备|招聘|组建|成立|举办|承办|种植|建立|投运|启用|通车|除险加固|加固)"
)
_VERB_BEFORE = expression(rf"{_VERBS}(?:了|并投用|投用|投运|运营)?$")
# one by one: what stands in such a measure is a thing
_PLAIN = frozenset(
    ("座", "所", "栋", "幢", "家", "台", "辆", "艘", "架", "口", "眼", "盏", "间", "户", "公里", "亩", "吨")
)
_PLAIN |= frozenset(("处", "场", "套", "名", "对", "株", "支"))
_ROADS = expression(
    r"[^,;。:、]{0,12}?(?:[公道马铁街环]路|街|巷|河|渠|溪|管线|管道|管网|生产线|产线|隧道|[步绿栈航索跑支干]道|大道|通道(?!制)|航线|"
    r"高速|专线|公交线|线路|示范线|风景线|铁路|水系|路(?![径线]))"
)
_THINGS = expression(
    r"[^,;。:、]{0,14}?(?:小区|社区|公园|游园|绿地|广场|[车港油]?站|驿站|充电桩|泊位|车位|码头|港口|园区|产业园|基地|市场|商场|"
    r"[^中]{2,}中心|项目|厂房?|车间|学校|小学|中学|校区|幼儿园|医院|卫生院|卫生室|水库|服务区|村庄|行政村|自然村|示范村|"
    r"场馆|体育[馆场]|图书馆|博物馆|文化馆|展馆|综合体|楼宇|片区|乡镇|街区|堤防|闸|景区|酒店|农场|大棚|院落|点位|网点|"
    r"服务点|托位|学位|床位|实验室|平台公司|合作社|数据中心|工程|村(?=[都均已全]))(?!化|类|型|级|制|观|意识)"
)
# what one cannot walk to, though it goes by the same measure
_NO_THING = expression(
    r"[^,;。:、]{0,10}?(?:机制|体系|制度|方案|政策|班子|方法|打法|模式|举措|高地|城市|标准|规范|流程|清单|底座|大山|高峰|灯塔|"
    r"战役|硬仗|攻坚|工程$|名片|品牌)"
)
# also behind the rest of a list: 三座变电站、四条输电线路全部建成
_STAGE_BEHIND = expression(
    r"[^,;。:\d]{2,30}?(?:已|均|全部|全面|都|现|正在?|建设|改造|工程|项目)*"
    r"(?:建成|完成|完工|竣工|投用|投入|投产|投运|开工|动工|通车|交付|封顶|施工|在建|开园|开业|运营|运行|启用|打通|验收|改造完|到位|销号|达标|命名"
    r"|上市|挂牌|获批|获评|入选|入库|签约|落户|揭牌|认定|创建成功)"
)
_ONLY_A_STAGE = expression(
    r"(?:已|均|全部|全面|都|现|也)*(?:建成|完成|完工|竣工|投用|投入使用|投产|投运|开工|动工|通车|交付|封顶|启用|打通)[^,;。、\d]{0,4}"
)
_AND_A_STAGE = expression(
    r"(?:并|且|并且)(?:已|均|全部|正式|全面)*(?:投入|投用|投产|投运|运营|运行|启用|开放|交付|通车|验收|通过)[^,;。、\d]{0,4}"
)
_DEED_AND_WHERE_TO = expression(rf"(?:今年|年内|已|又|共)*{_VERBS}(?:了)?(?:飞往|通往|直达|至|到)?")
_ENDS_OF_A_CLAUSE = frozenset((",", ";", "。", "", "\n"))
_DONE_TO_THEM = expression(
    r"(?:新建|改建|扩建|改扩建|迁建|改造|建设|整治|治理|修缮|创建)(?:已|累计|共)?(?:完成|建成|竣工|完工)(?:了)?$"
)
_SIZE = expression(r"\d[\d.]*(?:千伏|[kK][vV]|万?吨级?|兆瓦|万?千瓦|米|公里|床|班)")
_JOINS = ("、", "和", "与", "及", "以及")
_COUNTED = _PLAIN | {"个", "条", "项", "件"}
_HEAD = expression(r"(?:目前|截至目前|全[市县区省]|我[市县区省]|今年|年内|其中|上述|这|该|的|[ ,])*$")
# 一所中学和两所小学: the first is not read as a number, so that the second is no whole
_ONE = expression(r"一(?:座|所|处|家|栋|幢|台|辆|套|间|条|个|场|口|眼|艘|架|盏|名|户)(?!(?:个|体))")
_OTHERS = expression(r"(?:其余|剩余|另外?|还有|尚有|其他|其它|余下|剩下)的?$")


def counts_works(frame: Frame, left: Left) -> bool:
    """Tell whether a small Chinese numeral counts works or bodies, and is no part of a name."""
    noun = frame.right[len(frame.after) :].lstrip()
    following = frame.following.lstrip()
    if (size := _SIZE.match(following)) is not None:  # 三座110千伏变电站
        following = following[size.end() :]
        noun = noun[size.end() :] or re.split(r"[,;。:\d]", following, maxsplit=1)[0]
    measure = frame.token.measure
    before = left.rest.strip()
    if _ONE.search(frame.left) or _ONE.search(frame.following[: len(frame.right)]) or _OTHERS.search(before):
        return False
    if not noun and measure == "个" and frame.closed in _ENDS_OF_A_CLAUSE and _DONE_TO_THEM.search(frame.left):
        return True  # 改扩建完成七个，
    if not noun:
        return measure == "条" and (_ROADS.match(before) is not None or _VERB_BEFORE.search(before) is not None)
    if _ONLY_A_STAGE.fullmatch(noun) is not None:
        if measure in _PLAIN and len(before) >= 2:
            return True  # 变电站两座已投运
        # 新建的四个全部投用
        return measure in _COUNTED and before.endswith("的") and _VERB_BEFORE.search(before[:-1]) is not None
    if _AND_A_STAGE.fullmatch(noun) is not None:
        return measure in _COUNTED and _VERB_BEFORE.search(before) is not None  # 建成二十八个并投入运营
    if not _is_thing(measure, noun.split("、", 1)[0]):
        return False
    if _VERB_BEFORE.search(before) is not None or _goes_on(frame):
        return True
    if (deed := _DEED_AND_WHERE_TO.match(before)) is not None and _names_as_many(
        before[deed.end() :], frame.token.value
    ):
        return True  # 新开通至广州、西安两条航线
    told = _HEAD.fullmatch(before) is not None or _names_as_many(before, frame.token.value)
    return told and _STAGE_BEHIND.match(following) is not None


_MEMBERS = expression(r"、|以及|[和与及]")
_LONGEST_NAME = 12


def _names_as_many(before: str, number: Decimal | None) -> bool:
    """Whether as many names stand before a numeral as it counts: 东湖、西苑、南岭三处停车场."""
    names = _MEMBERS.split(before)
    return len(names) > 1 and len(names) == number and all(2 <= len(name.strip()) <= _LONGEST_NAME for name in names)


def _goes_on(frame: Frame) -> bool:
    """Whether a numeral goes on from another that counts: the second of 新建三座变电站、四条输电线路."""
    before = frame.before
    if frame.opened != "q" or before is None or before.words is None or not frame.left.rstrip().endswith(_JOINS):
        return False
    if before.token.detail != "chinese" and _VERB_BEFORE.search(before.words.rest.strip()) is None:
        return False
    return before.token.kind == "quantity" and before.token.measure in _COUNTED


def _is_thing(measure: str, noun: str) -> bool:
    if measure == "条":
        return _ROADS.match(noun) is not None
    if measure in ("个", "项", "件"):
        return _THINGS.match(noun) is not None
    return measure in _PLAIN and len(noun) >= 2 and _NO_THING.match(noun) is None
