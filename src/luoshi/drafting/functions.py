"""Units' functions (职能): a table that the office may give, a unit and what it is there for in each row."""

from luoshi.documents import Document, Table
from luoshi.errors import LuoshiError
from luoshi.expressions import expression
from luoshi.place import Place
from luoshi.units import looks_like_unit

_UNIT, _FUNCTION = expression(r"单位|部门|机构|名称"), expression(r"职能|职责|业务|分工|负责")
_PARTS = expression(r"[。；;\n\v]|(?<![\d])[1-9]\d?[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]")
_SHORTEST = 2


class NoFunctions(LuoshiError):
    """A table says no unit's functions."""

    def __init__(self, name: str, place: Place | None = None) -> None:
        super().__init__(
            f"“{name}”里没有单位职能：要有一张表，一栏是单位，一栏是职能。",
            f"“{name}” holds no functions: it needs a table with one column of units and one of functions (职能).",
            place,
        )


def functions_in(document: Document) -> dict[str, tuple[str, ...]]:
    """Return what each unit is there for, in the order of the table.

    Raises:
        NoFunctions: no table has a column of units and one of functions.
    """
    functions: dict[str, list[str]] = {}
    for table in document.tables:
        columns = _columns(table)
        if columns is None:
            continue
        for row in table.rows[columns[2] + 1 :]:
            if max(columns[:2]) < len(row.cells):
                unit = row.cells[columns[0]].text.strip()
                given = [part.strip() for part in _PARTS.split(row.cells[columns[1]].text)]
                if unit:
                    functions.setdefault(unit, []).extend(part for part in given if len(part) >= _SHORTEST)
    if not any(functions.values()):
        raise NoFunctions(document.name)
    return {unit: tuple(dict.fromkeys(given)) for unit, given in functions.items()}


def _columns(table: Table) -> tuple[int, int, int] | None:
    """Return the column of units, that of functions, and the row of their headings, -1 where there is none."""
    for index, row in enumerate(table.rows[:5]):
        named = [cell.text.strip() for cell in row.cells]
        unit = next((at for at, text in enumerate(named) if len(text) < 12 and _UNIT.search(text)), None)
        function = next(
            (at for at, text in enumerate(named) if len(text) < 12 and _FUNCTION.search(text) and at != unit), None
        )
        if unit is not None and function is not None:
            return unit, function, index
    if (
        table.width == 2
        and table.rows
        and all(looks_like_unit(row.cells[0].text.strip()) for row in table.rows[:3] if row.cells)
    ):
        return 0, 1, -1
    return None
