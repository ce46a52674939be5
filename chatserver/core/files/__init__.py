"""Stored bytes: pictures that belong to an intake or a room. Nothing is shown before it was decoded and made clean."""

from chatserver.core.files.actions import receive, settle
from chatserver.core.files.queries import get, ready_path

__all__ = ["get", "ready_path", "receive", "settle"]
