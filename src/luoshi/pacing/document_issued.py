"""Document issued: whether a clause says that a promised document has come out.

出台促进就业若干措施 · 制定实施就业若干措施、稳岗办法      it is out
规划已于10月完成编制并通过评审                          drawn up, and told of as done
围绕出台若干措施开展调研                                it is what they work for
出台支持甲产业的政策 · 5月30日印发《关于支持甲产业发展的若干措施》      by its full title
"""

from luoshi.expressions import expression
from luoshi.pacing.likeness import content
from luoshi.pacing.phase_words import Answer

# 规划已于10月完成编制并通过评审, 11月由市政府批复实施
_DRAWN_UP = expression(
    r"(?:已|于)[^,;。]{0,10}?(?:完成编制(?=并|且|、?(?:通过|印发|发布)|工作|任务|$)|编制完成|获批(?!准立项)|印发|发布|颁布|出台)"
    r"|(?:政府|国务院|省|市|部委|人大)[^,;。]{0,6}?(?:批复|批准)(?:实施|同意)?|批复实施"
)
_OUT_AT_THE_END = expression(r"^[^\u4e00-\u9fff]*(?:已|均|正式|全部)*(?:印发|出台|发布|颁布)(?:实施|施行|执行)?$")
_IS_ABOVE = expression(
    r"(?:国务院|国家|部委|省委|省政府|自治区|省[^,;。]{1,8}[厅局委])[^,;。]{0,16}(?:印发|出台|发布|颁布)"
)
_OUR_OWN = expression(r"[我本全][市区县州镇](?!场)|[市区县州]级")
# 5月30日市政府印发《…》
_ON_A_DAY = expression(
    r"(?<![拟将划计定])\d{1,2}月\d{1,2}[日号](?![前起])[^,;。]{0,16}(?:印发|出台|发布|颁布)", needs="月"
)
_ISSUED = expression(
    r"(?:制定|制订|出台|印发|发布|颁布)(?:并|、|和|了)?(?:全面|正式|颁布|出台)?(?:实施|施行|印发|发布)?$"
)
_ONLY_MEANT = expression(
    r"拟|将|计划(?=于|在|年)|预计|力争|争取|确保|推动|推进|加快|待|尚|未|正在|启动|着手|研究|草案|初稿|征求"
)


# what a title has before its matter, and what kind of document it is
_BEFORE_ITS_MATTER = expression(
    r"^(?:[\u4e00-\u9fff]{2,12}?[省市县区州盟旗](?=关于|促进|支持|推动|推进|加快|加强|进一步|深化|规范|鼓励|扶持|[\u4e00-\u9fff]{4,}))?"
    r"(?:关于|实施|出台|促进|支持|推动|推进|加快|加强|进一步|深化|规范|鼓励|扶持|全[省市县区州]|我[省市县区州])*"
)
_KIND = (
    r"(?:政策|措施|意见|办法|细则|规定|方案|计划|规划|条例|清单|指引|指南|规范|标准|纲要|举措|目录|导则|规则"
    r"|十条|二十条|通知)"
)
_ITS_KIND = expression(
    rf"(?:发展|高质量|工作|管理|若干|的|实施|实行|有关|相关|配套|补贴|奖补|扶持|支持|试行|专项|行动)*{_KIND}+$"
)
_ONLY_ITS_KIND = expression(rf"(?:行动|实施|工作|专项|总体|建设|发展|应急|管理|若干|三年|五年)*(?:{_KIND}|预案)")
_ANY_RULES = ("政策", "措施", "举措")
_RULES = ("政策", "措施", "举措", "意见", "办法", "细则", "规定", "方案", "十条", "计划")
_TITLE = expression(
    r"《(?:关于)?(?P<title>[^《》]{4,60})》(?=(?:\([^()]*\))?(?:[^\u4e00-\u9fff]|$|已|均|于|经|由|正式|印发|出台|发布|颁布|实施|施行|并|和|与|及|等|起|自|全文|通过|获))",
    needs="《",
)
_CALLED = expression(
    rf"(?:出台|印发|发布|颁布|制定|制订)(?:了|实施)*(?P<title>[^,;。《》、和及与]{{4,40}}?{_KIND})(?=[,;。、和及与并]|$)"
)
_IN_BRACKETS = expression(r"\([^()]*\)")
_ITS_DRAFT = expression(r"征求意见(?!后|基础|并|、)|草案|初稿|送审|讨论稿|审议稿")
_SAME_MATTER = 0.85
_MORE_MATTER = 2


def names_the_document(thing: str, clause: str) -> bool:
    """Tell whether a clause gives the title of a promised document: its matter, and its kind or one as general."""
    matter, kind = _matter_and_kind(thing)
    if len(matter) < _A_MATTER or not kind or _ITS_DRAFT.search(clause):
        return False
    for pattern in (_TITLE, _CALLED):
        for found in pattern.finditer(clause):
            its, its_kind = _matter_and_kind(found["title"])
            alike = its_kind in _RULES if kind in _ANY_RULES else its_kind == kind
            if alike and _is_of(matter, its):
                return True
    return False


_A_MATTER = 3


_FOLLOWED = expression(
    r"(?:学习|贯彻|落实|宣传|宣讲|解读|执行|按照?|根据|对照|依据|围绕|结合)[^,;。《]{0,6}《",
    needs="学贯落宣解执按根对依围结",
)


_THIS = expression(r"^[^\u4e00-\u9fff]*(?:目前|现|截至目前)?,?[该此本]?")
_COMES_BEHIND = expression(
    r"已|于|经|由|以|正|全文|\d|\(|印发|出台|发布|颁布|公布|尚|未|还|仍|暂|没有|将|待|即将|预计|计划"
)


def names_it_by_its_kind(thing: str, clause: str) -> bool:
    """Tell whether a clause begins with the last words of a document's name, as one speaks of the only one.

    实施方案已印发 and 方案已印发 of 低空经济发展实施方案; 工作方案 is another.
    """
    said = _THIS.sub("", clause)
    for start in range(1, len(thing) - 1):
        tail = thing[start:]
        if said.startswith(tail):
            return _ONLY_ITS_KIND.fullmatch(tail) is not None and _COMES_BEHIND.match(said, len(tail)) is not None
    return False


def is_followed(clause: str) -> bool:
    """Tell whether a clause names a document that others follow, and that is not issued by it: 贯彻《…办法》."""
    return _FOLLOWED.search(clause) is not None


# 印发各处室修改, 印发讨论: it goes round, and is not out
_TO_BE_CHANGED = expression(
    r"(?:印发|下发|分发|发)[^,;。]{0,12}(?:讨论|修改|审阅|会签|研提|传阅|提意见|审核)", needs="讨修审会研传提"
)
_WITHDRAWN = expression(r"(?:撤回|收回|撤销|废止|暂停执行|停止执行)")
_WRITTEN = expression(r"完成(?:了)?(?:编制|起草|制定|修订|编写)|(?:编制|起草|制定|修订|编写)(?:已|均|全部|全面)*完成")
_IS_OUT = expression(r"印发|出台|发布|颁布|公布|获批|批复|批准|实施|施行")


def is_only_drawn_up(clause: str) -> bool:
    """Tell whether a clause says that a document is written, and not that it is out: 方案已完成编制."""
    bare = without_titles(clause)
    return _WRITTEN.search(bare) is not None and _IS_OUT.search(_WRITTEN.sub("", bare).replace("实施方案", "")) is None


def without_titles(clause: str) -> str:
    """A clause without the titles of documents, whose words tell of nothing."""
    return _TITLE.sub("", clause)


def _matter_and_kind(title: str) -> tuple[str, str]:
    """What a document is about, and the last word of its name: 羊绒产业 and 措施."""
    bare = _IN_BRACKETS.sub("", title).strip("《》“” ")
    found = _ITS_KIND.search(bare)
    if found is None:
        return bare, ""
    return _BEFORE_ITS_MATTER.sub("", bare[: found.start()]), bare[-2:]


def _is_of(matter: str, its: str) -> bool:
    """Whether one title's matter is another's: all of its letters but few, and few more."""
    shared = sum(letter in its for letter in matter)
    more = sum(letter not in matter for letter in its)
    return bool(its) and shared / len(matter) >= _SAME_MATTER and more <= _MORE_MATTER


def answer_of_a_document(thing: str, clause: str, text: str, says: Answer, *, of_it: bool) -> Answer:
    """What a clause says of a document that is to be issued; `says` is what it says by its words of a phase."""
    bare = without_titles(clause)
    meant = _ONLY_MEANT.search(bare) is not None
    if _ITS_DRAFT.search(clause):
        return Answer.MAYBE if says is Answer.REACHED else says
    if _IS_ABOVE.search(bare) and _OUR_OWN.search(text):
        return Answer.MAYBE  # 省政府印发…，我市正在起草
    if says is Answer.REACHED:
        return Answer.MAYBE if _TO_BE_CHANGED.search(bare) or _WITHDRAWN.search(text) else says
    if _TO_BE_CHANGED.search(bare) or _WITHDRAWN.search(text):
        return Answer.MAYBE if of_it and _IS_OUT.search(bare) else says
    if of_it and _OUT_AT_THE_END.search(bare) and not meant:
        return Answer.REACHED  # 《…》印发实施
    if of_it and (_DRAWN_UP.search(bare) or _ON_A_DAY.search(bare)) and not meant:
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
    behind = clause.partition(thing.removeprefix("实施").removeprefix("出台"))[2]
    told = _CAME_OUT.search(led) is not None and _TO_THIS_END.search(led) is None
    # 制定实施纲要和发展规划: it tells of another beside it
    beside = behind if behind.startswith(("和", "及", "、", "与")) else ""
    more = len(content(text.replace(clause, "") + beside)) > _SAYS_MORE
    return told and more and _NEXT_STEP.search(before) is None


_CAME_OUT = expression(r"(?:(?:出台|印发|发布|颁布)(?:了)?(?:实施)?|^(?:制定|制订)(?:并|、)?(?:实施|出台|印发|发布))$")
# 围绕出台方案开展调研: it is what they work for
_TO_THIS_END = expression(
    r"围绕|[为因就对按待以在随自]|针|根据|结合|配合|支撑|服务|聚焦|推|促|加快|抓|做好|参与|协助|建议|申请|争取|配套|学习|贯彻|落实|宣传|宣讲"
)
_NEXT_STEP = expression(r"下一?步|下一?阶段|接下来|后续|今后|计划|将|目标|要求|任务|思路|打算")
_SAYS_MORE = 4
