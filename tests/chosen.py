"""What runs where and when: which tests PostgreSQL can answer in another way, which begin, and which stay together."""

import os
import re
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parent.parent
MARKED = re.compile(r"transaction=True|mark\.postgres|transactional_db|live_server")
ALL = os.environ.get("LUOSHI_ALL") == "1"  # make test-all

# What `make test` runs again on PostgreSQL, with why; `make test-all` runs all that touches the database there.
# What is marked `postgres`, and what commits (`django_db(transaction=True)`: races), runs there besides.
CAN_DIFFER = {
    "tests/backups/": "another program makes the copy, and restores it",
    "tests/bad_days/": "what a killed step leaves, who waits for whom, the server away, the server's time zone",
    "tests/calendars/test_release_calendars.py": "days compared by the database",
    "tests/desk/test_a_plan_page_is_kept.py": "JSON of the database's own making, whose state is hashed",
    "tests/desk/test_what_no_form_sends.py": "null characters, numbers beyond a column",
    "tests/desk/test_two_people.py": "two who write one row",
    "tests/intake/test_from_upload_to_plan.py": "the import, its JSON and its jobs",
    "tests/intake/test_long_plans_and_large_files.py": "thousands of rows in one statement",
    "tests/jobs/": "jobs are taken under a lock",
    "tests/people/test_every_address.py": "every page is got once",
    "tests/people/test_roles_in_time.py": "days compared by the database",
    "tests/reminders/test_killed_workers.py": "a lock that dies with its process",
    "tests/reminders/test_sending_mail.py": "a message is taken under a lock",
    "tests/reports/test_a_cycle_is_opened_and_closed.py": "constraints",
    "tests/reports/test_answering.py": "constraints and triggers of what was handed in, order of versions",
    "tests/reports/test_contributions.py": "constraints",
    "tests/reports/test_deciding_on_many.py": "constraints, rows locked in one order",
    "tests/reports/test_every_row_has_its_office.py": "columns as the database has them",
    "tests/reports/test_exceptions.py": "constraints, moments compared by the database",
    "tests/reports/test_keeping_files.py": "a file and its row, whole or not at all",
    "tests/reports/test_milestones.py": "decimals and days of a JSON column",
    "tests/reports/test_reviewing.py": "two at once, constraints",
    "tests/reports/test_running_cycles.py": "constraints, sums of the database",
    "tests/reports/test_what_rows_come_to.py": "decimals",
    "tests/revisions/test_putting_a_revision_in_force.py": "constraints and locks, JSON",
    "tests/revisions/test_rereading.py": "JSON compared",
    "tests/trail/": "triggers, locks, order, regular expressions",
    "tests/web/test_hostile_text.py": "whatever a cell holds, in a column",
    "tests/web/test_import.py": "the import: constraints, JSON, a kill in its middle",
    "tests/web/test_prepared_questions.py": "statements that the server keeps planned",
    "tests/web/test_the_plan_is_read.py": "searching and order of Chinese words",
    "tests/workbooks/test_two_who_write.py": "two who write one row",
}

# What waits long for a browser, a program or a process begins, so that the end is made of small tests.
FIRST = (
    "tests/browser/",
    "tests/test_run.py",
    "tests/backups/",
    "tests/jobs/",
    "tests/bad_days/",
    "tests/reminders/test_killed_workers.py",
    "tests/workbooks/test_saved_by_libreoffice.py",
    "tests/documents/test_every_format_reads_the_same.py",
    "tests/documents/test_tables_without_borders.py",
    "tests/documents/test_huge_numbers.py",
    "tests/grammar/test_what_always_holds.py",
    "tests/cli/",
    "tests/test_readme.py",
)

# They fill the database of their process with the whole plan: what others keep (kept_rows.py) is made anew after them.
LAST = "tests/web/"

# Each file here is one story, whose tests go on from one another and share a browser and a site.
STORIES = "tests/browser/"


def times(few: int, many: int) -> int:
    """How often a random test tries: `few` in `make test`, `many` in `make test-all`."""
    return many if ALL else few


def may_differ(path: Path) -> bool:
    """Tell whether a file of tests may hold one that `can_differ`: by its place, or by the words of a mark."""
    place = path.relative_to(ROOT).as_posix()
    return place.startswith(tuple(CAN_DIFFER)) or bool(MARKED.search(path.read_text(encoding="utf-8")))


def can_differ(item: pytest.Item) -> bool:
    """Tell whether PostgreSQL can answer a test in another way than SQLite."""
    return commits(item) or item.get_closest_marker("postgres") is not None or item.nodeid.startswith(tuple(CAN_DIFFER))


def commits(item: pytest.Item) -> bool:
    """Tell whether a test commits what it writes, after which the database is emptied."""
    database = item.get_closest_marker("django_db")
    return database is not None and bool(database.kwargs.get("transaction"))


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives a file of STORIES to one process, whole, and any other test to the next that is free.

    xdist's own groups (--dist loadgroup) are none under pytest 9.2: they stand in a node's id, which cannot be set.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith(STORIES) else nodeid


def put_in_order(items: list[pytest.Item]) -> None:
    """Let the long ones begin, and those that commit end, since the database is emptied after each of them."""

    def place(item: pytest.Item) -> int:
        if commits(item):
            return 3
        return 0 if item.nodeid.startswith(FIRST) else 2 if item.nodeid.startswith(LAST) else 1

    items.sort(key=place)
