"""Where a task may be cut in two: behind each of its clauses."""

from luoshi.drafting.clauses import sentences_of

_SHOWN = 8  # characters on both sides of a cut
_MOST = 30


def cuts_of(text: str) -> list[tuple[int, str, str]]:
    """Return each place at which a text may be cut, with the words before it and behind it."""
    clauses = [clause for sentence in sentences_of(text, 0, len(text)) for clause in sentence]
    ends = [clause.span.end for clause in clauses[:-1]]
    return [(end, text[max(0, end - _SHOWN) : end], text[end : end + _SHOWN]) for end in ends][:_MOST]
