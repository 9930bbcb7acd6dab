"""A long cell costs what its letters cost, and not what each of them costs again."""

import time
from datetime import date

import pytest

from tests.pacing.one_row import judged


@pytest.mark.parametrize("letters", ["除", "已", "其余"])
def test_forty_thousand_letters_before_a_target_take_seconds(letters: str) -> None:
    text = letters * (40_000 // len(letters)) + "新建公园5个。"
    begun = time.process_time()

    judged(text, "新建公园2个。", date(2025, 6, 30))

    assert time.process_time() - begun < 5  # 20 where each letter looked on to the end for its 的
