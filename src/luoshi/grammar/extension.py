"""An office's own words: measures, synonyms of metrics, and phrases, from a TOML file.

    [measures]                      # a measure that the grammar does not know, and what it counts
    "车位" = "count"                 # count, or a dimension of luoshi.quantity: area, mass, energy, …

    [synonyms]                      # what statements call a metric
    "社零" = "社会消费品零售总额"

    [phrases]                       # words before a number, and hedges and verbs
    at_least = ["不下"]
    hedges = ["奋力"]
    actions = ["新评定"]

Nothing of the grammar itself is changed: the file makes a new Grammar.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from luoshi.errors import LuoshiError
from luoshi.grammar.grammar import Grammar
from luoshi.grammar.number_context import Sides
from luoshi.grammar.scan import scanner
from luoshi.grammar.words import Word
from luoshi.place import Place
from luoshi.plan import Comparator
from luoshi.quantity.measures import MEASURES

COMPARATORS: Mapping[str, Comparator] = {
    "at_least": Comparator.AT_LEAST,
    "more": Comparator.MORE,
    "at_most": Comparator.AT_MOST,
    "less": Comparator.LESS,
    "about": Comparator.ABOUT,
    "exactly": Comparator.EXACTLY,
}
CHANGES: Mapping[str, int] = {"rises": 1, "falls": -1}
_PHRASES = (*COMPARATORS, *CHANGES, "hedges", "actions")
_LONGEST = 20
_MOST = 2000


def load_extension(data: bytes) -> Grammar:
    """Make a grammar that knows an office's own words too.

    Raises:
        LuoshiError: the file is no TOML, or holds a section, a key or a word that has no meaning
            here; its sentence says which, and its place the line where that is known.
    """
    tables = _parsed(data)
    for name in tables:
        if name not in ("measures", "synonyms", "phrases"):
            raise _bad(f"没有“{name}”这一节；可用的是 measures、synonyms、phrases", f"no section {name}", data, name)
    measures = _measures(_section(tables, "measures", data), data)
    synonyms = _synonyms(_section(tables, "synonyms", data), data)
    phrases = _phrases(_section(tables, "phrases", data), data)
    words = tuple(_words(phrases))
    sides = Sides.of(words, tuple(phrases.get("actions", ())), tuple(phrases.get("hedges", ())))
    return Grammar(scanner(measures), sides, synonyms)


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LuoshiError(
            "扩展文件不是 UTF-8 文字，请另存为 UTF-8。", "The extension file is not UTF-8 text."
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        place = Place(line=int(found[1])) if found else None
        where = f"{place}写得不对" if place else "写得不完整"
        raise LuoshiError(f"扩展文件不是 TOML：{where}。", f"The extension file is no TOML: {error}.", place) from error


def _section(tables: dict[str, Any], name: str, data: bytes) -> dict[str, Any]:
    section = tables.get(name, {})
    if not isinstance(section, dict):
        raise _bad(f"“{name}”应为一节，写作 [{name}]", f"{name} should be a section, [{name}]", data, name)
    if len(section) > _MOST:
        raise _bad(f"“{name}”一节超过{_MOST}项", f"{name} has more than {_MOST} entries", data, name)
    return section


def _measures(section: dict[str, Any], data: bytes) -> tuple[str, ...]:
    known = {measure.dimension.split(":")[0] for measure in MEASURES.values()}
    for word, dimension in section.items():
        _word(word, data)
        if not isinstance(dimension, str) or dimension not in known:
            raise _bad(
                f"计量单位“{word}”的类别不认得，可用如 count、area、mass", f"unknown dimension of {word}", data, word
            )
        if re.search(r"[\d\s]", word):
            raise _bad(f"计量单位“{word}”不能含数字或空格", f"measure {word} may hold no digit or blank", data, word)
    return tuple(section)


def _synonyms(section: dict[str, Any], data: bytes) -> tuple[tuple[str, str], ...]:
    for short, full in section.items():
        _word(short, data)
        if not isinstance(full, str) or not full.strip():
            raise _bad(f"同义词“{short}”没有写对应的指标", f"synonym {short} names no metric", data, short)
    return tuple(section.items())


def _phrases(section: dict[str, Any], data: bytes) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in section.items():
        if name not in _PHRASES:
            raise _bad(f"phrases 没有“{name}”；可用的是 {'、'.join(_PHRASES)}", f"no phrases called {name}", data, name)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise _bad(f'“{name}”应为一列词，写作 ["…"]', f"{name} should be a list of words", data, name)
        for word in words:
            _word(word, data)
        found[name] = tuple(words)
    return found


def _words(phrases: dict[str, tuple[str, ...]]) -> list[Word]:
    made = [Word(word, "comparator", mark) for name, mark in COMPARATORS.items() for word in phrases.get(name, ())]
    made += [
        Word(word, "change", sign=sign, firm=True) for name, sign in CHANGES.items() for word in phrases.get(name, ())
    ]
    return made


def _word(word: str, data: bytes) -> None:
    if not word.strip() or len(word) > _LONGEST:
        raise _bad(f"词“{word[:_LONGEST]}”是空的或超过{_LONGEST}字", "a word is empty or too long", data, word)


def _bad(chinese: str, english: str, data: bytes, word: str) -> LuoshiError:
    """Make the error, with the line on which the word stands."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if word and word in line:
            return LuoshiError(
                f"扩展文件第{number}行：{chinese}。", f"Extension file, line {number}: {english}.", Place(line=number)
            )
    return LuoshiError(f"扩展文件：{chinese}。", f"Extension file: {english}.")
