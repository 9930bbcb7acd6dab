"""Every address, from the table of addresses itself: who may open it, and that nobody else can write there.

A new address needs a row here: its parts, and what kind of page it is. Without a row the
first test fails and names it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from luoshi_web.intake.models import Intake
from luoshi_web.people.models import User
from luoshi_web.plans.models import Jurisdiction, Plan, Unit
from luoshi_web.reminders.models import Kind as Said
from luoshi_web.reminders.models import Message
from luoshi_web.reports.answering import Written, save_draft, submit
from luoshi_web.reports.evidence import add_file
from luoshi_web.reports.models import Cycle, Evidence
from luoshi_web.reports.opening import open_cycle
from luoshi_web.revisions.actions import propose_file
from luoshi_web.revisions.models import Proposal
from luoshi_web.workbooks.models import Upload
from luoshi_web.workbooks.taking import receive
from tests.intake.offices import read_draft
from tests.people.lake import TABLE

READS = ("get", "head")
WRITES = ("post", "put", "patch", "delete")
REFUSED = {302, 403, 404, 405}


class Kind(Enum):
    """What an answer must be. A write that a page does not take at all is 405, or is refused before."""

    OPEN = "anybody reads it, nobody writes"
    DOOR = "anybody reads it and sends its form: signing in"
    LINK = "a link with a secret, or to a sign-in that is not set: without it nothing is there, and nobody writes"
    OWN = "whoever is signed in, for themselves"
    PLAN = "a page of an internal plan: 404 for all who do not work there"
    WORK = "a page of the office: sign in first; strangers 404, those who only read 403"
    APPOINTS = "a page of a jurisdiction's administrators: strangers 404, the rest of the office 403"
    SITE = "a page of the site's administrators: 404 for all others"


HERE = ("lake", 2025)
AS_OF = date(2025, 9, 30)
MESSAGE = UUID("7c0e2a4e-0000-4000-8000-000000000001")
ADDRESSES: dict[str, tuple[tuple[object, ...], Kind]] = {
    "people:sign-in": ((), Kind.DOOR),
    "people:code": ((), Kind.DOOR),
    "people:join": ((), Kind.DOOR),
    "people:invitation": (("no-such-link",), Kind.LINK),
    "openid_connect_login": (("office",), Kind.LINK),
    "openid_connect_callback": (("office",), Kind.LINK),
    "people:sign-out": ((), Kind.OWN),
    "people:account": ((), Kind.OWN),
    "people:password": ((), Kind.OWN),
    "people:factor": ((), Kind.OWN),
    "people:people": (("lake",), Kind.APPOINTS),
    "people:invitations": (("lake",), Kind.APPOINTS),
    "people:sheet": (("lake",), Kind.APPOINTS),
    "people:template": (("lake",), Kind.APPOINTS),
    "people:person": (("lake", "li"), Kind.APPOINTS),
    "portal:home": ((), Kind.OPEN),
    "portal:reading": ((), Kind.OPEN),
    "portal:plan": (HERE, Kind.PLAN),
    "portal:task": ((*HERE, "1"), Kind.PLAN),
    "portal:units": (HERE, Kind.PLAN),
    "portal:unit": ((*HERE, "教育局"), Kind.PLAN),
    "portal:indicators": (HERE, Kind.PLAN),
    "portal:source": (HERE, Kind.PLAN),
    "portal:source-file": (HERE, Kind.PLAN),
    "portal:download": ((*HERE, "csv"), Kind.PLAN),
    "intake:home": ((), Kind.OWN),
    "intake:intakes": (("lake",), Kind.WORK),
    "intake:draft": (("lake", 1), Kind.WORK),
    "intake:progress": (("lake", 1), Kind.WORK),
    "intake:row": (("lake", 1, 1), Kind.WORK),
    "intake:correct": (("lake", 1), Kind.WORK),
    "intake:undo": (("lake", 1), Kind.WORK),
    "intake:cancel": (("lake", 1), Kind.WORK),
    "intake:again": (("lake", 1), Kind.WORK),
    "intake:confirm": (("lake", 1), Kind.WORK),
    "intake:file": (("lake", 1), Kind.WORK),
    "intake:publish": (HERE, Kind.WORK),
    "desk:home": ((), Kind.OWN),
    "desk:cycles": (HERE, Kind.WORK),
    "desk:cycle": ((*HERE, AS_OF), Kind.WORK),
    "desk:review": ((*HERE, AS_OF, "1"), Kind.WORK),
    "desk:report": ((*HERE, AS_OF, "1"), Kind.WORK),
    "desk:saving": ((*HERE, AS_OF, "1"), Kind.WORK),
    "desk:evidence": ((*HERE, AS_OF, "1", 1), Kind.WORK),
    "reminders:seen": ((), Kind.OWN),
    "reminders:urge": ((*HERE, AS_OF), Kind.WORK),
    "reminders:messages": (("lake",), Kind.WORK),
    "reminders:message": (("lake", MESSAGE), Kind.WORK),
    "reminders:settings": (("lake",), Kind.APPOINTS),
    "jobs:failed": ((), Kind.SITE),
    "jobs:again": ((MESSAGE,), Kind.SITE),
    "trail:entries": (("lake",), Kind.APPOINTS),
    "trail:download": (("lake",), Kind.APPOINTS),
    "workbooks:all": ((*HERE, AS_OF), Kind.WORK),
    "workbooks:download": ((*HERE, AS_OF, "教育局"), Kind.WORK),
    "workbooks:upload": ((*HERE, AS_OF, "教育局"), Kind.WORK),
    "workbooks:result": ((*HERE, AS_OF, "教育局", 1), Kind.WORK),
    "workbooks:file": ((*HERE, AS_OF, "教育局", 1), Kind.WORK),
    "workbooks:marked": ((*HERE, AS_OF, "教育局", 1), Kind.WORK),
    "calendars:holidays": (("lake",), Kind.APPOINTS),
    "calendars:releases": (("lake",), Kind.APPOINTS),
    "revisions:compare": (("lake", 1), Kind.WORK),
    "revisions:list": (HERE, Kind.WORK),
    "revisions:review": ((*HERE, 1), Kind.WORK),
    "revisions:choose": ((*HERE, 1), Kind.WORK),
    "revisions:undo": ((*HERE, 1), Kind.WORK),
    "revisions:withdraw": ((*HERE, 1), Kind.WORK),
    "revisions:renew": ((*HERE, 1), Kind.WORK),
    "revisions:confirm": ((*HERE, 1), Kind.WORK),
}


@pytest.fixture(autouse=True)
def draft(lake: Jurisdiction, gao: User) -> Intake:
    """The lake's first intake, read and not confirmed."""
    return read_draft(lake, gao)


@pytest.fixture(autouse=True)
def proposal(draft: Intake, plan: Plan, gao: User) -> Proposal:
    """The lake's first comparison, of which nothing is decided."""
    second = read_draft(plan.jurisdiction, gao, TABLE.replace("300个", "400个"), "second.txt")
    second.year = plan.year
    return propose_file(second, by=gao)


@pytest.fixture(autouse=True)
def cycle(plan: Plan, gao: User) -> Cycle:
    """The lake's cycle as of the end of September, being collected."""
    return open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=gao).cycle


@pytest.fixture(autouse=True)
def evidence(cycle: Cycle, gao: User, settings, tmp_path) -> Evidence:
    """A file that was handed in with the cycle's first report."""
    settings.KEPT_FILES = tmp_path
    report = cycle.reports.get(task__key="1")
    row = add_file(report, ContentFile(b"%PDF-1.7", name="a.pdf"), by=gao)
    draft = save_draft(report, Written("截至9月底，新增学位240个。"), seen=0, by=gao)
    submit(report, seen=draft.number, by=gao)
    return row


@pytest.fixture(autouse=True)
def message(cycle: Cycle, gao: User) -> Message:
    """A message to the lake's administrator."""
    return Message.objects.create(
        number=MESSAGE, key="one", jurisdiction=cycle.plan.jurisdiction, kind=Said.DIGEST, person=gao, subject="一封",
        body="一封", next_try_at=timezone.now(), recorded_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def workbook(cycle: Cycle, gao: User) -> Upload:
    """The first workbook that a unit of the lake sent, which nobody could read."""
    unit = Unit.objects.get(jurisdiction=cycle.plan.jurisdiction, name="教育局")
    return receive(b"?", "x.xlsx", cycle=cycle, unit=unit, hand_in=False, by=gao).upload


def names(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from names(pattern.url_patterns, inner)
        else:
            assert pattern.name, f"an address without a name: {pattern.pattern}"
            yield ":".join((*spaces, pattern.name))


def test_every_address_has_a_row_here_and_no_row_is_left_over() -> None:
    assert set(names(get_resolver().url_patterns)) == set(ADDRESSES)


def address(name: str) -> str:
    return reverse(name, args=ADDRESSES[name][0])


def of_kind(*kinds: Kind) -> list[str]:
    return [name for name, (_, kind) in ADDRESSES.items() if kind in kinds]


def statuses(client: Client, name: str, methods: tuple[str, ...]) -> set[int]:
    return {getattr(client, method)(address(name)).status_code for method in methods}


@pytest.mark.parametrize("name", [name for name in ADDRESSES if ADDRESSES[name][1] is not Kind.DOOR])
def test_nobody_writes_without_signing_in(client: Client, plan: Plan, name: str) -> None:
    assert statuses(client, name, WRITES) <= REFUSED


@pytest.mark.parametrize("name", of_kind(Kind.OPEN, Kind.DOOR))
def test_an_open_page_is_open(client: Client, plan: Plan, name: str) -> None:
    assert statuses(client, name, READS) <= {200, 302}
    assert statuses(client, name, ("put", "patch", "delete")) == {405}


@pytest.mark.parametrize("name", of_kind(Kind.OWN, Kind.WORK, Kind.APPOINTS, Kind.SITE))
def test_a_page_of_ones_own_or_of_the_office_asks_to_sign_in_first(client: Client, plan: Plan, name: str) -> None:
    for method in READS:
        answer = getattr(client, method)(address(name))
        assert answer.status_code == 405 or answer["Location"].startswith(reverse("people:sign-in")), method


@pytest.mark.parametrize("name", of_kind(Kind.OWN))
def test_whoever_is_signed_in_has_an_account_page(client: Client, plan: Plan, zhou: User, name: str) -> None:
    client.force_login(zhou)
    assert statuses(client, name, ("get",)) <= {200, 302, 405}


@pytest.mark.parametrize("name", of_kind(Kind.PLAN))
def test_an_internal_plan_is_not_there_for_strangers_and_is_there_for_its_office(
    client: Client, plan: Plan, zhou: User, lin: User, name: str
) -> None:
    assert statuses(client, name, READS) == {404}
    client.force_login(zhou)
    assert statuses(client, name, READS) == {404}
    assert statuses(client, name, WRITES) <= {404, 405}
    client.force_login(lin)
    assert statuses(client, name, READS) == {200}
    assert statuses(client, name, WRITES) == {405}


@pytest.mark.parametrize("name", of_kind(Kind.WORK))
def test_a_page_of_the_office_is_not_there_for_strangers_and_closed_to_those_who_only_read(
    client: Client, plan: Plan, zhou: User, lin: User, li: User, name: str
) -> None:
    client.force_login(zhou)
    assert statuses(client, name, (*READS, *WRITES)) <= {404, 405}
    client.force_login(lin)
    assert statuses(client, name, WRITES) <= {403, 405}
    client.force_login(li)
    assert statuses(client, name, ("get",)) <= {200, 302, 405}


@pytest.mark.parametrize("name", of_kind(Kind.APPOINTS))
def test_a_page_of_administrators_is_closed_to_the_rest_of_the_office(
    client: Client, plan: Plan, zhou: User, lin: User, li: User, gao: User, name: str
) -> None:
    client.force_login(zhou)
    assert statuses(client, name, (*READS, *WRITES)) <= {404, 405}
    for user in (lin, li):
        client.force_login(user)
        assert statuses(client, name, (*READS, *WRITES)) <= {403, 405}
    client.force_login(gao)
    assert statuses(client, name, ("get",)) <= {200, 405}


@pytest.mark.parametrize("name", of_kind(Kind.SITE))
def test_a_page_of_the_site_is_not_there_for_any_office(
    client: Client, plan: Plan, zhou: User, gao: User, name: str
) -> None:
    for user in (zhou, gao):
        client.force_login(user)
        assert statuses(client, name, (*READS, *WRITES)) <= {404, 405}
    client.force_login(User.objects.create_superuser("root", password=None))
    assert statuses(client, name, ("get",)) <= {200, 405}
