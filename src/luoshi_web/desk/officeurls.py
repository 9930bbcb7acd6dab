"""The office's addresses of the desk, under a plan and under one of its cycles."""

from django.urls import path

from luoshi_web.desk import office, officeclosing, officereview
from luoshi_web.pages.routes import CYCLE, PLAN

urlpatterns = [
    path(f"{PLAN}cycles/", office.cycles, name="cycles"),
    path(f"{PLAN}cycles/handover/", office.handover, name="handover"),
    path(CYCLE, office.cycle, name="cycle"),
    path(f"{CYCLE}closing/", officeclosing.closing, name="closing"),
    path(f"{CYCLE}publication/", officeclosing.publication, name="publication"),
    path(f"{CYCLE}board/", office.board, name="board"),
    path(f"{CYCLE}tasks/", office.tasks, name="tasks"),
    path(f"{CYCLE}unclear/", officereview.unclear, name="unclear"),
    path(f"{CYCLE}bulk/", officereview.bulk, name="bulk"),
    path(f"{CYCLE}units/<name:name>/", office.unit, name="unit"),
    path(f"{CYCLE}review/<name:key>/", officereview.review, name="review"),
]
