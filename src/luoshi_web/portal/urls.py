"""Addresses of the public pages: jurisdiction and year, never a primary key."""

from django.urls import path, register_converter

from luoshi_web.pages.routes import TASK_KEY, UNIT_NAME
from luoshi_web.portal import crawling, health, views


class Year:
    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{value:04}"


register_converter(Year, "year")

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("metrics", health.metrics, name="metrics"),
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("favicon.ico", crawling.favicon, name="favicon"),
    path("reading/", views.reading, name="reading"),
    path("<slug:jurisdiction>/<year:year>/", views.plan, name="plan"),
    path(f"<slug:jurisdiction>/<year:year>/tasks/{TASK_KEY}/", views.task, name="task"),
    path("<slug:jurisdiction>/<year:year>/units/", views.units, name="units"),
    path(f"<slug:jurisdiction>/<year:year>/units/{UNIT_NAME}/", views.unit, name="unit"),
    path("<slug:jurisdiction>/<year:year>/indicators/", views.indicators, name="indicators"),
    path("<slug:jurisdiction>/<year:year>/source/", views.source, name="source"),
    path("<slug:jurisdiction>/<year:year>/source/file/", views.source_file, name="source-file"),
    path("<slug:jurisdiction>/<year:year>/source/file/<int:number>/", views.source_file, name="source-file-of"),
    path("<slug:jurisdiction>/<year:year>/plan.<str:kind>", views.download, name="download"),
    path("<slug:jurisdiction>/<year:year>/sitemap.xml", crawling.plan_sitemap, name="plan-sitemap"),
]
