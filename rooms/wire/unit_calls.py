"""What a unit decides about calls, as its rooms are told."""

from typing import Literal

from chatserver.core.wire import EventBody


class ResidentsCallChanged(EventBody):
    """Whether residents may begin calls with whoever has their case, from now on."""

    type: Literal["unit.residents_call"]
    residents_call: bool
