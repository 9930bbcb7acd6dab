"""Packing: a plan's JSON, compressed by zlib, that is written and read a task at a time.

It is the contract's document with each task on a line of its own: 20,000 tasks as one text, and again as the
dictionaries made of it, took 240 MB beside the plan itself.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from luoshi.contract.building import plan_from_parts, task_from_dict
from luoshi.contract.writing import dump, plan_as_dict, task_as_dict
from luoshi.plan import Plan

_LEVEL = 6
_AT_ONCE = 1 << 18  # bytes that are unpacked at a time
_TASKS = ', "tasks": ['  # ends the first line; no line within a task ends so, since JSON breaks no line in a string


def packed(plan: Plan) -> Iterator[bytes]:
    """Give a plan's JSON compressed, piece by piece; joined, `unpacked` reads them."""
    packer = zlib.compressobj(_LEVEL)
    for line in _lines(plan):
        if piece := packer.compress(line.encode()):
            yield piece
    yield packer.flush()


def _lines(plan: Plan) -> Iterator[str]:
    frame = plan_as_dict(replace(plan, tasks=()))
    before = {name: frame.pop(name) for name in ("title", "as_of", "year", "year_from", "source")}
    del frame["tasks"]
    yield dump(before)[:-1] + _TASKS + "\n"
    last = len(plan.tasks) - 1
    for position, task in enumerate(plan.tasks):
        yield dump(task_as_dict(task)) + (",\n" if position < last else "\n")
    yield "], " + dump(frame)[1:]


def unpacked(data: bytes) -> Plan:
    """Build the plan of what `packed` gave, or of any document of the contract that zlib has compressed.

    Raises:
        zlib.error: it is not compressed, or cut off.
        KeyError, TypeError, ValueError: a required field is absent or holds something else.
    """
    lines = _unpacked_lines(data)
    first = next(lines, "")
    if not first.endswith(_TASKS):
        return _whole([first, *lines])
    given = _read(first + "]}")
    tasks = []
    for line in lines:
        if line.startswith("]"):
            given |= _read('{"tasks": [' + "".join((line, *lines)))
            break
        tasks.append(task_from_dict(_read(line.removesuffix(","))))
    return plan_from_parts(given, tasks)


def _whole(lines: Iterable[str]) -> Plan:
    given = _read("\n".join(lines))
    return plan_from_parts(given, (task_from_dict(task) for task in given["tasks"]))


def _read(text: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return read


def _unpacked_lines(data: bytes) -> Iterator[str]:
    opener = zlib.decompressobj()
    begun, more = b"", data
    while more and not opener.eof:
        *lines, begun = (begun + opener.decompress(more, _AT_ONCE)).split(b"\n")
        more = opener.unconsumed_tail
        for line in lines:
            yield line.decode()
    rest = begun + opener.flush()
    if not opener.eof:
        raise zlib.error("incomplete")
    yield rest.decode()
