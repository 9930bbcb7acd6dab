"""Controls and fields of Word: boxes that are ticked, chosen entries, prompts, circled signs (EQ fields)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from luoshi.documents.word_styles import W, is_on

TICKED, EMPTY = "☑", "□"
_BOX = re.compile(r"[☑☒☐□■√✓✔✗✘○●◉◻⬜⬛]")
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# EQ \o(□,√): signs over one another, which is how a circled digit or a ticked box is typed
_OVER = re.compile(
    r"^\s*eq\s*\\o\s*(?:\\[a-z]{2}\s*)*[(（](?P<one>[^,，;；()（）]{1,8})[,，;；](?P<other>[^()（）]{1,8})[)）]\s*$",
    re.I,
)
_FRAMES = "□○◯〇△◇☐口"
_TICKS = "√✓✔v×✗✘"
_CODE = 2_000  # characters of a field's code that are looked at


@dataclass(slots=True)
class Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    in_code: bool = True
    data: etree._Element | None = None


@dataclass(slots=True)
class Fields:
    """The fields that are open, over all paragraphs; only those that are ended hide their code.

    Args:
        ended: the begin marks whose end stands in the document too.
    """

    ended: frozenset[etree._Element] = frozenset()
    open: list[Field] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        return any(one.in_code for one in self.open)

    def step(self, element: etree._Element) -> str:
        """Take one mark or piece of code; return what the field shows by itself."""
        if element.tag == f"{W}instrText":
            if self.open:
                self.open[-1].code = (self.open[-1].code + (element.text or ""))[:_CODE]
            return ""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and element in self.ended:
            begun = Field(data=element.find(f"{W}ffData"))
            self.open.append(begun)
            return entry_of(begun)
        if kind == "separate" and self.open:
            self.open[-1].in_code = False
        elif kind == "end" and self.open:
            last = self.open.pop()
            return circled(last.code) if last.in_code else ""
        return ""


def ended_fields(root: etree._Element) -> frozenset[etree._Element]:
    """Return the begin marks of the fields that are ended."""
    return frozenset(_ended(root.iter(f"{W}fldChar")))


def _ended(marks: Iterable[etree._Element]) -> list[etree._Element]:
    open_marks: list[etree._Element] = []
    ended = []
    for mark in marks:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            open_marks.append(mark)
        elif kind == "end" and open_marks:
            ended.append(open_marks.pop())
    return ended


def entry_of(made: Field) -> str:
    """Return what a form field of the old kind shows: a box, or the chosen entry of a list."""
    data = made.data
    if data is None:
        return ""
    if (box := data.find(f"{W}checkBox")) is not None:
        state = box.find(f"{W}checked")
        state = state if state is not None else box.find(f"{W}default")
        return TICKED if is_on(state) else EMPTY
    if (entries := data.find(f"{W}ddList")) is not None:
        chosen = entries.find(f"{W}result")
        chosen = chosen if chosen is not None else entries.find(f"{W}default")
        value = chosen.get(f"{W}val", "0") if chosen is not None else "0"
        names = [entry.get(f"{W}val", "") for entry in entries.iterfind(f"{W}listEntry")]
        index = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0
        return names[index] if index < len(names) else ""
    return ""


def box_of(control: etree._Element) -> Callable[[str], str] | None:
    """Return what writes a control's box: the sign that it shows where that is a box, else by its state.

    None where the control is no box.
    """
    box = control.find(f"{W}sdtPr/{_W14}checkbox")
    if box is None:
        return None
    state = box.find(f"{_W14}checked")
    ticked = state is not None and state.get(f"{_W14}val", "1") not in ("0", "false", "off")

    def written(text: str) -> str:
        return text if _BOX.fullmatch(text.strip()) else TICKED if ticked else EMPTY

    return written


def is_prompt(content: etree._Element | None) -> bool:
    """Tell whether the content of a control is only its prompt: 单击此处输入文字."""
    if content is None or content.tag != f"{W}sdtContent":
        return False
    control = content.getparent()
    return control is not None and is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def circled(code: str) -> str:
    """Return what a field of the kind EQ \\o(□,√) shows: a ticked box, a circled digit, or both signs."""
    found = _OVER.match(code)
    if found is None:
        return ""
    one, other = found["one"].strip(), found["other"].strip()
    frame, inner = (one, other) if one in _FRAMES else (other, one)
    if frame not in _FRAMES:
        return one + other
    if inner in _TICKS:
        return TICKED if inner in "√✓✔v" else "☒"
    if inner.isascii() and inner.isdigit() and 0 < int(inner) <= 20:
        return chr(ord("①") + int(inner) - 1)
    return inner
