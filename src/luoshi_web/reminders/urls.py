"""Addresses of urging, of an office's messages and of where it sends them."""

from django.urls import path

from luoshi_web.pages.routes import CYCLE
from luoshi_web.reminders import views

app_name = "reminders"
urlpatterns = [
    path("notices/seen/", views.seen, name="seen"),
    path(f"{CYCLE}urge/", views.urge, name="urge"),
    path("<slug:jurisdiction>/messages/", views.messages, name="messages"),
    path("<slug:jurisdiction>/messages/settings/", views.channels, name="settings"),
    path("<slug:jurisdiction>/messages/<uuid:number>/", views.message, name="message"),
]
