"""What a refused command must look like: a code, and not one row more than before."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chatserver.core.errors import DomainError, ErrorCode, Param
from tests.rooms import world


@contextmanager
def refused(code: ErrorCode, **params: Param) -> Iterator[None]:
    before = world.everything()
    with pytest.raises(DomainError) as refusal:
        yield
    assert (refusal.value.code, refusal.value.params) == (code, params)
    assert world.everything() == before
