"""Errors: what went wrong, in one sentence for the person at the desk.

`str(error)` is a Chinese sentence that says what, where and what to do; `error.english`
says the same in English. The parts stand beside them as fields, so that a page can
link to the place. Nothing else of an error is ever shown to a user.
"""

from luoshi.place import Place


class LuoshiError(Exception):
    """Anything that Luoshi refuses, with its sentence in two languages.

    Args:
        chinese: one sentence, ending in 。
        english: the same sentence in English.
        place: where in the file it happened, if anywhere.
    """

    def __init__(self, chinese: str, english: str, place: Place | None = None) -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english
        self.place = place

    def __str__(self) -> str:
        return self.chinese


class UnreadableFile(LuoshiError):
    """The bytes are no document that Luoshi reads: empty, binary, encrypted, too large."""


class EncryptedFile(UnreadableFile):
    """A password stands before what the file holds."""


class DamagedFile(UnreadableFile):
    """The file is cut off, or its parts do not fit together."""


class TooMuchInFile(UnreadableFile):
    """The file, or what unpacks from it, is larger than what is read."""


class OtherKindOfFile(UnreadableFile):
    """The file is whole, and of a kind that holds no words to read: a picture, an archive, a presentation."""


class NoTaskFound(LuoshiError):
    """The document was read, and holds neither a task table nor a numbered task."""


class MeasureMismatch(LuoshiError):
    """Two figures count different things, yuan and metres say, and cannot be compared."""


class EmptyWhole(LuoshiError):
    """A share or a rate was asked of a whole that is zero."""
