"""Names that may be one unit: proposed for a person to confirm, never merged.

人社局             人力社保局                          the letters of one, in order, in the other
零磁谷(新天地)中心  零磁科学谷(智慧新天地)发展服务中心    the same, across parentheses
组织部             组织部(人才办)                      the same without its parenthesis
生态环境分局       某区环境分局                        the same after a place's name that several units carry
区发改委           发改局                              one body, which reforms made a 局 of a 委 here, and not there
教委               教育委员会                          the same where 委 stands for 委员会
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from luoshi.expressions import expression

_PARENTHESIS = expression(r"[（(][^（）()]*[）)]")
_RANK = expression(r"^(?:国家|全?省|全?市|全?区|全?县)(?!区|委|长|场|政|直)(?=..)")
_SIGNS = expression(r"[（(）)·\s]")
_COMMISSION = expression(r"委员会$")
# a body's 委 that elsewhere is a 局; not the party's own, nor one where several bodies meet
_OFFICE = expression(r"^(..+)(?<![工党团纪监区市县省地村常法编管])委$")
_MEETING = expression(r"(?:安全|生产|工作|指导|协调|运动)$")
_GROUP = expression(r"^各|^(?:有关|相关|其他)|成员单位$|责任单位$")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and what is compared of it, worked out once though it is held against every other.

    Args:
        bare: without its parentheses and without the rank before it (区, 市).
        letters: without the signs of its parentheses, and without the rank.
        short: its bare name with 委 for 委员会.
        office: the 局 that reforms may have made of it where it is a 委, else "".
        placed: whether a place's name stands at its beginning.
        tails: what stands behind such a name.
    """

    text: str
    bare: str
    letters: str
    group: bool
    short: str
    office: str
    placed: bool
    tails: tuple[str, ...]


def is_group(name: str) -> bool:
    """Tell a group (各街道, 安委会成员单位) from one body."""
    return bool(_GROUP.search(name))


def look_alikes(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return for each name the others that may be the same body: the likeliest first, then in the order given.

    The likeliest is the same but for its rank (区, 市) or parenthesis, then one that ends with the whole of
    the other, then one with the same head (局), and last one whose head is another (委, 局). Of these the one
    with more letters in common at the end, at the beginning, and with fewer beside them.
    """
    places = _places(names)
    known = [_known(name, places) for name in names]
    pairs = [(a, b) for a, b in combinations(known, 2) if _alike(a, b)]
    alike: dict[str, list[tuple[tuple[int, ...], str]]] = {name: [] for name in names}
    order = {name: index for index, name in enumerate(names)}
    for a, b in pairs:
        distance = _distance(a.bare, b.bare)
        alike[a.text].append(((*distance, order[b.text]), b.text))
        alike[b.text].append(((*distance, order[a.text]), a.text))
    return {name: tuple(other for _, other in sorted(others)) for name, others in alike.items()}


def _distance(one: str, other: str) -> tuple[int, ...]:
    """Return how unlike two bare names are, for sorting: by their kind, their ending and their beginning."""
    short, long = sorted((one, other), key=len)
    if short == long:
        kind = 0
    elif long.endswith(short):
        kind = 1
    else:
        kind = 2 if _COMMISSION.sub("委", short)[-1:] == _COMMISSION.sub("委", long)[-1:] else 3
    return (
        kind,
        -_beginning(short[::-1], long[::-1]),
        -_beginning(short, long),
        len(long) - len(short),
    )


def _beginning(one: str, other: str) -> int:
    """Count the letters that two names begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _places(names: Sequence[str]) -> frozenset[str]:
    """Find beginnings of two or three characters that four or more units share: a place's name."""
    heads = Counter(name[:size] for name in names for size in (2, 3) if len(name) - size >= 3)
    return frozenset(head for head, count in heads.items() if count >= 4 and not head.startswith("各"))


def _known(name: str, places: frozenset[str]) -> _Name:
    bare = _RANK.sub("", _PARENTHESIS.sub("", name)) or name
    short = _COMMISSION.sub("委", bare)
    found = _OFFICE.match(short)
    return _Name(
        text=name,
        bare=bare,
        letters=_RANK.sub("", _SIGNS.sub("", name)),
        group=is_group(name),
        short=short,
        office=f"{found[1]}局" if found and not _MEETING.search(found[1]) else "",
        placed=any(bare.startswith(place) for place in places),
        tails=tuple(bare[len(place) :] for place in places if bare.startswith(place) and len(bare) - len(place) >= 4),
    )


def _alike(a: _Name, b: _Name) -> bool:
    short, long = (a, b) if len(a.text) <= len(b.text) else (b, a)
    if short.bare == long.bare:
        return True
    if short.group != long.group:
        return long.text.startswith("各") and long.text[1:] == short.text
    if short.group:
        return False
    return bool(
        _abbreviates(short.bare, long.bare)
        or _abbreviates(short.letters, long.letters)
        or ((short.tails or long.tails) and _same_after_place(short, long))
        or _same_commission(short, long)
    )


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether `short` keeps the first and last character of `long`, and others in their order."""
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _same_commission(one: _Name, other: _Name) -> bool:
    """Tell whether two names are one commission's in full and in short, or a 委 and the 局 that reforms made of it."""
    short, long = (one, other) if len(one.short) <= len(other.short) else (other, one)
    if short.short[-1:] == long.short[-1:]:
        differs = (one.bare, other.bare) != (short.short, long.short)
        return differs and (short.short == long.short or _abbreviates(short.short, long.short))
    for name, second in ((short, long.short), (long, short.short)):
        if name.office and second.endswith("局"):
            return name.office == second or _abbreviates(*sorted((name.office, second), key=len))
    return False


def _same_after_place(short: _Name, long: _Name) -> bool:
    for name, other in ((short, long), (long, short)):
        if any(other.bare.endswith(tail) for tail in name.tails):
            return not other.placed
    return False
