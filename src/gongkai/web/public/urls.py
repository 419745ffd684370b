"""The addresses that readers and monitors use and that are not files of the tree."""

from django.urls import include, path

from gongkai.web.public.health import healthz
from gongkai.web.public.search import search, suggest

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("apply/", include("gongkai.web.public.applying.urls")),
    path("search", search, name="search"),
    path("search/suggest", suggest, name="suggest"),
]
