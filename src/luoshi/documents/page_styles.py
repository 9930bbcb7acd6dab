"""What a page's style sheets say of looks that change what is read: hidden, struck out, raised, laid out as a table.

Rules by element, class, id, attribute, by ancestors and by parent are followed, the most particular first, as a
browser does; rules for states (:hover) and for printing are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import html

from luoshi.documents.symbols import is_symbol_font

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BLOCK = re.compile(r"([^{}]*)\{([^{}]*)\}")
_GROUP = re.compile(r"@(?:media|supports|layer|container)\b([^{}]*)\{((?:[^{}]*\{[^{}]*\})*[^{}]*)\}", re.IGNORECASE)
_OTHER_MEDIA = re.compile(r"\b(?:print|speech)\b|max-width|min-width|prefers-", re.IGNORECASE)
_INTEREST = re.compile(
    r"display|visibility|text-decoration|mso-hide|vertical-align|font-family|mso-element", re.IGNORECASE
)
_COMPOUND = re.compile(r"(?P<tag>\*|[a-z][\w-]*)?(?P<rest>(?:[.#][\w\u0080-\uffff-]+|\[[^\]]*\])*)$", re.IGNORECASE)
_PART = re.compile(r"([.#])([\w\u0080-\uffff-]+)|\[\s*([\w-]+)\s*(?:([~^$*|]?=)\s*[\"']?([^\"'\]]*)[\"']?)?\s*\]")
_MOST = 3_000  # rules that are looked at
_MOST_WIDE = 60  # rules without a class or an id, which are tried at every element
_MOST_ALIKE = 100  # rules that one class or id is the key of
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Look:
    """How an element looks by itself; None where nothing says it.

    Args:
        hidden: it and all within it take no place.
        visible: its letters show; this is inherited, and may be taken back within.
        display: table, table-row, table-cell and so on; "" where nothing of the kind is said.
        font: a symbol font's name, "" for another font.
    """

    hidden: bool = False
    visible: bool | None = None
    struck: bool = False
    raised: bool = False
    display: str = ""
    font: str | None = None
    note: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    identity: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]

    def matches(self, element: html.HtmlElement) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.identity and element.get("id") != self.identity:
            return False
        if self.classes and not self.classes <= set((element.get("class") or "").split()):
            return False
        return all(_has(element.get(name), how, value) for name, how, value in self.attributes)


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: tuple[int, int, int, int]
    own: _Compound
    above: tuple[tuple[str, _Compound], ...]  # the nearest first, each with the sign before its child
    said: Mapping[str, str]

    def matches(self, element: html.HtmlElement) -> bool:
        if not self.own.matches(element):
            return False
        for sign, compound in self.above:
            parent, steps = element.getparent(), 0
            while parent is not None and sign == " " and not compound.matches(parent) and steps < _DEEPEST:
                parent, steps = parent.getparent(), steps + 1
            if parent is None or not compound.matches(parent):
                return False
            element = parent
        return True


@dataclass(slots=True)
class Styles:
    """The rules of a page; made by `Styles.of`."""

    _by_key: dict[str, list[_Rule]] = field(default_factory=dict)
    _wide: list[_Rule] = field(default_factory=list)
    lays_out: bool = False  # some rule makes tables of other elements
    _known: dict[tuple[str, str, str, str], Look] = field(default_factory=dict)
    _upward: bool = False

    @classmethod
    def of(cls, sheets: Iterable[str]) -> "Styles":
        """Read style sheets, in their order."""
        styles = cls()
        for order, rule in enumerate(rule for sheet in sheets for rule in _rules(sheet)):
            if order >= _MOST:
                break
            styles._take(rule, order)
        return styles

    def _take(self, rule: _Rule, order: int) -> None:
        rule = _Rule((*rule.weight[:3], order), rule.own, rule.above, rule.said)
        self.lays_out = self.lays_out or "table" in rule.said.get("display", "")
        key = f"#{rule.own.identity}" if rule.own.identity else f".{min(rule.own.classes)}" if rule.own.classes else ""
        if key:
            alike = self._by_key.setdefault(key, [])
            if len(alike) < _MOST_ALIKE:
                alike.append(rule)
        elif len(self._wide) < _MOST_WIDE:
            self._wide.append(rule)
        self._upward = self._upward or bool(rule.above) or bool(rule.own.attributes)

    @property
    def by_name(self) -> bool:
        """Whether some rule holds for elements without a class and an id."""
        return bool(self._wide)

    def look(self, element: html.HtmlElement) -> Look:
        """Return how an element looks by its own style, its attributes and the sheets."""
        style, classes, identity = element.get("style") or "", element.get("class") or "", element.get("id") or ""
        if not self._by_key and not self._wide:
            return _look(_declarations(style)) if style else PLAIN
        key = (element.tag, classes, identity if self._by_key else "", style)
        if not self._upward and key in self._known:
            return self._known[key]
        said: dict[str, str] = {}
        rules = [*self._wide, *self._by_key.get(f"#{identity}", ())] if identity else list(self._wide)
        for name in classes.split():
            rules += self._by_key.get(f".{name}", ())
        matched = [rule for rule in rules if rule.matches(element)]
        for rule in sorted(matched, key=lambda rule: rule.weight):
            said.update(rule.said)
        said.update(_declarations(style))
        found = _look(said) if said else PLAIN
        if not self._upward:
            self._known[key] = found
        return found


def _look(said: Mapping[str, str]) -> Look:
    if not said:
        return PLAIN
    visibility = said.get("visibility", "")
    decoration = f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}"
    align = said.get("vertical-align", "")
    display = said.get("display", "")
    fonts = said.get("font-family")
    return Look(
        hidden=display == "none" or said.get("mso-hide", "") == "all",
        visible=None if visibility in ("", "inherit") else visibility not in ("hidden", "collapse"),
        struck="line-through" in decoration,
        raised=align in ("super", "text-top"),
        display=display if "table" in display else "",
        font=None if fonts is None else fonts.split(",")[0] if is_symbol_font(fonts.split(",")[0]) else "",
        note=said.get("mso-element", ""),
    )


def _declarations(text: str) -> dict[str, str]:
    if not text or not _INTEREST.search(text):
        return {}
    said: dict[str, str] = {}
    firm: set[str] = set()
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        important = "!important" in value
        if colon and (important or name not in firm):
            said[name] = value.replace("!important", "").strip()
            firm |= {name} if important else set()
    return said


def _rules(sheet: str) -> Iterator[_Rule]:
    sheet = _COMMENT.sub(" ", sheet)
    sheet = _GROUP.sub(lambda found: " " if _OTHER_MEDIA.search(found[1]) else f" {found[2]} ", sheet)
    for selectors, body in _BLOCK.findall(sheet):
        if "@" in selectors or not _INTEREST.search(body):
            continue
        said = _declarations(body)
        important = 1 if "!important" in body else 0
        for selector in selectors.split(","):
            if (rule := _rule(selector.strip(), said, important)) is not None:
                yield rule


def _rule(selector: str, said: Mapping[str, str], important: int) -> _Rule | None:
    if not selector or len(selector) > 400 or re.search(r"[:+~\\(]", re.sub(r"\[[^\]]*\]", "", selector)):
        return None
    signs = re.split(r"\s*(>)\s*|\s+", selector)
    parts = [part for part in signs if part]
    compounds: list[_Compound] = []
    between: list[str] = []
    for part in parts:
        if part == ">":
            if len(between) < len(compounds):
                between.append(">")
            continue
        if (compound := _compound(part)) is None:
            return None
        if compounds and len(between) < len(compounds):
            between.append(" ")
        compounds.append(compound)
    if not compounds:
        return None
    above = tuple(zip(reversed(between[: len(compounds) - 1]), reversed(compounds[:-1]), strict=False))
    identities = sum(1 for one in compounds if one.identity)
    classes = sum(len(one.classes) + len(one.attributes) for one in compounds)
    tags = sum(1 for one in compounds if one.tag)
    return _Rule((important, identities * 1000 + classes, tags, 0), compounds[-1], above, said)


def _compound(text: str) -> _Compound | None:
    found = _COMPOUND.match(text)
    if found is None or not text:
        return None
    identity, classes, attributes = "", set(), []
    for sign, name, attribute, how, value in _PART.findall(found["rest"]):
        if sign == "#":
            identity = name
        elif sign == ".":
            classes.add(name)
        else:
            attributes.append((attribute.lower(), how, value))
    tag = (found["tag"] or "").lower().replace("*", "")
    return _Compound(tag, identity, frozenset(classes), tuple(attributes))


def _has(value: str | None, how: str, wanted: str) -> bool:
    if value is None:
        return False
    match how:
        case "":
            return True
        case "=":
            return value == wanted
        case "~=":
            return wanted in value.split()
        case "^=":
            return value.startswith(wanted)
        case "$=":
            return value.endswith(wanted)
        case "*=":
            return wanted in value
    return value == wanted or value.startswith(f"{wanted}-")
