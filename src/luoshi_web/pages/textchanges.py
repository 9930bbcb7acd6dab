"""What became of a text: taken out, put in; for whoever holds a version against the one before."""

import difflib
import re

from markupsafe import Markup, escape

from luoshi_web.pages.typography import wide

_PIECES = re.compile(r"\d[\d.,，]*%?|[A-Za-z]+|.", re.DOTALL)
MOST_PIECES = 3000  # of two texts together: comparing goes by the square, so what is longer is shown without marks


def changes(before: str, after: str) -> Markup:
    """Show what became of a text: taken out in `del`, put in in `ins`; figures are never parted."""
    old, new = _PIECES.findall(wide(before)), _PIECES.findall(wide(after))
    if len(old) + len(new) > MOST_PIECES:
        return escape(wide(after))
    pieces = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in ("replace", "delete"):
            pieces.append(Markup("<del>{}</del>").format("".join(old[a:b])))
        if kind in ("replace", "insert"):
            pieces.append(Markup("<ins>{}</ins>").format("".join(new[c:d])))
        if kind == "equal":
            pieces.append(escape("".join(new[c:d])))
    return Markup("").join(pieces)
