"""A number that stands in each chapter: its tasks have keys of their own, and the bare number offers the choice."""

import pytest
from django.test import Client

from luoshi_web.backups.carrying.rules import rename_keys_with_words
from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from luoshi_web.plans.models import FormerKey, Task

TABLE = """河区2025年重点任务
一、产业提升
序号|工作任务|牵头单位
1|引进项目20个|区商务局
2|培育企业30家|区经信局
二、民生改善
序号|工作任务|牵头单位
1|新建学校3所|区教育局
2|改造小区8个|区住建局
3|新增床位90张|区民政局
"""


@pytest.fixture
def two_chapters(town: Jurisdiction) -> Jurisdiction:
    import_plan(TABLE.encode(), "river.txt", jurisdiction=town, year=2025, publish=True, lights=True)
    return town


def keys_of(place: Jurisdiction) -> list[str]:
    return list(Task.objects.filter(plan__jurisdiction=place).order_by("pk").values_list("key", flat=True))


def test_keys_hold_no_words_of_a_chapter(two_chapters: Jurisdiction) -> None:
    assert keys_of(two_chapters) == ["1-1", "1-2", "2-1", "2-2", "3"]


def test_a_bare_number_offers_the_choice(two_chapters: Jurisdiction, client: Client) -> None:
    answer = client.get("/town/2025/tasks/1/")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "/town/2025/tasks/1-1/" in page
    assert "/town/2025/tasks/2-1/" in page
    assert "/town/2025/tasks/1-2/" not in page


def test_an_address_of_before_leads_to_that_of_today(two_chapters: Jurisdiction, client: Client) -> None:
    answer = client.get("/town/2025/tasks/一、产业提升/1/")
    assert (answer.status_code, answer["Location"]) == (301, "/town/2025/tasks/1-1/")


def test_a_former_key_that_was_kept_leads_to_its_task(two_chapters: Jurisdiction, client: Client) -> None:
    task = Task.objects.get(plan__jurisdiction=two_chapters, key="2-2")
    FormerKey.objects.create(jurisdiction_id=task.jurisdiction_id, plan=task.plan, task=task, key="旧板块/7")
    assert client.get("/town/2025/tasks/旧板块/7/")["Location"] == "/town/2025/tasks/2-2/"


def test_a_number_that_no_task_bears_is_not_found(two_chapters: Jurisdiction, client: Client) -> None:
    assert client.get("/town/2025/tasks/9/").status_code == 404
    assert client.get("/town/2025/tasks/没有/1/").status_code == 404


def test_keys_of_an_earlier_release_are_renamed_and_lead_on(two_chapters: Jurisdiction, client: Client) -> None:
    for key, old in (("1-1", "一、产业提升/1"), ("2-1", "二、民生改善/1")):
        Task.objects.filter(plan__jurisdiction=two_chapters, key=key).update(key=old)

    rename_keys_with_words()

    assert keys_of(two_chapters) == ["1-1", "1-2", "2-1", "2-2", "3"]
    assert client.get("/town/2025/tasks/二、民生改善/1/")["Location"] == "/town/2025/tasks/2-1/"
