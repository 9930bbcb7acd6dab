"""What every test shares: what a machine may lack, and that a skip is said.

`browser` tests need Chromium, `libreoffice` tests need soffice, `tesseract` tests need
tesseract with chi_sim, `postgres` tests need DATABASE_URL to name PostgreSQL, and `sqlite`
tests need it not to. Each that cannot run is skipped with its reason, and the reasons are
printed, a line each, at the end. With LUOSHI_NOTHING_SKIPPED=1 the run fails when anything
was skipped.
"""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from luoshi.documents.scanned import recogniser
from tests import migrated as tables

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
    """Return the path of a Chromium on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    from django.conf import settings

    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    # a password's hash is slow on purpose, a third of a second; the site's own still opens what it locked
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the database be emptied after a test that commits: the trail refuses it otherwise."""
    from django.db import connection
    from django.test import TransactionTestCase

    from luoshi_web.trail.guard import taken_down

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


def touches_the_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & {"db", "transactional_db", "live_server"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        config.hook.pytest_deselected(items=[item for item in items if not touches_the_database(item)])
        items[:] = [item for item in items if touches_the_database(item)]
    reasons = lacking()
    for item in items:
        for mark, reason in reasons.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


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
def chromium_path() -> str:
    """Where Chromium stands; tests that ask for it are marked `browser`."""
    path = chromium()
    assert path is not None, "a test that uses Chromium is marked browser"
    return path
