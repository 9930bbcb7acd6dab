"""What runs where and when: which tests PostgreSQL can answer in another way, which begin, and which stay together."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import pytest
from xdist.scheduler import LoadScopeScheduling

T = TypeVar("T")

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

# Of these files PostgreSQL runs what begins so: the rest asks Python the same, or is held by what is here.
ONLY = {
    "tests/backups/test_backing_up_and_restoring.py": (
        "test_what_is_restored", "test_the_commands", "test_what_is_there", "test_while_others_write",
    ),
    "tests/backups/test_bad_days.py": (
        "test_a_backup_of_the_other", "test_a_backup_of_an_older", "test_a_full_disk", "test_a_backup_that_is_killed",
        "test_a_restore_that_is_killed_can_be_run_again_and_loses_nothing[put_files_aside]",  # the others move files
        "test_a_trail", "test_evidence", "test_a_place_without",
        "test_without_pg_dump",
    ),
    "tests/backups/test_carrying_over.py": (
        "test_every_row", "test_what_the_trail", "test_a_place_with_data", "test_the_site_goes_on", "test_killed",
    ),
    "tests/bad_days/test_a_clock_in_another_zone.py": (
        "test_the_second", "test_what_waits", "test_a_deadline_that_was_stored",
    ),
    "tests/bad_days/test_looking_needs_no_writing.py": ("test_one_signs_in", "test_what_cannot_be_written"),
    "tests/desk/test_a_plan_page_is_kept.py": ("test_a_browser_that_has", "test_whatever_changes"),
    "tests/desk/test_what_no_form_sends.py": (
        "test_an_address_with_a_null", "test_a_null", "test_a_number_that", "test_a_figure_of", "test_a_sentence_with",
    ),
    "tests/intake/test_from_upload_to_plan.py": (
        "test_a_file_is_read", "test_the_file_is_kept", "test_the_same_file_after", "test_each_act", "test_a_name_that",
    ),
    "tests/reminders/test_sending_mail.py": (
        "test_the_same_notice", "test_a_server_that_is_down", "test_what_was_being_sent", "test_the_log_shows",
    ),
    "tests/reports/test_a_cycle_is_opened_and_closed.py": (
        "test_opening_is_recorded", "test_dates", "test_after_it_is_closed", "test_a_report_is_given",
    ),
    "tests/reports/test_answering.py": (
        "test_a_draft_is_kept", "test_two_people", "test_what_was_saved", "test_what_is_submitted", "test_the_second",
        "test_it_can_be_withdrawn", "test_an_accepted", "test_looking", "test_every_step",
    ),
    "tests/reports/test_deciding_on_many.py": (
        "test_what_moved", "test_a_newer_version", "test_an_accepted_many", "test_many_are_accepted",
    ),
    "tests/reports/test_keeping_files.py": ("test_bytes_are_kept", "test_on_a_full_disk"),
    "tests/reports/test_milestones.py": ("test_a_day_ahead", "test_an_accepted"),
    "tests/reports/test_running_cycles.py": ("test_a_task_is_taken", "test_a_unit_that", "test_a_contribution"),
    "tests/reports/test_what_rows_come_to.py": ("test_a_figure_finds", "test_what_is_given_in_fields"),
    "tests/revisions/test_putting_a_revision_in_force.py": (
        "test_a_changed_target", "test_a_refused_row", "test_a_removed_task_that", "test_the_same_file",
        "test_who_confirms", "test_of_two", "test_a_failure", "test_each_act",
    ),
    "tests/revisions/test_rereading.py": ("test_confirmed_it_is", "test_a_target_that_a_person_set", "test_figures"),
    "tests/trail/test_the_head_in_every_export.py": ("test_the_contract",),
    "tests/trail/test_reading_the_trail.py": ("test_the_newest", "test_it_is_filtered", "test_the_command_blanks"),
    "tests/web/test_hostile_text.py": ("test_nothing_in_a_cell",),
    "tests/web/test_import.py": (
        "test_what_was_kept", "test_the_same_file_twice", "test_another_file", "test_a_failure",
        "test_figures_are_kept", "test_units_are_one",
    ),
    "tests/web/test_the_plan_is_read.py": (
        "test_all_rows", "test_filters", "test_a_number_finds", "test_a_search_that",
    ),
    "tests/workbooks/test_two_who_write.py": ("test_the_choice_is_kept", "test_two_colleagues"),
}  # fmt: skip

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

# Each of these stays in one process: its tests go on from one another, or share what takes seconds to make.
STORIES = ("tests/browser/", "tests/backups/test_carrying_over.py", "tests/people/test_foreign_login.py")


def times(few: int, many: int) -> int:
    """How often a random test tries: `few` in `make test`, `many` in `make test-all`."""
    return many if ALL else few


def every(step: int, rows: Iterable[T]) -> list[T]:
    """Return every so-manieth row in `make test`, beginning with the first, and all of them in `make test-all`."""
    return list(rows) if ALL else list(rows)[::step]


def may_differ(path: Path) -> bool:
    """Tell whether a file of tests may hold one that `can_differ`: by its place, or by the words of a mark."""
    place = path.relative_to(ROOT).as_posix()
    return place.startswith(tuple(CAN_DIFFER)) or bool(MARKED.search(path.read_text(encoding="utf-8")))


def can_differ(item: pytest.Item) -> bool:
    """Tell whether PostgreSQL can answer a test in another way than SQLite."""
    if commits(item) or item.get_closest_marker("postgres") is not None:
        return True
    file, _, name = item.nodeid.partition("::")
    return file.startswith(tuple(CAN_DIFFER)) and name.startswith(ONLY.get(file, ("",)))


def commits(item: pytest.Item) -> bool:
    """Tell whether a test commits what it writes, after which the database is emptied."""
    database = item.get_closest_marker("django_db")
    return database is not None and bool(database.kwargs.get("transaction"))


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Gives each of STORIES to one process, whole, and any other test, with all its rows, to the next that is free.

    The rows of a long one are parted. Fewer pieces of work are dealt out so, which took 6 seconds more row by row.
    xdist's own groups (--dist loadgroup) are none under pytest 9.2: they stand in a node's id, which cannot be set.
    """

    def _split_scope(self, nodeid: str) -> str:
        if story := next(filter(nodeid.startswith, STORIES), ""):
            return story
        return nodeid if nodeid.startswith(FIRST) else nodeid.partition("[")[0]


def put_in_order(items: list[pytest.Item]) -> None:
    """Let the long ones begin, and those that commit end, since the database is emptied after each of them."""

    def place(item: pytest.Item) -> int:
        if commits(item):
            return 3
        return 0 if item.nodeid.startswith(FIRST) else 2 if item.nodeid.startswith(LAST) else 1

    items.sort(key=place)
