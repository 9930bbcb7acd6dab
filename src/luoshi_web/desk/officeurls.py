"""The office's addresses of the desk, under a plan and under one of its cycles."""

from django.urls import path

from luoshi_web.desk import office, officereview

PLAN = "<slug:jurisdiction>/<int:year>/cycles/"
CYCLE = f"{PLAN}<day:as_of>/"

urlpatterns = [
    path(PLAN, office.cycles, name="cycles"),
    path(f"{PLAN}handover/", office.handover, name="handover"),
    path(CYCLE, office.cycle, name="cycle"),
    path(f"{CYCLE}board/", office.board, name="board"),
    path(f"{CYCLE}tasks/", office.tasks, name="tasks"),
    path(f"{CYCLE}unclear/", officereview.unclear, name="unclear"),
    path(f"{CYCLE}bulk/", officereview.bulk, name="bulk"),
    path(f"{CYCLE}units/<path:name>/", office.unit, name="unit"),
    path(f"{CYCLE}review/<str:key>/", officereview.review, name="review"),
]
