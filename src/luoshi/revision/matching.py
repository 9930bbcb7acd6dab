"""Which task of the newer plan is which task of the older one.

A task is the same task when its wording is the same, else when it is like it: half of the
letters are enough where the number is the same too, without it likeness must be plain.
The likest pair is taken first, whichever way round the two plans are given. What is left
may have been cut out of a longer task or taken into one; whole clauses tell.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from luoshi.plan import Task
from luoshi.revision.wording import clauses, letters

# In per cent of letters alike.
ALIKE_WITH_THE_NUMBER = 50
ALIKE_WITHOUT = 70
# What the same number, and the same chapter and objective, are worth beside likeness.
NUMBER = 10
PLACE = 5
# How many likely partners of a task are weighed; plans repeat a phrase, not hundreds of whole tasks.
CANDIDATES = 8
# Every pair is weighed up to this many; beyond, only those that share an unusual run of letters, or minutes would pass.
EVERY_PAIR = 200_000
RUN = 3
UNUSUAL = 24
# Of a piece's letters, how many must stand in the longer task; and of the longer task's, for the piece to be its heir.
PIECE = 0.8
HEIR = 0.3


@dataclass(frozen=True, slots=True)
class Matching:
    """Indices of tasks.

    Args:
        partner: old → new, of the tasks that are the same.
        cut_from: new → old: an added task whose wording stood in that old one.
        taken_into: old → new: a removed task whose wording stands in that new one.
    """

    partner: dict[int, int]
    cut_from: dict[int, int] = field(default_factory=dict)
    taken_into: dict[int, int] = field(default_factory=dict)


def match(old: Sequence[Task], new: Sequence[Task]) -> Matching:
    """Pair the tasks of two plans; matching them the other way round gives the same pairs."""
    before, after = [letters(task.text) for task in old], [letters(task.text) for task in new]
    numbers, new_numbers = _numbers(old), _numbers(new)
    partner = dict(_same_wording(before, after, numbers, new_numbers))
    taken = set(partner.values())
    left = [one for one in range(len(old)) if one not in partner]
    free = [other for other in range(len(new)) if other not in taken]
    weighed = []
    for one, other, alike in _likely(left, free, before, after, numbers, new_numbers):
        same_place = (old[one].chapter, old[one].objective) == (new[other].chapter, new[other].objective)
        same_number = numbers[one] is not None and numbers[one] == new_numbers[other]
        weight = alike + NUMBER * same_number + PLACE * same_place
        # neighbours in the key, so that no order of the two plans is preferred
        weighed.append((-weight, abs(one - other), one + other, one, other))
    for *_, one, other in sorted(weighed):
        if one not in partner and other not in taken:
            partner[one] = other
            taken.add(other)
    cut_from = _pieces(old, new, partner)
    taken_into = _pieces(new, old, {other: one for one, other in partner.items()})
    _name_heirs(partner, cut_from, taken_into, before, after)
    return Matching(partner, cut_from, taken_into)


def _numbers(tasks: Sequence[Task]) -> list[object | None]:
    """Return what tells each task by its number: alone, else with its chapter, else nothing."""
    alone = Counter(str(task.no) for task in tasks)
    within = Counter((task.chapter, str(task.no)) for task in tasks)
    names: list[object | None] = []
    for task in tasks:
        in_chapter = (task.chapter, str(task.no))
        names.append(str(task.no) if alone[str(task.no)] == 1 else in_chapter if within[in_chapter] == 1 else None)
    return names


def _same_wording(
    before: Sequence[str], after: Sequence[str], numbers: Sequence[object], new_numbers: Sequence[object]
) -> Iterator[tuple[int, int]]:
    """Pair equal wordings; where one stands several times, by number first, then in order."""
    here, there = _places(before), _places(after)
    for wording in here.keys() & there.keys():
        ours, theirs = list(here[wording]), list(there[wording])
        named = {new_numbers[other]: other for other in theirs if new_numbers[other] is not None}
        for one in list(ours):
            if (other := named.get(numbers[one])) is not None:
                ours.remove(one)
                theirs.remove(other)
                yield one, other
        yield from zip(ours, theirs, strict=False)


def _places(wordings: Sequence[str]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        places[wording].append(index)
    return places


def _likely(
    left: Sequence[int],
    free: Sequence[int],
    before: Sequence[str],
    after: Sequence[str],
    numbers: Sequence[object],
    new_numbers: Sequence[object],
) -> Iterator[tuple[int, int, float]]:
    """Yield each pair worth weighing once, with the likeness of its wordings."""
    seen: dict[tuple[int, int], float] = {}
    ours, theirs = {one: before[one] for one in left}, {other: after[other] for other in free}
    few = len(ours) * len(theirs) <= EVERY_PAIR
    near, near_to_theirs = (None, None) if few else (_Runs(theirs), _Runs(ours))
    for one, text in ours.items():
        for _, alike, other in _extract(text, near.sharing(text) if near else theirs):
            seen[(one, other)] = alike
    for other, text in theirs.items():
        for _, alike, one in _extract(text, near_to_theirs.sharing(text) if near_to_theirs else ours):
            seen[(one, other)] = alike
    named = {new_numbers[other]: other for other in free if new_numbers[other] is not None}
    for one in left:
        found = named.get(numbers[one])
        if found is not None and (one, found) not in seen:
            alike = fuzz.ratio(before[one], after[found], score_cutoff=ALIKE_WITH_THE_NUMBER)
            if alike:
                seen[(one, found)] = alike
    yield from ((one, other, alike) for (one, other), alike in seen.items())


def _extract(text: str, choices: Mapping[int, str]) -> list[tuple[str, float, int]]:
    return process.extract(
        text, choices, scorer=fuzz.ratio, processor=None, limit=CANDIDATES, score_cutoff=ALIKE_WITHOUT
    )


class _Runs:
    """Texts by the unusual runs of letters in them, so that of thousands only the likely are compared."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.texts = texts
        holders: dict[str, list[int]] = defaultdict(list)
        for index, text in texts.items():
            for run in _runs(text):
                holders[run].append(index)
        self.holders = {run: indices for run, indices in holders.items() if len(indices) <= UNUSUAL}

    def sharing(self, text: str) -> dict[int, str]:
        shared: Counter[int] = Counter()
        for run in _runs(text):
            shared.update(self.holders.get(run, ()))
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[: 2 * CANDIDATES]
        return {index: self.texts[index] for index, _ in best}


def _runs(text: str) -> set[str]:
    return {text[start : start + RUN] for start in range(max(1, len(text) - RUN + 1))}


def _pieces(wholes: Sequence[Task], parts: Sequence[Task], partner: Mapping[int, int]) -> dict[int, int]:
    """Return part → whole of the parts without a partner whose clauses stood in a whole, and no longer do."""
    taken = set(partner.values())
    alone = [index for index in range(len(parts)) if index not in taken]
    if not alone:
        return {}
    of_wholes = [clauses(task.text) for task in wholes]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, of_whole in enumerate(of_wholes):
        for clause in of_whole:
            holders[clause].append(index)
    answer = {}
    for part in alone:
        covered: Counter[int] = Counter()
        of_part = clauses(parts[part].text)
        for clause in of_part:
            for whole in holders.get(clause, ()):
                covered[whole] += len(clause)
        enough = PIECE * sum(map(len, of_part))
        for whole, count in sorted(covered.items(), key=lambda item: (-item[1], abs(item[0] - part), item[0])):
            if count < enough:
                break
            kept = clauses(parts[partner[whole]].text) if whole in partner else frozenset()
            if 2 * sum(len(clause) for clause in of_part & kept) < count:
                answer[part] = whole
                break
    return answer


def _name_heirs(
    partner: dict[int, int],
    cut_from: dict[int, int],
    taken_into: dict[int, int],
    before: Sequence[str],
    after: Sequence[str],
) -> None:
    """Give a task that is gone, and a task that is new, its largest piece as partner: its reports go there."""
    for pieces, sizes, wholes, is_cut in ((cut_from, after, before, True), (taken_into, before, after, False)):
        for piece, whole in sorted(pieces.items(), key=lambda item: (-len(sizes[item[0]]), item[0])):
            one, other = (whole, piece) if is_cut else (piece, whole)
            if one in partner or other in partner.values() or len(sizes[piece]) < HEIR * len(wholes[whole]):
                continue
            partner[one] = other
            cut_from.pop(other, None)
            taken_into.pop(one, None)
