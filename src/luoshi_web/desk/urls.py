"""Addresses of reporting: jurisdiction, year, the cycle's day and the task's key, never a primary key."""

from django.urls import path

from luoshi_web.desk import officeurls, sheets, views
from luoshi_web.pages.routes import CYCLE

app_name = "desk"
urlpatterns = [
    *officeurls.urlpatterns,
    path("desk/", views.home, name="home"),
    path("desk/behind/", views.behind, name="behind"),
    # a key or a unit's name may hold a slash, so that what goes on behind it is looked for first
    path(f"{CYCLE}report/<name:key>/saving/", views.saving, name="saving"),
    path(f"{CYCLE}report/<name:key>/correcting/", views.correcting, name="correcting"),
    path(f"{CYCLE}report/<name:key>/present/", views.present, name="present"),
    path(f"{CYCLE}report/<name:key>/evidence/<int:number>/", views.evidence, name="evidence"),
    path(f"{CYCLE}report/<name:key>/", views.report, name="report"),
    path(f"{CYCLE}sheet/<name:unit>/scan/<int:number>/", sheets.scan, name="scan"),
    path(f"{CYCLE}sheet/<name:unit>/", sheets.sheet, name="sheet"),
    path("desk/to-sign/", sheets.to_sign, name="to-sign"),
]
