"""Addresses of the back office, under ``/office/``."""

from __future__ import annotations

from django.urls import path

from gongkai.web.office import (
    bodies,
    cleaning_up,
    documents,
    handbook,
    home,
    own_account,
    registers,
    running,
    searching,
    signing_in,
    trail_pages,
)
from gongkai.web.office.editions import acting, drafting, materials, pages

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("second-factor/", signing_in.verify, name="verify"),
    path("me/", own_account.me, name="me"),
    path("me/password/", own_account.password, name="password"),
    path("me/second-factor/", own_account.second_factor, name="second-factor"),
    path("me/recovery-codes/", own_account.recovery_codes, name="recovery-codes"),
    path("me/sign-ins/<int:pk>/end/", own_account.end_sign_in, name="end-sign-in"),
    path("documents/", documents.listing, name="documents"),
    path("documents/new/", drafting.new, name="draft-new"),
    path("editions/<int:pk>/", pages.edition_page, name="edition"),
    path("editions/<int:pk>/edit/", drafting.edit, name="edit"),
    path("editions/<int:pk>/autosave/", drafting.autosave, name="autosave"),
    path("editions/<int:pk>/preview/", pages.preview, name="preview"),
    path("editions/<int:pk>/compare/", pages.compare, name="compare"),
    path("editions/<int:pk>/acts/<slug:name>/", acting.act, name="act"),
    path("editions/<int:pk>/attachments/", materials.upload, name="attach"),
    path(
        "editions/<int:pk>/attachments/<int:attachment>/",
        materials.change_attachment,
        name="attachment",
    ),
    path("editions/<int:pk>/relations/", materials.relate, name="relate"),
    path("editions/<int:pk>/relations/<int:relation>/", materials.unrelate, name="relation"),
    path("editions/<int:pk>/findings/", materials.answer_finding, name="finding"),
    path("editions/<int:pk>/opinions/<int:opinion>/", acting.answer_opinion, name="opinion"),
    path("editions/<int:pk>/files/<str:name>", materials.file, name="file"),
    path("search/", searching.search, name="search"),
    path("releases/", registers.releases, name="releases"),
    path("on-time/", registers.on_time, name="on-time"),
    path("validity/", registers.validity, name="validity"),
    path("expiring/", registers.expiring, name="expiring"),
    path("stale/", registers.stale, name="stale"),
    path("clean-ups/", cleaning_up.clean_ups, name="clean-ups"),
    path("clean-ups/<int:pk>/", cleaning_up.clean_up, name="clean-up"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<int:pk>/", bodies.body_page, name="body"),
    path("bodies/<int:pk>/profile/", bodies.profile, name="profile"),
    path("bodies/<int:pk>/rename/", bodies.rename, name="rename"),
    path("bodies/<int:pk>/merge/", bodies.merge, name="merge"),
    path("bodies/<int:pk>/people/", bodies.add_person, name="add-person"),
    path("bodies/<int:pk>/grants/", bodies.grant, name="grant"),
    path("bodies/<int:pk>/grants/<int:grant_pk>/end/", bodies.end_grant, name="end-grant"),
    path("trail/", trail_pages.trail, name="trail"),
    path("trail/check/", trail_pages.check, name="trail-check"),
    path("trail/export/", trail_pages.export, name="trail-export"),
    path("running/", running.running, name="running"),
    path("handbook/", handbook.index, name="handbook"),
    path("handbook/<slug:task>/", handbook.page, name="handbook-page"),
]
