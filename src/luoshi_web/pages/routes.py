"""Parts of addresses that several apps share: a plan by jurisdiction and year, a cycle by its day.

公安分局（交警/巡警）    公安分局（交警~2F巡警）    what an address cannot carry, in the name of a unit or a key
"""

import re
from datetime import date

from django.urls import register_converter


class Day:
    """A day in an address: 2025-09-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


# a browser takes \ for / and drops a piece of dots; servers join //, and some refuse control characters
_TAKEN = re.compile(r"[/\\~\x00-\x1f\x7f]")
_DOTS = re.compile(r"\A\.+\Z")
_QUOTED = re.compile(r"~([0-9A-F]{2})")
_EMPTY = "~"


def segment(name: str) -> str:
    """Return a name as one piece of an address, before the percent signs: never empty, without a slash.

    Each name has a piece of its own, and `Name.to_python` gives it back.
    """
    signs = _DOTS if _DOTS.match(name) else _TAKEN
    return signs.sub(lambda found: "".join(f"~{ord(sign):02X}" for sign in found[0]), name) or _EMPTY


class Name:
    """A unit's name, a task's key or an account's name in an address: whatever the database lets in.

    Addresses are written with `segment`. They are read with slashes too, because former keys of tasks
    had some (一、产业提升/1), so that what goes on behind a name is to stand before it among the routes.
    """

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        name = "" if value == _EMPTY else _QUOTED.sub(lambda found: chr(int(found[1], 16)), value)
        if "\0" in name:
            raise ValueError("no name has a NUL, and a database refuses to look for one")  # a 404 to who asks
        return name

    def to_url(self, value: str) -> str:
        return segment(value)


register_converter(Day, "day")
register_converter(Name, "name")

PLAN = "<slug:jurisdiction>/<int:year>/"
CYCLE = f"{PLAN}cycles/<day:as_of>/"
# in routes that stand alone, so that what reads them is imported with them
TASK_KEY = "<name:key>"
UNIT_NAME = "<name:name>"
USERNAME = "<name:username>"
