"""`python -m luoshi_web` and `luoshi-web`: what manage.py does, from an installed package too."""

import os
import sys

NOT_USABLE = 2  # the exit status of a command that could not reach the database or had no room


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings")
    from django.core.management import execute_from_command_line
    from django.db import InterfaceError, OperationalError, ProgrammingError

    from luoshi.errors import LuoshiError

    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        sys.argv[1] = sys.argv[1].replace("-", "")  # carry-over: a module's name has no hyphen
    try:
        _refuse_an_older_database(sys.argv[1:])
        execute_from_command_line(sys.argv)
    except LuoshiError as error:
        print(error.chinese, error.english, sep="\n", file=sys.stderr)
        sys.exit(NOT_USABLE)
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        if not (sentences := why(error)):
            raise
        print(*sentences, sep="\n", file=sys.stderr)
        sys.exit(NOT_USABLE)


def _refuse_an_older_database(arguments: list[str]) -> None:
    """Let no command but those that need no tables touch a database of an earlier version."""
    import django

    from luoshi_web.backups.older import WITHOUT_TABLES, refuse_older

    if arguments and not arguments[0].startswith("-") and arguments[0] not in WITHOUT_TABLES:
        if "--help" in arguments or "-h" in arguments:
            return
        django.setup()
        refuse_older()


def why(error: Exception) -> tuple[str, str] | None:
    """Return why the database could not be used, in Chinese and English; None where the command itself is at fault.

    The database's own words are kept, since they name host and port; they hold no password.
    """
    from luoshi_web.outages import Outage, outage_of

    outage = outage_of(error)
    if outage is Outage.OLD:
        return (
            "数据库还没有建好，或者版本旧。先运行 migrate。",
            "The database is not ready, or is of an older version; first run migrate.",
        )
    if outage is Outage.FULL:
        return (
            "磁盘满了，没有做完。腾出地方以后再运行一次；已经存下的都在。",
            "The disk is full, and this was not done. Make room and run it again; what was kept before is there.",
        )
    if outage is Outage.READS:
        return (
            "数据库现在只读，没有做完。恢复以后再运行一次；已经存下的都在。",
            "The database only reads now, and this was not done. Run it again when it can be written.",
        )
    if outage is None:
        return None
    said = " ".join(str(error).split())
    return f"数据库用不了：{said}", f"The database cannot be used: {said}"


if __name__ == "__main__":
    main()
