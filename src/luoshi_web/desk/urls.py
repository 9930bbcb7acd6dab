"""Addresses of reporting: jurisdiction, year, the cycle's day and the task's key, never a primary key."""

from django.urls import path

from luoshi_web.desk import officeurls, sheets, views
from luoshi_web.pages.routes import CYCLE

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
