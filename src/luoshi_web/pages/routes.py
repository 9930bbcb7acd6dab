"""Parts of addresses that several apps share: a plan by jurisdiction and year, a cycle by its day."""

from datetime import date

from django.urls import register_converter


class Day:
    """A day in an address: 2025-09-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Day, "day")

PLAN = "<slug:jurisdiction>/<int:year>/"
CYCLE = f"{PLAN}cycles/<day:as_of>/"
