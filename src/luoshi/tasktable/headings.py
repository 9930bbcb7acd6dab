"""What a column's heading means: a row of the table below for each meaning.

Headings are compared without spaces and without what stands in parentheses. The first
meaning that fits is taken, so the narrow ones stand first.
"""

import re
from functools import lru_cache

from luoshi.expressions import expression
from luoshi.units.beside import UNIT_BODIES

# The meanings that a Task has fields for, and those that only the assembling knows:
#   theme        a level above the task (板块); title its name; detail what it asks for
#   responsible  责任单位: cooperating beside a lead, else the lead and the others
#   schedule     what is to be done by when: a task's steps where it goes over several rows
#   metric, measure, goal, actual, growth, rate, rank   the columns of an indicator table
#   code     项目编号: the number where no other column has one
#   remedy   整改措施: what is to be done about a problem; the task where no other column holds tasks
#   remark, light, contact   known, and kept under their heading
TEXTUAL = ("theme", "objective", "title", "detail", "schedule", "remedy")

_BODY = rf"(?:{UNIT_BODIES}|局|地区|街道)"
_TIME = (
    r"(?:\d{4}年)?(?:\d{1,2}[-—－–~～至]\d+月(?:份)?|[上下]半年|[一二三四1-4]季度|第[一二三四]季度|前三季度|全年|年末|\d+月(?:份|底前|底|末|前)?"
    r"|本月|当月|本季度|年初|年底|截[至止].{0,10}?)"
)
_DONE = r"(?:完成|实绩|实际|实现|达到|累计|数据|数值|情况|进展)"
_MEANINGS: list[tuple[str, str]] = [
    (
        "remark",  # when something was written down, or came to be: not by when it is due, and no answer
        r"(?:反馈|填报|更新|上报|报送|录入|立项|交办|下达|签收|来文|发文|转办|受理|登记|批示|成文)(?:日期|时间)$"
        r"|^实际(?:完成|办结|竣工|完工|开工|投用)(?:日期|时间)$",
    ),
    ("contact", r"联系人|联络员|经办人|填报人|填表人|审核人|电话|联系方式|手机|领衔代表|(?:提案|建议|提出|附议)[者人]"),
    ("remedy", r"整改(?:工作)?(?:措施|举措)(?:及|和|与|、)(?:整改|完成|办结)?(?:时限|期限|时间)$"),  # 整改措施及时限
    ("detail", r"(?:目标|任务|内容|举措|措施|要求|事项)(?:及|和|与|、)(?:完成|办结|进度)?(?:时限|期限|时间)(?:要求)?$"),
    ("remedy", r"整改(?:工作)?(?:措施|举措|任务|事项|内容|要求)(?!.*(?:情况|进展|落实|进度|时限|时间))"),
    (
        "remark",  # how points are given, and who looks on: no part of what is asked, nor who owes it
        r"(?:评分|计分|记分|打分|赋分|扣分|加分|考核|评价|评定|考评)(?:标准|细则|办法|规则|依据|说明|方法|方式)|^(?:标准|基础|考核)?分[值数]$"
        r"|^权重|^(?:自评|考核|最终)?得分|自评分|^(?:考核|评价|考评|监督|验收|督办|督查|督导|监管)(?:责任)?(?:单位|部门|科室|主体|处室)$",
    ),
    ("problems", r"问题|困难|堵点|难点|原因|存在不足|短板|^(?:主要|存在)?风险(?:提示|预警|点)?$|制约因素"),
    (
        "next_step",
        r"下一?步|下一?阶段|下季度|下个?月|次月|下半年(?:工作)?(?:安排|打算|计划)|后续|工作打算|推进措施|下周"
        r"|(?:需要?)?协调(?:解决)?(?:的)?事项",
    ),
    (
        "light",
        r"亮灯|红黄|灯$|灯号|评价$|是否|状态|自评|销号(?!时限|期限|时间)|预警|(?:答复|办复|办理)(?:类别|类型|分类)|满意",
    ),
    ("rate", r"完成率|完成比例|百分比|完成比|占年度|占全年|进度比|完成进度%|达成率|完成度|时间进度$|序时进度$"),
    ("lead", rf"(?:牵头|主办|主责){_BODY}(?:及|和|、|与|/)?(?:责任|负责)人"),
    ("responsible", rf"{_BODY}(?:及|和|、|与|/)?(?:责任|负责)人|(?:责任|负责)人(?:及|和|、|与|/){_BODY}"),
    ("responsible", rf"领导(?:及|和|与|、|/)(?:责任|牵头|包抓|包保)?{_BODY}|责任{_BODY}(?:及|和|与|、|/)\w{{0,2}}领导"),
    ("leader", r"领导|责任人|负责人|市长|区长|县长|州长|镇长|牵头人|包保人|包抓人|责任同志|负责同志"),
    (
        "lead",
        rf"(?:牵头|主办|主责|主要责任|第一责任|主抓|总牵头|首要责任|领办|组长|归口(?:管理)?){_BODY}|牵头|^(?:主办|主责)$",
    ),
    (
        "cooperating",
        rf"(?:配合|协办|协同|协作|协助|参与|参加|会办|分办|联办|支持|成员|协调|会同|联动)(?:责任)?(?:{_BODY}|人$)|^(?:配合|协办|协同|协助|参与|会办|分办)$"
        rf"|其他责任单位|相关单位|涉及(?:单位|部门)|^(?:业务)?指导{_BODY}$",
    ),
    (
        "responsible",
        rf"(?:责任|承办|落实|实施|执行|负责|主管|建设|项目|包抓|包保|分工|任务|承接|申报|承担|完成|推进|提供|填报){_BODY}|^责任$|^责任清单$|业主|^单位名称$|^(?:部门|科室|股室|处室|站所|科所队)$"
        r"|^单位[（(]部门[)）]$|^(?:责任|职责)?分工$|^(?:市直|区直|县直)?部门单位$",
    ),
    (
        "due",
        r"时限|期限|完成时间|交账时间|限办时间|结束时间|完成日期|办结时间|限期|截止|^时间$|^时间要求$|^时间安排$|完成节点|时间节点|竣工时间|工期|起止"
        r"|建设周期|^计划时间$|^完成年限$|^整改时间$",
    ),
    (
        "schedule",
        r"(?:进度|推进|节点|阶段|时序|实施)(?:工作)?(?:安排|计划|目标|任务|要求)(?!.*(?:情况|落实|进展))|^时序|^(?:实施|推进|工作)步骤|"
        rf"^(?!全年){_TIME}(?:工作|节点|阶段|计划)?(?:目标|计划|任务|安排)$",
    ),
    ("rank", r"位次|排名|排位|名次"),
    ("growth", r"增幅|增速|同比|增长率|增减|^增长|^增%"),
    ("no", r"^(?:序号|编号|序|任务编号|任务序号|项目序号|号|序列|no\.?|№|项次|编码|任务号|条目|总序号|分序号|#)$"),
    (
        "code",
        r"^(?:项目|事项|工作|清单|督办|目标|实事|建议|提案|议案|问题|工单|信访|案件|线索|诉求|流水)(?:编号|序号|编码|代码)$|^(?:建议|提案|议案|案|文)号$",
    ),
    ("measure", r"计量单位|^单位$"),
    (
        "metric",
        r"指标名称|^(?:主要|考核|核心|关键|经济|预期|发展|工作|目标|约束性|预期性|绩效|量化|具体|统计|社会)*指标(?:名|内容|项目)?$",
    ),
    (
        "goal",
        r"目标值|目标数|计划数|计划值|任务数|指标值|(?:年度|全年|年)(?:预期|计划|工作|建设)?(?:目标|计划|任务)(?:值|数|量)?$"
        r"|^\d{4}年?(?:度)?(?:预期|计划|工作|建设)?(?:目标|计划)(?:值|数|任务)?$|预期目标$|^目标$|^预期(?:值|数)$",
    ),
    (
        "report",
        r"完成情况|进展|落实情况|推进情况|(?:办理|办结|办复|答复|整改|实施)情况|工作情况|执行情况|进度情况|形象进度|(?:工作|完成|项目|工程|整改)进度(?!安排|计划|要求|表|目标)|成效|工作动态|^最新(?:动态|情况)$|^(?:答复|办理)意见$"
        r"|开展情况|(?:办理|整改)结果|整改进度|落实进度|(?:目前|当前|实际)进度|^截[至止]|^进度$|反馈|^(?:工作)?(?:完成|落实)结果$|^实施进度$",
    ),
    ("report", rf"^{_TIME}(?:工作|项目|实施)?进度$"),  # 6月底进度
    ("actual", rf"^{_TIME}?(?:累计|预计|实际|已)?{_DONE}(?:值|数|量|额)?$|^{_TIME}$|^实际完成|^完成(?:值|数|量)$"),
    ("remark", r"备注|说明$|依据|来源|出处|附注"),
    (
        "theme",
        r"^所属|板块|领域|方向$|门类|类别|分类|类型|一级|大类|方面|篇章|章节|^章$|专项|行动|条线|维度|^部分$|模块|工程名称",
    ),
    (
        "detail",
        r"内容及要求|内容和要求|目标要求|工作要求|任务要求|具体要求|主要内容|工作内容|任务内容|建设内容|具体内容|^内容|具体任务"
        r"|举措|措施|分解|细化|(?:具体|任务|工作)分工|二级|三级|目标任务|任务目标|目标及|要求$|具体工作|具体事项|步骤"
        r"|建设规模|工作目标及|量化目标|计划安排|标准",
    ),
    (
        "title",
        r"任务|事项|^(?:建议|提案|议案)?(?:案由|标题|题目|题名)$|工作$|工作名称|项目名称|实事|清单|名称$|主要工作|重点工作|项目内容|工程|内容$|承诺|建议",
    ),
    ("objective", r"目标|项目|工作重点|重点|^(?:工作)?要点$"),
]
_COMPILED = [(meaning, expression(pattern, re.IGNORECASE)) for meaning, pattern in _MEANINGS]
_PARENTHESIS = expression(r"[（(\[【][^（）()\[\]【】]*[）)\]】]", needs="([【（")
_PLACES = expression(r"(?:及|和|或)?(?:场所|地点|点位|区域|企业|小区|项目)(?:名称)?")
LONGEST = 24


def compact(text: str) -> str:
    """Return a heading without spaces."""
    return "".join(text.split())


@lru_cache(maxsize=2048)
def meaning_of(heading: str) -> str | None:
    """Tell what a column with this heading holds.

    Returns:
        One of the meanings above, or None. A text longer than 24 characters, what stands in
        parentheses aside, is no heading; nor is a label with its value (牵头单位：区住建局).
    """
    text = compact(heading)
    bare = _PARENTHESIS.sub("", text).strip("：:") or text
    if not bare or len(bare) > LONGEST or re.search(r"[。；;！!]|[：:].", bare):
        return None
    if re.search(r"[%％]", text) and re.search(r"进度|完成", text):
        return "rate"
    if bare == "单位" and _PLACES.fullmatch(parenthesis_of(heading)):
        return None  # where it is, and not who owes it
    found = next((meaning for meaning, pattern in _COMPILED if pattern.search(bare)), None)
    return _of_role(text) or found if found == "responsible" else found


def names_chapters(heading: str) -> bool:
    """Tell whether a lone level over the tasks is called a part of the plan, rather than what its tasks are about."""
    return bool(re.search(r"板块|[篇章]|部分|模块", heading))


def _of_role(heading: str) -> str | None:
    """Tell what 责任单位（牵头） and 责任单位（配合） say in their parenthesis; None for （第一个为牵头单位）."""
    inside = parenthesis_of(heading)
    if re.fullmatch(r"(?:总?牵头|主办|主责)(?:单位|部门)?", inside):
        return "lead"
    return "cooperating" if re.fullmatch(r"(?:配合|协办|协同|参与)(?:单位|部门)?", inside) else None


def parenthesis_of(heading: str) -> str:
    """Return what stands in a heading's last parenthesis: 年度目标（亿元） gives 亿元."""
    found = _PARENTHESIS.findall(compact(heading))
    return found[-1][1:-1] if found else ""
