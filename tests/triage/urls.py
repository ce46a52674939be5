"""The addresses of people, rooms and triage alone, so that these tests need no other app."""

from django.urls import path

import people.api
import rooms.api
import triage.api
from chatserver.core.http import make_api

resident_api = make_api("triage-resident")
resident_api.add_router("", people.api.resident_router)
resident_api.add_router("", triage.api.resident_router)
resident_api.add_router("", rooms.api.resident_router)
staff_api = make_api("triage-staff")
staff_api.add_router("", triage.api.staff_router)
staff_api.add_router("", rooms.api.staff_router)

urlpatterns = [path("api/resident/", resident_api.urls), path("api/staff/", staff_api.urls)]
