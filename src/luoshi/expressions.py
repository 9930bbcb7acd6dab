"""Regular expressions that are made when they are first used.

The rooms below know over a thousand of them, and a file meets about half: to make them all took most of the start of
a command. What an expression does, and what it is asked by, are those of `re.Pattern`. One that says which letters it
needs is not even made for texts that have none of them.
"""

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

# what may be asked about a text in which an expression does not stand, and the answer where that is not None
_LOOKED_FOR = frozenset(("search", "match", "fullmatch", "finditer", "findall", "sub"))
_NONE_OF_THEM: dict[str, Callable[[], Any]] = {"finditer": lambda: iter(()), "findall": list}


class _Expression:
    """Stands for a `re.Pattern` until it is asked; each method that was asked for is kept, and costs nothing again."""

    __slots__ = (
        *("_flags", "_made", "needs", "pattern"),
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

    def __init__(self, pattern: str | bytes, flags: int, needs: str) -> None:
        self.pattern = pattern
        self._flags = flags
        self.needs = frozenset(needs)

    def __getattr__(self, name: str) -> Any:  # only for what is not kept yet
        if name == "_made":
            self._made: re.Pattern[Any] = re.compile(self.pattern, self._flags)
            return self._made
        given = self._looking_first(name) if self.needs and name in _LOOKED_FOR else getattr(self._made, name)
        setattr(self, name, given)
        return given

    def _looking_first(self, name: str) -> Callable[..., Any]:
        """Return a method that makes the expression at the first text that has one of the letters it needs."""
        stands_nowhere = self.needs.isdisjoint

        def method() -> Callable[..., Any]:
            made: Callable[..., Any] = getattr(self._made, name)
            setattr(self, name, made)
            return made

        def found(text: Any, *rest: Any, **named: Any) -> Any:
            return None if stands_nowhere(text) else method()(text, *rest, **named)

        def all_found(text: Any, *rest: Any, **named: Any) -> Any:
            return _NONE_OF_THEM[name]() if stands_nowhere(text) else method()(text, *rest, **named)

        def changed(full: Any, text: Any, *rest: Any, **named: Any) -> Any:
            return text if stands_nowhere(text) else method()(full, text, *rest, **named)

        # three of them, and none with arguments to look through: a task is judged by seventy such questions
        return changed if name == "sub" else all_found if name in _NONE_OF_THEM else found


def expression(pattern: AnyStr, flags: int = 0, *, needs: str = "") -> re.Pattern[AnyStr]:
    """Return what `re.compile` would, made when it is first used; the functions of `re` itself do not take it.

    One that is wrong raises `re.error` at its first use, so that each has to be met by a test. The methods of one that
    needs letters take the text by its position.

    Args:
        needs: letters of which each match has one, in it or beside it where the pattern looks: worth a word where an
            expression takes long to make, and few texts have any of them.
    """
    return cast("re.Pattern[AnyStr]", _Expression(pattern, flags, needs))
