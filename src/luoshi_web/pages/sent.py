"""What a request brings: which act, numbers, and who it is from."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from luoshi.errors import LuoshiError


class UnknownAct(LuoshiError):
    """A form asks for an act that its page does not have; nothing is done, least of all the last on the list."""

    def __init__(self) -> None:
        super().__init__(
            "没有看懂要做什么，什么也没有改。请刷新这一页，再按一次按钮。",
            "What to do was not understood, and nothing was changed. Please reload this page and press again.",
        )


def act_in(sent: Mapping[str, str], *acts: str, name: str = "do") -> str:
    """Return the act that a form names.

    Raises:
        UnknownAct: it is none of `acts`.
    """
    act = sent.get(name, "")
    if act not in acts:
        raise UnknownAct
    return act


def number_in(sent: Mapping[str, str], name: str) -> int:
    """Return the number that a field was sent with; 0 where it has none."""
    return number_of(sent.get(name, ""))


def number_of(text: str) -> int:
    """Return the number of a row; 0, which none has, where it is no number or a longer one than any."""
    return int(text) if is_number(text) else 0


def is_number(text: str) -> bool:
    """Tell whether a text is a number that a row can have; Python refuses to read one of some thousand digits."""
    return text.isascii() and text.isdigit() and len(text) < 19


def by_of(request: HttpRequest) -> Any:
    """Return who acts, for a page that asks for signing in."""
    return request.user
