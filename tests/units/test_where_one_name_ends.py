"""Where one unit's name ends and the next begins, and which words are no part of a name."""

import pytest

from luoshi.units import split_units
from luoshi.units.roles import bare_roles, roles_of_cell


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市直有关单位、各乡镇（街道）", ("市直有关单位", "各乡镇（街道）")),
        ("（市财政局、各县（市、区））", ("市财政局", "各县（市、区）")),
        ("市发改委（市能源局））", ("市发改委（市能源局）",)),
    ],
)
def test_a_names_own_parenthesis_stays_with_it(cell: str, names: tuple[str, ...]) -> None:
    assert split_units(cell) == names


def test_a_label_before_names_does_not_cost_the_last_its_parenthesis() -> None:
    roles = roles_of_cell("牵头单位：省发展改革委（省能源局）\n责任单位：省直有关单位、各乡镇（街道）")
    assert roles is not None
    assert (roles.lead, roles.cooperating) == (["省发展改革委（省能源局）"], ["省直有关单位", "各乡镇（街道）"])


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("县海关\n县气象局", ("县海关", "县气象局")),
        ("县教育局\n县海关\n各乡镇", ("县教育局", "县海关", "各乡镇")),
        ("县驻点\n县气象局\n县财政局", ("县驻点", "县气象局", "县财政局")),
        ("市海关  市统计局", ("市海关", "市统计局")),
        ("市人力资源\n社会保障局、市财政局", ("市人力资源社会保障局", "市财政局")),
        ("人力社\n保局", ("人力社保局",)),
    ],
)
def test_a_line_that_begins_as_a_unit_does_is_one(cell: str, names: tuple[str, ...]) -> None:
    assert split_units(cell) == names


@pytest.mark.parametrize(
    ("words", "lead", "cooperating"),
    [
        ("市住建局牵头，市城投公司按职责分工负责", ["市住建局"], ["市城投公司"]),
        ("市水利局牵头负责，市气象局、市海关配合", ["市水利局"], ["市气象局", "市海关"]),
        ("市法院牵头，市水利局、黄河河务局等按照各自职责分工负责", ["市法院"], ["市水利局", "黄河河务局"]),
        ("牵头单位：市水利局；责任单位：市财政局、各区按职责分工负责", ["市水利局"], ["市财政局", "各区"]),
    ],
)
def test_what_units_do_is_no_part_of_their_names(words: str, lead: list[str], cooperating: list[str]) -> None:
    roles = roles_of_cell(words)
    assert roles is not None
    assert (roles.lead, roles.cooperating) == (lead, cooperating)


def test_a_name_without_a_usual_ending_is_a_unit_among_units_of_its_rank() -> None:
    roles = bare_roles("市财政局、市驻点、各县（市、区）、市住建局")
    assert roles is not None
    assert roles.cooperating == ["市驻点", "各县（市、区）", "市住建局"]
