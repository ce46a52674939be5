"""The hot path: many messages and receipts in one transaction, with the rows, events and audit that
`rooms.actions.messages` would have left for each of them (docs/adr/0013).

`loading` reads what all of them need under the rooms' locks, `deciding` carries them out one by one in memory,
`writing` stores the result in a few statements. The plain actions stay the specification; a property test compares the
two.
"""

from rooms.actions.together.carrying import TOGETHER, carry_out

__all__ = ["TOGETHER", "carry_out"]
