"""Stored bytes: pictures and documents of an intake or a room. Nothing is shown before it was made clean."""

from chatserver.core.files.actions import receive, settle
from chatserver.core.files.queries import get, ready_bytes
from chatserver.core.files.steps import hide

__all__ = ["get", "hide", "ready_bytes", "receive", "settle"]
