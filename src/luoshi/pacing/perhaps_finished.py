"""Words that may mean that a task is finished, although no rule knows what they speak of.

28项 were to be handed down by May, and the unit writes 已全部下放: whether that is all of it, or of the very thing,
only a person can say. After a written day such words make a task `unclear`, never overdue (design.md, how a task
is judged).
"""

from luoshi.expressions import expression

_CLAUSE = expression(r"[,，;；。!！?？\n]")
FROM_HERE_ON = expression(
    r"(?:下一?步|下一?阶段|接下来|后续|今后|下半年|明年|存在(?:的|着)?(?:主要)?(?:问题|困难)"
    # 克服拆迁等困难 is behind them
    r"|(?:主要|目前|当前|突出|面临的?)+(?:问题|困难|矛盾)|(?:问题|困难)(?:主要)?(?:是|为|在于))"
)
# a thing done: 已挂牌运行, 全部撤并, 8月26日正式开诊
_DONE = expression(
    r"(?:已|均|全部|全面|全都|正式|顺利|如期|按期|按时|提前|\d月(?:\d{1,2}日|底|初|[上中下]旬)(?!前))[^,，;；。]*[\u4e00-\u9fff]"
    # 师生搬迁结束
    r"|[\u4e00-\u9fff]{4}(?:结束|完毕)"
)
# what comes before an end, or is a part of it
_BEFORE_THE_END = expression(
    r"未|尚|没|无法|不能|待|正(?!式|常运|常开)|拟|计划|预计|预期|将|力争|争取|有望|确保|推进|进行|进展|进场|前期|施工|在建|启动|开工|动工|破土"
    r"|招标|招投标|挂网|立项|可研|设计|图纸|规划|编制|起草|草拟|初稿|方案|意见|签约|签订|协议|洽谈|对接|调研|摸底|摸排|排查|走访|部署|安排|布置|分解|名单|台账"
    r"|下发|印发|通知|召开|会议|会商|申报|申请|报送|上报|提交|报批|审批|评审|批复|选址|用地|征收|征地|拆迁|筹备|谋划|研究|专班|小组|机制|建立|明确|落实"
    r"|资金|投资|支付|拨付|过半|一半|部分|基本|初步|大部|分别|其中|阶段|环节|主体|封顶|基础|%|％|百分|成以上|进度|序时|开展|组织|宣传|动员|培训|加强|加快|加大|指导|督促"
)
# the unit says that it is not there yet
SAYS_IT_IS_OPEN = expression(
    r"未能|尚未|还未|仍未|未(?:完成|达到|实现|建成|投用|开)|没有(?:完成|达到)|仍在|还在|正在|滞后|推迟|延期|延后|顺延|暂缓|预计|计划(?:于|在)|力争|有望|推进中|进行中|尚有|还有|还差|剩余|其余"
)


def perhaps_finished(statement: str) -> bool:
    """Tell whether a sentence has a thing done in it that is no step before an end, and calls nothing open.

    What the unit plans next, and what troubles it, is not looked at.
    """
    ended = FROM_HERE_ON.search(statement)
    told = statement[: ended.start()] if ended else statement
    if SAYS_IT_IS_OPEN.search(told):
        return False
    return any(_DONE.search(clause) and not _BEFORE_THE_END.search(clause) for clause in _CLAUSE.split(told))
