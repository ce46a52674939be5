"""Under which custody a command was given. A case that was lost and is had again is had anew: what was on its way from
before is refused (docs/adr/0049)."""

from typing import Annotated

from pydantic import Field

from chatserver.core.wire import Command

Epoch = Annotated[int, Field(ge=0)]


class TenureCommand(Command):
    """What staff may do by having the case. `epoch` is the custody that stood on their screen, `StaffView.epoch`; under
    another one it is refused with `custody_changed`. Clients of before leave it out, and of others it is not asked."""

    epoch: Epoch | None = None
