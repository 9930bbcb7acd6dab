"""Compare the lights of labelled pairs, a task and the sentence that answers it, with what a careful reader says.

    python tests/pacing/score_pairs.py tests/pacing/pairs.jsonl --corpus DIR [--show]

A line is {"id", "origin", "kind", "year", "as_of", "text", "statement", "states", "lights", "why"}. A text or
statement that stands in a government's report is {"file", "start", "end", "sha256"}: a file of DIR, code points, and
the hash of its UTF-8; what is literal was made for the purpose. `origin` is "corpus" where the statement is a real one
(and the task was made for it), and "made" where it was made as units write (of most, the task is real). `states` and
`lights` are those that a careful reader accepts. Each pair is judged as a plan of one row, read from a csv.

A pair is right where its light is accepted, and so is its state; where a grey state is accepted, any grey one is. A
false green is green where green is not accepted, a false red or yellow likewise; one left grey is grey where a careful
reader knows.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from luoshi.plan import Assessment, Light, State
from tests.pacing.one_row import judged

KINDS = frozenset(
    (
        *("restated-quantity", "forecast", "which-of-several", "over-short", "sign", "date", "growing-rate", "ceiling"),
        *("measure", "no-target", "numeral", "milestone", "stock-or-new", "shared-list", "parts", "estimate"),
        *("plain", "other"),
    )
)
ORIGINS = ("corpus", "made")
# the lights that each state may have
LIGHTS_OF: dict[State, frozenset[Light]] = {
    **dict.fromkeys((State.AHEAD, State.ON_PACE, State.DONE, State.DONE_EARLY), frozenset((Light.GREEN,))),
    State.BEHIND: frozenset((Light.YELLOW, Light.RED)),
    State.OVERDUE: frozenset((Light.RED,)),
    **dict.fromkeys(
        (State.NOT_DUE, State.AWAITING_DATA, State.NOT_REPORTED, State.UNCLEAR, State.NO_FIGURE, State.CLAIM_ONLY),
        frozenset((Light.GREY,)),
    ),
}


class Verdict(Enum):
    """How a light compares with the labels."""

    RIGHT = "right"
    FALSE_GREEN = "false green"
    FALSE_ALARM = "false red or yellow"
    LEFT_GREY = "left grey"
    OTHER_STATE = "right light, other state"


@dataclass(frozen=True, slots=True)
class Pair:
    """A task and its answer, with the states and lights that a careful reader accepts."""

    id: str
    origin: str
    kind: str
    as_of: date
    text: str
    statement: str
    states: frozenset[State]
    lights: frozenset[Light]
    why: str

    def verdict(self, found: Assessment) -> Verdict:
        """Compare what was found with the labels."""
        if found.light in self.lights:
            known = found.state in self.states or found.light is Light.GREY
            return Verdict.RIGHT if known else Verdict.OTHER_STATE
        if found.light is Light.GREEN:
            return Verdict.FALSE_GREEN
        return Verdict.LEFT_GREY if found.light is Light.GREY else Verdict.FALSE_ALARM


@dataclass(frozen=True, slots=True)
class Count:
    """How many pairs there are, and how many of them are judged how."""

    pairs: int
    of: dict[Verdict, int]

    @property
    def share_right(self) -> float:
        """The lights that are right, in per cent; 100 where there is no pair."""
        return 100 * self.of[Verdict.RIGHT] / self.pairs if self.pairs else 100.0


def found_again(where: str | dict[str, Any], corpus: Path) -> str | None:
    """Return a literal text as it is, a located one from its file; None where that is missing or has changed."""
    if isinstance(where, str):
        return where
    path = corpus / where["file"]
    text = path.read_text(encoding="utf-8")[where["start"] : where["end"]] if path.is_file() else ""
    return text if hashlib.sha256(text.encode("utf-8")).hexdigest() == where["sha256"] else None


def located(lines: Iterable[str], corpus: Path) -> Iterator[Pair]:
    """Give each pair its words again; one whose text is missing or has changed is said and left out."""
    for line in lines:
        label = json.loads(line)
        text, statement = (found_again(label[part], corpus) for part in ("text", "statement"))
        if text is None or statement is None:
            print(f"{label['id']}: its text is missing or has changed", file=sys.stderr)
            continue
        yield Pair(
            id=label["id"],
            origin=label["origin"],
            kind=label["kind"],
            as_of=date.fromisoformat(label["as_of"]),
            text=text,
            statement=statement,
            states=frozenset(map(State, label["states"])),
            lights=frozenset(map(Light, label["lights"])),
            why=label["why"],
        )


def judge(pairs: Iterable[Pair]) -> list[tuple[Pair, Assessment, Verdict]]:
    """Judge each pair by itself."""
    found = ((pair, judged(pair.text, pair.statement, pair.as_of)) for pair in pairs)
    return [(pair, light, pair.verdict(light)) for pair, light in found]


def count(results: Iterable[tuple[Pair, Assessment, Verdict]]) -> Count:
    """Count the verdicts."""
    verdicts = [verdict for _, _, verdict in results]
    return Count(len(verdicts), {verdict: verdicts.count(verdict) for verdict in Verdict})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--corpus", type=Path, required=True, help="the folder that located texts stand in")
    parser.add_argument("--show", action="store_true", help="print those that are not right; never those held out")
    args = parser.parse_args()
    if args.show and "held_out" in args.pairs.name:
        parser.error("those held out are kept from whoever writes rules: --show is for the open ones")
    results = judge(located(args.pairs.read_text(encoding="utf-8").splitlines(), args.corpus))
    if args.show:
        for pair, light, verdict in results:
            if verdict is not Verdict.RIGHT:
                accepted = "|".join(sorted(pair.states)), "|".join(sorted(pair.lights))
                print(f"{verdict.value}: {pair.id} {pair.kind} {pair.as_of}", pair.text, pair.statement, sep="\n  ")
                print(f"  got {light.state} {light.light}: {light.sentence}\n  right {accepted}: {pair.why}")
    for name, of in groups(results):
        counted = count(of)
        rest = ", ".join(f"{counted.of[verdict]} {verdict.value}" for verdict in list(Verdict)[1:])
        print(f"{name:20} {counted.pairs:4} pairs, {counted.share_right:5.1f}% right; {rest}")


def groups(
    results: list[tuple[Pair, Assessment, Verdict]],
) -> Iterator[tuple[str, list[tuple[Pair, Assessment, Verdict]]]]:
    """Give all pairs, those of each origin, and those of each kind."""
    yield "all", results
    for origin in ORIGINS:
        yield origin, [one for one in results if one[0].origin == origin]
    for kind in sorted({pair.kind for pair, _, _ in results}):
        yield kind, [one for one in results if one[0].kind == kind]


if __name__ == "__main__":
    main()
