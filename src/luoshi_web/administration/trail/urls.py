"""Addresses of the trail."""

from django.urls import path

from luoshi_web.administration.trail import views

app_name = "trail"
urlpatterns = [
    path("<slug:jurisdiction>/trail/", views.entries, name="entries"),
    path("<slug:jurisdiction>/trail/trail.jsonl", views.download, name="download"),
]
