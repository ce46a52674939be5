"""One stream of one connection: nothing twice, nothing skipped, whatever the hub delivers."""

from chatserver.core.events import StoredEvent
from chatserver.core.gateway.subscription import Subscription


def event(sequence: int) -> StoredEvent:
    return StoredEvent("room:a", sequence, "thing.done", f"frame {sequence}")


def test_what_comes_while_opening_is_held_and_let_out_behind_the_cursor() -> None:
    subscription = Subscription()
    assert not any(subscription.passes(event(number)) for number in (4, 5, 6))
    assert [held.sequence for held in subscription.go_live(5)] == [6]
    assert subscription.cursor == 6


def test_only_the_next_passes() -> None:
    subscription = Subscription()
    subscription.go_live(2)
    assert [subscription.passes(event(number)) for number in (2, 3, 3, 5, 4)] == [False, True, False, False, True]
