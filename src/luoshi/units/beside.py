"""What stands beside units in one bracket: who answers for the work, by when, whom to ask.

市教育局牵头，市住建局配合；完成时限：2025年9月底前       due 2025年9月底前, and the units without it
责任领导：张三；市教育局、市住建局                       leader 张三
市教育局负责，持续推进                                 due 持续推进
"""

import re
from dataclasses import dataclass, field

from luoshi.expressions import expression

UNIT_WORDS = {
    "lead": "牵头|主办|主责|总牵头|主要责任|第一责任",
    "help": "配合|协办|协同|协作|协助|参与|参加|会办|联办|支持",
    "duty": "责任|承办|落实|实施|执行|负责|主管|建设|完成",
}
# what a body is called behind these words, from a ministry to a village: 责任单位, 配合站所, 牵头村居
UNIT_BODIES = "单位|部门|科室|处室|股室|站所|办所|所站|院系|机关|主体|方|镇街|乡镇|村居|社区"
_ANY_UNITS = rf"(?:{'|'.join(UNIT_WORDS.values())})(?:{UNIT_BODIES})"
_LEADER = (
    r"(?:(?:责任|分管|牵头|包抓|包保|包联|联系|挂点|市|区|县|州|镇|局)(?:包抓|责任|分管|牵头)?领导|(?:第一|直接|主要)?责任人"
    r"|(?:分管|主要)?负责人|分管负责同志|责任同志)"
)
_OTHER = r"(?:联系人及电话|联系人|联络员|经办人|联系电话|联系方式|手机号?码?|电话)"
_SURE_DUE = (
    r"(?:(?:计划|预计|要求|任务|工作|整改|推进)?(?:完成|办结|办理|落实|整改|竣工|达标|时限|时间)"
    r"(?:时限|期限|时间|限时|日期|节点|年限|要求|安排)(?:要求|节点|安排)?)"
)
_DUE = rf"(?:{_SURE_DUE}|(?<![\u4e00-\u9fff])(?:时限|期限|时间|限时|节点|日期)(?:要求|节点|安排)?)"
_COLON = r"\s*[:：]\s*"
_LABELS = rf"(?:(?:{_ANY_UNITS}|{_LEADER}|{_OTHER}|{_SURE_DUE}|时限|期限|时间){_COLON})"
_WORD = rf"(?:(?!{_LABELS})[^；;，,。）)】〕\]］\s])"
_DATE_WORDS = r"(?:\d{1,2}月|20\d\d年|年底|年末|季度|半年|全年|长期|持续|坚持|每[年月季])"
_MORE_DUE = rf"(?:[，,]\s*(?=[^，,；;。]{{0,12}}?{_DATE_WORDS})(?![^，,；;。]{{0,30}}(?:牵头|负责|配合))(?:{_WORD})+)*"
_BEFORE = r"[；;，,。、\s]{0,3}"
_PATTERNS = {
    "leader": expression(rf"{_BEFORE}(?:{_LEADER}){_COLON}(?P<value>{_WORD}+)", needs=":："),
    "other": expression(
        rf"{_BEFORE}(?P<label>{_OTHER}){_COLON}(?P<value>{_WORD}+(?:\s+(?=[\d\-]{{7}})[\d\-]+)?)", needs=":："
    ),
    "due": expression(rf"{_BEFORE}{_DUE}(?:{_COLON}|为\s*)(?P<value>{_WORD}+{_MORE_DUE})"),
}
_ANYWHERE = expression(rf"(?:{_LEADER}|{_DUE}){_COLON}", needs=":：")
_IN_BRACKETS = expression(
    rf"[【〔\[［]\s*(?P<label>{_ANY_UNITS}|{_LEADER}|{_SURE_DUE})\s*[】〕\]］]\s*[:：]?\s*", needs="[【〔［"
)
_LOOSE_DATE = expression(r"(?<=[\d年月])[ \u3000](?=[\d年月日底末上中下前])")
_LASTING = (
    r"(?:并)?(?:(?:全年|年内)?(?:持续|长期|常态化?|逐年|按期|贯穿全年)|全年|年内)"
    r"(?:推进|坚持|开展|实施|落实|抓好|完成)?(?:并长期坚持)?"
)
# what is to be reached by the day, in a few words: 9月底前出台相关政策, 6月底前取得阶段性成效
_REACHED = (
    r"(?:基本|全面|全部|正式|率先)?(?:完成|出台|印发|发布|公布|制定|提出|形成|报送|报批|建成|建立|投用|投入|投产|投运|开工|启动|开展|推进|实施"
    r"|办结|实现|落实|落地|见效|取得|达到|达标|验收|竣工|交付|上线|运行|开通|通车|到位|整改)[^，,；;。、：:（）()\s\d]{0,10}"
)
_BY_THEN = r"(?:之?前|以前)(?![^，,；;。]{0,20}(?:牵头|负责|配合))[^，,；;。、：:（）()\s\d]{0,14}"
_DAY = (
    r"(?:于?(?=20\d\d年|今年|年[底末内前]|\d|[一二三四上下]半年|第?[一二三四]季度|全年|[上中下]旬)(?:20\d\d年|今年|年)?"
    r"(?:\d{1,2}月(?:\d{1,2}日|份)?|[一二三四上下]半年|第?[一二三四]季度|年内|年|全年)?"
    rf"(?:[上中下]旬|年?底|末)?(?:{_BY_THEN}|{_REACHED})?|全面完成)"
)
# 汛前, 春节前完成: by a time of the year that everybody knows
_SEASON = (
    r"(?:主?汛期?|入汛|雨季|春耕|春节|元旦|国庆节?|中秋节?|[“\"]?(?:五一|十一)[”\"]?|入冬|[供采]暖[季期]?|(?:[春秋]季)?开学|[高中]考)"
    rf"(?:之?前|以前)(?:{_REACHED})?"
)
_DATE_BEHIND = expression(
    rf"(?:\s*[，,；;、。]\s*|\s+)(?P<due>{_LASTING}|{_SEASON}|{_DAY}(?:[，,、]?\s*(?:并)?{_LASTING})?)[。]?$"
)


# what every label ends in; most cells have neither, and are passed over at once
_LABEL_ENDS = expression("[:：为]")
_LOOSE_END = expression(r"；(?=[）)】〕\]］；;，,。、]|\s*$)")


@dataclass(slots=True)
class Beside:
    """What a text says beside its units, and the text without it; `others` are other labels with their values."""

    text: str
    leader: str | None = None
    due: str | None = None
    others: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.leader or self.due or self.others)


def beside_units(text: str) -> Beside:
    """Part labels of persons and dates (责任领导：, 完成时限：) from a text that names units."""
    found = Beside(_LOOSE_DATE.sub("", text))

    def take(kind: str, match: re.Match[str]) -> str:
        value = match["value"].strip("、")
        if kind == "other":
            found.others[match["label"]] = value
        elif getattr(found, kind) is None:
            setattr(found, kind, value)
        return "；" if match.start() else ""

    for kind, pattern in _PATTERNS.items() if _LABEL_ENDS.search(found.text) else ():
        found.text = pattern.sub(lambda match, kind=kind: take(kind, match), found.text)  # type: ignore[misc]
    found.text = _LOOSE_END.sub("", found.text).lstrip("；;，,。、 ")
    return found


def date_behind(text: str) -> tuple[str, str]:
    """Part a date that closes a list of units (市教育局，12月底前) from it; ("", "") where none does."""
    found = _DATE_BEHIND.search(text)
    if not found or not re.search(r"\d|[底末旬季半全续期态内前]", found["due"]):
        return "", ""
    return text[: found.start()], found["due"]


def with_colons(text: str) -> str:
    """Write labels in brackets as labels with a colon: 【责任单位】市教育局 is 责任单位：市教育局."""
    return _IN_BRACKETS.sub(lambda found: f"{'；' if found.start() else ''}{found['label']}：", text)


def says_beside(text: str) -> bool:
    """Tell whether a label of a person or a date stands within a text."""
    return bool(_ANYWHERE.search(text))
