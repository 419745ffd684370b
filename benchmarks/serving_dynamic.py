"""The same kind of page made for every request: Django with its middleware, the queries, the template."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

DOCUMENTS = 200


def page(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the page of a document as the portal would show it."""
    from gongkai.apps.publishing.queries import site
    from gongkai.web.portal import reading, refreshing

    (shown,) = site.shown([number % DOCUMENTS + 1])
    return HttpResponse(refreshing.tree().render.item(reading.item(shown.live, shown)))


urlpatterns = [path("<int:number>.html", page)]
