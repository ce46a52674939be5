"""The addresses of people alone, so that its tests need no other app."""

from django.urls import path

from chatserver.core.http import make_api
from people.api import resident_router, staff_router

resident_api = make_api("people-resident")
resident_api.add_router("", resident_router)
staff_api = make_api("people-staff")
staff_api.add_router("", staff_router)

urlpatterns = [path("api/resident/", resident_api.urls), path("api/staff/", staff_api.urls)]
