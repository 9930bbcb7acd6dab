"""A value that is quickly made is what Python's own frozen dataclass is."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from luoshi.place import Place
from luoshi.values import changed, quickly_made


@dataclass(frozen=True, slots=True)
class Slow:
    kind: str
    made: int = 3
    names: list[str] = field(default_factory=list)


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    kind: str
    made: int = 3
    names: list[str] = field(default_factory=list)


@pytest.mark.parametrize("given", [("a",), ("a", 4), ("a", 4, ["b"])])
def test_it_has_the_fields_that_it_was_given_and_the_defaults_of_the_others(given: tuple[object, ...]) -> None:
    quick, slow = Quick(*given), Slow(*given)  # type: ignore[arg-type]
    assert dataclasses.asdict(quick) == dataclasses.asdict(slow)
    assert repr(quick) == repr(slow).replace("Slow", "Quick")


def test_a_default_that_is_made_is_made_for_each() -> None:
    assert Quick("a").names is not Quick("a").names


def test_it_cannot_be_changed_and_is_of_its_own_class() -> None:
    quick = Quick("a")
    assert type(quick) is Quick
    for change in (lambda: setattr(quick, "kind", "b"), lambda: delattr(quick, "kind")):
        with pytest.raises(FrozenInstanceError):
            change()
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(quick, "other", 1)


def test_it_is_compared_hashed_replaced_copied_and_pickled_like_any_other() -> None:
    place = Place(page=1, cell="C5")
    assert place == Place(page=1, cell="C5") != Place(page=2, cell="C5")
    assert hash(place) == hash(Place(page=1, cell="C5"))
    assert dataclasses.replace(place, page=2) == Place(page=2, cell="C5")
    assert copy.deepcopy(place) == pickle.loads(pickle.dumps(place)) == place


def test_it_says_which_field_is_missing_or_unknown() -> None:
    with pytest.raises(TypeError, match="kind"):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="other"):
        Quick("a", other=1)  # type: ignore[call-arg]


def test_a_class_that_it_could_not_make_alike_is_refused() -> None:
    @dataclass(frozen=True)
    class Open:
        kind: str

    @dataclass(frozen=True, slots=True)
    class Derived(Slow):
        more: int = 0

    for kind in (Open, Derived):
        with pytest.raises(TypeError):
            quickly_made(kind)


def test_it_is_changed_as_it_would_be_replaced_and_stays_itself() -> None:
    place = Place(page=1, cell="C5")
    assert changed(place, page=2, row=3) == dataclasses.replace(place, page=2, row=3)
    assert place == Place(page=1, cell="C5")
    assert type(changed(place)) is Place
    with pytest.raises(AttributeError):
        changed(place, other=1)
