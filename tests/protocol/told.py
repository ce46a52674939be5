"""What each role may be told when it knocks at a door (`doors`)."""

from collections.abc import Mapping

from tests.protocol.roles import GUESTS, RESIDENTS, STAFF

# What a role is told by a door. IN: it is let in, whatever it finds there.
IN, GONE, NOT_HOLDER, NOT_ALLOWED = "in", "not_found", "not_holder", "not_allowed"
Told = Mapping[str, str]


def only(roles: tuple[str, ...], **told: str) -> Told:
    """Those named are told what is said; the others, that it does not exist."""
    return {role: told.get(role, GONE) for role in roles}


OWNER: Told = only(RESIDENTS, owner=IN)
ANYBODY: Told = dict.fromkeys([*RESIDENTS, *STAFF, *GUESTS], IN)
UNIT: Told = only(STAFF, holder=IN, supervisor=IN, colleague=IN)
# Whoever of the unit reads the case is told that it is its resident's to do.
NO_STAFF: Told = only(STAFF, holder=NOT_ALLOWED, supervisor=NOT_ALLOWED, colleague=NOT_ALLOWED)
WRITER: Told = only(STAFF, holder=IN, supervisor=NOT_HOLDER, colleague=NOT_HOLDER)
LEADER: Told = {**dict.fromkeys(STAFF, NOT_ALLOWED), "supervisor": IN, "supervisor_elsewhere": IN}
# Whoever sits in a room is told that it is not theirs to do; to all others of them there is no room.
NO_GUEST: Told = only(GUESTS, guest=NOT_ALLOWED, reading_guest=NOT_ALLOWED)
SITTING_IN: Told = only(GUESTS, guest=IN, reading_guest=IN)
WRITING_GUEST: Told = {**NO_GUEST, "guest": IN}
