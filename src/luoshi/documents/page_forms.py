"""The fields of a page's forms as they are seen: typed values, ticked boxes, chosen entries."""

import re
from dataclasses import dataclass

from lxml import html

TICKED, EMPTY = "☑", "□"
_TYPED = ("", "text", "number", "date", "datetime-local", "month", "week", "time", "tel", "email", "url", "search")
_BUTTONS = ("submit", "button", "reset")
_BOXES = ("checkbox", "radio")
_CHECKED = re.compile(r"(?:^|[-_\s])(?:is-)?checked(?:\s|$)", re.IGNORECASE)
_PROMPT = re.compile(r"^[-—–\s]*(?:请?选择.*|select.*)?[-—–\s.…]*$", re.IGNORECASE)
_ABOVE = 3  # elements around a box that may say that it is ticked


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field shows.

    Args:
        text: as it is read; source: the letters of the file in it.
        why, left_out: letters that are not read, and the reason.
        assumed: the file does not say which entry is chosen, and the first is shown.
    """

    text: str = ""
    source: str = ""
    why: str = ""
    left_out: str = ""
    assumed: bool = False


def field_of(element: html.HtmlElement) -> Shown:
    """Return what an input, a textarea or a select shows."""
    if element.tag == "textarea":
        text = _all_words(element)
        return Shown(text, text)
    if element.tag == "select":
        return _select(element)
    kind = (element.get("type") or "").strip().lower()
    value = element.get("value") or ""
    if kind in _BOXES:
        return Shown(TICKED if is_ticked(element) else EMPTY)
    if kind in _BUTTONS:
        return Shown(why="controls", left_out=value)
    return Shown(value, value) if kind in _TYPED else Shown()


def is_box(element: html.HtmlElement) -> bool:
    """Tell whether an element is a box of a script's own, without an input within it."""
    role = element.get("role")
    return role in ("checkbox", "radio") and next(element.iter("input"), None) is None


def is_ticked(element: html.HtmlElement) -> bool:
    """Tell whether a box is ticked: by its attribute, or by what a script wrote around it."""
    if element.get("checked") is not None:
        return True
    one: html.HtmlElement | None = element
    for _ in range(_ABOVE + 1):
        if one is None or one.tag in ("td", "tr", "table", "form", "body"):
            return False
        if (said := one.get("aria-checked")) is not None:
            return bool(said == "true")
        if _CHECKED.search(one.get("class") or ""):
            return True
        one = one.getparent()
    return False


def _select(element: html.HtmlElement) -> Shown:
    options = list(element.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None]
    assumed = not chosen and element.get("multiple") is None
    if assumed:
        chosen = options[:1]
    elif element.get("multiple") is None:
        chosen = chosen[-1:]
    texts = [" ".join(_all_words(option).split()) for option in chosen]
    text = "、".join(one for one in texts if one and not _PROMPT.match(one))
    source = "".join(_all_words(option) for option in chosen) if text else ""
    others = [option for option in options if option not in chosen or not text]
    left = " ".join(" ".join(_all_words(option).split()) for option in others)
    stray = _all_words(element)
    if len("".join(stray.split())) > len("".join((source + left).split())):
        left = f"{left} {_beside_options(element)}".strip()
    return Shown(text, source, "options", left, assumed and bool(text) and len(options) > 1)


def _beside_options(element: html.HtmlElement) -> str:
    own = [element.text or "", *(child.tail or "" for child in element.iter() if child is not element)]
    return " ".join(word for text in own for word in text.split())


def _all_words(element: html.HtmlElement) -> str:
    return "".join(text for text in element.itertext() if isinstance(text, str))
