"""The addresses of people and rooms alone, so that these tests need no other app."""

from django.urls import path

import people.api
import rooms.api
from chatserver.core.http import make_api

resident_api = make_api("rooms-resident")
resident_api.add_router("", people.api.resident_router)
resident_api.add_router("", rooms.api.resident_router)
staff_api = make_api("rooms-staff")
staff_api.add_router("", people.api.staff_router)
staff_api.add_router("", rooms.api.staff_router)

urlpatterns = [path("api/resident/", resident_api.urls), path("api/staff/", staff_api.urls)]
