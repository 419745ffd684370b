"""Addresses of the back office, under ``/office/``."""

from __future__ import annotations

from django.urls import path

from gongkai.web.office import documents, home, signing_in

app_name = "office"
urlpatterns = [
    path("", home.home, name="home"),
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("me/", signing_in.me, name="me"),
    path("documents/", documents.listing, name="documents"),
]
