"""Reduced: how much there is of what was to be made less answers no promise of how much less.

煤炭消费量82万吨 of 减少煤炭消费80万吨            so much is still burnt
煤炭消费减少82万吨, 落后产能退出31万吨            so much less
"""

from luoshi.expressions import expression
from luoshi.pacing.around import Around
from luoshi.pacing.likeness import Words, content
from luoshi.pacing.stages import without_stages
from luoshi.pacing.weighed import Standing
from luoshi.plan import Basis, Comparator, Observation, Target

_REDUCES = expression(
    r"减少|压[减缩降]|削减|[缩调核]减|减量|降低|调低|化解|消化|淘汰|退出|清退|去(?=库存|产能|化)|腾退|清偿|偿还|拆除|关停|取缔"
)
# any word by which something grows less, or comes to an end
_LESS = expression(
    r"减(?!灾)|压[降缩]|[下调]降|降|削|缩|去(?=库存|产能|化)|去化|退[出役市]|腾退|淘汰|报废|化解|消化|偿还?|出清|清[零退理仓]|[关取拆撤注吊精]"
    r"|脱贫|脱困|摘帽|节[约省能水电]|少[用排花占]|[替取]代|[置更]换|改造|整合|处[置理]|办结|解决|停[产用]|外迁|搬迁|迁出"
)
# what one has only to be rid of: a bare number of it says how much there is
_ILLS = expression(
    r"水土流失|黑臭水体|隐患|违法建设|违法建筑|违建|闲置土地|低效土地|低效用地|批而未供|积水点|塌陷区?|裸露|两违|积案|欠薪|荒漠化|石漠化|沙化",
    needs="水黑隐违闲低批积塌裸两欠荒石沙",
)
_MENDS = expression(r"治理|整治|消除|清理|处置|排除|修复|防治|盘活")
_MENDED = expression(
    r"治|整|消|清|处|排|修|复|盘活|完成|销号|实现|化解|解决|验收|竣工|完工|新增|减少|关闭|出让|收回|开工"
)
_UP_TO = expression(r"[到至为]$", needs="为到至")
_DONE_OF_IT = expression(r"完成|实现|达成")
_SHORTEST = 2


def is_how_much_there_is(
    target: Target, seen: Observation, words: Around, promise: Words
) -> tuple[Standing, str, str] | None:
    """Say why a figure that names what was to be made less, and by no word that it became so, answers nothing.

    完成煤炭消费82万吨 may be so much less or so much burnt; 已完成60万吨 names nothing but the deed.
    """
    if target.basis is not Basis.LEVEL or seen.basis is not Basis.LEVEL or seen.answers is not None:
        return None
    if target.comparator in (Comparator.AT_MOST, Comparator.LESS) or _UP_TO.search(promise.act):
        return None  # 审批时间压缩到60个工作日内 is a level itself
    deed = promise.act + (target.action or "") + target.metric
    if _ILLS.search(target.metric) and _MENDS.search(deed) and not _MENDED.search(_around(words)):
        return Standing.DOUBTFUL, "没有写是治理的数还是现有的数", "it may be how much there is of it"
    if not _REDUCES.search(promise.act + (target.action or "")) or _LESS.search(_around(words)):
        return None
    if len(content(without_stages(words.left))) < _SHORTEST:
        return None
    if _DONE_OF_IT.search(words.left):
        return Standing.DOUBTFUL, "没有写是不是减去的数", "it is not said whether it is what was taken away"
    return Standing.PASSED, "是现有的数，不是减去的数", "it is what there is, and not what was taken away"


_LESS_BY = expression(
    r"(?:减少|压减|压降|削减|压缩|缩减|核减|调减|降低|下降|化解|消化|淘汰|退出|清退|关停|关闭|取缔|拆除|注销|整合|(?<![通海清报边开公相有])关(?![键系注税联]))(?![到至为后])"
)
_WHAT_IS_LEFT = expression(
    r"剩余?|余下|余|还有|尚有|保留|留存|现有|仅有|总[数量]|存量|[降减缩]|减少|压减|压缩|削减|缩减|精简|控制|保持|稳定"
)


def is_how_much_less(
    target: Target, seen: Observation, words: Around, promise: Words
) -> tuple[Standing, str, str] | None:
    """Say why a figure that was taken away answers no promise of what is to be left: 压减24家 of 压减到25家以内."""
    if target.basis is not Basis.LEVEL or seen.basis is not Basis.LEVEL or seen.answers is not None:
        return None
    if not (_REDUCES.search(promise.act + (target.action or "")) and _UP_TO.search(promise.act)):
        return None
    found = _LESS_BY.search(words.left)
    if found is None or _UP_TO.search(words.left) or _WHAT_IS_LEFT.search(words.left, found.end()):
        return None
    return Standing.PASSED, "是减去的数，不是余下的数", "it is what was taken away, and not what is left"


def _around(words: Around) -> str:
    return words.carried + words.left + words.right + words.aside
