"""In order: 依次, by which a list shares its values out as it does by 分别.

三项指标同比依次增长16.2%、12.8%、21.5%      the first is that of the first
依次推进12个小区改造                         one after another, and no list
"""

from luoshi.expressions import expression

_VALUE = r"[+\-−]?\d[\d.,]*[^\d,，;；。、()（）和及与]{0,8}"
_SHARES_OUT = expression(rf"依次(?=[^,，;；。:：、\d]{{0,12}}{_VALUE}(?:、|和|及|与){_VALUE})")


def in_order(text: str) -> str:
    """Return the text with 分别 for each 依次 that shares values out; its length stays."""
    return _SHARES_OUT.sub("分别", text) if "依次" in text else text
