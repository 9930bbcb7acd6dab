"""Values: frozen dataclasses with slots that are made several times as fast as Python makes them.

A frozen dataclass sets each of its fields through `object.__setattr__`; of the hundreds of fields of a row, a Task's,
its figures', its cells' places, that took a twelfth of a reading. Here an object is made as one of a class with the
same slots that is not frozen, whose fields are set directly, and becomes what it is before anybody has it.
"""

from dataclasses import MISSING, fields
from typing import Any, TypeVar, cast

_Kind = TypeVar("_Kind", bound=type)
_Value = TypeVar("_Value")


def quickly_made(kind: _Kind) -> _Kind:
    """Give a frozen dataclass with slots an `__init__` that does the same in less time.

    Raises:
        TypeError: it inherits from another class, has no slots, or a field that is not given by its place.
    """
    own: Any = kind
    if kind.__bases__ != (object,) or not hasattr(kind, "__slots__") or hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} is not a plain frozen dataclass with slots")
    open_kind = type(kind.__name__, (), {"__slots__": own.__slots__, "__doc__": "While its fields are set."})
    # names that no field has
    known: dict[str, Any] = {"__set__": object.__dict__["__class__"].__set__, "__open__": open_kind, "__made__": kind}
    taken, lines = ["self"], ["__set__(self, __open__)"]
    for field in fields(own):
        if not field.init or field.kw_only:
            raise TypeError(f"{kind.__name__}.{field.name} is not given by its place")
        name, value = field.name, field.name
        if field.default is not MISSING:
            known[f"__{name}"] = field.default
            taken.append(f"{name}=__{name}")
        elif field.default_factory is not MISSING:
            known |= {f"__{name}": field.default_factory, "__lacking__": MISSING}
            taken.append(f"{name}=__lacking__")
            value = f"__{name}() if {name} is __lacking__ else {name}"
        else:
            taken.append(name)
        lines.append(f"self.{name} = {value}")
    lines.append("self.__class__ = __made__")
    exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join(lines), known)
    made = known["__init__"]
    made.__qualname__, made.__module__ = f"{kind.__qualname__}.__init__", kind.__module__
    made.__annotations__ = own.__init__.__annotations__
    own.__init__ = made
    own.__replace__ = _replacing(kind, open_kind, known)
    return kind


def changed(value: _Value, **changes: Any) -> _Value:
    """Return a quickly made value with some fields changed, as `dataclasses.replace` does in four times the time.

    Raises:
        AttributeError: it has no such field.
    """
    made: _Value = value.__replace__(**changes)  # type: ignore[attr-defined]
    return made


def _replacing(kind: type, open_kind: type, known: dict[str, Any]) -> Any:
    copied = [f"made.{name} = self.{name}" for name in cast(Any, kind).__slots__]
    lines = ["made = __open__()", *copied, "for name in changes:", " setattr(made, name, changes[name])"]
    lines += ["made.__class__ = __made__", "return made"]
    exec("def __replace__(self, /, **changes):\n " + "\n ".join(lines), known)
    return known["__replace__"]
