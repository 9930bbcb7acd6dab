"""A list in which a unit stands before the colon of every item.

1、党政办：汇总半年工作总结。
2、经济服务科：走访规上企业15家（配合：各社区）。

One such name may be a heading of any kind (安全生产科：…); that all items have one, and that some of them are surely
bodies, says that all are.
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.tasktable.clauses import Clause, all_roles
from luoshi.tasktable.items import Item
from luoshi.units import looks_like_unit
from luoshi.units.roles import Roles, bare_roles

_HEAD = expression(r"^([^：:。；;，,、（）()【】\d\s]{2,14})[：:]\s*(?=\S{4})")
_FEWEST = 3


def units_before_colons(items: Sequence[Item]) -> list[Item]:
    """Let the names before the colons lead, where every item of a style has one and one of them is surely a body's."""
    found = list(items)
    for style in dict.fromkeys(item.style for item in items if item.style):
        run = [i for i, item in enumerate(items) if item.style == style]
        heads = {i: _head(items[i]) for i in run}
        if len(run) < _FEWEST or not all(heads.values()) or not any(bare_roles(head) for head in heads.values()):
            continue
        for i in run:
            found[i] = _led(items[i], heads[i])
    return found


def _head(item: Item) -> str:
    """The name before an item's colon; of an item whose name is read already, that one; empty where there is none."""
    if item.clauses and item.clauses[0].words.endswith(("：", ":")):
        return item.clauses[0].words[:-1].strip()
    match = _HEAD.match(item.text)
    return match[1] if match and looks_like_unit(match[1]) else ""


def _led(item: Item, unit: str) -> Item:
    first = item.clauses[0]
    if first.roles is not None and first.roles.lead:
        return item
    match = _HEAD.match(first.text)
    roles = all_roles([Clause("", Roles(lead=[unit]), True), first])
    if match is None or roles is None:
        return item
    led = replace(
        first, text=first.text[match.end() :], roles=roles, words="；".join(filter(None, (unit, first.words)))
    )
    return replace(item, clauses=[led, *item.clauses[1:]])
