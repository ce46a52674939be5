"""The HTTP edge of people, mounted by the shell: one router an audience."""

from people.api.reach import reach_router
from people.api.resident import resident_router
from people.api.staff import staff_router

__all__ = ["reach_router", "resident_router", "staff_router"]
