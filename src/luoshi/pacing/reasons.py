"""Reasons, and by whom a thing was accepted: words around a figure that name nothing that it counts.

因征地受阻仅完成47公里                 a reason in front of it
供热管网受管材到货影响改造13.4公里     a reason between the thing and its deed
6个生活圈全部通过市商务局验收          by whom they were accepted
受疫情影响的群众2800人                 no reason: it says which they are
"""

from dataclasses import replace

from luoshi.expressions import expression
from luoshi.pacing.around import Around

REASON = expression(r"(?:因|由于|受)[^,;。]{2,14}?(?:受阻|影响|滞后|原因|不足|困难)(?:等)?(?:影响|原因)?(?!的)")
_WITHIN = expression(
    r"(?<=..)(?:(?<!基)因|由于|(?<![接享承遭])受)(?!益|理|托|公|地制宜)[^,;。\d]{2,14}?"
    r"(?:影响|受阻|滞后|不足|困难|紧张|延误|未到[位货]?|未完成?|偏慢|偏紧)(?:等)?(?:影响|原因)?(?=[\u4e00-\u9fff]{2})(?!的)",
    needs="因由受",
)
_ACCEPTED_BY = expression(
    r"(?:(?<=通过)|(?<=获)|(?<=获得)|(?<=经))(?:[省市区县州]|国家)级?[\u4e00-\u9fff]{1,8}?(?:局|厅|委|办|部门)(?:组织)?的?"
    r"(?=(?:竣工|综合|现场|最终|考核|集中)?(?:验收|(?:批复|公示)?(?:认定|命名|授牌)))",
    needs="省市区县州国",
)


def without_its_asides(words: Around) -> Around:
    """Return the words around a figure without a mere reason, and without who accepted what it counts."""
    left = words.left
    if left[:1] in ("因", "由", "受") and (found := REASON.match(left)) is not None:
        left = left[found.end() :]
    left = without_its_reason(left)
    right = _ACCEPTED_BY.sub("", words.right)
    return words if left == words.left and right == words.right else replace(words, left=left, right=right)


def without_its_reason(words: str) -> str:
    """Return words without a reason in their midst: 供热管网改造 of 供热管网受管材到货影响改造."""
    return _WITHIN.sub("", words)
