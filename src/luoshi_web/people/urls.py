"""Addresses of one's own account and of invitations."""

from django.urls import path

from luoshi_web.people import forgotten, invitations, secondstep, views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", secondstep.code, name="code"),
    path("sign-in/forgotten/", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/<str:uid>/<str:token>/", forgotten.reset, name="reset"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("join/", invitations.join, name="join"),
    path("join/<str:token>/", invitations.invitation, name="invitation"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/second-factor/", secondstep.factor, name="factor"),
]
