"""Errors that several apps raise."""

from luoshi.errors import LuoshiError


class MovedMeanwhile(LuoshiError):
    """Somebody else was faster: the row is no longer as it was seen."""

    def __init__(self, chinese: str = "", english: str = "") -> None:
        super().__init__(
            chinese or "别人刚处理过这一项，已经换成最新的样子，请看过再决定。",
            english
            or "Somebody else has just dealt with this one; it is shown as it is now. Please look, then decide.",
        )
