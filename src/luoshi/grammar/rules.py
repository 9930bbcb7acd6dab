"""The rules by name: what each is called in a trace, and what it says to a person, in Chinese.

The names are English in code and in the contract's `rule`; `luoshi explain` shows these.
"""

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    # what a figure is
    "level": "数量",
    "rate": "以率计",
    "ratio": "比值",
    "change of a rate": "增减百分比",
    "change of an amount": "增减数额",
    "change by its verb": "动词表示增减",
    "change of the level before": "在前数上增减",
    "difference in points": "百分点之差",
    "distance": "与参照相差",
    "change by its sign": "正负号表示增减",
    "sign not settled": "△是升是降没有说明",
    "beyond the plan": "超出计划",
    "short of the plan": "距计划还差",
    "multiple": "倍数",
    "growth behind the number": "数后有“增长”",
    "growth named before": "前文写明增速",
    "growth": "沿用前面的“增长”",
    "growth (said again)": "再次说增速",
    "share of a whole": "占整体",
    "share by its name": "以占比、比例计",
    "share of the plan": "完成计划",
    "completion rate": "完成率",
    "share of what follows": "其后名词的占比",
    "share of a class": "某类的占比",
    "share done": "已做到的占比",
    "part done": "完成部分",
    "fraction": "分数",
    "per head": "按人计",
    "rank": "位次",
    "rank by its name": "以排名计",
    "first": "首位",
    "front": "前列",
    "covered": "全覆盖",
    "doubled": "翻番",
    "half": "一半",
    "parity": "与某指标同步",
    "outpace": "不低于某水平",
    "trend": "只写了趋势",
    "both_fall": "双下降",
    "flat": "与上年持平",
    "breakthrough": "实现突破",
    # the words beside a number
    "comparator": "比较词",
    "change": "增减词",
    "link": "连接词",
    "metric, inherited": "指标沿用",
    "hedge, inherited": "语气沿用",
    "list": "并列",
    "part": "属于",
    "claim": "自评",
    # what is no figure
    "no figure: two readings": "这个数有两种读法，不作为数",
    "no figure: no exact number": "没有确数，不作为数",
    "no figure: numeral not understood": "没有读懂这个数，不作为数",
    "no figure: class": "等级，不是数",
    "no figure: threshold of a class": "分类的门槛，不是数",
    "no figure: tier of a condition": "适用条件的档次，不是数",
    "no figure: attribute of a class": "所修饰的属性，不是数",
    "no figure: money that grades a noun": "按金额分的类，不是数",
    "no figure: capacity in a name": "名称里的规模，不是数",
    "no figure: size of what is counted": "所数之物的大小，不是数",
    "no figure: radius": "半径、尺寸，不是数",
    "no figure: stage of a work": "工程期次，不是数",
    "no figure: goal compared with": "拿来比较的目标，不是数",
    "no figure: per how many": "每若干，不是数",
    "no figure: among how many": "在若干之中，不是数",
    "no figure: age": "年龄，不是数",
    "no figure: time that is not measured": "时间，不是数",
    "no figure: number without a measure": "没有计量单位，不是数",
    "no figure: numeral of a name": "名称里的数字，不是数",
    "no figure: label": "编号或条目，不是数",
    "no figure: ordinal": "序号，不是数",
    # phases of a work
    "complete a pilot": "完成试点",
    "win by creating": "创建",
    "win what is sought": "争取",
    "win, creation behind": "推进创建",
    "pilot": "试点",
    "pilot, named behind": "试点",
    "commission": "投用",
    "commission, behind": "投用",
    "commission, built and used": "建成投用",
    "start": "开工",
    "start, behind": "开工",
    "issue": "出台",
    "hold": "举办",
    "land": "落地",
    "land, behind": "落地",
    "complete": "建成",
    "complete work": "完成",
    "complete, behind": "建成",
    "set up": "设立",
    "continue building": "续建",
    "continue, building behind": "推进建设",
    "continue together": "协同建设",
}


def rule_in_chinese(name: str) -> str:
    """Return what a rule says in Chinese; "(list)" behind a name says that it goes on from the number before."""
    if name in RULES:
        return RULES[name]
    if name.endswith(" (list)"):
        return f"{rule_in_chinese(name.removesuffix(' (list)'))}（并列）"
    return name
