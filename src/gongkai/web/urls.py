"""The addresses of the web floor: what is not here is a file of the public tree."""

from django.urls import include, path

urlpatterns = [
    path("office/", include("gongkai.web.office.urls")),
    path("", include("gongkai.web.public.urls")),
]
