"""The addresses of the instance (网址): all of them belong to the web floor."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = (
    [path("", include("gongkai.web.urls"))] if find_spec("gongkai.web.urls") else []
)
