"""Pictures on their way into a form. The core stores and cleans them; here is who may add one and where."""

from uuid import UUID

from chatserver.core import files
from chatserver.core.actor import Actor
from chatserver.core.files.storage import Readable
from chatserver.core.files.uploads import Owner
from chatserver.core.models import StoredFile
from triage import policy
from triage.models import IntakeState


def receive_picture(actor: Actor, intake_id: UUID, body: Readable) -> StoredFile:
    """Stores and settles a picture that an answer may name afterwards.

    The bytes come in and are decoded outside any transaction; whether the form is still open is asked again then.
    """
    intake = policy.read_intake(actor, intake_id)
    policy.require_state(intake, IntakeState.OPEN)
    received = files.receive(actor, "intake", intake.id, intake.resident_id, body)
    return files.settle(received.id)


def owner_of(actor: Actor, intake_id: UUID) -> Owner:
    """The same for a file that comes in parts; asked again for every part."""
    intake = policy.read_intake(actor, intake_id)
    policy.require_state(intake, IntakeState.OPEN)
    return Owner(actor, "intake", intake.id, intake.resident_id)
