"""What people does again and again: ending what has run its time, and forgetting what nobody needs."""

from importlib import import_module

from django.conf import settings

from chatserver.core.jobs import Job
from people import dispatch
from people.actions import eid, guardianships, logins, notices, passwords, reach

# Open sockets are to close within five seconds of a login's end, so it is noticed a little sooner.
LOGIN_SECONDS = 3.0
GUARDIANSHIP_SECONDS = 3.0
FORGET_SECONDS = 3600.0
NOTICE_SECONDS = 1.0
# A run is over after ten seconds and the ten that its last attempts may take.
NOTICE_LEASE_SECONDS = 30.0


def forget() -> None:
    """Expired sessions, e-ID orders and counts of refused logins."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    eid.forget_orders()
    passwords.forget_attempts()
    reach.forget_confirmations()
    notices.forget_notices()


JOBS = (
    Job("people.end_overdue_logins", LOGIN_SECONDS, logins.end_overdue_logins),
    Job("people.close_outgrown_guardianships", GUARDIANSHIP_SECONDS, guardianships.close_outgrown),
    Job("people.send_notices", NOTICE_SECONDS, dispatch.send_due, NOTICE_LEASE_SECONDS),
    Job("people.forget", FORGET_SECONDS, forget),
)
