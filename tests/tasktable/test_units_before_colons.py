"""A unit stands before the colon of every item of a list: the names lead, also those that end as few bodies do."""

from luoshi.documents import read_document
from luoshi.plan import Plan
from luoshi.tasktable import plan_of


def plan(text: str) -> Plan:
    return plan_of(read_document(text.encode(), "list.txt"))


def test_every_name_before_a_colon_leads_where_one_is_surely_a_bodys() -> None:
    tasks = plan(
        "青溪镇2026年6月重点工作安排\n"
        "（一）党建办公室：组织主题党日2次。\n"
        "（二）经济服务科：走访规上企业15家（配合：各社区）。\n"
        "（三）平安建设科：排查出租房隐患300户（配合：派出所、司法所）。\n"
    ).tasks
    assert [(task.text, task.lead, task.cooperating) for task in tasks] == [
        ("组织主题党日2次。", ("党建办公室",), ()),
        ("走访规上企业15家。", ("经济服务科",), ("各社区",)),
        ("排查出租房隐患300户。", ("平安建设科",), ("派出所", "司法所")),
    ]


def test_headings_before_colons_are_no_units() -> None:
    """项目园区 ends as a body does; that not all items have such a name says that it is a heading."""
    tasks = plan(
        "青溪镇2026年重点工作任务清单\n"
        "1.项目园区：新建标准厂房3万平方米。\n"
        "2.交通出行：改造农村公路12公里。\n"
        "3.民生实事：新增停车位200个。\n"
    ).tasks
    assert [task.lead for task in tasks] == [(), (), ()]
    assert tasks[0].text.startswith("项目园区：")
