"""Which of many texts are like one: by the pairs of letters that they share, the rarer the weightier (BM25).

Pairs of letters stand for words: Chinese is written without blanks, and no dictionary knows a district's projects.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from luoshi.expressions import expression

_LETTERS = expression(r"[\u4e00-\u9fff]+|[A-Za-z]+\d*|\d+[A-Za-z]+")
# what every task says, and none is told by
_SAID_OF_ALL = expression(
    r"加快|推进|推动|实施|加强|建设|完善|提升|开展|深化|深入|持续|积极|全面|进一步|项目|工作|发展|力争|确保|以上|左右|全区|全市|全县|全省|年度|全年|年内|以内|不少于|不低于"
)
_K, _B = 1.2, 0.6  # the usual values of BM25, a text's length weighing a little less


class Likeness:
    """Texts to be looked up by likeness; what is looked up costs as much as it shares with them.

    Args:
        texts: in their order, which the answers give.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for index, text in enumerate(texts):
            pairs = Counter(pairs_of(text))
            self._lengths.append(sum(pairs.values()))
            for pair, count in pairs.items():
                self._holders[pair].append((index, count))
        self._mean = (sum(self._lengths) / len(self._lengths) if self._lengths else 0) or 1.0

    def alike(self, text: str) -> Sequence[tuple[int, float]]:
        """Return (index, likeness) of the texts that share something with one, the likest first; 1.0 is the same."""
        asked = Counter(pairs_of(text))
        weights: dict[int, float] = defaultdict(float)
        most = 0.0
        for pair in asked:
            holders = self._holders.get(pair, ())
            rarity = math.log(1 + (len(self._lengths) - len(holders) + 0.5) / (len(holders) + 0.5))
            most += rarity * (_K + 1) / (1 + _K)
            for index, count in holders:
                long = 1 - _B + _B * self._lengths[index] / self._mean
                weights[index] += rarity * count * (_K + 1) / (count + _K * long)
        return sorted(((index, weight / most) for index, weight in weights.items()), key=lambda one: (-one[1], one[0]))


def pairs_of(text: str) -> list[str]:
    """Return the pairs of letters of a text, without the words that every task has; a Latin word is one."""
    pairs: list[str] = []
    for run in _LETTERS.findall(_SAID_OF_ALL.sub(" ", text)):
        if run[0].isascii():
            pairs.append(run.upper())
        else:
            pairs += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return pairs
