"""No page is wider than a phone, whatever stands in it: every address of the site, with words that never end.

The pages are the site's own, answered within this process; the browser asks a server in here for what it answered.
"""

import mimetypes
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from luoshi_web.intake.inforce import import_plan
from luoshi_web.people.models import Membership, Role, User
from luoshi_web.places.models import Jurisdiction, Unit
from luoshi_web.plans.models import Plan
from luoshi_web.reminders.models import Kind, Message
from luoshi_web.reports.actions.answering import Written, save_draft, submit
from luoshi_web.reports.actions.contributing import ask
from luoshi_web.reports.actions.evidence import add_file, add_link
from luoshi_web.reports.actions.opening import extend, open_cycle
from luoshi_web.reports.actions.sealing import add_sheet
from luoshi_web.reports.models import Cycle, Report
from luoshi_web.revisions.actions import propose_file
from luoshi_web.supervision.reviewing import return_with_reason
from luoshi_web.supervision.savedphrases import save_phrase
from luoshi_web.workbooks.taking import receive
from tests.intake.offices import read_draft
from tests.people.test_every_address import ADDRESSES, AS_OF, MESSAGE

pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.sqlite]  # a page's width hangs on no database

WORD = "Hochgeschwindigkeitsdatenuebertragungsnetz"
LONG = WORD * 2
DIGITS = "1234567890" * 5
UNIT, OTHER = f"教育局{LONG}", f"住建局{LONG}"
HEAD = "工作目标 | 序号 | 内容及要求 | 牵头单位 | 配合单位 | 完成时限 | 备注 | 截至6月底完成情况 |"
PIPES = "同步建设配套的管网和道路，" * 20
LATE = "征地滞后，" * 60
ROWS = (
    (LONG, "1", f"新增学位{LONG}300个，开工{LONG}学校2所。", UNIT, f"{OTHER}、财政局、卫健局、文旅局、科技局、民政局",
     LONG, LONG, f"新增学位120个，{LONG}。"),
    ("", "2", f"加装电梯{LONG}40台。", OTHER, UNIT, "2025年6月底", DIGITS, LONG),
    ("", "3", f"投资完成{LONG}300亿元。", UNIT, "", "", "", f"完成投资{DIGITS}.5万元，{LONG}。"),
    ("", "4", f"新增绿化面积30万方，{PIPES}{LONG}。", UNIT, "", "", "", f"新增绿化面积9万方，{LONG * 3}，{LATE}。"),
)  # fmt: skip
TABLE = "\n".join([f"一、做好{LONG}", HEAD, *(f"{' | '.join(row)} |" for row in ROWS)])
PLACE = ("lake", 2025)
NO_PAGE = {"people:sign-out", "reminders:seen", "workbooks:marked", "portal:download", "portal:source-file"}


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> User:
    """Its administrator; every table of the site has rows, and each name and text a word that never ends."""
    settings.KEPT_FILES = tmp_path
    place = Jurisdiction.objects.create(slug="lake", name=f"湖区{WORD}", name_en=LONG[:80])
    plan = import_plan(TABLE.encode(), f"{LONG}.txt", jurisdiction=place, year=2025).plan
    gao = User.objects.create_superuser("gao", name=f"高{LONG}"[:90], email=f"{WORD.lower()}@example.com")
    units = {name: Unit.objects.get(jurisdiction=place, name=name) for name in (UNIT, OTHER)}
    for role, unit in ((Role.ADMIN, None), (Role.LIAISON, units[UNIT])):
        Membership.objects.create(user=gao, jurisdiction=place, role=role, unit=unit)
    wang = User.objects.create_user("wang" + "g" * 60, name=f"王{LONG}"[:90])
    Membership.objects.create(user=wang, jurisdiction=place, role=Role.LIAISON, unit=units[OTHER])
    read_draft(place, gao, TABLE.replace("40台", "41台"), f"{LONG}1.txt")
    second = read_draft(place, gao, TABLE.replace("300个", f"400个{LONG}"), f"{LONG}2.txt")
    second.year = plan.year
    propose_file(second, by=gao)
    cycle = open_cycle(plan, AS_OF, deadline=timezone.now() + timedelta(days=5), by=gao).cycle
    extend(cycle, timezone.now() + timedelta(days=9), unit=units[UNIT], reason=LONG, by=gao)
    reported(cycle, units, gao, wang)
    save_phrase(place, LONG, by=gao)
    Message.objects.create(
        number=MESSAGE, key="one", jurisdiction=place, kind=Kind.DIGEST, person=gao, subject=LONG, body=LONG * 3,
        next_try_at=timezone.now(), recorded_at=timezone.now(), cycle=cycle,
    )  # fmt: skip
    receive(b"?", f"{LONG}.xlsx", cycle=cycle, unit=units[UNIT], hand_in=False, by=gao)
    return gao


def reported(cycle: Cycle, units: dict[str, Unit], gao: User, wang: User) -> None:
    """One report waits for review with evidence, one came back, one is a draft."""
    first, second, third = (cycle.reports.get(task__key=key) for key in ("1", "2", "3"))
    add_file(first, ContentFile(b"%PDF-1.7", name=f"{LONG}.pdf"), by=gao)
    add_link(first, f"https://example.com/{LONG * 2}", by=gao)
    ask(first, units[OTHER], question=LONG, by=gao)
    words = f"截至9月底，新增学位240个，{LONG}，学校开工1所。"
    handed_in(first, Written(words, problems=LONG, next_step=LONG), gao)
    handed_in(second, Written(f"加装电梯{LONG}20台，又加装电梯21台。"), wang)
    return_with_reason(cycle.reports.get(task__key="2"), LONG, by=gao)
    save_draft(third, Written(f"完成投资161亿元，{LONG}，完成年度计划的{DIGITS}%。"), seen=0, by=gao)
    add_sheet(cycle, units[UNIT], ContentFile(b"%PDF-1.7", name=f"{LONG}.pdf"), by=gao)


def handed_in(report: Report, written: Written, by: User) -> None:
    figures = [
        {"target": pk, "value": "", "lack": "cannot"}
        for pk in report.task.wordings.latest("pk").targets.values_list("pk", flat=True)
    ]
    draft = save_draft(
        report, Written(written.statement, written.problems, written.next_step, "", figures), seen=0, by=by
    )
    submit(Report.objects.get(pk=report.pk), seen=draft.number, by=by)


class Shown(ThreadingHTTPServer):
    """Gives a browser what the site in this process has answered, and the site's own files, which it may keep."""

    daemon_threads = True
    answer: Any = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Showing)
        self.address = f"http://127.0.0.1:{self.server_port}"


class Showing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shown

    def do_GET(self) -> None:
        # the database is another one in here: what is shown was fetched before
        path = urlsplit(self.path).path
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            self._send(200, kind, Path(found).read_bytes(), "max-age=3600")
        elif self.headers["Sec-Fetch-Dest"] == "document" and self.server.answer is not None:
            self._send(200, self.server.answer.headers["Content-Type"], self.server.answer.content, "no-store")
        else:
            self._send(404, "text/plain", b"", "no-store")

    def _send(self, status: int, kind: str, body: bytes, kept: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


class Phone:
    """A phone's window that is shown what the site in this process answers."""

    def __init__(self, page: Any, shown: Shown) -> None:
        self.page, self.shown = page, shown

    def show(self, client: Client, address: str, form: dict[str, Any] | None = None) -> str:
        """Open an address, or send a form there; return what is wrong with the width of what comes, else nothing."""
        answer = client.get(address, follow=True) if form is None else client.post(address, form, follow=True)
        return self.width_of(answer, address)

    def width_of(self, answer: Any, address: str) -> str:
        """Show an answer; return what is wrong with its width, else nothing."""
        self.shown.answer = answer
        self.page.goto(self.shown.address + address)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        return f"{address[:80]}: {width}, {self.page.evaluate(WIDEST)}" if width > 390 else ""


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Phone]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    with Shown() as shown:
        Thread(target=shown.serve_forever, daemon=True).start()
        yield Phone(context.new_page(), shown)
        context.close()
        shown.shutdown()


def views() -> list[str]:
    """Every address of the site that is a page, once; by its name where it takes something."""
    found = []
    for name, (args, _) in ADDRESSES.items():
        if name not in NO_PAGE:
            found.append(reverse(name, args=[UNIT if one == "教育局" else one for one in args]))
    here, cycle = "/lake/2025/", "/lake/2025/cycles/2025-09-30/"
    more = (f"{here}?q={WORD}", f"{here}?q=nothing{LONG}", f"{cycle}urge/?choose=all", f"{cycle}?show=silent")
    keys = [reverse(name, args=(*PLACE, AS_OF, key)) for name in ("desk:report", "desk:review") for key in "23"]
    return [*found, *more, *keys, f"/lake/2025/nothing/{LONG}/"]


WIDEST = """() => { const wide = [];
  for (const one of document.querySelectorAll('body *')) {
    const box = one.getBoundingClientRect();
    if (box.right > innerWidth + 1 && box.width && !one.closest('.top nav'))
      wide.push(one.tagName + '.' + one.className + ' ' + Math.round(box.right));
  }
  return wide.slice(-3).join(' < ') }"""


@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.long)])
def test_no_view_is_wider_than_a_phone(phone: Phone, office: User, language: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(office)
    client.cookies["lang"] = language
    session = client.cookies["sessionid"].value
    wrong, seen = [], set()
    for address in views():
        client.cookies["sessionid"] = session
        first: Any = client.get(address)
        assert first.status_code < 500, address
        # a piece of a page has no style of its own
        if (
            300 <= first.status_code < 400
            or first.streaming
            or not first.content.lstrip().startswith(b"<!doctype html>")
        ):
            continue
        wrong.append(phone.width_of(first, address))
        seen.add(phone.page.locator("h1").first.inner_text() if phone.page.locator("h1").count() else address)

    assert [one for one in wrong if one] == [], "\n".join(wrong)
    assert len(wrong) > 60
    assert len(seen) > 40


@pytest.mark.long  # test_pages_in_a_browser.py has the public pages, and the walk above their endless words
def test_nobody_signed_in_meets_a_page_that_is_too_wide(phone: Phone, office: User) -> None:
    Plan.objects.update(visibility="published", published_at=timezone.now())
    here = "/lake/2025/"
    addresses = [here, f"{here}tasks/1/", f"{here}tasks/2/", f"{here}units/", f"{here}indicators/", f"{here}source/"]
    others = [reverse("portal:unit", args=(*PLACE, UNIT)), "/sign-in/", f"{here}?q={LONG}"]
    wrong = [phone.show(Client(), address) for address in [*addresses, *others]]

    assert [one for one in wrong if one] == [], "\n".join(wrong)


def test_what_a_form_answers_is_no_wider(phone: Phone, office: User) -> None:
    client = Client()
    client.force_login(office)
    cycle = "/lake/2025/cycles/2025-09-30/"
    forms: dict[str, dict[str, Any]] = {
        "/lake/2025/cycles/": {"do": "look", "as_of": "2025-10-31", "days": "5", "hour": "18:00", "who": "all"},
        f"{cycle}bulk/": {"do": "look", "doing": "return", "reason": LONG, "key": ["1"]},
        f"{cycle}report/3/": {"do": "submit", "statement": LONG, "seen": "1"},
        f"{cycle}review/1/": {"do": "return", "reason": "", "version": "1"},
    }
    wrong = [phone.show(client, address, form) for address, form in forms.items()]

    assert [one for one in wrong if one] == [], "\n".join(wrong)


def test_one_task_that_is_behind_is_one_screen(phone: Phone, office: User) -> None:
    client = Client()
    client.force_login(office)
    phone.show(client, "/desk/behind/")

    heights = [row.bounding_box()["height"] for row in phone.page.locator(".bhd tbody tr").all()]
    assert len(heights) == 2
    assert max(heights) < 844


BASELINES = """() => Array.from(document.querySelectorAll('main label > .form-check-input'))
  .filter(one => one.offsetParent).map(one => {
  const box = one.getBoundingClientRect(), words = document.createRange();
  words.selectNodeContents(one.nextSibling);
  const text = words.getClientRects()[0];
  return Math.abs((box.top + box.bottom) / 2 - (text.top + text.bottom) / 2); })"""
HOUSE_BLUE = """() => { const one = document.createElement('i'); one.style.color = 'var(--ls-link)';
  document.body.append(one);
  return [getComputedStyle(one).color, ...Array.from(document.querySelectorAll('.form-check-input:checked'))
    .map(box => getComputedStyle(box).backgroundColor)]; }"""


def test_boxes_stand_on_the_line_of_their_words_and_are_the_houses_blue(phone: Phone, office: User) -> None:
    client = Client()
    client.force_login(office)
    cycle = "/lake/2025/cycles/2025-09-30/"
    for address in ("/lake/2025/cycles/", f"{cycle}bulk/?choose=all"):
        phone.show(client, address)
        off = phone.page.evaluate(BASELINES)
        assert all(one <= 2.5 for one in off), f"{address}: {off}"
        house, *checked = phone.page.evaluate(HOUSE_BLUE)
        assert checked, address
        assert set(checked) == {house}, address
