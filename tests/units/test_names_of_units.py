"""A cell of units → names; groups; names that may be one unit, proposed and never merged."""

import pytest

from luoshi.documents import read_document
from luoshi.tasktable import plan_of
from luoshi.units import is_group, look_alikes, mentions, split_units
from luoshi.units.roles import roles_of_cell
from tests.rows import each_of

NAMES = [
    ("发改局、 人力社保局", ["发改局", "人力社保局"]),
    ("组织部(人才办)", ["组织部(人才办)"]),
    ("宣传部（文创发展中心）、科技局", ["宣传部（文创发展中心）", "科技局"]),
    ("/", []),
    ("无", []),
    ("——", []),
    ("", []),
    ("各街道", ["各街道"]),
    ("各乡镇（街道）", ["各乡镇（街道）"]),
    ("各县（市、区）人民政府", ["各县（市、区）人民政府"]),
    ("发改局，财政局；住建局;商务局", ["发改局", "财政局", "住建局", "商务局"]),
    ("区发改局 区财政局", ["区发改局", "区财政局"]),
    ("发改局/财政局", ["发改局", "财政局"]),
    ("发改局\n财政局\n各街道", ["发改局", "财政局", "各街道"]),
    ("人力社\n保局\n财政局", ["人力社保局", "财政局"]),
    ("总工会\n团区委\n妇联", ["总工会", "团区委", "妇联"]),
    ("发改局、\n财政局", ["发改局", "财政局"]),
    ("区委\v组织部", ["区委组织部"]),
    ("区住建局\v区财政局", ["区住建局", "区财政局"]),
    ("征收管理处\v信息中心", ["征收管理处", "信息中心"]),
    ("所得税处\v财产和行为税处", ["所得税处", "财产和行为税处"]),
    ("规划建设局\v自然资源分\v局", ["规划建设局", "自然资源分局"]),
    ("市应急处\v理中心", ["市应急处理中心"]),
    ("规划和自然资源局、住房和城乡建设局", ["规划和自然资源局", "住房和城乡建设局"]),
    ("市委组织部和市人社局", ["市委组织部", "市人社局"]),
    ("旗工信和科技局、旗统计局", ["旗工信和科技局", "旗统计局"]),
    ("县教体和科技局", ["县教体和科技局"]),
    ("市工信和市科技局", ["市工信", "市科技局"]),
    ("市工信局和科技局", ["市工信局", "科技局"]),
    ("发改局、财政局等部门", ["发改局", "财政局"]),
    ("市人社局、市教育局等", ["市人社局", "市教育局"]),
    ("1.发改局\n2.财政局", ["发改局", "财政局"]),
    ("发改局、发改局", ["发改局"]),
    ("零磁谷·科学城规划建设指挥部、城建公司", ["零磁谷·科学城规划建设指挥部", "城建公司"]),
]


@each_of(("cell", "names"), NAMES)
def test_a_cell_names_its_units_as_written(cell: str, names: list[str]) -> None:
    assert list(split_units(cell)) == names


ROLES = [
    ("牵头单位：区发改局；配合单位：区经信局、各街道", ["区发改局"], ["区经信局", "各街道"]),
    ("责任单位：区住建局、区财政局", ["区住建局"], ["区财政局"]),
    ("牵头单位：区发改局\n责任单位：区财政局", ["区发改局"], ["区财政局"]),
    ("区发改局牵头，区经信局、各街道配合", ["区发改局"], ["区经信局", "各街道"]),
    ("区发改局（牵头）、区经信局（配合）", ["区发改局"], ["区经信局"]),
    ("市发改委、市财政局按职责分工负责", ["市发改委"], ["市财政局"]),
]


@pytest.mark.parametrize(("cell", "lead", "cooperating"), ROLES)
def test_a_cell_may_say_who_leads(cell: str, lead: list[str], cooperating: list[str]) -> None:
    roles = roles_of_cell(cell)
    assert roles is not None
    assert (roles.lead, roles.cooperating) == (lead, cooperating)


def test_a_plain_list_says_nothing_of_roles() -> None:
    assert roles_of_cell("发改局、财政局") is None


def test_groups() -> None:
    groups = ["各街道", "各产业平台", "区安委会成员单位", "各相关部门", "有关单位"]
    assert [name for name in [*groups, "发改局", "街道"] if is_group(name)] == groups


ALIKE = [
    ("人社局", "人力社保局"),
    ("住建局", "住房和城乡建设局"),
    ("组织部", "组织部(人才办)"),
    ("零磁谷(新天地)发展服务中心", "零磁科学谷(智慧新天地)发展服务中心"),
    ("各街道", "街道"),
    ("市财政局", "财政局"),
    ("区发改委", "发改局"),
    ("市卫健委", "卫健局"),
    ("经信局", "区经信委"),
    ("发展和改革委员会", "发改局"),
    ("区发改委", "发展和改革局"),
    ("民族宗教事务委员会", "民族宗教事务局"),
    ("区教委", "教育委员会"),
    ("区卫生健康委员会", "卫健委"),
]
NOT_ALIKE = [
    ("教育局", "体育局"),
    ("物联网产业园", "互联网产业园"),
    ("组织部", "宣传部"),
    ("发改局", "财政局"),
    ("长河街道", "浦沿街道"),
    ("各街道", "浦沿街道"),
    ("区委", "团区委"),
    ("教育工委", "教育局"),
    ("政法委", "政法局"),
    ("农业园区管委", "农业园区管理局"),
    ("安全生产委员会", "安全生产监督管理局"),
    ("发改委", "财政局"),
    ("卫健委", "经信委"),
]


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_names_that_may_be_one_unit_are_proposed(a: str, b: str) -> None:
    assert look_alikes([a, b]) == {a: (b,), b: (a,)}


@pytest.mark.parametrize(("a", "b"), NOT_ALIKE)
def test_names_that_are_two_units_are_not(a: str, b: str) -> None:
    assert look_alikes([a, b]) == {a: (), b: ()}


PLACED = ["滨江环境分局", "滨江公安分局", "滨江税务分局", "滨江规划分局"]
RANKED = [
    ("区生态环境分局", ["滨江环境分局", "生态环境局", "生态环境分局"], ["生态环境分局", "生态环境局"]),
    ("市公安分局", ["公安局", "公安分局"], ["公安分局", "公安局"]),
    ("区发改委", ["发改局", "发展和改革委员会", "财政局"], ["发展和改革委员会", "发改局"]),
    ("区发改委", ["发展和改革局", "发改局", "发改委(物价)"], ["发改委(物价)", "发改局", "发展和改革局"]),
    ("组织部", ["组织人事部", "组织部(人才办)"], ["组织部(人才办)", "组织人事部"]),
    ("人社局", ["人力资源和社会保障局", "人力社保局"], ["人力社保局", "人力资源和社会保障局"]),
]


@pytest.mark.parametrize(("name", "known", "ranked"), RANKED)
def test_the_likeliest_unit_is_proposed_first(name: str, known: list[str], ranked: list[str]) -> None:
    assert [other for other in look_alikes([*known, name])[name] if other in ranked] == ranked
    assert look_alikes([*reversed(known), name])[name][0] == ranked[0]


def test_one_at_a_place_is_proposed_behind_the_one_that_is_called_so() -> None:
    likely = look_alikes([*PLACED, "生态环境分局", "区生态环境分局"])["区生态环境分局"]

    assert likely == ("生态环境分局", "滨江环境分局")
    assert look_alikes([*PLACED, "生态环境分局"])["生态环境分局"] == ("滨江环境分局",)


def test_mentions_count_who_leads_and_who_helps() -> None:
    text = "序号|任务|牵头单位|配合单位\n1|新建公园5个|园林局|财政局、各街道\n2|改造道路3条|住建局|财政局、园林局\n"
    units = mentions(plan_of(read_document(text.encode(), "2025.txt")).tasks)
    assert [(u.name, u.kind, u.leads, u.cooperates) for u in units] == [
        ("园林局", "unit", 1, 1),
        ("财政局", "unit", 0, 2),
        ("各街道", "group", 0, 1),
        ("住建局", "unit", 1, 0),
    ]
