"""Addresses of a place's people, for its administrator."""

from django.urls import path

from luoshi_web.administration.people import views
from luoshi_web.pages.routes import USERNAME

app_name = "administration"
PEOPLE = "<slug:jurisdiction>/people/"
urlpatterns = [
    path(PEOPLE, views.people, name="people"),
    path(f"{PEOPLE}invitations/", views.invitations, name="invitations"),
    path(f"{PEOPLE}sheet/", views.sheet, name="sheet"),
    path(f"{PEOPLE}sheet/template/", views.template, name="template"),
    path(f"{PEOPLE}accounts/{USERNAME}/", views.person, name="person"),
]
