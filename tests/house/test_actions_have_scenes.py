"""No action escapes the laws: each has a scene in `tests/laws/scenes.py`, where all of them are shown."""

import ast

from tests.house.tree import files
from tests.laws.scenes import SCENES
from tests.support.processes import REPOSITORY

PACKAGES = ("chatserver/", "people/", "rooms/", "signaling/", "triage/", "visits/", "insight/")
BEGIN_A_TRANSACTION = ("transaction.atomic(durable=True)", "ended_by_its_last_statements()")
# Durable transactions that are no actions: people and phrases that the demonstration brings.
NO_ACTIONS = {"people.demo", "rooms.demo"}


def durable_actions() -> set[str]:
    return {
        f"{name.removesuffix('.py').replace('/', '.')}.{node.name}"
        for name in files(".py")
        if name.startswith(PACKAGES)
        for node in ast.parse((REPOSITORY / name).read_text()).body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if ast.unparse(decorator) in BEGIN_A_TRANSACTION
    }


def test_every_action_has_a_scene_and_every_scene_an_action() -> None:
    actions = {action for action in durable_actions() if action.rpartition(".")[0] not in NO_ACTIONS}
    assert {name.partition(",")[0] for name in SCENES} == actions
