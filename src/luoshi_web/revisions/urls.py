"""Addresses of revisions: jurisdiction, year and number, never a primary key."""

from django.urls import path

from luoshi_web.revisions import views

app_name = "revisions"
HERE = "<slug:jurisdiction>/<int:year>/revisions/"
urlpatterns = [
    path("<slug:jurisdiction>/intake/<int:number>/compare/", views.compare, name="compare"),
    path(HERE, views.revisions, name="list"),
    path(f"{HERE}<int:number>/", views.review, name="review"),
    path(f"{HERE}<int:number>/choose/", views.choose, name="choose"),
    path(f"{HERE}<int:number>/beside/", views.beside, name="beside"),
    path(f"{HERE}<int:number>/undo/", views.undo, name="undo"),
    path(f"{HERE}<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{HERE}<int:number>/renew/", views.renew, name="renew"),
    path(f"{HERE}<int:number>/confirm/", views.confirm, name="confirm"),
]
