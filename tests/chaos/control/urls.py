"""One address that says that the process is there."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def ready(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("readyz", ready)]
