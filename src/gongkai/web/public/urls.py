"""The addresses that readers and monitors use and that are not files of the tree."""

from django.urls import path

from gongkai.web.public.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
]
