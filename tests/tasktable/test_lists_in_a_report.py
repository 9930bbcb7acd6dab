"""Lists that a work report announces: each item whole, none made up, and what is not read is named."""

import pytest

from luoshi.documents import read_document
from luoshi.errors import NoTaskFound
from luoshi.plan import Plan
from luoshi.tasktable import plan_of
from luoshi.tasktable.phrases import phrases_of

BEFORE = """各位代表：
一、2029年工作回顾
一年来，主要做了以下工作。一是修路架桥。二是兴办学校。三是治理水患。
二、2030年工作安排
"""
AFTER = "\n三、加强政府自身建设\n坚持依法行政。\n"


def read(text: str) -> Plan:
    return plan_of(read_document(f"{BEFORE}{text}{AFTER}".encode(), "plan.txt"))


def texts(text: str) -> list[str]:
    return [task.text.rstrip("。；") for task in read(text).tasks]


LISTS = {
    "今年办好以下实事：建设食堂20家，改造电网130公里，新增学位4000个。": [
        "建设食堂20家",
        "改造电网130公里",
        "新增学位4000个",
    ],
    "办好三件实事。新增就业1.5万人；建设幼儿园6所；改造公厕30座。": [
        "新增就业1.5万人",
        "建设幼儿园6所",
        "改造公厕30座",
    ],
    "投入12亿元，实施为民办实事3项：1. 修路260公里。2. 改造危房500户。3. 新增床位800张。我们将抓好落实。": [
        "修路260公里",
        "改造危房500户",
        "新增床位800张",
    ],
    "下大力气解决群众反映的2个突出问题：①停车难。新增泊位3000个。②上学难。新增学位2600个。": [
        "停车难。新增泊位3000个",
        "上学难。新增学位2600个",
    ],
    "坚持办好民生实事。（1）新建养老中心6个；（2）建设充电桩900根；（3）改造校舍3万平方米。": [
        "新建养老中心6个",
        "建设充电桩900根",
        "改造校舍3万平方米",
    ],
    "用心办好三件民生实事：\n（一）新建幼儿园4所。\n（二）改造管网60公里。\n（三）新辟公交6条。": [
        "新建幼儿园4所",
        "改造管网60公里",
        "新辟公交6条",
    ],
    "办好以下3件惠民实事：\n新增普惠性托位3000个。\n改造农村公路400公里。\n建设城市书房12座。": [
        "新增普惠性托位3000个",
        "改造农村公路400公里",
        "建设城市书房12座",
    ],
    "市政府承诺，今年办好三件好事：\n一、改造公路200公里；\n二、改造危房800户；\n三、新建卫生室60个。": [
        "改造公路200公里",
        "改造危房800户",
        "新建卫生室60个",
    ],
    "着力实施“三大工程”。\n——强基工程。新增企业50家。\n——更新工程。改造片区6个。\n——振兴工程。建设示范村30个。": [
        "强基工程。新增企业50家",
        "更新工程。改造片区6个",
        "振兴工程。建设示范村30个",
    ],
    "打好三大攻坚战：\n（一）项目攻坚。开工80个。\n（二）招商攻坚。签约90个。\n（三）安全攻坚。整改2000处。": [
        "项目攻坚。开工80个",
        "招商攻坚。签约90个",
        "安全攻坚。整改2000处",
    ],
    "突出抓好“三个一批”：开工一批，新开工项目60个；建成一批，竣工项目45个；盘活一批，盘活用地3000亩。": [
        "开工一批，新开工项目60个",
        "建成一批，竣工项目45个",
        "盘活一批，盘活用地3000亩",
    ],
    "扎实办好校园午休、社区助餐、山区供水和电梯更新等四类民生实事。": ["校园午休", "社区助餐", "山区供水", "电梯更新"],
    "抓好两个方面、3项工作：\n（一）开放\n1.建口岸。新开航线3条。\n2.改国企。重组5家。\n（二）建设\n3.建水库2座。": [
        "建口岸。新开航线3条",
        "改国企。重组5家",
        "建水库2座",
    ],
    "要突出抓好两项工作：\n一要实施一批项目。开工120个。\n二要破解一批难题。化解积案300件。": [
        "实施一批项目。开工120个",
        "破解一批难题。化解积案300件",
    ],
    "今年的重点是：\n1、改造管网。改造30公里。\n2、建设公园。新建4个。\n3、更新公交。更新80辆。\n做好城市管理。": [
        "改造管网。改造30公里",
        "建设公园。新建4个",
        "更新公交。更新80辆",
    ],
    "民生实事方面，续建项目3个：一是医院，二是剧院，三是水厂；新建项目3个：一是高中，二是球场，三是车站。": [
        "医院",
        "剧院",
        "水厂",
        "高中",
        "球场",
        "车站",
    ],
    "“十六五”时期要办成三件大事：一是高铁。二是空港。三是水库。今年办好三件实事：一是书房。二是建公园。三是建车站。": [
        "书房",
        "建公园",
        "建车站",
    ],
}


@pytest.mark.parametrize("text", LISTS)
def test_each_item_of_a_list_is_a_task(text: str) -> None:
    assert texts(text) == LISTS[text]


def test_a_run_of_firstly_in_a_section_is_read_to_its_last_sentence() -> None:
    plan = read(
        "（一）主攻工业。坚持项目为王。一是抓龙头。新增龙头企业3家。推进技改。二是抓园区。建成厂房20万平方米。"
        "三是抓要素。新增用地3000亩。新建变电站2座。\n（二）做优农业。新建高标准农田5万亩。"
    )
    assert [(task.no, task.objective, task.text) for task in plan.tasks] == [
        ("一是", "（一）主攻工业", "抓龙头。新增龙头企业3家。推进技改。"),
        ("二是", "（一）主攻工业", "抓园区。建成厂房20万平方米。"),
        ("三是", "（一）主攻工业", "抓要素。新增用地3000亩。新建变电站2座。"),
    ]


def test_a_list_within_a_run_stands_for_its_item() -> None:
    plan = read("（九）增进福祉。一是办好教育。二是办好医疗。三是抓好3件民生实事。（1）建桥。（2）建路。（3）建站。")
    assert [task.text.rstrip("。") for task in plan.tasks] == ["建桥", "建路", "建站", "办好教育", "办好医疗"]


@pytest.mark.parametrize(
    "text",
    [
        "我们清醒地看到还存在不少问题：一是总量小。二是结构单一。三是短板多。",
        "工作中要把握好三个方面：一是稳中求进。二是以进促稳。三是先立后破。",
        "这样安排，主要有以下考虑：一是与规划衔接。二是与实际相符。三是留有余地。",
        "实现发展、民生、稳定三件大事协同推进。",
    ],
)
def test_reasons_and_principles_promise_nothing(text: str) -> None:
    with pytest.raises(NoTaskFound):
        read(text)


def test_sections_of_prose_are_named_with_their_place_and_number() -> None:
    with pytest.raises(NoTaskFound) as refused:
        read("重点抓好两个方面工作：\n（一）稳增长\n新增企业300家。\n（二）促改革\n推进改革。")
    assert "第5行" in str(refused.value)
    assert "两个方面工作”（2项）" in str(refused.value)

    plan = read(
        "实施联通、协作、共育三大工程。\n重点抓好两个方面工作：\n（一）稳增长\n推进改革。\n办好2件实事：①建桥。②建路。"
    )
    told = [(f.code, f.written) for f in plan.findings if f.code.endswith("-not-read")]
    assert told == [("list-not-read", "三大工程"), ("sections-not-read", "重点抓好两个方面工作")]


def test_a_mere_count_is_no_list() -> None:
    plan = read("推进19个水利项目。落实“两个维护”。办好2件实事：①建桥。②建路。")
    assert not [f for f in plan.findings if f.code.endswith("-not-read")]


def speech(body: str) -> bytes:
    head = "江州市2025年政府工作报告\n各位代表：\n现在，我代表市人民政府报告工作，请予审议。\n一、2025年工作安排\n"
    return f"{head}{body}\n".encode()


def test_a_list_in_a_paragraph_of_any_length_is_found() -> None:
    prose = "推动经济社会高质量发展，增进民生福祉。" * 2000
    body = f"{prose}办好3件民生实事：一是新建公园5个；二是改造道路3条；三是投用学校2所。{prose}"
    plan = plan_of(read_document(speech(body), "a.txt"))
    assert [task.text.rstrip("。") for task in plan.tasks] == ["新建公园5个", "改造道路3条", "投用学校2所"]
    (told,) = [finding for finding in plan.findings if finding.code == "paragraph-in-stretches"]
    assert str(len(body)) in told.message


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("办好农村供水改造、教师安居住房、妇女免费检查等3件民生实事", 3),
        ("办好农村供水改造、教师安居住房、妇女免费检查“3件民生实事", 3),
        ("改造、" * 30_000 + "办好农村供水改造、教师安居住房等3件民生实事", 0),
    ],
)
def test_names_before_their_count_are_found_in_one_walk(before: str, names: int) -> None:
    assert sum(len(phrase.names) for phrase in phrases_of(before)) == names
