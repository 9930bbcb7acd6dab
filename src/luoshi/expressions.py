"""Regular expressions that are made when they are first used.

The rooms below know over a thousand of them, and a file meets about half: to make them all took most of the start of
a command. What an expression does, and what it is asked by, are those of `re.Pattern`.
"""

import re
from typing import Any, AnyStr, cast


class _Expression:
    """Stands for a `re.Pattern` until it is asked; each method that was asked for is kept, and costs nothing again."""

    __slots__ = (
        *("_flags", "_made", "pattern"),
        *(
            "findall",
            "flags",
            "finditer",
            "fullmatch",
            "groups",
            "groupindex",
            "match",
            "search",
            "split",
            "sub",
            "subn",
        ),
    )

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # only for what is not kept yet
        if name == "_made":
            self._made: re.Pattern[Any] = re.compile(self.pattern, self._flags)
            return self._made
        given = getattr(self._made, name)
        setattr(self, name, given)
        return given


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` would, made when it is first used; the functions of `re` itself do not take it.

    One that is wrong raises `re.error` at its first use, so that each has to be met by a test.
    """
    return cast("re.Pattern[AnyStr]", _Expression(pattern, flags))
