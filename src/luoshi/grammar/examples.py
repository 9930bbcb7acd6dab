"""The examples: what the grammar must read, and what it must not. They are its specification.

A new idiom is added here first, and seen to fail. The tests run every line; docs/grammar.md
shows them all. A reading is written short:

    >=40项 level 市级科技计划项目 力争      a target: comparator, value, measure, basis, metric, hedge
    161亿 is written 16100000000            values are in the base of their measure
    163.4% share 投资 [2025-01/2025-06]     an observation: value, measure, basis, metric, period; then
                                           "base" (last year's) or "estimated" (预计 of months that are over)
"""

from collections.abc import Mapping
from decimal import Decimal

from luoshi.grammar.examples_said import SAID
from luoshi.grammar.reading import Reading
from luoshi.grammar.spellings import SPELLED, SPELLED_STATEMENTS
from luoshi.plan import Milestone, Observation, Target

YEAR = 2025

# groups of promises (tasks): the text, and its targets in order
PROMISES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Comparators": {
        "固定资产投资300亿元以上": (">=30000000000元 level 固定资产投资",),
        "力争新立项市级及以上科技计划项目不少于40项": (">=40项 level 市级及以上科技计划项目 力争",),
        "跨境支付结算规模突破3000亿元": (">300000000000元 level 跨境支付结算规模",),
        "高新技术企业总数超5.5万家": (">55000家 level 高新技术企业总数",),
        "投资逾20亿元": (">2000000000元 level 投资",),
        "引进人才5000余名": (">5000名 level 人才",),
        "城镇调查失业率控制在5.5%以内": ("<=5.5% level 城镇调查失业率",),
        "PM2.5浓度降至28微克/立方米以下": ("<=28微克/立方米 level PM2.5浓度",),
        "新增负债至多3亿元": ("<=300000000元 level 负债",),
        "死亡率低于3‰": ("<3‰ level 死亡率",),
        "地区生产总值增长5.5%左右": ("~5.5% growth 地区生产总值",),
        "接待游客近200万人次": ("~2000000人次 level 游客",),
        "粮食产量稳定在22.5万吨": ("=225000吨 level 粮食产量",),
        "农村生活垃圾处理率提高到85%": ("=85% level 农村生活垃圾处理率",),
        "智能物联产业营收达4500亿元": (">=450000000000元 level 智能物联产业营收",),
        "每个街道至少建成2个驿站": (">=2个 level 驿站 complete",),
    },
    "Numbers": {
        "改造老旧小区１２０个": ("=120个 level 老旧小区",),
        "投资1,234.5万元": ("=12345000元 level 投资",),
        "投资16 3.4亿元": ("=16340000000元 level 投资",),
        "提供岗位三百五十个": ("=350个 level 岗位",),
        "完成率达到百分之六十五": (">=65% share 完成率",),
        "覆盖两成以上的村": (">=20% share 村",),
        "人口自然增长率控制在千分之三以内": ("<=3‰ level 人口自然增长率",),
        "发电量5亿千瓦时": ("=500000000千瓦时 level 发电量",),
        "培育企业3至5家": (">=3家 level 企业", "<=5家 level 企业"),
        "一般公共预算收入增长5%—6%": (">=5% growth 一般公共预算收入", "<=6% growth 一般公共预算收入"),
        "班列开行数量翻一番": ("=1番 growth 班列开行数量",),
        "在建项目投资过半": (">50% share 在建项目投资",),
        "帮助10万贫困人口增收": ("=100000人 level 贫困人口增收",),
    },
    "Basis": {
        "规上工业企业研发费用占营收比重6.7%": ("=6.7% share 规上工业企业研发费用",),
        "幼儿园开设托班比例75%以上": (">=75% share 幼儿园开设托班比例",),
        "推动低年段学生午休躺睡全覆盖": ("=100% share 低年段学生午休躺睡",),
        "全社会研发投入强度保持全省首位": ("=1位 rank 全社会研发投入强度",),
        "综合排名进入全省前3": ("=3位 rank 综合排名",),
        "试点企业数保持全市前列": ("rank 试点企业数",),
        "居民人均可支配收入达到52236元": (">=52236元 level 居民人均可支配收入",),
        "人均公园绿地面积14平方米以上": (">=14平方米 per_capita 人均公园绿地面积",),
        "每万人发明专利拥有量490件": ("=490件 per_capita 每万人发明专利拥有量",),
        "低保标准提高到每人每月800元": ("=800元 per_capita 低保标准",),
        "常住人口城镇化率提高1.2个百分点": ("=1.2个百分点 growth 常住人口城镇化率",),
        "单位能耗下降3.7%": ("=-3.7% growth 单位能耗",),
        "再压缩审批时限50%以上": (">=-50% growth 审批时限",),
        "居民消费价格涨幅2%左右": ("~2% growth 居民消费价格",),
        "一般公共预算收入与经济增长同步": ("~ parity 一般公共预算收入",),
        "脱贫人口收入增速高于农村居民收入增速": ("> parity 脱贫人口收入",),
        "确保PM2.5浓度稳中有降": ("< trend PM2.5浓度 确保",),
        "力争50亿元以上项目实现突破": ("breakthrough 50亿元以上项目 力争",),
        "财政投入只增不减": (">= trend 财政投入",),
    },
    "Lists": {
        "数据交易量和数据产品量均增长30%": ("=30% growth 数据交易量", "=30% growth 数据产品量"),
        "播种面积、粮食产量分别稳定在1035万亩、75亿斤以上": (
            ">=10350000亩 level 播种面积",
            ">=7500000000斤 level 粮食产量",
        ),
        "投用学校5所、续建2所、开工新(改扩)建4所": (
            "=5所 level 学校 commission",
            "=2所 level 学校 continue",
            "=4所 level 学校 start",
        ),
        "新增国家级企业15家、省级企业40家": ("=15家 level 国家级企业", "=40家 level 省级企业"),
        "新建城市书房、借阅点20个": ("=20个 level 城市书房、借阅点 new",),
        "新增国家重点实验室和省级技术中心各2家": ("=2家 level 国家重点实验室", "=2家 level 省级技术中心"),
        "改造小区295个29255户293万平方米": ("=295个 level 小区", "=29255户 level 小区", "=2930000平方米 level 小区"),
        "力争投资50亿元、产值120亿元": ("=5000000000元 level 投资 力争", "=12000000000元 level 产值 力争"),
        "实施3000个老旧小区、120个老旧街区改造": ("=3000个 level 老旧小区", "=120个 level 老旧街区改造"),
        "力争5家企业上市": ("=5家 level 企业 力争",),
    },
    "Thresholds are no targets": {
        "引进亿元以上项目50个、10亿元以上项目5个": ("=50个 level 亿元以上项目", "=5个 level 10亿元以上项目"),
        "新增超50亿元的产业集群2个": ("=2个 level 超50亿元的产业集群",),
        "新培育千亿级企业1家以上": (">=1家 level 千亿级企业",),
    },
    "Names and dates are no targets": {
        "深入实施“5050”政策": (),
        "完善“15分钟医疗服务圈”": (),
        "构建15分钟便民生活圈": (),
        "激发“1+2+6+N”平台体系效能": (),
        "推进古镇4A级景区提质": (),
        "加快第五工业综合体招商": (),
        "服务好数码港三期": (),
        "实施数字经济三年行动计划": (),
        "落实〔2024〕5号文件": (),
        "拨打12345热线": (),
        "推进500千伏输变电工程": (),
        "办好第22届茶文化节": (),
        "为60岁以上老人办理优待证": (),
        "咨询电话0571-88888888": (),
        "巩固两个确立": (),
    },
    **SPELLED,
}

# groups of statements: the text, and its observations in order
STATEMENTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Periods": {
        "1-6月,收入达到163.4亿元,同比增长6%": (
            "16340000000元 level 收入 [2025-01/2025-06]",
            "6% growth 收入 [2025-01/2025-06]",
        ),
        "一季度增速3.8%": ("3.8% growth [2025-Q1]",),
        "截至5月,支出230.71亿元": ("23071000000元 level 支出 [2025-01/2025-05]",),
        "上半年完成投资5亿元;其中6月投资1亿元": (
            "500000000元 level 投资 [2025-01/2025-06]",
            "100000000元 level 投资 [2025-06]",
        ),
        "2024年全年新增12家": ("12家 level [2024]",),
        "今年,新增企业6家": ("6家 level 企业 [2025-01/2025-06]",),
        "今年以来新增3家": ("3家 level [2025-01/2025-06]",),
        "“十四五”以来新增500家": ("500家 level [2021-01/2025-06]",),
        "年末贷款余额300亿元": ("30000000000元 level 贷款余额 [2025-12]",),
        "投资161亿元(去年基数172.3亿元),增速-6.5%": (
            "16100000000元 level 投资",
            "17230000000元 level 投资 base",
            "-6.5% growth 投资",
        ),
        "收入由2015年的94.5亿元增加到143.8亿元": (
            "9450000000元 level 收入 [2015] base",
            "14380000000元 level 收入",
        ),
        "贫困发生率由12%降至2%": ("12% level 贫困发生率 base", "2% level 贫困发生率"),
        "产值是2016年的3.5倍": ("3.5倍 growth 产值",),
    },
    "Changes": {
        "优良天数比上年增加9天": ("9天 growth 优良天数",),
        "优良天数同比增加29天、达到253天": ("29天 growth 优良天数", "253天 level 优良天数"),
        "增速高于全省4.3个百分点": ("4.3个百分点 growth",),
        "增幅低于计划1.5个百分点": ("-1.5个百分点 growth",),
        "欠进度3.2个百分点": ("-3.2个百分点 growth",),
        "药品价格平均降价20%": ("-20% growth 药品价格",),
        "减排二氧化碳1.94万吨": ("19400吨 level 减排二氧化碳",),
        "绿色食品认证数量增长4倍": ("4倍 growth 绿色食品认证数量",),
        "审批时间由74个工作日压缩至60个工作日": (
            "74个工作日 level 审批时间 base",
            "60个工作日 level 审批时间",
        ),
        "养老金每人每月提高20元": ("20元 growth 养老金",),
    },
    "Shares and completion": {
        "完成投资占年度计划的53.2%": ("53.2% share 投资",),
        "新增就业完成年度任务的195.5%": ("195.5% share 新增就业",),
        "标准化厂房超年度计划5.1%": ("5.1% growth 标准化厂房",),
        "出口占全省的三分之一": ("33.33% share 出口",),
        "80.2%的行政村建成示范村": ("80.2% share 行政村",),
        "整改完成率103.4%": ("103.4% share 整改完成率",),
        "优良率94.5%,水质优良比例90.2%": ("94.5% level 优良率", "90.2% share 水质优良比例"),
    },
    "Ranks": {
        "增速列全市第2": ("2位 rank",),
        "信用指数由去年的第8位上升至第5位": ("8位 rank 信用指数 [2024] base", "5位 rank 信用指数"),
        "甲企业58家,乙企业12家,数量均居全国第一": (
            "58家 level 甲企业",
            "12家 level 乙企业",
            "1位 rank 甲企业数量",
            "1位 rank 乙企业数量",
        ),
        "跻身全国百强第19名": ("19位 rank",),
    },
    "Lists": {
        "一产、二产、三产分别增长3.1%、6.4%、7.2%": ("3.1% growth 一产", "6.4% growth 二产", "7.2% growth 三产"),
        "巩固率、入学率分别高于全国4.1、5.8个百分点": (
            "4.1个百分点 growth 巩固率",
            "5.8个百分点 growth 入学率",
        ),
        "救助700户(民政200户、残联500户)": ("700户 level", "200户 level 民政", "500户 level 残联"),
        "3个项目已开工、2个主体封顶": ("3个 level 项目", "2个 level 项目"),
        "接待游客200万人次、收入26亿元,分别增长14.7%、14.8%": (
            "2000000人次 level 游客",
            "2600000000元 level 收入",
            "14.7% growth 游客",
            "14.8% growth 收入",
        ),
    },
    "Progress cells": {
        "累计完成投资3.2亿元(年度计划5亿元),投资完成率64%": (
            "320000000元 level 投资",
            "64% share 投资完成率",
        ),
        "完成率:85%": ("85% share 完成率",),
        "已建成公园3个,另有2个正在施工": ("3个 level 公园", "2个 level 公园"),
        "户厕改造完成80/100户": ("80户 level 户厕改造",),
        "新增市场主体1234户,同比增长12.3%,完成年度目标任务的61.7%": (
            "1234户 level 市场主体",
            "12.3% growth 市场主体",
            "61.7% share 市场主体",
        ),
        "办理时限由15天缩短至5天": ("15天 level 办理时限 base", "5天 level 办理时限"),
        "受理投诉1.2万件,办结率99.8%": ("12000件 level 投诉", "99.8% level 办结率"),
        "完成税收12.3亿元,占全年任务的48.2%,同比增收1.1亿元": (
            "1230000000元 level 税收",
            "48.2% share 税收",
            "110000000元 growth 税收",
        ),
        "地区生产总值增长5.8%(全省5.5%)": ("5.8% growth 地区生产总值", "5.5% growth 地区生产总值"),
        "3个项目完成招标、2个项目进场施工": ("3个 level 项目", "2个 level 项目进场施工"),
    },
    "No figures": {
        "失业率控制在4%目标以内": (),
        "提前2个月完成": (),
        "增速连续19个月为正": (),
        "把安全放在第一位": (),
        "重点做好10个方面工作": (),
        "省第十四届人民代表大会第五次会议": (),
        "三次产业结构调整为10.1:47.4:42.5": (),
    },
    **SPELLED_STATEMENTS,
    **SAID,
}

# what a statement claims of itself
CLAIMS: Mapping[str, str] = {
    "序时推进": "on_schedule",
    "达到序时进度": "on_schedule",
    "正在施工": "on_schedule",
    "已进场,主体封顶": "on_schedule",
    "已完成年度计划": "completed",
    "已竣工投用": "completed",
    "已完成年度任务，正在组织验收": "completed",
    "正在开展前期工作，已完成可研批复": "on_schedule",
    "主体工程已完成，正在进行内部装修": "on_schedule",
    "14个口袋公园已全部建成开放": "completed",
    "已竣工，正在办理决算": "completed",
    "已完成任务分解": "on_schedule",
    "主体结构已完成": "on_schedule",
    "已完成上半年任务": "on_schedule",
    "序时推进，力争年底前全部完成": "on_schedule",
    "力争年底前全部完成": "other",
    "预计12月底全部完成": "other",
    "确保全面完成": "other",
    "未全部完成": "other",
    "已完成60%": "figures",
    "其中3个已完成": "figures",
    "已完成年度任务（60家）的46.7%": "figures",
    "提前2个月完成": "ahead",
    "有望提前完成": "other",
    "无法按期完成": "behind",
    "进度滞后": "behind",
    "因征地未完成,暂缓实施": "behind",
    "因验收滞后，预计12月投用": "behind",
    "受征地影响进展受阻，正在协调": "behind",
    "开馆时间推迟到明年一季度": "behind",
    "因统计口径调整，数据发布推迟": "other",
    "尚未启动": "not_started",
    "5个公园均未开工": "not_started",
    "还没有开始": "not_started",
    "即将开工": "not_started",
    "已完成招标，即将开工": "on_schedule",
    "3个已完工，2个未开工": "figures",
    "此项工作将于今年下半年开展": "not_started",
    "二季度数据未出": "awaiting_data",
    "该数据为年度数据": "annual_data",
    "1-5月增长18.0%": "figures",
    "按方案执行": "other",
    "": "none",
}

# milestones: the text, and its entries
MILESTONES: Mapping[str, tuple[str, ...]] = {
    "开工建设过江引水通道": ("start 过江引水通道",),
    "加快推动大科学装置本体开工": ("start 大科学装置本体",),
    "加快中试平台建设": ("continue 中试平台",),
    "建成第二、第三工业综合体": ("complete 第二、第三工业综合体",),
    "投用社区卫生服务中心": ("commission 社区卫生服务中心",),
    "推进智慧监管改革试点建设": ("pilot 智慧监管改革试点",),
    "完成标准化试点建设": ("complete 标准化试点",),
    "搭建数据跨境服务平台": ("new 数据跨境服务平台",),
    "加快出台产业政策": ("issue 产业政策",),
    "力争举办首届博览会": ("hold 首届博览会 力争",),
    "力争夺取大禹鼎": ("win 大禹鼎 力争",),
    "落地银发经济产业园": ("land 银发经济产业园",),
    "新院区9月底前投用": ("commission 新院区 by 2025-09-30",),
    "9月底前,新院区投用": ("commission 新院区 by 2025-09-30",),
    "新院区投入使用": ("commission 新院区",),
    "地铁一期6月底开工": ("start 地铁一期 by 2025-06-30",),
    "主体结构年底封顶": ("complete 主体结构 by 2025-12-31",),
    "水厂5月开工、12月投产": ("start 水厂 by 2025-05-31", "commission 水厂 by 2025-12-31"),
    "建成文化中心并投入使用": ("commission 文化中心",),
    "枢纽力争明年3月底前通车": ("commission 枢纽 力争 by 2026-03-31",),
    "3月起加快建设科创平台": ("continue 科创平台",),
    "推进新院区建设,9月底前投用": ("continue 新院区", "commission 新院区 by 2025-09-30"),
    "加快建设甲大厦、力争开工乙路段": ("continue 甲大厦", "start 乙路段 力争"),
    "滨河路6月底前完工通车": ("commission 滨河路 by 2025-06-30",),
    "下半年启动二期工程": ("start 二期工程 by 2025-12-31",),
    "明年3月底前完成新校区建设": ("complete 新校区建设 by 2026-03-31",),
    "通过市场化机制建设文旅服务中心,8月底完工投用": ("commission 文旅服务中心 by 2025-08-31",),
    "9月底前完成老旧小区改造": ("complete 老旧小区改造 by 2025-09-30",),
    "启动二期工程": (),
    "完善养老服务体系建设": (),
    "推进老旧小区改造": (),
    "支持企业建设海外仓": (),
    "探索共建产教融合学院": (),
    "建成投用卫生服务站3家": (),
}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def short_target(target: Target) -> str:
    """Write a target as the examples do."""
    number = f"{target.comparator or ''}{_plain(target.value)}{target.measure or ''}"
    parts = (number, target.basis, target.metric, target.hedge, target.milestone)
    return " ".join(str(part) for part in parts if part)


def short_observation(observation: Observation) -> str:
    """Write an observation as the examples do."""
    period = f"[{observation.period}]" if observation.period else ""
    number = f"{_plain(observation.value)}{observation.measure}"
    said = "base" if observation.base else "estimated" if observation.estimated else ""
    parts = (number, observation.basis, observation.metric, period, said)
    return " ".join(str(part) for part in parts if part)


def short_milestone(milestone: Milestone) -> str:
    """Write a milestone as the examples do."""
    due = f"by {milestone.due}" if milestone.due else ""
    return " ".join(part for part in (milestone.kind, milestone.object, milestone.hedge, due) if part)


def short(reading: Reading) -> tuple[str, ...]:
    """Write a whole reading: its targets and milestones, or its observations."""
    return (
        *map(short_target, reading.targets),
        *map(short_milestone, reading.milestones),
        *map(short_observation, reading.observations),
    )


def tables() -> str:
    """Return the examples as the tables of docs/grammar.md."""
    lines: list[str] = []
    for title, groups in (("A task's text", PROMISES), ("A statement", STATEMENTS)):
        for name, examples in groups.items():
            lines += [f"### {title}: {name.lower()}", "", "| text | read as |", "|---|---|"]
            lines += [
                f"| {text} | {'; '.join(f'`{one}`' for one in read) or 'nothing'} |" for text, read in examples.items()
            ]
            lines.append("")
    lines += ["### Milestones", "", "| text | read as |", "|---|---|"]
    lines += [f"| {text} | {'; '.join(f'`{one}`' for one in read) or 'nothing'} |" for text, read in MILESTONES.items()]
    lines += ["", "### Claims", "", "| statement | claim |", "|---|---|"]
    lines += [f"| {text or '(empty)'} | `{claim}` |" for text, claim in CLAIMS.items()]
    return "\n".join(lines) + "\n"
