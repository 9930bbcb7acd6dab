"""Addresses of taking in a file: the jurisdiction and the intake's number, never a primary key."""

from django.urls import path

from luoshi_web.intake import opinions_page, report_page, views

app_name = "intake"
urlpatterns = [
    path("intake/", views.home, name="home"),
    path("<slug:jurisdiction>/intake/", views.intakes, name="intakes"),
    path("<slug:jurisdiction>/intake/<int:number>/", views.draft, name="draft"),
    path("<slug:jurisdiction>/intake/<int:number>/progress/", views.progress, name="progress"),
    path("<slug:jurisdiction>/intake/<int:number>/rows/<int:position>/", views.row, name="row"),
    path("<slug:jurisdiction>/intake/<int:number>/correct/", views.correct, name="correct"),
    path("<slug:jurisdiction>/intake/<int:number>/undo/", views.undo, name="undo"),
    path("<slug:jurisdiction>/intake/<int:number>/cancel/", views.cancel, name="cancel"),
    path("<slug:jurisdiction>/intake/<int:number>/again/", views.again, name="again"),
    path("<slug:jurisdiction>/intake/<int:number>/confirm/", views.confirm, name="confirm"),
    path("<slug:jurisdiction>/intake/<int:number>/report/", report_page.report, name="report"),
    path("<slug:jurisdiction>/intake/<int:number>/draft.<slug:kind>", report_page.table, name="table"),
    path("<slug:jurisdiction>/intake/<int:number>/opinions/", opinions_page.answers, name="opinions"),
    path("<slug:jurisdiction>/intake/<int:number>/opinions/<int:opinion>/", opinions_page.decide, name="decide"),
    path("<slug:jurisdiction>/intake/<int:number>/file/", views.file, name="file"),
    path("<slug:jurisdiction>/intake/publish/<int:year>/", views.publish, name="publish"),
]
