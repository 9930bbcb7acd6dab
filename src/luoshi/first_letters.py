"""First letters: an expression that looks, where it may begin, for one of the letters that it can begin with.

    (?:均|都)?(?:尚|还)?未(?:能|有)*开工      begins with 均, 都, 尚, 还 or 未

Python does so by itself only where each alternative begins with one plain letter. Any other is tried anew at each
letter of a text, alternative by alternative and group by group, and most letters of most texts begin none: the longest
expressions took three times as long. What an expression finds stays: a match that begins with none of these letters
there is not, whatever surrounds it.
"""

import re
from typing import Any

_WHOLE_SETS = 64  # letters of a range that are told one by one; what begins with more may begin with anything
_CATEGORIES = frozenset(("CATEGORY_DIGIT", "CATEGORY_SPACE"))
_ANY_CASE = re.IGNORECASE | re.LOCALE
# a shorter one is tried as soon as it is looked ahead for, and takes longer to make
_WORTH_A_LOOK = 60


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` would, which answers alike and sooner; its own `pattern` is not kept.

    Raises:
        re.error: the pattern is wrong.
    """
    if len(pattern) < _WORTH_A_LOOK:
        return re.compile(pattern, flags)
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]
    except ImportError:  # they are no part of what Python promises
        return re.compile(pattern, flags)
    parsed = _parser.parse(pattern, flags)
    if not parsed.state.flags & _ANY_CASE:
        _look_ahead(parsed)
    made: re.Pattern[str] = _compiler.compile(parsed, flags)
    return made


def _look_ahead(parsed: Any) -> None:
    """Put before a part, or before each of its alternatives, a look at the letters that it can begin with."""
    from re import _constants, _parser  # type: ignore[attr-defined]

    if _is_quick(parsed):
        return
    letters = first_letters(parsed)
    if letters:
        inside = [
            (_constants.CATEGORY, getattr(_constants, one)) if one in _CATEGORIES else (_constants.LITERAL, ord(one))
            for one in sorted(letters)
        ]
        look = _parser.SubPattern(parsed.state, [(_constants.IN, inside)])
        parsed.data.insert(0, (_constants.ASSERT, (1, look)))
        return
    code, value = parsed.data[0]
    if code is _constants.SUBPATTERN and not value[1] | value[2]:
        _look_ahead(value[3])
    elif code is _constants.BRANCH:
        for branch in value[1]:
            _look_ahead(branch)


def _is_quick(parsed: Any) -> bool:
    """Whether Python, or the expression itself, looks at one letter first."""
    if not parsed.data:
        return True
    code, value = parsed.data[0]
    match str(code):
        case "LITERAL" | "IN":
            return True
        case "ASSERT":
            return bool(_is_quick(value[1]))
        case "SUBPATTERN":
            return _is_quick(value[3])
        case "BRANCH":
            return all(branch.data and str(branch.data[0][0]) == "LITERAL" for branch in value[1])
    return False


def first_letters(parsed: Any) -> frozenset[str] | None:
    """Return the letters, and names of categories, of which each match begins with one; None where it need not."""
    letters, empty = _first(parsed.data)
    return None if letters is None or empty else letters


def _first(parts: Any) -> tuple[frozenset[str] | None, bool]:
    """Return what parts in a row can begin with, None for anything, and whether they can be empty."""
    letters = frozenset[str]()
    for code, value in parts:
        own, empty = _first_of(str(code), value)
        if own is None:
            return None, empty
        letters |= own
        if not empty:
            return letters, False
    return letters, True


def _first_of(code: str, value: Any) -> tuple[frozenset[str] | None, bool]:
    match code:
        case "LITERAL":
            return frozenset(chr(value)), False
        case "IN":
            return _members(value), False
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return frozenset(), True
        case "SUBPATTERN" if not value[1] | value[2]:
            return _first(value[3].data)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            own, empty = _first(value[2].data)
            return own, empty or value[0] == 0
        case "BRANCH":
            found = [_first(branch.data) for branch in value[1]]
            told = [own for own, _ in found if own is not None]
            anything = len(told) < len(found)
            return None if anything else frozenset[str]().union(*told), any(empty for _, empty in found)
    return None, True


def _members(members: Any) -> frozenset[str] | None:
    letters: set[str] = set()
    for code, value in members:
        match str(code):
            case "LITERAL":
                letters.add(chr(value))
            case "RANGE" if value[1] - value[0] < _WHOLE_SETS:
                letters.update(map(chr, range(value[0], value[1] + 1)))
            case "CATEGORY" if str(value) in _CATEGORIES:
                letters.add(str(value))
            case _:
                return None
    return frozenset(letters)
