"""Whether what a notice would tell is known to the person already. Pure: people knows no cases, so others are asked.

The shell connects the answer once; without one, nothing is ever settled.
"""

from collections.abc import Callable
from uuid import UUID

from people.outbox import Kind

Question = Callable[[Kind, UUID, UUID], bool]

_asked: list[Question] = []


def connect(question: Question) -> None:
    """`question(kind, case_id, account_id)` is asked right before a notice is sent."""
    _asked[:] = [question]


def is_settled(kind: Kind, case_id: UUID, account_id: UUID) -> bool:
    return any(question(kind, case_id, account_id) for question in _asked)
