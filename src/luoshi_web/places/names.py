"""Units by their names: as they are called, by a name that a person confirmed, or in other brackets."""

from luoshi.units import spelled
from luoshi_web.places.models import Jurisdiction, Unit, UnitAlias


class UnitsByName:
    """A jurisdiction's units, found by any of their names; the very spelling goes before the same in other brackets."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        aliases = UnitAlias.objects.filter(jurisdiction=jurisdiction).select_related("unit")
        self._exactly = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=jurisdiction)}
        self._exactly |= {alias.name: alias.unit for alias in aliases}
        self._spelled = {spelled(name): unit for name, unit in self._exactly.items()}

    def get(self, name: str) -> Unit | None:
        return self._exactly.get(name) or self._spelled.get(spelled(name))

    def add(self, name: str, unit: Unit) -> None:
        self._exactly[name] = unit
        self._spelled.setdefault(spelled(name), unit)
