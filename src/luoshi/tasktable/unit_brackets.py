"""Bodies in brackets whose names alone would not be taken for bodies': 普查成果运用（统计站）。

A word in a bracket may explain what stands before it (养老设施（服务站）). Where nearly every sentence of a text ends
in a bracket, and most of these hold what are surely bodies, those that end as bodies' names do are bodies as well.
"""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.expressions import expression
from luoshi.tasktable.clauses import clauses_of
from luoshi.tasktable.items import Item
from luoshi.units.roles import bare_roles, loose_roles

_CLOSING = expression(r"[（(]([^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]\s*(?:[。；;]|$)")
_SENTENCE = expression(r"[^。；;]{6,}(?:[。；;]|$)")
_FEWEST = 3  # sentences that end in what is surely a body's name


def with_loose_brackets(items: Sequence[Item]) -> list[Item]:
    """Read the brackets of all items again, where they are all bodies' and some were not known for it."""
    told = [item for item in items if not item.labels and _CLOSING.search(item.text)]
    closing = [found[1] for item in told for found in _CLOSING.finditer(item.text)]
    sure = sum(1 for words in closing if bare_roles(words))
    loose = sum(1 for words in closing if not bare_roles(words) and loose_roles(words))
    sentences = sum(len(_SENTENCE.findall(item.text)) for item in items if item in told or _is_sentence(item))
    if not loose or sure < max(_FEWEST, 2 * loose) or (sure + loose) * 10 < 9 * max(sentences, len(closing)):
        return list(items)
    return [replace(item, clauses=clauses_of(item.text, loose=True)) if item in told else item for item in items]


def _is_sentence(item: Item) -> bool:
    return bool(item.style) and not item.labels and (not item.is_title or item.style not in ("chapter", "sub"))
