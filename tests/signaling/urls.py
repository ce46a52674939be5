"""The addresses of signaling alone, so that these tests need no other app."""

from django.urls import path

import signaling.api
from chatserver.core.http import make_api

resident_api = make_api("calls-resident")
resident_api.add_router("", signaling.api.resident_router)
staff_api = make_api("calls-staff")
staff_api.add_router("", signaling.api.staff_router)

urlpatterns = [path("api/resident/", resident_api.urls), path("api/staff/", staff_api.urls)]
