"""Addresses of one's own account, of invitations, and of a place's people."""

from django.urls import path

from luoshi_web.people import administration, forgotten, joining, secondstep, views

app_name = "people"
PEOPLE = "<slug:jurisdiction>/people/"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/code/", secondstep.code, name="code"),
    path("sign-in/forgotten/", forgotten.forgotten, name="forgotten"),
    path("sign-in/forgotten/<str:uid>/<str:token>/", forgotten.reset, name="reset"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("join/", joining.join, name="join"),
    path("join/<str:token>/", joining.invitation, name="invitation"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/second-factor/", secondstep.factor, name="factor"),
    path(PEOPLE, administration.people, name="people"),
    path(f"{PEOPLE}invitations/", administration.invitations, name="invitations"),
    path(f"{PEOPLE}sheet/", administration.sheet, name="sheet"),
    path(f"{PEOPLE}sheet/template/", administration.template, name="template"),
    path(f"{PEOPLE}accounts/<str:username>/", administration.person, name="person"),
]
