"""The trail's page: newest first, in words, filtered, walked on request, downloaded; for auditor and administrator."""

import ast
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

import luoshi_web
from luoshi.report import Step
from luoshi_web.administration.trail import words
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction
from luoshi_web.reports.models import Exemption
from luoshi_web.trail import actions
from luoshi_web.trail.models import Details, Entry
from luoshi_web.trail.origin import coming_from
from tests.trail.town import NOON, act, force
from tests.web.site import Page

ADDRESS = "/town/trail/"


@pytest.fixture
def auditor(town: Jurisdiction) -> Client:
    return client_of(town, "shen", Role.AUDITOR)


def client_of(town: Jurisdiction, name: str, role: Role) -> Client:
    user = User.objects.create_user(name, name=name)
    Membership.objects.create(user=user, jurisdiction=town, role=role)
    client = Client()
    client.force_login(user)
    return client


def look(client: Client, query: str = "") -> Page:
    return Page(client.get(ADDRESS + query))


def numbers(page: Page) -> list[str]:
    return page.texts(".trl td.no")


def test_an_entry_says_what_was_done_by_whom_when_from_where_and_what_it_replaced(
    town: Jurisdiction, li: User, auditor: Client
) -> None:
    with coming_from("10.1.2.3"):
        act(town, "report.return", by=li, replaced={"state": "submitted"}, details={"reason": "数据有误"})

    (line,) = look(auditor).texts(".trl tbody tr")
    for said in ("退回填报", "李敏", "10.1.2.3", "原来：状态 已提交", "原因：数据有误", "2025-"):
        assert said in line


def test_the_newest_stands_first_and_pages_follow(town: Jurisdiction, auditor: Client) -> None:
    for _ in range(53):
        act(town)

    first = look(auditor)
    assert numbers(first) == [str(n) for n in range(53, 3, -1)]
    (older,) = first.tree.cssselect("a[rel=next]")
    assert numbers(look(auditor, older.get("href"))) == ["3", "2", "1"]


def test_it_is_filtered_by_act_person_day_and_object(town: Jurisdiction, li: User, auditor: Client) -> None:
    act(town, "report.accept", objects={"report": 7})
    act(town, "report.return", objects={"report": 77}, by=li)
    act(town, "cycle.closed", objects={"cycle": 7}, at=datetime(2025, 11, 2, 16, 30, tzinfo=UTC))

    assert numbers(look(auditor, "?act=report.accept")) == ["1"]
    assert numbers(look(auditor, "?act=report")) == ["2", "1"]
    assert numbers(look(auditor, f"?who={li.pk}")) == ["2"]
    assert numbers(look(auditor, "?thing=report:7")) == ["1"]
    assert numbers(look(auditor, "?since=2025-11-03&until=2025-11-03")) == ["3"]  # half past midnight in Shanghai
    assert "没有这样的留痕" in look(auditor, "?act=plan").text
    assert numbers(look(auditor, "?act=%27&who=x&since=1&thing=a&before=-1")) == ["3", "2", "1"]


def test_walking_the_chain_says_that_it_holds_or_where_it_breaks(town: Jurisdiction, auditor: Client) -> None:
    act(town)
    last = act(town)
    noted = f"{last.seq}:{last.hash}"
    assert noted in look(auditor).text
    assert "2条从头核对过，都对得上" in Page(auditor.post(ADDRESS)).text
    assert "2条从头核对过，都对得上" in Page(auditor.post(ADDRESS, {"head": noted})).text
    page = Page(auditor.post(ADDRESS, {"head": "x"}))
    assert (page.status, "链尾要写成" in page.text) == (422, True)

    force("UPDATE trail_entry SET act = 'x' WHERE seq = 2")
    assert "第2条内容被改过" in Page(auditor.post(ADDRESS)).text


def test_the_whole_chain_is_downloaded_with_its_head(town: Jurisdiction, auditor: Client) -> None:
    act(town)
    last = act(town)

    answer = auditor.get(f"{ADDRESS}trail.jsonl")
    lines = b"".join(answer.streaming_content).decode().splitlines()

    out = StringIO()
    call_command("exporttrail", "town", stdout=out)
    assert lines == out.getvalue().splitlines()
    assert json.loads(lines[-1]) == {"head": {"seq": 2, "hash": last.hash}}


def test_it_is_for_the_auditor_and_the_administrator_only(town: Jurisdiction, auditor: Client) -> None:
    hill = Jurisdiction.objects.create(slug="hill", name="山区")
    for client, status in (
        (auditor, 200),
        (client_of(town, "gao", Role.ADMIN), 200),
        (client_of(town, "li2", Role.REVIEWER), 403),
        (client_of(hill, "zhou", Role.AUDITOR), 404),
    ):
        assert {client.get(ADDRESS).status_code, client.post(ADDRESS).status_code} == {status}
        assert client.get(f"{ADDRESS}trail.jsonl").status_code == status
    assert Client().get(ADDRESS)["Location"].startswith("/sign-in/")


def test_blanked_details_show_neither_name_nor_reason_but_the_rule(
    town: Jurisdiction, li: User, auditor: Client
) -> None:
    act(town, "report.return", by=li, details={"reason": "数据有误"})
    actions.blank(town.pk, before=NOON.replace(year=2030), rule="满五年", by=None, at=NOON)

    (blanked,) = [line for line in look(auditor).texts(".trl tbody tr") if "退回填报" in line]
    assert ("李敏" in blanked, "数据有误" in blanked, "明细已按规则隐去：满五年" in blanked) == (False, False, True)


def test_the_command_blanks_by_a_rule_and_counts_first(town: Jurisdiction, li: User) -> None:
    act(town, by=li)
    act(town, by=li, at=NOON.replace(year=2026))
    before = f"{NOON.year + 1}-01-01"
    out = StringIO()
    call_command("blanktrail", "town", "--before", before, "--rule", "满五年", "--dry-run", stdout=out)
    assert "会隐去1条的明细，什么也没有改" in out.getvalue()
    assert Details.objects.exclude(blanked_at=None).count() == 0

    call_command("blanktrail", "town", "--before", before, "--rule", "满五年", stdout=out)
    assert "隐去了1条的明细" in out.getvalue()
    assert list(Entry.objects.filter(details__rule="满五年").values_list("seq", flat=True)) == [1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere", "--before", "2021-01-01", "--rule", "x"], "没有nowhere"),
        (["town", "--before", "2021", "--rule", "x"], "--before要写成"),
        (["town", "--before", "2999-01-01", "--rule", "x"], "不能是以后"),
        (["town", "--before", "2021-01-01", "--rule", " "], "--rule要写明"),
    ],
)
def test_what_blanktrail_cannot_do_gets_a_sentence(town: Jurisdiction, arguments: list[str], said: str) -> None:
    error = StringIO()
    with pytest.raises(SystemExit):
        call_command("blanktrail", *arguments, stderr=error)
    assert said in error.getvalue()


def test_an_english_reader_reads_english(town: Jurisdiction, auditor: Client) -> None:
    act(town, "report.accept", replaced={"state": "submitted"})
    auditor.cookies["lang"] = "en"

    (line,) = look(auditor).texts(".trl tbody tr")
    assert ("accepted a report" in line, "state submitted" in line) == (True, True)


# what records, and which of its arguments names the act
RECORDING = {"record": 0, "Act": 0, "_note": 0, "_record": 0, "record_for": 1}


def recorded() -> Iterator[tuple[str, str]]:
    """Yield each act that the code records, with where: what is handed first to record, or to what hands it on."""
    site = Path(luoshi_web.__file__).parent
    for path in site.rglob("*.py"):
        if "migrations" in path.relative_to(site).parts:
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and ast.unparse(call.func) in RECORDING and call.args:
                        act = call.args[RECORDING[ast.unparse(call.func)]]
                        yield from ((one, f"{path}:{call.lineno}") for one in acts_in(act, function))


def acts_in(first: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(first, ast.Constant):
        yield str(first.value)
    elif isinstance(first, ast.IfExp):
        yield from acts_in(first.body, function)
        yield from acts_in(first.orelse, function)
    elif isinstance(first, ast.JoinedStr):
        yield ast.unparse(first)
    elif isinstance(first, ast.Name) and first.id not in {argument.arg for argument in function.args.args}:
        for one in ast.walk(function):
            if isinstance(one, ast.Assign) and first.id in {ast.unparse(target) for target in one.targets}:
                yield from acts_in(one.value, function)


# acts that are put together: of what, and from which list
MADE = {
    "f'{kind}.{step.value}'": [f"{kind}.{step}" for kind in ("report", "contribution") for step in Step],
    "f'cycle.{kind.value}'": [f"cycle.{kind}" for kind in Exemption.Kind.values],
}


def test_every_act_that_the_code_records_is_said_in_words() -> None:
    found = dict(recorded())
    put_together = [act for act in found if act.startswith("f'")]
    assert set(put_together) == set(MADE), "an act that is put together has a row in MADE"
    wanted = (found.keys() - set(put_together)) | {act for acts in MADE.values() for act in acts}

    assert {act: found.get(act) for act in wanted if act not in words.ACTS} == {}
    assert [act for act in words.ACTS if act not in wanted] == []
    assert {act.split(".")[0] for act in words.ACTS} == set(words.ROOMS)


def test_an_urge_is_told_in_words_and_without_a_rows_own_number(town: Jurisdiction, auditor: Client) -> None:
    actions.record("unit.urged", town.pk, by=None, at=NOON, objects={"urge": 73, "tasks": 4})

    (row,) = [row for row in look(auditor).texts("tbody tr") if "催办" in row]

    assert "项数 4" in row
    assert [one for one in ("urge", "tasks", "73") if one in row] == []


def columns_recorded() -> Iterator[str]:
    """Each name that an entry has: of what it touched, of what stood there before, of its details."""
    for path in Path(luoshi_web.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            for given in call.keywords if isinstance(call, ast.Call) else ():
                if given.arg in ("objects", "replaced", "details") and isinstance(given.value, ast.Dict):
                    yield from (key.value for key in given.value.keys if isinstance(key, ast.Constant))


def test_every_name_that_the_code_records_is_said_in_words() -> None:
    found = set(columns_recorded())
    assert {"report", "published_at", "phrasing", "reason"} <= found
    assert found - words.THINGS.keys() == set()


def test_a_plan_that_was_published_is_told_without_words_of_the_code(town: Jurisdiction, auditor: Client) -> None:
    was = {"visibility": "internal", "public_lights": False, "published_at": NOON.isoformat()}
    actions.record("plan.published", town.pk, by=None, at=NOON, objects={"visibility": "published"}, replaced=was)
    (row,) = look(auditor).texts(".trl tbody tr")
    for said in ("公开 公众看得到", "公开 内部", "公布时间 2025-"):
        assert said in row
    assert [word for word in ("published", "internal", "visibility") if word in row.replace("plan.published", "")] == []
