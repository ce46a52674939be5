"""Exactly one of two peers yields, whichever is named first, and never one that cannot."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from signaling.peers import Peer, polite_peer

ids = st.uuids(version=4)


@given(ids, ids)
def test_both_sides_get_the_same_answer(one: UUID, other: UUID) -> None:
    assert polite_peer(Peer(one), Peer(other)) == polite_peer(Peer(other), Peer(one))


@given(ids, ids)
def test_the_one_that_cannot_roll_back_is_never_polite(browser: UUID, server: UUID) -> None:
    media_peer = Peer(server, can_roll_back=False)
    assert polite_peer(Peer(browser), media_peer) == polite_peer(media_peer, Peer(browser)) == Peer(browser)
