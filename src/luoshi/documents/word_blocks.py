"""The children of an element of Word, through what only wraps them."""

from collections.abc import Iterator

from lxml import etree

from luoshi.documents.word_styles import W
from luoshi.documents.word_words import ALTERNATE, chosen_of

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")
_TRANSPARENT = frozenset(W + name for name in _WRAPPERS)


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Iterate children, looking through what only wraps them; of alternates one is taken."""
    for child in parent:
        if child.tag in _TRANSPARENT:
            yield from children(child)
        elif child.tag == ALTERNATE:
            if (chosen := chosen_of(child)) is not None:
                yield from children(chosen)
        elif isinstance(child.tag, str):
            yield child
