"""Names in one word: looking for letters first changes no answer."""

from typing import Any, cast

from luoshi.grammar.same_words import _LOOKED_FOR, _TO, in_one_word


def test_each_row_says_which_letters_it_needs() -> None:
    """One that says none would be left out where none of the others' letters stand."""
    for letters, rows in _LOOKED_FOR:
        for pattern, _ in rows:
            needs = cast(Any, pattern).needs
            assert needs, f"{pattern.pattern}: say which letters it needs"
            assert all(letters.search(letter) for letter in needs)


def test_short_words_and_grades_of_money_are_still_written_out() -> None:
    assert in_one_word("粮食总产") == "粮食产量"
    assert in_one_word("新升规企业") == "新增规上企业"
    assert in_one_word("河道综合整治") == "河道整治"
    assert in_one_word("百亿级产业") == "100亿元以上产业"
    assert in_one_word("5000万以上项目") == "5000万元以上项目"
    assert in_one_word("超亿美元项目") == "亿美元以上项目"
    assert in_one_word("万人发明专利拥有量") == "每万人发明专利拥有量"
    assert in_one_word("东溪片区绿地") == "东溪片区绿地"


def test_a_name_and_what_stands_for_it_are_one_and_stay_so() -> None:
    """Two lists that led to one another (电诈, 电信网络诈骗), or 央企 within 中央企业, would part what is one."""
    for short, full in _TO.items():
        one = in_one_word(short)
        assert one == in_one_word(full), f"{short}: {one}, and not {in_one_word(full)}"
        assert one == in_one_word(one), one
