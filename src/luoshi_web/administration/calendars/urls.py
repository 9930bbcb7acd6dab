"""Addresses of the calendars."""

from django.urls import path

from luoshi_web.administration.calendars import views

app_name = "calendars"
urlpatterns = [
    path("<slug:jurisdiction>/holidays/", views.holidays, name="holidays"),
    path("<slug:jurisdiction>/releases/", views.releases, name="releases"),
]
