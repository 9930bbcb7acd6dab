"""A real site for a real browser: its own database with the demo plan, served as `make run` serves it."""

import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import warm
from tests.migrated import copied_demo

sync_api = pytest.importorskip("playwright.sync_api", reason="没有 playwright / no playwright: pip install .[browser]")

# a loaded machine answers late; what never comes is still an error
sync_api.expect.set_options(timeout=20_000)
# whatever it says of what was done; not the page of signing in, whose address names the desk
AT_DESK = re.compile(r"^[^?]*/desk/(\?|$)")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[str]:
    """The address of a site with the demo plan."""
    home = {**os.environ, "LUOSHI_HOME": str(copied_demo(shared_folder, tmp_path_factory.mktemp("site")))}
    home.pop("DATABASE_URL", None)
    yield from serve(home)


def serve(home: dict[str, str]) -> Iterator[str]:
    """Serve a site from its surroundings; yields its address, and stops it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    around = {"DJANGO_SETTINGS_MODULE": "luoshi_web.settings", **home}
    words = ["gunicorn", "luoshi_web.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "error"]
    server = warm.Process(around, code=f"import sys; sys.argv = {words}\nfrom gunicorn.app.wsgiapp import run; run()")
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 120  # a loaded machine answers late; what never comes is still an error
        while True:
            try:
                urllib.request.urlopen(address, timeout=60)
                break
            except OSError:
                assert server.poll() is None, server.communicate()[1]
                assert time.monotonic() < until, "the site did not come up"
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator["sync_api.Browser"]:
    # Playwright's loop runs on in this process behind the browser's tests, and Django would refuse its database to
    # the tests that come after them; they run one at a time, in the same thread, and none of them is async
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


class Visit:
    """One visitor's window; what the browser complains of is kept."""

    def __init__(self, browser: "sync_api.Browser", site: str, **options: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.site = site
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._said(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", lambda request: self._note(request.url))

    def _said(self, text: str) -> None:
        # whoever types before a loaded machine has come to a page's autofocus keeps the field that they are in
        if not text.startswith("Autofocus processing was blocked"):
            self.complaints.append(text)

    def _failed(self, request: "sync_api.Request") -> None:
        # what was still on its way when the page was left is no fault of the page
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _note(self, url: str) -> None:
        if not url.startswith((self.site, "data:")):
            self.complaints.append(f"another host: {url}")

    def begin_anew(self) -> None:
        """Forget who came before: what they chose, what was kept for them, and what was complained of."""
        self.context.clear_cookies()
        self.page.emulate_media(media="null")
        if self.page.url.startswith(self.site):
            self.page.evaluate("localStorage.clear(), sessionStorage.clear()")
        self.complaints.clear()

    def open(self, address: str) -> "sync_api.Page":
        self.page.goto(self.site + address)
        return self.page


@pytest.fixture(scope="module")
def desktop(browser: "sync_api.Browser", site: str) -> Iterator[Visit]:
    """A window for all tests of a file: a window of one's own costs thrice what a page in it does."""
    made = Visit(browser, site)
    yield made
    made.context.close()


@pytest.fixture(scope="module")
def handset(browser: "sync_api.Browser", site: str) -> Iterator[Visit]:
    made = Visit(browser, site, viewport={"width": 390, "height": 844}, has_touch=True)
    yield made
    made.context.close()


@pytest.fixture
def visit(desktop: Visit) -> Visit:
    desktop.begin_anew()
    return desktop


@pytest.fixture
def phone(handset: Visit) -> Visit:
    handset.begin_anew()
    return handset


@pytest.fixture
def without_script(browser: "sync_api.Browser", site: str) -> Iterator[Visit]:
    made = Visit(browser, site, java_script_enabled=False)
    yield made
    made.context.close()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """Where to keep pictures of the pages, if somebody wants to look at them: LUOSHI_PICTURES=DIR."""
    where = os.environ.get("LUOSHI_PICTURES")
    return Path(where) if where else None
