"""Addresses of reporting: jurisdiction, year, the cycle's day and the task's key, never a primary key."""

from datetime import date

from django.urls import path, register_converter

from luoshi_web.desk import sheets, views


class Day:
    """A day in an address: 2025-09-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(Day, "day")

# behind the converter: the office's addresses name days too
from luoshi_web.desk import officeurls  # noqa: E402

CYCLE = "<slug:jurisdiction>/<int:year>/cycles/<day:as_of>/"

app_name = "desk"
urlpatterns = [
    *officeurls.urlpatterns,
    path("desk/", views.home, name="home"),
    path(f"{CYCLE}report/<str:key>/", views.report, name="report"),
    path(f"{CYCLE}report/<str:key>/saving/", views.saving, name="saving"),
    path(f"{CYCLE}report/<str:key>/present/", views.present, name="present"),
    path(f"{CYCLE}sheet/<str:unit>/", sheets.sheet, name="sheet"),
    path(f"{CYCLE}sheet/<str:unit>/scan/<int:number>/", sheets.scan, name="scan"),
    path("desk/to-sign/", sheets.to_sign, name="to-sign"),
    path(f"{CYCLE}report/<str:key>/evidence/<int:number>/", views.evidence, name="evidence"),
]
