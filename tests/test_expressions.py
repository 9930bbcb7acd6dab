"""The expressions that are made late are as right as those that are made at once."""

import gc
import importlib
import pkgutil
import re

import pytest

import luoshi
from luoshi.expressions import _Expression, expression


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


def test_every_expression_of_the_core_can_be_made() -> None:
    for module in pkgutil.walk_packages(luoshi.__path__, "luoshi."):
        importlib.import_module(module.name)
    all_of_them = [one for one in gc.get_objects() if type(one) is _Expression and one.pattern != "("]
    assert len(all_of_them) > 900
    for one in all_of_them:
        assert one.flags is not None  # which makes it
