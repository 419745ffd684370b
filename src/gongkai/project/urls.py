"""The addresses of the instance (网址): all of them belong to the web floor."""

from django.urls import include, path

urlpatterns = [path("", include("gongkai.web.urls"))]
handler400 = "gongkai.web.public.pages.bad_request"
handler403 = "gongkai.web.public.pages.forbidden"
handler404 = "gongkai.web.public.pages.not_found"
handler500 = "gongkai.web.public.pages.failed"
