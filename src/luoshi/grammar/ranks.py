"""Ranks: 居全省第三位, 排名全市第4, 由第8位上升至第5位: among whom, and where the metric ends."""

from luoshi.expressions import expression
from luoshi.grammar.frames import Frame

_VERBS = (
    r"位居|位列|名列|跃居|稳居|列居|跻身|保持在?|上升到|上升至|升至|升到|前移至|前移到|跃升至|跃升到|"
    r"提升至|提升到|进入|进位至|进至|跃至|前进至|前进到|进到|下降至|下降到|降至|滑落至|回落至|"
    r"居于?|列|排名|排在|排|位于|夺得|获得|获评|荣获|获|入围|挺进|冲刺|重返|成为|突破|由|从|到|至|为|位"
)
_VERB = expression(rf"(?:{_VERBS})(?=[^,;。、居列排]{{0,18}}$)")
# words that are as often the end of a metric: 综合排名保持全省, 到, 为
_WEAK = frozenset(("排名", "位", "排", "由", "从", "到", "至", "为", "获", "突破"))
_PLACE = expression(r"国|省|市|区|州|县|球|界|洲|部|圈|群|强|盟|旗|三角|行业|同类|系统|沿海|湾|沿线")
_SCOPE_ONLY = expression(
    r"(?:全国|全省|全市|全区|全州|全县|全球|世界|亚洲|中国|[东中西]部|全自治区|国内|省内)[^,;。、]{0,10}$",
    needs="世中亚全国省部",
)
_AMONG = expression(r"在(?P<scope>[^,;。、在]{2,16}?)(?:中|里|内)(?=(?:均|都|双双|分别|也|继续|稳)*$)", needs="在")

_FROM = expression(r"(?:从|由|自)(?:去年|上年|原来|此前|年初)?的?$")
_SINCE = expression(r"(?:已|均)?(?:连续|蝉联)(?:\d+|[一二两三四五六七八九十]+)个?(?:年|月|季度|次|届)(?:保持|稳定)?$")


def without_since(left: str) -> str:
    """Take 连续29年 off the end: how long a rank was held is no part of its metric."""
    return _SINCE.sub("", left)


def read_rank(frame: Frame) -> None:
    """Split the left side of a rank into the words of its metric and its scope."""
    left = frame.left.rstrip()
    since = _FROM.search(left)
    if since:
        left = left[: since.start()]
    scope, head, ranked = "", left, False
    if verb := _verb(left):
        scope, head, ranked = left[verb[1] :].strip("于在到第至的 "), left[: verb[0]], True
        frame.verb = left[slice(*verb)]
    if not ranked and (found := _SCOPE_ONLY.search(left)):
        scope, head, ranked = found[0].strip("的"), left[: found.start()], True
    if not ranked and frame.opened == "q" and frame.before is not None and frame.before.token.kind == "rank":
        scope, head, ranked = left.strip(" 、和及与以"), "", True
    if not scope and (found := _AMONG.search(head)):
        scope, head = found["scope"], head[: found.start()] + head[found.end() :]
    head = _SINCE.sub("", head) + ("由" if since else "")
    frame.left, frame.scope, frame.ranked = head, scope, ranked or not left or since is not None


def _verb(left: str) -> tuple[int, int] | None:
    """Where the verb of ranking stands: the first that is strong, else the first that names a scope."""
    at = max(0, len(left) - 40)
    weak: tuple[int, int] | None = None
    for verb in _VERB.finditer(left[at:]):
        scope = left[at + verb.end() :].strip("于在到第至的 ")
        listed = verb[0][0] in "居列排" or verb[0][1:] in ("居", "列")
        if scope and not listed and not _PLACE.search(scope):
            continue
        found = (at + verb.start(), at + verb.end())
        if verb[0] not in _WEAK:
            return found
        weak = weak or found
    return weak
