"""The head of the trail stands in every file that the site gives away, and is the one that it has."""

import io
import json
import zipfile
from importlib.resources import files

import jsonschema
import pytest
from django.test import Client

from luoshi_web.intake.inforce import import_plan
from luoshi_web.places.models import Jurisdiction
from luoshi_web.portal.views import FILES
from luoshi_web.trail.queries import head_of
from tests.people.lake import TABLE


@pytest.fixture(autouse=True)
def plan(town: Jurisdiction) -> None:
    import_plan(TABLE.encode(), "town.txt", jurisdiction=town, year=2025, publish=True)


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "csv"])
def test_each_download_carries_the_head(town: Jurisdiction, client: Client, kind: str) -> None:
    head = head_of(town.pk)
    assert head.seq > 0

    data = client.get(f"/town/2025/plan.{kind}").content

    if kind in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert f"{head.seq}:{head.hash}" in archive.read("docProps/core.xml").decode()
    else:
        assert json.loads(data)["trail"] == {"jurisdiction": "town", "seq": head.seq, "hash": head.hash}


def test_the_contract_with_a_head_is_still_the_contract(client: Client) -> None:
    schema = json.loads(files("luoshi").joinpath("schema", "plan.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(client.get("/town/2025/plan.json").content), schema)


def test_the_schema_of_the_csv_is_offered_beside_it(client: Client) -> None:
    page = client.get("/town/2025/").content.decode()
    assert ("/town/2025/plan.csv-schema" in page, "/town/2025/plan.csv" in page) == (True, True)
    answer = client.get("/town/2025/plan.csv-schema")
    assert "town-2025.csv-schema.json" in answer["Content-Disposition"]
