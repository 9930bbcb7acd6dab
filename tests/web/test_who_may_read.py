"""Who sees what: the public only what was published, and lights only where they were turned on."""

import pytest
from django.test import Client

from luoshi_web.people.models import Membership, Role, User
from luoshi_web.plans.models import Plan
from tests.web.site import Reader, pages_of


@pytest.fixture
def internal(binjiang: Plan) -> Plan:
    Plan.objects.filter(pk=binjiang.pk).update(visibility="internal")
    return binjiang


def test_an_internal_plan_is_not_there_for_the_public(reader: Reader, internal: Plan) -> None:
    for address in pages_of(internal):
        assert reader.open(address).status == 404, address


def test_an_internal_plan_is_not_there_for_somebody_without_a_role(client: Client, internal: Plan) -> None:
    client.force_login(User.objects.create_user("zhou", name="周"))
    for address in pages_of(internal):
        assert client.get(address).status_code == 404, address


def test_the_office_reads_its_internal_plan(client: Client, internal: Plan) -> None:
    li = User.objects.create_user("li", name="李")
    Membership.objects.create(user=li, jurisdiction=internal.jurisdiction, role=Role.REVIEWER)
    client.force_login(li)
    for address in pages_of(internal):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_page_takes_anything_but_reading(client: Client, binjiang: Plan, method: str) -> None:
    for address in ["/", "/reading/", *pages_of(binjiang)]:
        assert getattr(client, method)(address).status_code in (403, 405), address


def test_lights_that_were_not_turned_on_are_nowhere(reader: Reader, binjiang: Plan) -> None:
    Plan.objects.filter(pk=binjiang.pk).update(public_lights=False)
    for address in pages_of(binjiang):
        answer = reader.client.get(address).content
        assert b'<svg class="lamp' not in answer, address
        for word in ("达进度（暂）", "无量化依据</b>", '"light":', "序时应达"):
            assert word.encode() not in answer, (address, word)


def test_lights_are_not_in_a_file_that_did_not_ask_for_them(reader: Reader) -> None:
    plain = reader.client.get("/binjiang/2025/plan.csv").content.decode("utf-8-sig")
    asked = reader.client.get("/binjiang/2025/plan.csv?lights=1").content.decode("utf-8-sig")

    assert "严重欠进度" not in plain
    assert "欠进度" in asked
