"""Units under correction: which names a person has called one unit, and which two."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from luoshi.corrections.kinds import UnitAlias
from luoshi.plan import Task, UnitMention
from luoshi.units import mentions


class Names:
    """What is known of the names of a plan's units, and what a person says of them."""

    def __init__(self, units: Iterable[UnitMention]) -> None:
        self.same: dict[str, str] = {
            written: unit.name for unit in units for written in unit.as_written if written != unit.name
        }
        self.different: set[frozenset[str]] = set()

    def take(self, said: UnitAlias) -> None:
        """The last word on two names holds."""
        pair = frozenset((said.name, said.same_as))
        self.different.discard(pair)
        if self.same.get(said.name) == said.same_as:
            del self.same[said.name]
        if not said.same:
            self.different.add(pair)
        elif self.canonical(said.same_as) != said.name:
            self.same[said.name] = said.same_as

    def canonical(self, name: str) -> str:
        seen = {name}
        while (other := self.same.get(name)) is not None and other not in seen:
            seen.add(other)
            name = other
        return name

    def mentions(self, tasks: Sequence[Task]) -> tuple[UnitMention, ...]:
        """Return the units that tasks name, each once under its own name, with every spelling of it."""
        merged: dict[str, UnitMention] = {}
        for mention in mentions(tasks):
            name = self.canonical(mention.name)
            known = merged.get(name)
            merged[name] = replace(
                known or replace(mention, as_written=(), leads=0, cooperates=0, maybe_same_as=()),
                name=name,
                as_written=(*(known.as_written if known else ()), *mention.as_written),
                leads=(known.leads if known else 0) + mention.leads,
                cooperates=(known.cooperates if known else 0) + mention.cooperates,
                maybe_same_as=(*(known.maybe_same_as if known else ()), *mention.maybe_same_as),
            )
        return tuple(self._without_decided(unit) for unit in merged.values())

    def _without_decided(self, unit: UnitMention) -> UnitMention:
        open_pairs = [
            other
            for other in dict.fromkeys(unit.maybe_same_as)
            if self.canonical(other) != unit.name
            and not any(frozenset((written, other)) in self.different for written in (*unit.as_written, unit.name))
        ]
        return replace(unit, maybe_same_as=tuple(open_pairs))
