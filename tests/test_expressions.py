"""The expressions that are made late are as right as those that are made at once."""

import gc
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

import pytest

import luoshi
from luoshi.expressions import _Expression, expression
from luoshi.grammar import naming


def test_an_expression_answers_as_the_pattern_that_it_stands_for() -> None:
    late, made = expression(r"(?P<n>\d+)个", re.IGNORECASE), re.compile(r"(?P<n>\d+)个", re.IGNORECASE)
    for text in ("新建5个、6个", "一个也没有", ""):
        assert [found.groupdict() for found in late.finditer(text)] == [
            found.groupdict() for found in made.finditer(text)
        ]
        assert (late.search(text) is None) == (made.search(text) is None)
        assert late.sub("N", text) == made.sub("N", text)
        assert late.split(text) == made.split(text)
        assert late.findall(text) == made.findall(text)
    assert (late.pattern, late.flags, late.groups) == (made.pattern, made.flags, made.groups)


def test_a_wrong_expression_says_so_when_it_is_used() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")


def of_the_core() -> list[_Expression]:
    for module in pkgutil.walk_packages(luoshi.__path__, "luoshi."):
        importlib.import_module(module.name)
    gc.unfreeze()  # what a run's tests had imported, see conftest.py
    return [one for one in gc.get_objects() if issubclass(type(one), _Expression) and one.pattern != "("]


def test_every_expression_of_the_core_can_be_made() -> None:
    all_of_them = of_the_core()
    assert len(all_of_them) > 900
    for one in all_of_them:
        assert one.flags is not None  # which makes it


def test_one_that_needs_letters_is_made_at_the_first_text_that_has_one_and_answers_alike_before_and_after() -> None:
    late, made = expression(r"(?P<n>\d+)[个座]", needs="个座"), re.compile(r"(?P<n>\d+)[个座]")
    nothing, something = "新建5", "新建5个、6座、7"
    for text in (nothing, "", something, nothing):
        for name in ("search", "match", "fullmatch"):
            assert (getattr(late, name)(text) is None) == (getattr(made, name)(text) is None)
        assert [found[0] for found in late.finditer(text)] == [found[0] for found in made.finditer(text)]
        assert late.findall(text) == made.findall(text)
        assert late.sub("N", text, count=1) == made.sub("N", text, count=1)
        assert late.split(text) == made.split(text)
    unmade = expression("(", needs="个")
    assert unmade.search("新建5") is None
    with pytest.raises(re.error):
        unmade.search("新建5个")


def test_what_needs_letters_never_matches_without_one() -> None:
    needy = [one for one in of_the_core() if one.needs]
    assert len(needy) > 50
    for one in needy:
        assert always_has_one(parsed(one), one.needs), f"{one.pattern}: not each match has one of {set(one.needs)}"


def test_what_the_asides_of_a_name_are_looked_for_by_is_in_each_of_them() -> None:
    letters = frozenset(naming.MAY_SAY_MORE.pattern[1:-1])
    assert len(naming.ASIDES) > 10
    for one in naming.ASIDES:
        assert always_has_one(parsed(cast(Any, one)), letters), one.pattern


def parsed(one: _Expression) -> Iterable[Any]:
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(one.pattern, one._flags)


def always_has_one(parts: Iterable[Any], letters: frozenset[str]) -> bool:
    """Whether every match of a parsed expression has one of the letters, by its single letters, sets and branches."""
    for code, value in parts:
        match str(code):
            case "LITERAL":
                found = chr(value) in letters
            case "IN":
                found = all(one in letters for one in letters_of(value))
            case "SUBPATTERN":
                found = always_has_one(value[3], letters)
            case "ATOMIC_GROUP":
                found = always_has_one(value, letters)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                found = value[0] > 0 and always_has_one(value[2], letters)
            case "ASSERT":
                found = always_has_one(value[1], letters)
            case "BRANCH":
                found = all(always_has_one(branch, letters) for branch in value[1])
            case _:
                found = False
        if found:
            return True
    return False


def letters_of(members: Iterable[Any]) -> Iterator[str]:
    """The letters of a set; one that is no letter where they cannot be told one by one."""
    for code, value in members:
        match str(code):
            case "LITERAL":
                yield chr(value)
            case "RANGE" if value[1] - value[0] < 64:
                yield from map(chr, range(value[0], value[1] + 1))
            case _:
                yield ""
