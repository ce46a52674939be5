"""A worker that dies at each step of a notice. Only between sending and recording is anything sent again, by its id."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.notices import fire, told
from tests.notices.world import WAYS
from tests.support.processes import ServerProcess

NOTICES = 24
STEPS = ("taken", "sent", "recorded")
AT_ONCE = 10_000


def test_only_what_was_sent_and_not_recorded_is_sent_again(tmp_path: Path) -> None:
    with fire.seeded_world(tmp_path, NOTICES, AT_ONCE) as (providers, environment, seeded):
        seen = {}
        for step in STEPS:
            until_it_dies(fire.worker(environment, tmp_path, step, step))
            seen[step] = (len(fire.received(providers)), recorded(tmp_path))
        last = fire.worker(environment, tmp_path, "last")
        last.start()
        try:
            fire.settle(providers, environment, NOTICES, fire.deadline_of(NOTICES))
        finally:
            last.close()
        received = fire.received(providers)
    assert seen["taken"] == (0, 0)
    assert seen["sent"][0] > 0
    assert seen["sent"][1] == 0
    assert seen["recorded"][1] == 1
    assert {entry["notice"] for entry in received} == set(seeded["due"])
    sent_again = sum(told.repeated(received, way) for way in WAYS)
    # As many as those two workers had on their way and had not written down; nothing of the first, or of the last.
    assert 0 < sent_again <= seen["recorded"][0] - 1
    assert len(received) == NOTICES + sent_again


def recorded(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "vardrum.sqlite3")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM people_notice WHERE state = 'sent'").fetchone()
    return int(count)


def until_it_dies(worker: ServerProcess) -> None:
    worker.start()
    try:
        worker.await_end()
    finally:
        worker.close()
