"""Which address belongs to which app."""

from django.urls import path

import people.api
import rooms.api
import rooms.guest_api
import signaling.api
import triage.api
from chatserver import pages
from chatserver.core import health
from chatserver.core.http import make_api
from people.api import hooks

resident_api = make_api("resident")
resident_api.add_router("", people.api.resident_router)
resident_api.add_router("", people.api.reach_router)
resident_api.add_router("", triage.api.resident_router)
resident_api.add_router("", rooms.api.resident_router)
resident_api.add_router("", signaling.api.resident_router)

staff_api = make_api("staff")
staff_api.add_router("", people.api.staff_router)
staff_api.add_router("", triage.api.staff_router)
staff_api.add_router("", rooms.api.staff_router)
staff_api.add_router("", rooms.guest_api.inviting_router)
staff_api.add_router("", signaling.api.staff_router)

guest_api = make_api("guest")
guest_api.add_router("", rooms.guest_api.guest_router)
guest_api.add_router("", signaling.api.guest_router)

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("hooks/sms", hooks.sms_report),
    path("hooks/mail", hooks.mail_report),
    path("api/resident/", resident_api.urls),
    path("api/staff/", staff_api.urls),
    path("api/guest/", guest_api.urls),
    path("api/<path:rest>", pages.nothing),
    path("assets/<path:name>", pages.asset),
    path("outbox", pages.outbox),
    path("worker.js", pages.worker),
    path("formsprak", pages.showcase),
    path("formsprak/react", pages.showcase, {"framework": "react"}),
    path("staff", pages.staff),
    path("staff/<path:rest>", pages.staff),
    path("", pages.resident),
    path("<path:rest>", pages.resident),
]
