"""What triage answers on the socket."""

from chatserver.core.commands import CommandTable
from triage.actions import follow_ups
from triage.wire import SendForm

TABLE = CommandTable(commands={SendForm: follow_ups.send_form})
