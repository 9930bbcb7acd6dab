"""The addresses of the site; each room keeps its own."""

from django.urls import include, path

urlpatterns = [
    # most requests are for the public pages, and addresses are tried in turn
    path("", include("luoshi_web.portal.urls")),
    path("", include("luoshi_web.people.urls")),
    path("", include("luoshi_web.people.sso_urls")),
    path("", include("luoshi_web.administration.people.urls")),
    path("", include("luoshi_web.intake.urls")),
    path("", include("luoshi_web.revisions.urls")),
    path("", include("luoshi_web.desk.urls")),
    path("", include("luoshi_web.workbooks.urls")),
    path("", include("luoshi_web.reminders.urls")),
    path("", include("luoshi_web.jobs.urls")),
    path("", include("luoshi_web.administration.trail.urls")),
    path("", include("luoshi_web.administration.calendars.urls")),
    path("", include("luoshi_web.portal.short")),  # last: a jurisdiction may have any name
]

handler404 = "luoshi_web.portal.views.not_found"
handler500 = "luoshi_web.portal.troubles.broken"
handler400 = "luoshi_web.portal.views.not_understood"
handler403 = "luoshi_web.portal.views.not_allowed"
