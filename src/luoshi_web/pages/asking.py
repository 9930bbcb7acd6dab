"""Asking which figure of a sentence answers a target: the question without its reasons, a figure in its words."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from luoshi.place import Span
from luoshi_web.pages.typography import amount, wide

AROUND = 16  # characters of the sentence on each side of a figure, at most
_PARTS = "，。；！？,;\n"


def without_rule(sentence: str) -> str:
    return sentence.split("（规则：")[0].split(" (rule: ")[0].strip()


def without_reasons(sentence: str, whys: Sequence[str]) -> str:
    """Cut from a sentence the reasons that stand beside the choices anyway."""
    for colon in ("：", ": "):
        head, found, rest = sentence.partition(colon)
        if found and whys and all(why in rest for why in whys):
            return f"{head}。" if colon == "：" else f"{head}."
    return sentence


def shown_in(statement: str, span: Span, value_text: str) -> Markup:
    """Return a figure in bold with the words around it; one that was given in a field stands alone."""
    if span.end == span.start:
        return Markup("<b>{}</b>").format(amount(value_text))
    text = wide(statement)
    before, behind = text[: span.start], text[span.end :]
    first = max((at + 1 for at, letter in enumerate(before) if letter in _PARTS), default=0)
    if span.start - first < 2:  # a clause of its own says nothing of it: the one before does
        first = max((at + 1 for at, letter in enumerate(before[: max(0, first - 1)]) if letter in _PARTS), default=0)
    first = max(first, span.start - AROUND)
    last = next((at for at, letter in enumerate(behind) if letter in _PARTS), len(behind))
    head = ("…" if first else "") + before[first:].lstrip()
    tail = behind[: min(last, AROUND)] + ("…" if min(last, AROUND) < len(behind.rstrip("。\n ")) else "")
    return Markup("{}<b>{}</b>{}").format(escape(head), amount(text[span.start : span.end]), escape(tail))
