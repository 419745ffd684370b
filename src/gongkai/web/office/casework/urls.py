"""Addresses under ``/office/cases/``; the names belong to the office."""

from django.urls import path

from gongkai.web.office.casework import (
    acts,
    lists,
    page,
    papers,
    redacting,
    registering,
    registers,
    replying,
)

urlpatterns = [
    path("", lists.cases, name="cases"),
    path("new/", registering.new, name="case-new"),
    path("overseen/", lists.overseen, name="cases-overseen"),
    path("register/", registers.register, name="case-register"),
    path("statistics/", registers.statistics, name="case-statistics"),
    path("<int:pk>/", page.case, name="case"),
    path("<int:pk>/reveal/", page.reveal, name="case-reveal"),
    path("<int:pk>/reply/", replying.reply, name="case-reply"),
    path("<int:pk>/acts/<slug:name>/", acts.act, name="case-act"),
    path("<int:pk>/papers/<int:key>/", papers.paper, name="case-paper"),
    path("<int:pk>/papers/", papers.attach, name="case-attach"),
    path("<int:pk>/papers/<int:key>/release/", papers.release, name="case-release"),
    path("<int:pk>/print/", papers.print_reply, name="case-print"),
    path("<int:pk>/file/<slug:form>/", papers.bind, name="case-bind"),
    path("<int:pk>/papers/<int:key>/redact/", redacting.redact, name="case-redact"),
    path(
        "<int:pk>/papers/<int:key>/redact/<int:page>.png",
        redacting.picture,
        name="case-redact-picture",
    ),
]
