"""Regular expressions that are made when they are first used.

The rooms below know over a thousand of them, and a file meets about half: to make them all took most of the start of
a command. What an expression does, and what it is asked by, are those of `re.Pattern`. One that says which letters it
needs is not even made for texts that have none of them.
"""

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

# written once: within a method it would be made anew at each call, which takes longer than many an expression
_Asked = Callable[..., Any]
# what may be asked about a text in which an expression does not stand, and the answer where that is not None
_LOOKED_FOR = frozenset(("search", "match", "fullmatch", "finditer", "findall", "sub"))
_NONE_OF_THEM: dict[str, Callable[[], Any]] = {"finditer": lambda: iter(()), "findall": list}
_KEPT = (
    *("findall", "finditer", "flags", "fullmatch", "groupindex", "groups"),
    *("match", "search", "split", "sub", "subn"),
)
# texts looked through letter by letter before an expression for the letters is worth making, four times as fast
_WORTH_MAKING = 128


class _Expression:
    """Stands for a `re.Pattern`, and has what it has: its methods cost nothing more than they do there."""

    __slots__ = ("_flags", "_made", "needs", "pattern", *_KEPT)

    def __init__(self, pattern: str | bytes, flags: int, needs: str) -> None:
        self.pattern = pattern
        self._flags = flags
        self.needs = frozenset(needs)


class _Unmade(_Expression):
    """Stands for one that is made when it is asked: a class of its own, since to look here slows each question."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:  # only for what is not kept yet
        if self.needs and name in _LOOKED_FOR:
            first = self._looking_first(name)
            setattr(self, name, first)
            return first
        self._make()
        return getattr(self, name)

    def _make(self) -> None:
        self._made: re.Pattern[Any] = re.compile(self.pattern, self._flags)
        for name in _KEPT:
            setattr(self, name, getattr(self._made, name))
        self.__class__ = _Expression  # type: ignore[assignment]

    def _looking_first(self, name: str) -> _Asked:
        """Return a method that makes the expression at the first text that has one of the letters it needs."""
        letters, looked = self.needs, 0
        search: _Asked | None = None

        def has_one(text: Any) -> Any:
            nonlocal looked, search
            if search is not None:
                return search(text)
            looked += 1
            if looked > _WORTH_MAKING:
                search = re.compile(f"[{re.escape(''.join(sorted(letters)))}]").search
                setattr(self, name, self._looking(name, search))
            return None if letters.isdisjoint(text) else text

        return self._looking(name, has_one)

    def _looking(self, name: str, has_one: _Asked) -> _Asked:
        def method() -> _Asked:
            if type(self) is _Unmade:
                self._make()
            made: _Asked = getattr(self._made, name)
            return made

        def found(text: Any, *rest: Any, **named: Any) -> Any:
            return None if has_one(text) is None else method()(text, *rest, **named)

        def all_found(text: Any, *rest: Any, **named: Any) -> Any:
            return _NONE_OF_THEM[name]() if has_one(text) is None else method()(text, *rest, **named)

        def changed(full: Any, text: Any, *rest: Any, **named: Any) -> Any:
            return text if has_one(text) is None else method()(full, text, *rest, **named)

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
    return cast("re.Pattern[AnyStr]", _Unmade(pattern, flags, needs))
