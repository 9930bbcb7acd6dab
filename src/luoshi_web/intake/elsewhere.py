"""Is a file another place's? Asked by its title, so that 青溪区's plan is not taken into 滨江 without a question.

青溪区2026年重点工作任务分解表      taken in at 杭州高新区（滨江）: names 青溪区
滨江区2026年重点工作任务分解表      taken in there: names none but that place
2026年全市重点工作                names no place
"""

import re

_SUFFIX = r"(省|自治区|市|自治州|区|县|旗|街道|镇|乡)"
# at the title's head, or behind another place: 杭州市滨江区2025年; before the year, or the body that issues it
_PLACE = re.compile(
    rf"([一-龥]{{2,6}}?){_SUFFIX}(?=(?:[一-龥]{{2,6}}?{_SUFFIX})*(?:\d{{4}}|二〇|人民政府|政府|委员会))"
)
_GENERAL = ("全", "本", "我", "各", "高新", "开发", "园", "社", "城", "新")


def named_elsewhere(title: str, jurisdiction: str) -> str:
    """Return the first place that a title names, where it names none that the jurisdiction's name has; else empty."""
    found = [match for match in _PLACE.finditer(title) if not match[1].startswith(_GENERAL)]
    if not found or any(match[1] in jurisdiction for match in found):
        return ""
    return found[0][1] + found[0][2]
