"""Databases of before the migrations began anew: recognised by the first migration that they noted down.

Since then the first migration of an app is called `0001_tables` (of the accounts, `0001_accounts`). Whoever begins
the migrations anew once more gives the first ones another name, and adds the former one here.
"""

from collections.abc import Iterable

from luoshi.errors import LuoshiError

FIRST_OF_OLDER = "plans.0001_initial"
PATIENCE = 5  # seconds that a server is waited for
# the last ones of the earliest version whose backups are carried over; one of before has other columns
EARLIEST = frozenset({
    "intake.0002_sketch", "jobs.0002_ticks", "people.0006_reset_by_mail", "plans.0002_kept_wordings",
    "reminders.0001_what_is_said_to_whom", "reports.0009_reports_say_when_they_were_signed", "revisions.0001_initial",
    "supervision.0001_initial", "trail.0001_initial", "workbooks.0001_workbooks_that_came_back",
})  # fmt: skip

# of an older database, or none: they neither read nor change tables as this version knows them
WITHOUT_TABLES = frozenset({
    "backup", "carryover", "check", "compilemessages", "diffsettings", "help", "makemessages", "makemigrations",
    "restore", "sentences", "version",
})  # fmt: skip


def is_older(migrations: Iterable[str]) -> bool:
    """Tell whether the migrations that a database, or a backup, has noted down (app.name) are of an older version."""
    return FIRST_OF_OLDER in set(migrations)


def refusal() -> LuoshiError:
    """Say what to do with an older database."""
    return LuoshiError(
        "这个数据库是以前的版本建的，这一版不能直接用，也没有改动它：先用luoshi-web backup备份，"
        "再运行luoshi-web carry-over 备份文件 --replace，把里面的都带过来，原来的留在旁边。",
        "This database was made by an earlier version and was not changed: back it up with luoshi-web backup, then "
        "run luoshi-web carry-over BACKUP --replace, which takes everything across and keeps the former one beside.",
    )


def refuse_older() -> None:
    """Let nothing of this version touch an older database; whether there is any database is not asked here.

    Raises:
        LuoshiError: the site's database is an older one.
    """
    from django.db import DatabaseError, InterfaceError, connection

    # a connection of its own: a server forks after this, and no two processes may share one
    asking = connection.copy()
    if asking.vendor == "postgresql":
        asking.settings_dict["OPTIONS"] = {**asking.settings_dict["OPTIONS"], "connect_timeout": PATIENCE}
    else:
        asking.settings_dict["OPTIONS"].pop("init_command", None)  # which writes into a file in another mode
    app, _, name = FIRST_OF_OLDER.partition(".")
    try:
        with asking.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations WHERE app = %s AND name = %s", [app, name])
            found = cursor.fetchone()
    except (DatabaseError, InterfaceError):  # no table yet, or no database to be had: whoever needs it says so
        found = None
    finally:
        asking.close()
    if found:
        raise refusal()
