"""Equations of Word (OMML) → one line of text: ≥40, 10⁴, (a+b)/2."""

from lxml import etree

from luoshi.documents.raised import power

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 60


def line_of(element: etree._Element, depth: int = 0) -> str:
    """Return an equation as one line; what is nested too deeply follows without its form."""
    if depth > _DEEPEST:
        return words_of(element)
    return "".join(_part(child, depth + 1) for child in element)


def words_of(element: etree._Element) -> str:
    """Return the letters of an equation as they stand in the file."""
    return "".join(text.text or "" for text in element.iter(f"{M}t"))


def _part(element: etree._Element, depth: int) -> str:
    if not isinstance(element.tag, str) or element.tag.endswith("Pr"):
        return ""
    name = element.tag.removeprefix(M)
    if name == "t":
        return element.text or ""
    if name == "f":
        return f"{_within(element, 'num', depth)}/{_within(element, 'den', depth)}"
    if name in ("sSup", "sSubSup"):
        base = _within(element, "e", depth) + _within(element, "sub", depth)
        return power(base, _within(element, "sup", depth))
    if name == "rad":
        degree = _within(element, "deg", depth)
        return f"{degree}√{_within(element, 'e', depth)}"
    if name == "d":
        begin, end = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
        parts = [line_of(child, depth) for child in element if child.tag == f"{M}e"]
        return f"{begin}{_sign(element, 'sepChr', '|').join(parts)}{end}"
    if name == "nary":
        sign = _sign(element, "chr", "∫")
        return sign + "".join(line_of(child, depth) for child in element if child.tag != f"{M}naryPr")
    return line_of(element, depth)


def _within(element: etree._Element, name: str, depth: int) -> str:
    child = element.find(M + name)
    return line_of(child, depth) if child is not None else ""


def _sign(element: etree._Element, name: str, usual: str) -> str:
    found = next((child for child in element.iterfind(f"*/{M}{name}")), None)
    return found.get(f"{M}val", "")[:2] if found is not None else usual
