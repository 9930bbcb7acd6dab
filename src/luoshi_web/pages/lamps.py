"""Lamps: shape first, word second, colour last. Each state has its shape; the page draws it once."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from markupsafe import Markup

from luoshi.plan import Assessment, Light, State
from luoshi.words import IN_PUBLIC, STATES, state_name

# What a lamp is called in the style sheet and the sprite, and its shape in a box of 16 by 16.
SHAPES = {
    "ahead": '<path d="M8 1.5 15 14H1z"/>',
    "onpace": '<circle cx="8" cy="8" r="6.25"/>',
    "behind": '<path d="M8 .75 15.25 8 8 15.25.75 8z"/>',
    "late": '<path d="M1 2h14L8 14.5z"/>',
    "overdue": '<path fill-rule="evenodd" d="M1.5 1.5h13v13h-13zM7 4v5h2V4zM7 10.5v2h2v-2z"/>',
    "await": '<circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-dasharray="3 2"/>',
    "notdue": '<path fill="none" stroke="currentColor" stroke-width="1.75" '
    'd="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.5V8l2.5 2"/>',
    "done": '<path fill="none" stroke="currentColor" stroke-width="2.75" d="m1.5 8.5 4.5 4.5L14.5 3"/>',
    "nobasis": '<path fill="none" stroke="currentColor" stroke-width="1.75" d="M2 2h12v12H2zM5 8h6"/>',
    "unclear": '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
    '<path fill="none" stroke="currentColor" stroke-width="1.75" '
    'd="M5.9 6.4a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.5"/><path d="M7.1 11h1.8v1.8H7.1z"/>',
    "claim": '<circle cx="8" cy="8" r="2.75" fill="none" stroke="currentColor" stroke-width="1.5"/>',
    "missing": '<path fill="none" stroke="currentColor" stroke-width="1.75" stroke-dasharray="2.5 2" '
    'd="M2 2h12v12H2z"/>',
    "dropped": '<path fill="none" stroke="currentColor" stroke-width="1.75" '
    'd="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM3.5 12.5l9-9"/>',
}

CODES = {
    State.AHEAD: "ahead",
    State.ON_PACE: "onpace",
    State.BEHIND: "behind",
    State.OVERDUE: "overdue",
    State.AWAITING_DATA: "await",
    State.NOT_DUE: "notdue",
    State.DONE: "done",
    State.DONE_EARLY: "done",
    State.UNCLEAR: "unclear",
    State.NO_FIGURE: "nobasis",
    State.CLAIM_ONLY: "claim",
    State.NOT_REPORTED: "missing",
    State.CHANGED: "dropped",
    State.DROPPED: "dropped",
}

# The order of filters and counts: what was reckoned, then what waits, then what cannot be reckoned.
SHOWN = (
    State.AHEAD,
    State.ON_PACE,
    State.BEHIND,
    State.OVERDUE,
    State.DONE,
    State.DONE_EARLY,
    State.AWAITING_DATA,
    State.NOT_DUE,
    State.NOT_REPORTED,
    State.UNCLEAR,
    State.NO_FIGURE,
    State.CLAIM_ONLY,
    State.CHANGED,
    State.DROPPED,
)

# What somebody should look at first.
URGENT = (
    State.OVERDUE,
    State.BEHIND,
    State.NOT_REPORTED,
    State.UNCLEAR,
    State.AWAITING_DATA,
    State.NO_FIGURE,
    State.AHEAD,
    State.ON_PACE,
    State.DONE,
    State.DONE_EARLY,
    State.NOT_DUE,
    State.CLAIM_ONLY,
    State.CHANGED,
    State.DROPPED,
)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A shape with its word; `code` names both in the style sheet."""

    code: str
    word: str


@lru_cache(maxsize=256)
def drawn(lamp: Lamp | None, alone: bool = False) -> Markup:
    """Return a lamp's symbol; `alone` it carries its word for those who do not see it."""
    if lamp is None:
        return Markup("")
    said = Markup('role="img" aria-label="{}"').format(lamp.word) if alone else Markup('aria-hidden="true"')
    return Markup('<svg class="lamp {}" {}><use href="#l-{}"/></svg>').format(lamp.code, said, lamp.code)


def in_english() -> bool:
    return get_language() == "en"


def state_word(state: State, *, public: bool = False) -> str:
    """Name a state; what is unclear goes by a milder word for the `public`."""
    words = IN_PUBLIC if public and state == State.UNCLEAR else STATES[state]
    return words[1 if in_english() else 0]


def lamp_of(assessment: Assessment | None) -> Lamp | None:
    """Return the lamp of an assessment; severe and provisional are said in its word."""
    if assessment is None:
        return None
    code, word = CODES[assessment.state], state_name(assessment, "en" if in_english() else "zh")
    if assessment.state is State.BEHIND and assessment.light is Light.RED:
        code = "late"
    if assessment.provisional:
        word += " (provisional)" if in_english() else "（暂）"
    return Lamp(code, word)
