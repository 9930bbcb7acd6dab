"""Addresses of the site's jobs, for its administrators."""

from django.urls import path

from luoshi_web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.failed, name="failed"),
    path("jobs/<uuid:job>/again/", views.again, name="again"),
]
