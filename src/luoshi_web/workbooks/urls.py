"""Addresses of the workbooks: those of the cycle, and the unit's name as on its own page."""

from django.urls import path

from luoshi_web.pages.routes import CYCLE
from luoshi_web.workbooks import views

app_name = "workbooks"
ONE = f"{CYCLE}workbook/<name:unit>/"
urlpatterns = [
    path(f"{CYCLE}workbooks/", views.every, name="all"),
    path(f"{CYCLE}workbooks/reports/", views.reports, name="reports"),
    path(f"{ONE}upload/<int:number>/file/", views.file, name="file"),
    path(f"{ONE}upload/<int:number>/marked/", views.marked, name="marked"),
    path(f"{ONE}upload/<int:number>/", views.result, name="result"),
    path(f"{ONE}upload/", views.upload, name="upload"),
    path(ONE, views.download, name="download"),
]
