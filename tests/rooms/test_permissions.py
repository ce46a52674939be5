"""The permission table cell by cell: relation and state, and what is allowed there. Nothing else is."""

import pytest

from rooms.lifecycle import CaseState
from rooms.permissions import Permission, Relation, allowed, ever_allowed

OPEN = ("waiting", "offered", "active", "paused")
RESIDENT = {
    **dict.fromkeys(("waiting", "offered"), "read acknowledge send add_form check ask_callback withdraw"),
    "active": "read acknowledge send add_form call check ask_callback",
    "paused": "read acknowledge send add_form check",
    "concluded": "read acknowledge reopen",
    "archived": "read acknowledge",
}
RESPONSIBLE_READS = "read read_staff acknowledge redact shorten_names"
RESPONSIBLE_DOES = (
    "send release prioritise conclude acknowledge_alarm settle_reach record_attempt hide invite show_out send_form "
)
RESPONSIBLE_DOES += "call_colleague introduce end_company merge seek name_contact"
COLLEAGUE = "read read_staff note claim answer_offer acknowledge_alarm settle_reach record_attempt seek hide show_out "
COLLEAGUE += "read_transfer"
SUPERVISOR = "read read_staff redact hide shorten_names"
EXPECTED: dict[str, dict[str, str]] = {
    "resident": RESIDENT,
    "guardian": RESIDENT,
    "responsible": {
        **dict.fromkeys(("waiting", "offered"), f"{RESPONSIBLE_READS} hide show_out"),
        "active": f"{RESPONSIBLE_READS} {RESPONSIBLE_DOES} call hand_over keep call_back",
        "paused": f"{RESPONSIBLE_READS} {RESPONSIBLE_DOES}",
        "concluded": f"{RESPONSIBLE_READS} reopen hide",
        "archived": "",
    },
    "colleague": {
        **dict.fromkeys(("waiting", "offered"), COLLEAGUE),
        **dict.fromkeys(("active", "paused"), f"{COLLEAGUE} come"),
        "concluded": "reopen",
        "archived": "",
    },
    "companion": {**dict.fromkeys(OPEN, "read read_staff note end_company"), "concluded": "", "archived": ""},
    "asked": {**dict.fromkeys((*OPEN, "concluded", "archived"), ""), "active": "answer_offer read_transfer"},
    "helping": {**dict.fromkeys((*OPEN, "concluded", "archived"), ""), "waiting": "answer_offer"},
    "supervisor": {
        **dict.fromkeys(("waiting", "offered"), f"{SUPERVISOR} reassign prioritise name_contact show_out"),
        **dict.fromkeys(("active", "paused"), f"{SUPERVISOR} reassign prioritise name_contact release show_out"),
        "concluded": f"{SUPERVISOR} reopen",
        "archived": "",
    },
    "chosen": {**dict.fromkeys((*OPEN, "concluded"), "read read_staff"), "archived": ""},
    "guest": {**dict.fromkeys(OPEN, "sit_in acknowledge"), "concluded": "", "archived": ""},
    "writing_guest": {**dict.fromkeys(OPEN, "send"), "concluded": "", "archived": ""},
    "calling_guest": {**dict.fromkeys(OPEN, "join_call"), "concluded": "", "archived": ""},
    "system": {
        **dict.fromkeys(("waiting", "offered", "concluded", "archived"), "read read_staff"),
        **dict.fromkeys(("active", "paused"), "read read_staff release"),
    },
}


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("relation", list(Relation))
def test_cell(relation: Relation, state: CaseState, permission: Permission) -> None:
    expected = permission.value in EXPECTED[relation.value][state.value].split()
    assert allowed([relation], permission, state) is expected


def test_nobody_is_allowed_nothing() -> None:
    assert not any(allowed([], permission, state) for permission in Permission for state in CaseState)


def test_relations_add_up() -> None:
    both = [Relation.COLLEAGUE, Relation.RESPONSIBLE]
    assert allowed(both, Permission.SEND, CaseState.ACTIVE)
    assert allowed(both, Permission.NOTE, CaseState.ACTIVE)
    assert ever_allowed(both, Permission.SEND)
    assert not ever_allowed([Relation.COLLEAGUE], Permission.SEND)
