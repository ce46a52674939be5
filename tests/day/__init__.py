"""A day of a unit, played on the real servers in minutes: `make day`. See docs/queue.md, 'A day on the real servers'.

It may import test support, which `insight.simulator` must not; the plan of the day and the engine's own figures are the
simulator's.
"""

SETTINGS = "tests.day.settings"
HAND, SPOILED = "DAY_HAND", "DAY_SPOILED"
