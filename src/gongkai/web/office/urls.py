"""Addresses of the back office, under ``/office/``."""

from __future__ import annotations

from django.urls import path

from gongkai.web.office import documents, home, signing_in
from gongkai.web.office.editions import acting, drafting, materials, pages

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("me/", signing_in.me, name="me"),
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
]
