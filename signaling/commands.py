"""What signaling answers on the socket."""

from chatserver.core.commands import CommandTable
from signaling import relay
from signaling.actions import members, observations, parties
from signaling.wire import (
    AcceptCall,
    Candidate,
    DeclineCall,
    Description,
    EndCall,
    JoinCall,
    LeaveCall,
    MediaState,
    RejoinCall,
    RemoveFromCall,
    ReportCall,
    StartCall,
)

TABLE = CommandTable(
    commands={
        StartCall: parties.start_call,
        AcceptCall: parties.accept_call,
        DeclineCall: parties.decline_call,
        RejoinCall: parties.rejoin_call,
        EndCall: parties.end_call,
        JoinCall: members.join_call,
        LeaveCall: members.leave_call,
        RemoveFromCall: members.remove_from_call,
        ReportCall: observations.report_call,
    },
    signals={
        Description: relay.relay_description,
        Candidate: relay.relay_candidate,
        MediaState: relay.relay_media_state,
    },
    screens={
        Description: relay.screen_description,
        Candidate: relay.screen_candidate,
    },
)
