"""Numerals, dates, measures, estimates and signs: the light that a careful reader gives, by kind.

A row is a task, the sentence that answers it, the month of 2025 as of whose end it is read, and the right state.
"""

import calendar
from datetime import date

import pytest

from luoshi.pacing.all_of import names_all_of
from luoshi.pacing.dates import first_month
from luoshi.plan import Light, State
from tests.pacing.one_row import judged, with_unclear
from tests.rows import each_of

DONE, EARLY, AHEAD, ON_PACE, BEHIND = State.DONE, State.DONE_EARLY, State.AHEAD, State.ON_PACE, State.BEHIND
OVERDUE, NOT_DUE, NONE, UNCLEAR = State.OVERDUE, State.NOT_DUE, State.NO_FIGURE, State.UNCLEAR

Row = tuple[str, str, int, State]

ROWS: dict[str, tuple[Row, ...]] = {
    "a small numeral counts works, where a verb or a stage says so": (
        ("新建两座污水处理厂", "两座污水处理厂已全部建成投运。", 12, DONE),
        ("新建两座污水处理厂", "已建成污水处理厂1座。", 12, BEHIND),
        ("新建污水处理厂2座", "两座污水处理厂全部建成投运。", 12, DONE),
        ("改造提升五个老旧小区", "完成老旧小区改造3个。", 12, BEHIND),
        ("打通6条断头路", "六条断头路已打通五条。", 12, BEHIND),
        ("完成两个乡镇卫生院改扩建", "两个乡镇卫生院改扩建已完成。", 12, DONE),
        ("新建两座污水处理厂", "两座污水处理厂已完成招标。", 12, NONE),
        ("新建两座污水处理厂", "两座污水处理厂计划明年建成。", 12, NONE),
        ("新建两座污水处理厂", "已建成一座污水处理厂，另外一座主体完工。", 12, NONE),
        ("新建三所学校", "三所学校选址已完成。", 12, NONE),
        ("打通六条断头路", "六条断头路打通方案已编制完成。", 12, NONE),
        ("新建一所中学和两所小学", "两所小学已建成，中学正在施工。", 12, State.CLAIM_ONLY),
        ("打造三个高地", "三个高地建设提速。", 12, State.CLAIM_ONLY),
        ("守住三条红线", "三条红线未突破。", 12, State.CLAIM_ONLY),
        ("推进八大产业链建设", "八大产业链产值500亿元。", 12, State.CLAIM_ONLY),
    ),
    "numerals go on in a list": (
        ("新建三座变电站、四条输电线路", "三座变电站、四条输电线路全部建成。", 12, DONE),
        ("新建三座变电站、四条输电线路", "建成变电站3座、输电线路2条。", 12, BEHIND),
        ("新建3座变电站、四条输电线路", "建成变电站3座、输电线路2条。", 12, BEHIND),
        ("改造两个老旧小区、三条背街小巷", "老旧小区改造完成2个，背街小巷完成1条。", 12, BEHIND),
    ),
    "a distance may stand behind the plan's own number": (
        ("全年发电量不少于280亿千瓦时", "发电量较280亿千瓦时的年度任务少21亿千瓦时。", 12, BEHIND),
        ("全年发电量不少于280亿千瓦时", "发电量较280亿千瓦时的年度任务多5亿千瓦时。", 12, DONE),
        ("新建农桥40座", "农桥改造差13座未完工。", 12, BEHIND),
        ("新增学位1000个", "新增学位比上年少60个。", 12, NONE),
    ),
    "by the end of a month is from January on": (
        ("完成工业投资80亿元", "6月底预计完成工业投资43亿元。", 6, ON_PACE),
        ("完成工业投资80亿元", "预计到6月底完成工业投资36亿元。", 6, BEHIND),
        ("完成工业投资80亿元", "预计到12月底完成工业投资85亿元。", 6, NONE),
        ("新增就业5000人", "6月新增就业500人。", 6, NONE),
    ),
    "a little more than promised is a result, and nearly as much is not": (
        ("举办群众文化活动2万场", "群众文化活动2万多场。", 12, DONE),
        ("新建5G基站100个", "新建5G基站近100个。", 12, UNCLEAR),
        ("新建5G基站300个", "新建5G基站上百个。", 12, NONE),
        ("城镇新增就业5000人", "计划新增就业5000余人。", 12, NONE),
    ),
    "money may go without 元": (
        ("固定资产投资完成二百一十亿", "固定资产投资完成一百二十亿。", 6, AHEAD),
        ("固定资产投资300亿", "固定资产投资完成140亿。", 6, BEHIND),
        ("争取专项债券资金20亿", "争取专项债券资金23亿元。", 12, DONE),
    ),
    "doublings and multiples are growths, in points": (
        ("产业产值翻一番", "产业产值增长105%。", 12, DONE),
        ("产业产值翻番", "产业产值是上年的2.1倍。", 12, DONE),
        ("产量翻两番", "产量增长2倍。", 12, BEHIND),
        ("产量增长1倍", "产量增长0.8倍。", 12, BEHIND),
        ("产量增长1.5倍", "产量是上年的2.1倍。", 12, BEHIND),
        ("产量达到上年的2倍", "产量增长90%。", 12, BEHIND),
        ("产量增长1倍", "产量是全省的2.2倍。", 12, NONE),
        ("产值翻一番", "产值较五年前翻一番。", 12, NONE),
        ("产值增长50%", "产值是2020年的2倍。", 12, NONE),
    ),
    "a span is due at its end, and its months are those that pass": (
        ("11月至次年3月实施冬季清洁取暖改造5000户", "已完成清洁取暖改造2000户。", 12, NOT_DUE),
        ("2025年11月至2026年3月完成造林2万亩", "完成造林0.8万亩。", 12, NOT_DUE),
        ("2024年10月至2025年4月完成高标准农田建设10万亩", "完成高标准农田建设8万亩。", 6, OVERDUE),
        ("5月—10月开展文艺演出100场", "已开展文艺演出40场。", 6, AHEAD),
        ("5月—10月开展文艺演出100场", "已开展文艺演出80场。", 10, OVERDUE),
        ("两年内建成充电桩2000个", "已建成充电桩1100个。", 12, NOT_DUE),
        ("用三年时间培育规上企业300家", "已培育规上企业120家。", 12, NOT_DUE),
        ("2025.5底前完成供热管网改造20公里", "供热管网改造完成15公里。", 6, OVERDUE),
        ("九月三十日前整治黑臭水体12条", "整治黑臭水体10条。", 9, OVERDUE),
        ("年末各项贷款余额达到450亿元", "各项贷款余额402亿元。", 12, BEHIND),
    ),
    "a day says when, and not for which months": (
        ("5月底前完成供热管网改造20公里", "5月20日完成供热管网改造20公里。", 6, DONE),
        ("6月底前上线便民平台，发布应用50个以上", "便民平台6月18日上线，已发布应用53个。", 6, DONE),
        ("完成投资20亿元", "二季度完成投资22亿元。", 6, EARLY),
        ("完成投资20亿元", "二季度完成投资12亿元。", 6, NONE),
        ("用水总量控制在5亿立方米", "一季度用水总量6亿立方米。", 6, BEHIND),
    ),
    "months that follow one another add up, where none holds the others": (
        ("发放贷款1.5亿元", "一季度发放贷款3100万元，二季度发放贷款4800万元。", 6, ON_PACE),
        ("发放贷款1.5亿元", "一季度发放贷款3100万元，三季度发放贷款4800万元。", 9, UNCLEAR),
    ),
    "a work that is to be reached by a day is a milestone": (
        ("6月底前启动二期工程", "二期工程已于5月启动建设。", 6, DONE),
        ("6月底前启动二期工程", "二期工程正在办理立项手续，尚未启动。", 6, OVERDUE),
        ("9月底前完成国土空间总体规划编制", "国土空间总体规划编制完成，已报省政府审批。", 9, DONE),
        ("9月底前完成国土空间总体规划编制", "国土空间总体规划编制正在公开征求意见。", 9, OVERDUE),
        ("9月底前完成老旧小区改造", "老旧小区改造已基本完成。", 9, UNCLEAR),
        ("推进县医院迁建，9月底完工投用", "县医院迁建正在进行内外装修，计划11月投用。", 9, OVERDUE),
        ("确保新建项目10月底前全部开工", "55个新建项目已开工51个，其余4个还没办下许可。", 12, OVERDUE),
        ("确保新建项目10月底前全部开工", "年初确定的112个新建项目，10月26日前已全部开工。", 12, DONE),
    ),
    "one work is answered by its name": (
        ("建成1所特殊教育学校", "特殊教育学校已建成投用。", 12, DONE),
        ("建成1所特殊教育学校", "第一中学已建成投用。", 12, NONE),
        ("建成1所特殊教育学校", "特殊教育学校计划明年建成。", 12, NONE),
    ),
    "what is held again and again flows, a few events have their days": (
        ("举办招聘会60场", "举办招聘会28场。", 6, BEHIND),
        ("举办大型展会3场", "举办大型展会1场。", 6, NOT_DUE),
    ),
    "a limit by its verb is a ceiling, and good days add up": (
        ("企业开办时间压缩至1个工作日", "企业开办时间压缩至0.5个工作日。", 12, DONE),
        ("审批事项办理时限压缩至5个工作日", "审批事项办理时限平均6个工作日。", 12, BEHIND),
        ("城市空置率降至10%", "城市空置率12.5%。", 12, BEHIND),
        ("空气质量优良天数300天以上", "1—6月优良天数120天。", 6, BEHIND),
        ("确保空气质量优良天数保持在300天以上", "6月份优良天数24天。", 6, NONE),
    ),
    "a change may be told by what was and what is": (
        ("审批时限再压减10个工作日", "审批时限由75个工作日压减到62个工作日。", 12, DONE),
        ("审批时限再压减10个工作日", "审批时限由75个工作日压减到70个工作日。", 12, BEHIND),
    ),
    "an estimate of months that are over is one, whatever verb stands with it": (
        ("粮食产量100万吨", "粮食产量预计可达102万吨，实现二十连丰。", 12, ON_PACE),
        ("粮食产量100万吨", "粮食产量预计可达98万吨。", 12, BEHIND),
        ("粮食产量100万吨", "粮食产量可达102万吨。", 6, NONE),
        ("接待游客500万人次，实现旅游收入45亿元", "全年预计接待游客520万人次、旅游收入43亿元。", 12, BEHIND),
        ("建成5G基站600个以上", "计划三季度建成5G基站420个，四季度建成230个。", 6, NONE),
    ),
    "no growth is a ceiling, and a turn is no name": (
        ("化肥使用量零增长", "化肥使用量同比下降1.2%。", 12, DONE),
        ("化肥使用量零增长", "化肥使用量增长0.8%。", 12, BEHIND),
        ("三公经费负增长", "三公经费同比增长1.2%。", 12, BEHIND),
        ("PM2.5浓度下降5%", "PM2.5平均浓度同比改善6.3%。", 12, DONE),
        ("单位GDP能耗降低率3%", "单位GDP能耗下降3.4%。", 12, DONE),
        ("实际利用外资增长10%", "实际利用外资由负转正、增长0.6%。", 9, BEHIND),
        ("万元工业增加值能耗下降4%", "万元工业增加值能耗不降反升，升0.4%。", 12, BEHIND),
        ("固定资产投资增长8%", "固定资产投资增速比上月回落1.2个百分点，为6.3%。", 9, BEHIND),
        ("用水量较2020年下降15%", "用水量同比下降16%。", 12, NONE),
    ),
    "a joint promise is judged by the worst of its things": (
        ("生产安全事故起数、死亡人数下降10%", "生产安全事故起数下降15%，死亡人数下降4%。", 12, BEHIND),
        ("生产安全事故起数、死亡人数下降10%", "生产安全事故起数下降15%。", 12, NONE),
        ("化肥、农药使用量零增长", "化肥使用量同比下降2.4%，农药使用量↓3.1%。", 12, DONE),
        ("压减接待费、会议费、差旅费30%", "三项费用同比减少31.2%。", 12, DONE),
    ),
    "an outlay grades the works that it is for": (
        ("抓好总投资2490亿元的354个重点项目，确保年度完成投资860亿元", "354个重点项目完成投资702亿元。", 9, AHEAD),
    ),
    "a half of what follows is a share of it": (
        ("全市一半以上的幼儿园开设托班", "全市幼儿园开设托班的比例为52.4%。", 12, DONE),
        ("全市一半以上的幼儿园开设托班", "全市幼儿园开设托班的比例为41%。", 12, BEHIND),
    ),
}
ALL = [(kind, *row) for kind, its in ROWS.items() for row in its]


@each_of(("kind", "text", "statement", "month", "state"), ALL)
def test_a_careful_reader_gives_the_same_state(kind: str, text: str, statement: str, month: int, state: State) -> None:
    found = judged(text, statement, date(2025, month, calendar.monthrange(2025, month)[1]))
    assert found.state in with_unclear(frozenset((state,))), f"{kind}: {found.sentence}"
    assert (found.light is Light.GREY) == (state in (NOT_DUE, NONE, UNCLEAR, State.CLAIM_ONLY))


def test_what_is_not_due_says_its_day_and_no_pace() -> None:
    found = judged("两年内建成充电桩2000个", "已建成充电桩1100个。", date(2025, 12, 31))
    assert "期限2026-12-31" in found.sentence
    assert "序时应达" not in found.sentence


@pytest.mark.parametrize(
    ("text", "due", "month"),
    [
        ("5月—10月开展演出100场", date(2025, 10, 31), 5),
        ("2024年10月至2025年4月完成农田10万亩", date(2025, 4, 30), -2),
        ("10月底前完成造林3万亩", date(2025, 10, 31), 1),
        ("1-10月完成造林3万亩", date(2025, 10, 31), 1),
        ("5月-10月演出100场。造林3万亩", date(2025, 12, 31), 1),
    ],
)
def test_a_span_begins_in_its_first_month(text: str, due: date, month: int) -> None:
    assert first_month(text, len(text) - 4, due) == month


@pytest.mark.parametrize(
    ("promised", "said", "all_of_them"),
    [
        ("接待费、会议费、差旅费", "三项费用", True),
        ("接待费、会议费、差旅费", "两项费用", False),
        ("预算内投资、国债和债券资金", "三类资金到位", True),
        ("预算内投资、国债和债券资金", "三类企业", False),
        ("固定资产投资", "三项费用", False),
    ],
)
def test_a_number_of_things_names_all_of_a_list(promised: str, said: str, all_of_them: bool) -> None:
    assert names_all_of(promised, said) is all_of_them
