"""The HTTP edge of people, mounted by the shell: one router an audience."""

from people.api.resident import resident_router
from people.api.staff import staff_router

__all__ = ["resident_router", "staff_router"]
