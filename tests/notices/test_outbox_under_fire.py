"""Notices while each provider fails for a while and workers are killed: each arrives once by its id, in the person's
order, and says nothing that must not leave the house. And what looks at the run finds what is wrong with one.

`make notices` runs it at full size.
"""

from dataclasses import replace
from typing import Any

import pytest

from tests.notices import fire, told
from tests.notices.fire import Fired
from tests.notices.world import CANARY

NOTICES = 100


@pytest.fixture(scope="module")
def fired(tmp_path_factory: pytest.TempPathFactory) -> Fired:
    return fire.run(tmp_path_factory.mktemp("fire"), NOTICES)


def test_each_notice_arrives_once_in_order_and_says_nothing(fired: Fired) -> None:
    found = told.figures(fired)
    assert found["notices"] == sum(found["by_way"].values()) == NOTICES
    assert found["pushes_decrypted"] > 0
    assert fired.states == {"sent": NOTICES}
    assert told.broken(found) == {}


def changed(fired: Fired, of: str, **fields: Any) -> Fired:
    """With the first entry of the way repeated, with other fields."""
    entry = next(one for one in fired.received if one["way"] == of)
    return replace(fired, received=[*fired.received, {**entry, "at": entry["at"] + 100, **fields}])


def test_what_would_be_wrong_is_found(fired: Fired) -> None:
    first = fired.people[0]
    late, early = (next(one for one in fired.received if one["notice"] == first["notices"][at]) for at in (0, 1))
    swapped = [
        {**one, "at": {id(late): early["at"], id(early): late["at"]}.get(id(one), one["at"])} for one in fired.received
    ]
    planted = {
        "never_arrived": replace(fired, received=[one for one in fired.received if one["notice"] != late["notice"]]),
        "not_recorded": replace(fired, states={"sent": NOTICES - 1, "failed": 1}),
        "out_of_order": replace(fired, received=sorted(swapped, key=lambda one: one["at"])),
        "by_two_ways": changed(fired, "email", way="sms", again=True),
        "not_neutral": changed(fired, "sms", text="Ditt recept är klart.", again=True),
        "links": changed(fired, "sms", text="http://example.org", again=True),
        "health_words": replace(fired, logs=fired.logs + CANARY.title().encode()),
        "personal_numbers": replace(fired, logs=fired.logs + first["number"].encode()),
    }
    assert {name: name in told.broken(told.figures(run)) for name, run in planted.items()} == dict.fromkeys(
        planted, True
    )
    for again in (changed(fired, "email", id=late["notice"] + "@else"), changed(fired, "sms", again=False)):
        assert "seen_twice" in told.broken(told.figures(again))
    # The same letter twice is one in a mailbox, and a message that the gateway knew is not delivered again.
    assert told.broken(told.figures(changed(fired, "email"))) == {}
    assert told.broken(told.figures(changed(fired, "push"))) == {}
    assert told.broken(told.figures(changed(fired, "sms", again=True))) == {}
