"""（一） right under 一、 is the objective of what follows, not its chapter."""

from tests.tasktable.plans import plan_of_lines


def test_a_heading_in_front_of_sentences_is_the_objective_under_its_chapter() -> None:
    plan = plan_of_lines(
        "2025年重点工作责任分工",
        "一、稳增长",
        "（一）稳住大盘。引进项目20个（市商务局）。培育企业10家（市工信局）。",
        "（二）扩大消费。举办展会5场（市商务局）。建设街区3个（市住建局）。",
        "二、惠民生",
        "（一）办好教育。投用学校5所（市教育局）。新增学位900个（市教育局）。",
    )
    assert [(task.chapter, task.objective) for task in plan.tasks] == [
        *[("一、稳增长", "（一）稳住大盘")] * 2,
        *[("一、稳增长", "（二）扩大消费")] * 2,
        *[("二、惠民生", "（一）办好教育")] * 2,
    ]


def test_numbers_within_a_paragraph_are_the_tasks_under_its_heading() -> None:
    plan = plan_of_lines(
        "附件：2025年十件民生实事",
        "一、就业增收。（1）新增就业900人（市人社局）。（2）引进项目20个（市政府办公室）。",
        "二、教育优质。（1）投用学校5所（市教育局、市财政局）。（2）新增学位800个（市教育局）。",
    )
    assert [(t.no, t.text, t.chapter) for t in plan.tasks] == [
        ("（1）", "新增就业900人。", "一、就业增收"),
        ("（2）", "引进项目20个。", "一、就业增收"),
        ("（1）", "投用学校5所。", "二、教育优质"),
        ("（2）", "新增学位800个。", "二、教育优质"),
    ]
