"""A packed plan comes back as it was, whoever packed it, and one that is cut off is refused."""

import json
import zlib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from luoshi.contract import packed, plan_as_json, unpacked
from luoshi.plan import Plan
from luoshi.reading import read_plan
from tests.test_contract import PLAN


@pytest.fixture(scope="module")
def real(demo_path: Path) -> Plan:
    return read_plan(demo_path.read_bytes(), demo_path.name)


def test_what_was_packed_comes_back_whole(real: Plan) -> None:
    odd = replace(PLAN.tasks[0], text='第一行\n"tasks": [\n], {\\n', statement="]")
    for plan in (PLAN, real, replace(PLAN, tasks=()), replace(PLAN, tasks=(odd, odd))):
        assert unpacked(b"".join(packed(plan))) == plan


def test_packed_is_the_contracts_document_with_a_task_a_line(real: Plan) -> None:
    text = zlib.decompress(b"".join(packed(real))).decode()

    assert json.loads(text, parse_float=Decimal) == json.loads(plan_as_json(real), parse_float=Decimal)
    assert len(text.split("\n")) == len(real.tasks) + 2


@pytest.mark.parametrize("indent", [None, 1])
def test_a_reading_of_an_earlier_version_is_one_text_and_comes_back_too(real: Plan, indent: int | None) -> None:
    assert unpacked(zlib.compress(plan_as_json(real, indent=indent).encode())) == real


def test_what_is_cut_off_is_refused(real: Plan) -> None:
    whole = b"".join(packed(real))

    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        with pytest.raises(zlib.error):
            unpacked(whole[:length])
