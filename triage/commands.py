"""What triage answers on the socket."""

from chatserver.core.commands import CommandTable
from rooms.wire import SayWorse
from triage.actions import follow_ups, worse
from triage.wire import SendForm

TABLE = CommandTable(commands={SendForm: follow_ups.send_form, SayWorse: worse.say_worse})
