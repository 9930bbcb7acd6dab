"""What a column's heading means: a row of the table below for each meaning.

Headings are compared without spaces and without what stands in parentheses. The first
meaning that fits is taken, so the narrow ones stand first.
"""

import re
from dataclasses import dataclass

# The meanings that Task has fields for, and those that only the assembling knows:
#   theme      a level above the task (板块), title  the task's name, detail  what it asks for
#   responsible  责任单位: cooperating beside a lead, else lead and the others
#   metric, measure, goal, actual, growth, rate, rank   the columns of an indicator table
TEXTUAL = ("theme", "objective", "title", "detail")
_BODY = "(?:单位|部门|科室|处室|股室|机关|局|主体|方)"
_MEANINGS = [
    ("ignored_number", r"^(?:电话|联系电话|联系方式|手机)"),
    ("contact", r"联系人|联络员|经办人|填报人|填表人|审核人"),
    ("problems", r"问题|困难|堵点|难点|未完成原因|滞后原因|原因"),
    (
        "next_step",
        r"下一?步|下一?阶段|下季度|下月|下半年(?:工作)?(?:安排|打算|计划)|后续|工作打算|工作安排$|整改措施|推进措施",
    ),
    ("light", r"亮灯|红黄|灯$|评价$|是否|状态|自评|销号"),
    ("rate", r"完成率|完成比例|进度[(（]?%|百分比|完成比|占年度|占全年|进度比|完成进度%|达成率"),
    ("leader", r"领导|责任人|负责人|市长|区长|县长|州长|镇长|牵头人|包保人|包抓人"),
    ("lead", rf"(?:牵头|主办|主责|主要责任|第一责任|主抓|总牵头){_BODY}?|牵头"),
    (
        "cooperating",
        rf"(?:配合|协办|协同|协作|协助|参与|参加|会办|联办|支持|成员|协调){_BODY}|^(?:配合|协办|协同|参与)$",
    ),
    (
        "responsible",
        rf"(?:责任|承办|落实|实施|执行|负责|主管|建设|申报|项目|承担|完成){_BODY}|^(?:责任|业主)$|业主单位",
    ),
    (
        "due",
        r"时限|期限|完成时间|时间节点|完成日期|办结时间|限期|截止|^时间(?:要求|安排)?$|完成节点|计划完成时间|竣工时间|工期",
    ),
    ("rank", r"位次|排名|排位|名次"),
    ("growth", r"增幅|增速|同比|增长率|增减|^增长"),
    ("no", r"^(?:序号|编号|序|任务编号|任务序号|项目序号|号|序列|no\.?|№|项次|编码|任务号)$"),
    ("measure", r"计量单位|^单位$"),
    (
        "metric",
        r"指标名称|^(?:主要|考核|核心|经济|预期|主要预期|主要经济|约束性|预期性|绩效|具体|统计)*指标(?:名|内容|项目)?$",
    ),
    (
        "goal",
        r"目标值|目标数|计划数|计划值|任务数|指标值|(?:年度|全年|年)(?:预期)?(?:目标|计划|任务)(?:值|数|量)?$|^\d{4}年?(?:预期)?(?:目标|计划)|预期目标$|^目标$",
    ),
    (
        "report",
        r"完成情况|进展|落实情况|推进情况|办理情况|实施情况|工作情况|执行情况|进度情况|形象进度|工作进度|完成进度|成效|工作动态|开展情况|办理结果|(?:目前|当前|实际)进度|^截[至止]|^进度$|推进举措及成效|反馈",
    ),
    (
        "actual",
        r"^(?:1[-—－~至]\d+月|上半年|[一二三四1-4]季度|前三季度|全年|年末|\d+月|累计|本月|截[至止].*?)?(?:累计|预计)?(?:完成|实绩|实际|完成值|完成数|完成量|实际值|实际完成|实现|达到|累计|数据|数值|情况)(?:值|数|量)?$|^(?:1[-—－~至]\d+月|上半年|[一二三四1-4]季度|前三季度)$",
    ),
    ("remark", r"备注|说明$|依据|来源|出处"),
    ("theme", r"板块|领域|类别|分类|类型|一级|大类|方面|篇章|章节|^章$|专项|工程名称|行动|条线"),
    (
        "detail",
        r"内容及要求|内容和要求|目标要求|工作要求|任务要求|具体要求|主要内容|工作内容|任务内容|建设内容|具体内容|^内容|具体任务|举措|措施|分解任务|细化|阶段目标|二级|三级|目标任务|任务目标|目标及|要求$|工作目标及|年度目标任务|具体工作|具体事项|任务分解|进度安排|进度计划|序时",
    ),
    ("title", r"任务|事项|工作$|工作名称|项目名称|实事|清单|名称$|主要工作|重点工作|项目内容|工程|内容$"),
    ("objective", r"目标|项目|工作重点"),
]
_COMPILED = [(meaning, re.compile(pattern, re.IGNORECASE)) for meaning, pattern in _MEANINGS]
_PARENTHESIS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading as printed, and what it means; None where the words do not say."""

    text: str
    meaning: str | None


def compact(text: str) -> str:
    """Return a heading without spaces."""
    return re.sub(r"\s+", "", text)


def meaning_of(heading: str) -> str | None:
    """Tell what a column with this heading holds.

    Returns:
        One of the meanings above, or None. A text longer than 24 characters is no heading.
    """
    text = compact(heading)
    bare = _PARENTHESIS.sub("", text) or text
    if not bare or len(bare) > _LONGEST or re.search(r"[。；;！!]", bare):
        return None
    if "%" in text and re.search(r"进度|完成", text):
        return "rate"
    return next((meaning for meaning, pattern in _COMPILED if pattern.search(bare)), None)
