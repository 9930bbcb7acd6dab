"""What is looked for only where a text has its first letter is found wherever it stands."""

import re

from luoshi.grammar import naming
from luoshi.pacing import stages
from luoshi.pacing.stages import Progress, progress_in


def test_each_word_of_preparation_is_found_by_its_first_letter() -> None:
    alone = re.sub(r"\(\?<?[!=][^()]*\)", "", stages._PREPARING_WORDS)  # without what may not stand beside them
    words = [word for word in re.sub(r"[^|]*\(\?:[^()]*\)", "", alone).split("|") if word]
    assert len(words) > 60
    for word in words:
        assert progress_in(f"{word}中") is not None, word


def test_a_word_that_begins_with_what_must_not_stand_before_it_is_found_too() -> None:
    assert progress_in("正在宣传") is Progress.PREPARED
    assert progress_in("完成普法宣传32场") is not Progress.PREPARED


def test_each_aside_is_taken_off_a_name_although_most_names_are_read_no_further() -> None:
    for aside, bare in (("同期地区生产总值", "地区生产总值"), ("支出进度年底", "支出进度"), ("实换", "")):
        assert naming.clean(aside) == bare
