"""The two addresses of a login at another provider, by the names that django-allauth knows them by."""

from django.urls import path

from luoshi_web.people import sso

urlpatterns = [
    path("sign-in/at/<str:provider_id>/", sso.begin, name="openid_connect_login"),
    path("sign-in/at/<str:provider_id>/back/", sso.back, name="openid_connect_callback"),
]
