"""The world of rooms with calls in it. Law 4 is asserted at the end of every test that uses `held_id`."""

from tests.rooms.conftest import case_id, held_id, readers, replayer, world

__all__ = ["case_id", "held_id", "readers", "replayer", "world"]
