"""Who reads figures out of a clause: Luoshi, what people would use instead, and the control.

    python -m bench.readers luoshi < clauses.jsonl

Reads JSON lines {"kind": "target"|"progress", "text"} and prints one JSON object: the (value,
measure) pairs of each clause, and the CPU seconds of five rounds over all of them. Each
reader runs alone in a process, in the environment that has them all.

Most of the others give a number without its measure. They are then given the longest known
measure word that follows it, from the control's list, which favours them.
"""

import json
import re
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from luoshi.quantity import MEASURES

ROUNDS = 5
Pair = tuple[str, str]
Reader = Callable[[str, str], list[Pair]]

WORDS = sorted(MEASURES, key=len, reverse=True)
MEASURE = re.compile("|".join(re.escape(word) for word in WORDS))
CONTROL = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s*([万亿]*)({'|'.join(re.escape(word) for word in WORDS)})?")
SIZES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def plainly(value: Decimal | str) -> str:
    """Write a number in one way, so that 5.60 and 5.6 are the same."""
    return format(Decimal(value).normalize(), "f")


def measure_after(text: str, end: int) -> str:
    found = MEASURE.match(text, end)
    return found[0] if found else ""


def control() -> Reader:
    """One regular expression: a number, 万 or 亿, the longest known measure word."""

    def read(kind: str, text: str) -> list[Pair]:
        return [
            (plainly(Decimal(number.replace(",", "")) * SIZES.get(size, 1)), measure)
            for number, size, measure in CONTROL.findall(text)
            if measure
        ]

    return read


def luoshi() -> Reader:
    from luoshi.grammar import read_promise, read_statement

    def read(kind: str, text: str) -> list[Pair]:
        if kind == "target":
            found = read_promise(text, year=2025).targets
            return [(plainly(one.value), one.measure or "") for one in found if one.value is not None]
        return [(plainly(one.value), one.measure) for one in read_statement(text, year=2025).observations]

    return read


def recognizers() -> Reader:
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    with_unit = (recognize_percentage, recognize_currency, recognize_dimension)

    def read(kind: str, text: str) -> list[Pair]:
        pairs, taken = [], set()
        for recognize in with_unit:
            for one in recognize(text, Culture.Chinese):
                number = str(one.resolution.get("value") or "").rstrip("%")
                within = re.match(r"[\d.,]+\s*[万亿]*", one.text)
                unit = one.text[within.end() :] if within else "%"
                taken |= set(range(one.start, one.end + 1))
                pairs += as_pair(number, unit)
        for one in recognize_number(text, Culture.Chinese):
            if one.start not in taken:
                pairs += as_pair(str(one.resolution["value"]), measure_after(text, one.end + 1))
        return pairs

    return read


def jionlp() -> Reader:
    from jionlp import ner

    def read(kind: str, text: str) -> list[Pair]:
        pairs: list[Pair] = []
        for one in ner.extract_money(text, with_parsing=True) or []:
            number = one["detail"]["num"]
            pairs += [
                pair for part in (number if isinstance(number, list) else [number]) for pair in as_pair(part, "元")
            ]
        return pairs

    return read


def jionlp_with_time() -> Reader:
    """Money and periods, as one who wants both would call it: Luoshi gives both in one reading."""
    from jionlp import ner

    money = jionlp()

    def read(kind: str, text: str) -> list[Pair]:
        ner.extract_time(text, with_parsing=True)
        return money(kind, text)

    return read


def chinese2digits() -> Reader:
    from chinese2digits import chinese2digits as library

    def read(kind: str, text: str) -> list[Pair]:
        pairs: list[Pair] = []
        found = library.takeNumberFromString(text)
        at = 0
        for written, number in zip(found["CHNumberStringList"], found["digitsStringList"], strict=True):
            at = max(text.find(written, at), 0) + len(written)
            share = written.endswith(("%", "％")) or written.startswith("百分之")
            pairs += as_pair(str(Decimal(number) * 100) if share else number, "%" if share else measure_after(text, at))
        return pairs

    return read


def cn2an() -> Reader:
    import cn2an as library

    by_expression = control()

    def read(kind: str, text: str) -> list[Pair]:
        return by_expression(kind, library.transform(text))

    return read


def as_pair(number: str, measure: str) -> list[Pair]:
    try:
        return [(plainly(number), measure)] if measure else []
    except InvalidOperation:
        return []


READERS: dict[str, Callable[[], Reader]] = {
    "luoshi": luoshi,
    "recognizers": recognizers,
    "jionlp": jionlp,
    "jionlp_with_time": jionlp_with_time,
    "chinese2digits": chinese2digits,
    "cn2an": cn2an,
    "control": control,
}


def main() -> None:
    clauses = [json.loads(line) for line in sys.stdin]
    real, sys.stdout = sys.stdout, sys.stderr  # some of them greet on standard output
    read = READERS[sys.argv[1]]()
    found, failed = [], 0
    for clause in clauses:
        try:
            found.append(read(clause["kind"], clause["text"]))
        except Exception:  # a reader that fails on a clause has read nothing in it
            failed += 1
            found.append([])
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for clause in clauses:
            try:
                read(clause["kind"], clause["text"])
            except Exception:
                continue
        seconds.append(time.process_time() - begun)
    print(json.dumps({"pairs": found, "failed": failed, "seconds": statistics.median(seconds)}), file=real)


if __name__ == "__main__":
    main()
