"""Document issued: whether a clause says that a promised document has come out.

出台促进就业若干措施 · 制定实施就业若干措施、稳岗办法      it is out
规划已于10月完成编制并通过评审                          drawn up, and told of as done
围绕出台若干措施开展调研                                it is what they work for
"""

from luoshi.expressions import expression
from luoshi.pacing.likeness import content
from luoshi.pacing.phase_words import Answer

# 规划已于10月完成编制并通过评审, 11月由市政府批复实施
_DRAWN_UP = expression(
    r"(?:已|于)[^,;。]{0,10}?(?:完成编制(?=并|且|、?(?:通过|印发|发布)|工作|任务|$)|编制完成|获批(?!准立项)|印发|发布|颁布|出台)"
    r"|(?:政府|国务院|省|市|部委|人大)[^,;。]{0,6}?(?:批复|批准)(?:实施|同意)?|批复实施"
)
_ISSUED = expression(
    r"(?:制定|制订|出台|印发|发布|颁布)(?:并|、|和|了)?(?:全面|正式|颁布|出台)?(?:实施|施行|印发|发布)?$"
)
_ONLY_MEANT = expression(
    r"拟|将|计划(?=于|在|年)|预计|力争|争取|确保|推动|推进|加快|待|尚|未|正在|启动|着手|研究|草案|初稿|征求"
)


def answer_of_a_document(thing: str, clause: str, text: str, says: Answer, *, of_it: bool) -> Answer:
    """What a clause says of a document that is to be issued; `says` is what it says by its words of a phase."""
    if of_it and _DRAWN_UP.search(clause) and _ONLY_MEANT.search(clause) is None:
        says = Answer.REACHED
    if says is not Answer.REACHED and _is_issued(thing, clause):
        says = Answer.REACHED if _says_it_came_out(thing, clause, text) else Answer.MAYBE
    return says


def _is_issued(thing: str, clause: str) -> bool:
    """Whether a clause has the thing behind the verb of issuing it, and no word of a hope: 制定实施纲要和发展规划."""
    bare = thing.removeprefix("实施").removeprefix("出台")
    before, found, _ = clause.partition(bare)
    return bool(found) and _ISSUED.search(before) is not None and _ONLY_MEANT.search(clause.replace(bare, "")) is None


def _says_it_came_out(thing: str, clause: str, text: str) -> bool:
    """Whether a clause tells of the issue itself, 出台…方案, in a sentence that says more, and of no next step."""
    before = text[: text.find(clause)]
    led = clause.partition(thing.removeprefix("实施").removeprefix("出台"))[0]
    told = _CAME_OUT.search(led) is not None and _TO_THIS_END.search(led) is None
    more = len(content(text.replace(clause, ""))) > _SAYS_MORE
    return told and more and _NEXT_STEP.search(before) is None


_CAME_OUT = expression(r"(?:出台|印发|发布|颁布)(?:了)?(?:实施)?$")
# 围绕出台方案开展调研: it is what they work for
_TO_THIS_END = expression(
    r"围绕|[为因就对按待以在随自]|针|根据|结合|配合|支撑|服务|聚焦|推|促|加快|抓|做好|参与|协助|建议|申请|争取|配套|学习|贯彻|落实|宣传|宣讲"
)
_NEXT_STEP = expression(r"下一?步|下一?阶段|接下来|后续|今后|计划|将|目标|要求|任务|思路|打算")
_SAYS_MORE = 4
