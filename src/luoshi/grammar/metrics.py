"""Metrics: which of a task's targets a figure of its statement speaks of.

A statement shortens: 社零 for 社会消费品零售总额, 收入绝对值 for 居民人均可支配收入, 该指标. A
figure is taken for a target's own when its metric's characters stand in the target's, in
their order.
"""

import re
from collections.abc import Sequence

_EMPTY = frozenset(("", "该指标", "此指标", "指标", "该项指标", "数据", "增速", "增幅", "总额", "总量"))
_LOOSE = re.compile(r"(?:绝对值|总额|额|总量|总数|数|量|完成|指标|数据)$")


class Resolver:
    """Resolves the metrics of one statement against the metrics of its task's targets."""

    def __init__(self, metrics: Sequence[str], synonyms: Sequence[tuple[str, str]] = ()) -> None:
        self.metrics = tuple(dict.fromkeys(metrics))
        self.synonyms = dict(synonyms)

    @property
    def only(self) -> str | None:
        """The single metric of the task, which a figure without a name of its own has."""
        return self.metrics[0] if len(self.metrics) == 1 else None

    def resolve(self, metric: str) -> str:
        """Return the target's metric that `metric` means, or `metric` itself."""
        metric = self.synonyms.get(metric, metric)
        if metric in _EMPTY:
            return self.only or metric
        if metric in self.metrics:
            return metric
        for known in self.metrics:
            if _in_order(metric, known) or (len(short := _LOOSE.sub("", metric)) >= 2 and _in_order(short, known)):
                return known
        return metric


def _in_order(short: str, long: str) -> bool:
    """Whether the characters of `short`, at least two, stand in `long` in their order."""
    if len(short) < 2:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
