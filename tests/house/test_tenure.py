"""No action that hangs on having the case forgets to ask under which custody its command was given."""

import ast
from collections.abc import Iterator

from rooms.permissions import BY_TENURE, Permission
from tests.house.tree import files
from tests.support.processes import REPOSITORY

ACTIONS = ("rooms/actions/", "signaling/actions/", "triage/actions/", "visits/")


def asking() -> Iterator[tuple[str, Permission, bool]]:
    """Each function that gets a room by such a permission, and whether it asks of the custody too."""
    for name in files(".py"):
        if not name.startswith(ACTIONS):
            continue
        for function in ast.walk(ast.parse((REPOSITORY / name).read_text())):
            if isinstance(function, ast.FunctionDef):
                text = ast.unparse(function)
                for wanted in BY_TENURE:
                    called = f"access_room(actor, command.room_id, Permission.{wanted.name}"
                    if f"{called})" in text or f"_access(actor, command.room_id, Permission.{wanted.name})" in text:
                        yield f"{name}:{function.name}", wanted, ".require_tenure(command.epoch)" in text
                    elif f"{called}," in text:
                        yield f"{name}:{function.name}", wanted, f"{called}, command.epoch)" in text


def test_whoever_needs_the_case_says_under_which_custody() -> None:
    found = list(asking())
    assert [where for where, _, asks in found if not asks] == []
    assert {wanted for _, wanted, _ in found} == BY_TENURE - {Permission.INVITE}


def test_what_only_the_one_responsible_may_do_hangs_on_custody() -> None:
    assert {Permission.SEND, Permission.CONCLUDE, Permission.HAND_OVER, Permission.PRIORITISE} < BY_TENURE
    assert not BY_TENURE & {Permission.READ, Permission.NOTE, Permission.CLAIM, Permission.HIDE, Permission.ACKNOWLEDGE}
