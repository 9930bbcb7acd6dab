"""What every test shares: what a machine may lack, and that a skip is said.

`browser` tests need Chromium, `libreoffice` tests need soffice, `tesseract` tests need
tesseract with chi_sim, `postgres` tests need DATABASE_URL to name PostgreSQL, and `sqlite`
tests need it not to. Each that cannot run is skipped with its reason, and the reasons are
printed, a line each, at the end. With LUOSHI_NOTHING_SKIPPED=1 the run fails when anything
was skipped. `long` tests run in `make test-all` only; docs/decisions/tests.md lists them.
"""

import gc
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from _pytest import runner

from luoshi.documents.scanned import recogniser
from tests import chosen, readers
from tests import migrated as tables
from tests.compiled import hash_quickly, keep_templates, look_files_up_when_asked

# a seventh of the time of reading the tests went into looking for what may be let go, and nothing may
gc.disable()

# how long an example takes is no matter of a test: the first one makes what the rules need
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

STRICT = "LUOSHI_NOTHING_SKIPPED"
MARKS = {
    "browser": "drives a real Chromium",
    "libreoffice": "converts by LibreOffice",
    "tesseract": "recognises the text of a scan",
    "postgres": "holds on PostgreSQL only",
    "sqlite": "holds on SQLite only",
}
skipped: Counter[str] = Counter()


def chromium() -> str | None:
    """Return the path of a Chromium on this machine.

    The one that has no windows comes first: with windows a page takes four times the processor.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def on_postgresql() -> str:
    """Return the URL of the PostgreSQL that the run is on; nothing on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def lacking() -> dict[str, str]:
    """Say for each mark what this machine lacks; nothing where it can run."""
    on_postgres = bool(on_postgresql())
    reasons = {
        "browser": "" if chromium() else "没有 Chromium / no Chromium: apt-get install chromium fonts-noto-cjk",
        "tesseract": ""
        if recogniser()
        else "没有 tesseract 或它的 chi_sim / no tesseract with chi_sim: apt-get install tesseract-ocr-chi-sim",
        "libreoffice": ""
        if shutil.which("soffice")
        else "没有 LibreOffice / no LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui",
        "postgres": "" if on_postgres else "数据库不是 PostgreSQL / the database is not PostgreSQL: make test",
        "sqlite": "数据库不是 SQLite / the database is not SQLite" if on_postgres else "",
    }
    return {mark: reason for mark, reason in reasons.items() if reason}


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("numprocesses", None):
        gc.enable()  # it deals the tests out, and reads none
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    config.addinivalue_line("markers", "long: runs in make test-all only")
    hash_quickly()
    keep_templates()
    look_files_up_when_asked()
    make_room_for_frames()
    readers.fork_them()


def make_room_for_frames() -> None:
    """Let a test's frames lie in one piece of memory: 15% of a page test's time was spent at the borders of pieces.

    Python keeps the frames of a thread in pieces of 16 KiB, and gives a piece back to the system as soon as
    nothing lies in it: a loop whose calls cross a border asks the system for memory at each call
    (findings/cpython-frames-at-a-border.sh). A piece is as large as its first frame needs, and this one
    needs half a megabyte, of which nothing is touched.
    """

    def run_in_one_piece(
        item: pytest.Item, log: bool = True, nextitem: pytest.Item | None = None
    ) -> list[pytest.TestReport]:
        return run(item, log=log, nextitem=nextitem)

    run = runner.runtestprotocol
    run_in_one_piece.__code__ = run_in_one_piece.__code__.replace(co_stacksize=70_000)
    runner.runtestprotocol = run_in_one_piece


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the database be emptied after a test that commits: the trail refuses it otherwise."""
    from django.db import connection
    from django.test import TransactionTestCase

    from tests.trail.unguarded import taken_down

    empty = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        with taken_down(connection):
            empty(case)

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def migrated(shared_folder: Path) -> Path:
    """A SQLite file with the site's tables and nothing in them, to be copied."""
    return tables.sqlite_file(shared_folder)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, shared_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Let the test database be a copy of the tables that the migrations made: they run once, not once a process."""
    from django.conf import settings

    asked = settings.DATABASES["default"].setdefault("TEST", {})
    if url := on_postgresql():
        asked["TEMPLATE"] = tables.postgresql_template(shared_folder, url)
    else:
        copy = tmp_path_factory.mktemp("database") / tables.FILE
        asked["NAME"] = str(shutil.copy(tables.sqlite_file(shared_folder), copy))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Keep the copy that was just made on SQLite; it goes with the folder that it is in."""
    return not on_postgresql()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that touch the database")
    parser.addoption("--can-differ", action="store_true", help="of them, those that PostgreSQL may answer otherwise")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file unread that has nothing for PostgreSQL: reading them all takes a process six seconds."""
    if not config.getoption("--can-differ") or not collection_path.name.startswith("test_"):
        return None
    return None if chosen.may_differ(collection_path) else True


def touches_the_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & {"db", "transactional_db", "live_server"})


def is_asked(config: pytest.Config, item: pytest.Item) -> bool:
    if item.get_closest_marker("long") is not None and not chosen.ALL:
        return False
    if config.getoption("--can-differ"):
        return touches_the_database(item) and chosen.can_differ(item)
    return touches_the_database(item) or not config.getoption("--database-only")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> chosen.Scheduling:
    return chosen.Scheduling(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asked = [item for item in items if is_asked(config, item)]
    left_out = set(items) - set(asked)
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = asked
    chosen.put_in_order(items)
    reasons = lacking()
    for item in items:
        for mark, reason in reasons.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the tests themselves be, and look more seldom for what may be let go: that took a twelfth of a run.

    Seldom enough to halve it; as seldom as a command looks, a process of the run would hold twice the memory.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(5_000, 10, 10)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        skipped[reason_of(report)] += 1


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        skipped[reason_of(report)] += 1


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    reason = where[2] if isinstance(where, tuple) else str(where)
    return reason.removeprefix("Skipped: ")


def pytest_sessionfinish(session: pytest.Session) -> None:
    on_a_worker = hasattr(session.config, "workerinput")
    if not on_a_worker and (url := on_postgresql()):
        tables.drop_template(url)
    if skipped and os.environ.get(STRICT) and not on_a_worker and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason, count in sorted(skipped.items()):
        terminalreporter.write_line(f"跳过 {count} 项 / skipped {count}: {reason}")
    if skipped and os.environ.get(STRICT):
        terminalreporter.write_line(
            f"{STRICT}: 有测试被跳过，按未通过计 / a test was skipped, which counts as a failure"
        )


@pytest.fixture(scope="session")
def demo_path() -> Path:
    """The demo document: a district's 154 tasks at mid-year 2025."""
    return Path(__file__).parent.parent / "src" / "luoshi_web" / "demo" / "binjiang-2025-h1.txt"


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """LibreOffice's command, with one profile of this process: making one takes longer than a conversion."""
    program = shutil.which("soffice")
    assert program is not None, "a test that converts by LibreOffice is marked libreoffice"
    return [program, f"-env:UserInstallation=file://{tmp_path_factory.mktemp('profile')}", "--headless"]


@pytest.fixture
def begun_anew() -> Iterator[None]:
    """Let what reads a file be a process begun anew, as in a site: see readers.py."""
    with readers.begun_anew():
        yield


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium stands; tests that ask for it are marked `browser`."""
    path = chromium()
    assert path is not None, "a test that uses Chromium is marked browser"
    return path
