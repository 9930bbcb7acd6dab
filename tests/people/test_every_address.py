"""Every address × everybody × every method, from the table of addresses itself: who may open it, and who writes there.

A new address needs a row here: its parts, and what kind of page it is. Without a row the
first test fails and names it. What a kind means for each person stands in EXPECTED.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from luoshi_web.intake.models import Intake
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reminders.models import Kind as Said
from luoshi_web.reminders.models import Message
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.evidence import add_file
from luoshi_web.reports.actions.opening import open_cycle
from luoshi_web.reports.actions.sealing import add_sheet
from luoshi_web.reports.models import Cycle, Evidence
from luoshi_web.revisions.actions import propose_file
from luoshi_web.revisions.models import Proposal
from luoshi_web.workbooks.models import Upload
from luoshi_web.workbooks.taking import receive
from tests import chosen
from tests.intake.offices import read_draft
from tests.people.lake import TABLE

READS = ("get", "head")
WRITES = ("post", "put", "patch", "delete")
ASKED = ("get", "post")  # by everybody; the other methods by BY_ALL_METHODS, and in `make test-all` by everybody


class Kind(Enum):
    """What a page is; EXPECTED says who gets which answer there."""

    OPEN = "anybody reads it, nobody writes"
    DOOR = "anybody reads it and sends its form: signing in"
    LINK = "a link with a secret, or to a sign-in that is not set: without it nothing is there, and nobody writes"
    HIDDEN = "what is not published, or not set: nothing is there, whoever asks"
    SHORT = "leads on to an internal plan: 404 for all who do not work there"
    OWN = "whoever is signed in, for themselves"
    PLAN = "a page of an internal plan: 404 for all who do not work there"
    WORK = "a page of the office: sign in first; strangers 404, those who only read 403"
    LEADS = "a page of the office that a leader reads too, and does not write: 403"
    UNIT = "a unit's own work: it writes, the office reads, other units 404"
    APPOINTS = "a page of a jurisdiction's administrators: strangers 404, the rest of the office 403"
    AUDITS = "a page of the trail: its administrators and auditors"
    SITE = "a page of the site's administrators: 404 for all others"


HERE = ("lake", 2025)
AS_OF = date(2025, 9, 30)
MESSAGE = UUID("7c0e2a4e-0000-4000-8000-000000000001")
ADDRESSES: dict[str, tuple[tuple[object, ...], Kind]] = {
    "people:sign-in": ((), Kind.DOOR),
    "people:code": ((), Kind.DOOR),
    "people:join": ((), Kind.DOOR),
    "people:forgotten": ((), Kind.LINK),
    "people:reset": (("MQ", "no-such-link"), Kind.LINK),
    "people:invitation": (("no-such-link",), Kind.LINK),
    "openid_connect_login": (("office",), Kind.LINK),
    "openid_connect_callback": (("office",), Kind.LINK),
    "people:sign-out": ((), Kind.OWN),
    "people:account": ((), Kind.OWN),
    "people:password": ((), Kind.OWN),
    "people:factor": ((), Kind.OWN),
    "administration:people": (("lake",), Kind.APPOINTS),
    "administration:invitations": (("lake",), Kind.APPOINTS),
    "administration:sheet": (("lake",), Kind.APPOINTS),
    "administration:template": (("lake",), Kind.APPOINTS),
    "administration:person": (("lake", "li"), Kind.APPOINTS),
    "portal:home": ((), Kind.OPEN),
    "portal:reading": ((), Kind.OPEN),
    "portal:plan": (HERE, Kind.PLAN),
    "portal:task": ((*HERE, "1"), Kind.PLAN),
    "portal:units": (HERE, Kind.PLAN),
    "portal:unit": ((*HERE, "教育局"), Kind.PLAN),
    "portal:indicators": (HERE, Kind.PLAN),
    "portal:source": (HERE, Kind.PLAN),
    "portal:source-file": (HERE, Kind.PLAN),
    "portal:source-file-of": ((*HERE, 1), Kind.PLAN),
    "portal:download": ((*HERE, "csv"), Kind.PLAN),
    "short:jurisdiction": (("lake",), Kind.SHORT),
    "short:tasks": (HERE, Kind.OPEN),
    "short:publishing": (("lake",), Kind.OPEN),
    "short:accounts": (("lake",), Kind.OPEN),
    "short:notices": ((), Kind.OPEN),
    **{
        f"short:cycle-{part}": ((*HERE, AS_OF), Kind.OPEN)
        for part in ("report", "review", "sheet", "units", "workbook")
    },
    "portal:healthz": ((), Kind.OPEN),
    "portal:metrics": ((), Kind.HIDDEN),
    "portal:robots": ((), Kind.OPEN),
    "portal:sitemap": ((), Kind.OPEN),
    "portal:plan-sitemap": (HERE, Kind.HIDDEN),
    "portal:favicon": ((), Kind.OPEN),
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
    "intake:report": (("lake", 1), Kind.WORK),
    "intake:table": (("lake", 1, "docx"), Kind.WORK),
    "intake:opinions": (("lake", 1), Kind.WORK),
    "intake:decide": (("lake", 1, 1), Kind.WORK),
    "intake:publish": (HERE, Kind.WORK),
    "desk:home": ((), Kind.OWN),
    "desk:behind": ((), Kind.OWN),
    "desk:cycles": (HERE, Kind.WORK),
    "desk:cycle": ((*HERE, AS_OF), Kind.LEADS),
    "desk:closing": ((*HERE, AS_OF), Kind.WORK),
    "desk:publication": ((*HERE, AS_OF), Kind.WORK),
    "desk:review": ((*HERE, AS_OF, "1"), Kind.LEADS),
    "desk:unclear": ((*HERE, AS_OF), Kind.LEADS),
    "desk:board": ((*HERE, AS_OF), Kind.LEADS),
    "desk:bulk": ((*HERE, AS_OF), Kind.WORK),
    "desk:tasks": ((*HERE, AS_OF), Kind.WORK),
    "desk:unit": ((*HERE, AS_OF, "教育局"), Kind.LEADS),
    "desk:handover": (HERE, Kind.WORK),
    "desk:report": ((*HERE, AS_OF, "1"), Kind.UNIT),
    "desk:saving": ((*HERE, AS_OF, "1"), Kind.UNIT),
    "desk:correcting": ((*HERE, AS_OF, "1"), Kind.UNIT),
    "desk:present": ((*HERE, AS_OF, "1"), Kind.UNIT),
    "desk:sheet": ((*HERE, AS_OF, "教育局"), Kind.UNIT),
    "desk:scan": ((*HERE, AS_OF, "教育局", 1), Kind.UNIT),
    "desk:to-sign": ((), Kind.OWN),
    "desk:evidence": ((*HERE, AS_OF, "1", 1), Kind.UNIT),
    "reminders:seen": ((), Kind.OWN),
    "reminders:urge": ((*HERE, AS_OF), Kind.WORK),
    "reminders:messages": (("lake",), Kind.WORK),
    "reminders:message": (("lake", MESSAGE), Kind.WORK),
    "reminders:settings": (("lake",), Kind.APPOINTS),
    "jobs:failed": ((), Kind.SITE),
    "jobs:again": ((MESSAGE,), Kind.SITE),
    "trail:entries": (("lake",), Kind.AUDITS),
    "trail:download": (("lake",), Kind.AUDITS),
    "workbooks:all": ((*HERE, AS_OF), Kind.WORK),
    "workbooks:reports": ((*HERE, AS_OF), Kind.WORK),
    "workbooks:download": ((*HERE, AS_OF, "教育局"), Kind.UNIT),
    "workbooks:upload": ((*HERE, AS_OF, "教育局"), Kind.UNIT),
    "workbooks:result": ((*HERE, AS_OF, "教育局", 1), Kind.UNIT),
    "workbooks:file": ((*HERE, AS_OF, "教育局", 1), Kind.UNIT),
    "workbooks:marked": ((*HERE, AS_OF, "教育局", 1), Kind.UNIT),
    "calendars:holidays": (("lake",), Kind.APPOINTS),
    "calendars:releases": (("lake",), Kind.APPOINTS),
    "revisions:compare": (("lake", 1), Kind.WORK),
    "revisions:list": (HERE, Kind.WORK),
    "revisions:review": ((*HERE, 1), Kind.WORK),
    "revisions:choose": ((*HERE, 1), Kind.WORK),
    "revisions:beside": ((*HERE, 1), Kind.WORK),
    "revisions:undo": ((*HERE, 1), Kind.WORK),
    "revisions:withdraw": ((*HERE, 1), Kind.WORK),
    "revisions:renew": ((*HERE, 1), Kind.WORK),
    "revisions:confirm": ((*HERE, 1), Kind.WORK),
}


@pytest.fixture
def draft(lake: Jurisdiction, gao: User) -> Intake:
    """The lake's first intake, read and not confirmed."""
    return read_draft(lake, gao)


@pytest.fixture
def proposal(draft: Intake, plan: Plan, gao: User) -> Proposal:
    """The lake's first comparison, of which nothing is decided."""
    second = read_draft(plan.jurisdiction, gao, TABLE.replace("300个", "400个"), "second.txt")
    second.year = plan.year
    return propose_file(second, by=gao)


@pytest.fixture
def cycle(plan: Plan, gao: User) -> Cycle:
    """The lake's cycle as of the end of September, being collected."""
    return open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=gao).cycle


@pytest.fixture
def evidence(cycle: Cycle, gao: User, settings, tmp_path) -> Evidence:
    """A file that was handed in with the cycle's first report."""
    settings.KEPT_FILES = tmp_path
    report = cycle.reports.get(task__key="1")
    row = add_file(report, ContentFile(b"%PDF-1.7", name="a.pdf"), by=gao)
    draft = save_draft(report, Written("截至9月底，新增学位240个。"), seen=0, by=gao)
    submit(report, seen=draft.number, by=gao)
    add_sheet(cycle, report.owner, ContentFile(b"%PDF-1.7", name="sealed.pdf"), by=gao)
    return row


@pytest.fixture
def message(cycle: Cycle, gao: User) -> Message:
    """A message to the lake's administrator."""
    return Message.objects.create(
        number=MESSAGE, key="one", jurisdiction=cycle.plan.jurisdiction, kind=Said.DIGEST, person=gao, subject="一封",
        body="一封", next_try_at=timezone.now(), recorded_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def workbook(cycle: Cycle, gao: User) -> Upload:
    """The first workbook that a unit of the lake sent, which nobody could read."""
    unit = Unit.objects.get(jurisdiction=cycle.plan.jurisdiction, name="教育局")
    return receive(b"?", "x.xlsx", cycle=cycle, unit=unit, hand_in=False, by=gao).upload


@pytest.fixture
def one_of_each(
    draft: Intake, proposal: Proposal, cycle: Cycle, evidence: Evidence, message: Message, workbook: Upload
) -> None:
    """Whatever an address names is there."""


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


# Who walks: nobody and a closed account; strangers, with deputies whose days are past or to come; those of
# the unit that leads task 1, with a deputy of today; another unit's; and the office's own roles.
OUTSIDE = ("nobody", "closed")
STRANGERS = ("stranger", "stranger_liaison", "deputy_before", "deputy_later")
UNIT = ("liaison", "head", "deputy")
OFFICE = ("reviewer", "office_head")
WALKERS = (*OUTSIDE, *STRANGERS, *UNIT, "other_liaison", "leader", *OFFICE, "admin", "auditor", "root")
BY_ALL_METHODS = ("nobody", "root")
# of those of whom EXPECTED says the same, one; which days of a deputy count is tried in test_roles_in_time.py
ONE_OF_EACH = ("nobody", "stranger", "deputy", "other_liaison", "leader", "office_head", "admin", "auditor", "root")

Answers = tuple[set[int], set[int]]
SIGN_IN: Answers = ({302, 405}, {302, 405})  # and where 302 leads is looked at
NOT_THERE: Answers = ({404, 405}, {404, 405})
CLOSED: Answers = ({403, 405}, {403, 405})
CLOSED_OR_NOT_THERE: Answers = ({403, 404, 405}, {403, 404, 405})
LOOKS: Answers = ({200, 302, 405}, {403, 405})
MAY_LOOK: Answers = ({200, 302, 403, 405}, {403, 405})
# a form without its fields is answered by a sentence, or by 404 where it names nothing that is there
WRITES_TOO: Answers = ({200, 302, 405}, {200, 302, 404, 405, 409, 422})
GONE: Answers = ({404, 410}, {404, 405, 410})
INSIDE = (*UNIT, "other_liaison", "auditor")


def said(answers: dict[tuple[str, ...], Answers]) -> dict[str, Answers]:
    return {walker: answer for walkers, answer in answers.items() for walker in walkers}


EXPECTED: dict[Kind, dict[str, Answers]] = {
    Kind.OPEN: said({WALKERS: ({200, 302}, {405})}),
    Kind.DOOR: said({WALKERS: ({200, 302}, {200, 302, 405, 422})}),
    Kind.LINK: said({WALKERS: GONE}),
    Kind.HIDDEN: said({WALKERS: GONE}),
    Kind.SHORT: said({WALKERS: ({404}, {404, 405}), ("leader", *OFFICE, "admin", "root"): ({302}, {405})}),
    Kind.OWN: said({WALKERS: ({200, 302, 405}, {200, 302, 405, 422}), OUTSIDE: SIGN_IN}),
    Kind.PLAN: said({WALKERS: ({404}, {404, 405}), ("leader", *OFFICE, "admin", "root"): ({200}, {405})}),
    Kind.WORK: said(
        {OUTSIDE: SIGN_IN, STRANGERS: NOT_THERE, INSIDE: CLOSED_OR_NOT_THERE, ("leader",): MAY_LOOK,
         (*OFFICE, "admin", "root"): WRITES_TOO}
    ),
    Kind.LEADS: said(
        {OUTSIDE: SIGN_IN, STRANGERS: NOT_THERE, INSIDE: CLOSED_OR_NOT_THERE, ("leader",): LOOKS,
         (*OFFICE, "admin", "root"): WRITES_TOO}
    ),
    Kind.UNIT: said(
        {OUTSIDE: SIGN_IN, (*STRANGERS, "other_liaison", "auditor"): NOT_THERE, UNIT: WRITES_TOO,
         ("leader",): MAY_LOOK, (*OFFICE, "admin", "root"): LOOKS}
    ),
    Kind.APPOINTS: said(
        {OUTSIDE: SIGN_IN, STRANGERS: NOT_THERE, INSIDE: CLOSED_OR_NOT_THERE, ("leader", *OFFICE): CLOSED,
         ("admin", "root"): WRITES_TOO}
    ),
    Kind.AUDITS: said(
        {OUTSIDE: SIGN_IN, STRANGERS: NOT_THERE, INSIDE: CLOSED_OR_NOT_THERE, ("leader", *OFFICE): CLOSED,
         ("admin", "root", "auditor"): WRITES_TOO}
    ),
    Kind.SITE: said({OUTSIDE: SIGN_IN, WALKERS[len(OUTSIDE):]: NOT_THERE, ("root",): WRITES_TOO}),
}  # fmt: skip


@pytest.fixture
def walker(
    request: pytest.FixtureRequest, one_of_each: None, lake: Jurisdiction, li: User, lin: User, gao: User, zhou: User
):
    """The browser of one who walks."""
    who: str = request.param
    known = {"nobody": None, "stranger": zhou, "reviewer": li, "leader": lin, "admin": gao}
    client = Client(raise_request_exception=False)
    user = known[who] if who in known else somebody(who, lake, zhou)
    if user is not None:
        client.force_login(user)
    return who, client


def somebody(who: str, lake: Jurisdiction, zhou: User) -> User:
    """Make an account in a role of the lake, or of the hill where it is a stranger's."""
    if who == "root":
        return User.objects.create_superuser(who)
    user = User.objects.create_user(who, name=who, is_active=who != "closed")
    day, today = timedelta(days=1), timezone.localdate()
    place, school = lake, Unit.objects.get(jurisdiction=lake, name="教育局")
    role, unit, days = Role.LIAISON, school, {}
    if who in ("office_head", "auditor"):
        role, unit = Role(who), None
    elif who == "head":
        role = Role.HEAD
    elif who == "other_liaison":
        unit = Unit.objects.get(jurisdiction=lake, name="住建局")
    elif who == "stranger_liaison":
        place = Jurisdiction.objects.get(slug="hill")
        unit = Unit.objects.create(jurisdiction=place, name="教育局")
    elif who.startswith("deputy"):
        stood_for = Membership.objects.create(
            user=User.objects.create_user("stood-for"), jurisdiction=lake, role=role, unit=unit
        )
        first = today + {"deputy": -day, "deputy_before": -9 * day, "deputy_later": 9 * day}[who]
        days = {"valid_from": first, "valid_to": first + 3 * day, "deputy_of": stood_for}
    Membership.objects.create(user=user, jurisdiction=place, role=role, unit=unit, **days)
    return user


@pytest.mark.sqlite  # rights stand in one table and hang on no database; the walk is long
@pytest.mark.parametrize("walker", WALKERS if chosen.ALL else ONE_OF_EACH, indirect=True)
def test_the_walk_of(walker: tuple[str, Client]) -> None:
    """Every address: each answer is one that EXPECTED has for this walker, and none breaks."""
    who, client = walker
    walk(who, client, (*READS, *WRITES) if chosen.ALL or who in BY_ALL_METHODS else ASKED, kinds_for(who))


@pytest.mark.postgres
@pytest.mark.parametrize("walker", ["root"], indirect=True)
def test_every_page_is_there_on_postgresql_too(walker: tuple[str, Client]) -> None:
    walk(*walker, ("get",), set(Kind))


def kinds_for(who: str) -> set[Kind]:
    """Return the kinds of pages where one walks: all, or in `make test` where nobody before got the same answers.

    Nobody and root walk everywhere, and root takes no step from anybody: it has no role.
    """
    if chosen.ALL or who in BY_ALL_METHODS:
        return set(Kind)
    before = [one for one in ONE_OF_EACH[: ONE_OF_EACH.index(who)] if one != "root"]
    return {kind for kind in Kind if EXPECTED[kind][who] not in [EXPECTED[kind][one] for one in before]}


def walk(who: str, client: Client, methods: tuple[str, ...], kinds: set[Kind]) -> None:
    cookie = client.cookies.get("sessionid")
    wrong = []
    for name, kind in ((name, kind) for name, (_, kind) in ADDRESSES.items() if kind in kinds):
        reads, writes = EXPECTED[kind][who]
        for method in methods:
            with transaction.atomic():
                answer = getattr(client, method)(address(name))
                # what a method changed is not met by the next
                transaction.set_rollback(True)
            client.cookies.clear()
            if cookie is not None:
                client.cookies["sessionid"] = cookie.value
            allowed = reads if method in READS else writes
            asks = EXPECTED[kind][who] is SIGN_IN and answer.status_code == 302 and name != "people:sign-out"
            if answer.status_code not in allowed or (asks and not answer["Location"].startswith("/sign-in/")):
                wrong.append(f"{method} {name} ({kind.name}): {answer.status_code}, not in {sorted(allowed)}")
    assert wrong == [], "\n".join(wrong)


def test_every_kind_says_what_everybody_gets() -> None:
    assert set(EXPECTED) == set(Kind)
    for kind, answers in EXPECTED.items():
        assert set(answers) == set(WALKERS), kind


def test_one_of_each_walks_for_those_of_whom_the_same_is_expected() -> None:
    def answers(who: str) -> list[Answers]:
        return [EXPECTED[kind][who] for kind in Kind]

    walked = [answers(who) for who in ONE_OF_EACH]
    assert [who for who in WALKERS if answers(who) not in walked] == []
    for kind, expected in EXPECTED.items():
        met = [expected[who] for who in ONE_OF_EACH if who != "root" and kind in kinds_for(who)]
        assert [who for who in WALKERS if who != "root" and expected[who] not in met] == [], kind


def test_every_page_that_takes_more_than_a_form_is_an_address() -> None:
    """A name that was moved would quietly be held to a form's size."""
    assert set(settings.LARGER_BODIES) <= set(ADDRESSES)
