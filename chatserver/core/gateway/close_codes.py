"""Why the server closes a socket. Private codes 4000-4999 (RFC 6455, 7.4.2): Daphne cannot send 1008, 1012 or 1013."""

from enum import IntEnum


class CloseCode(IntEnum):
    NORMAL = 1000
    SILENT = 4008
    PROTOCOL = 4009
    RESTART = 4012
    TOO_SLOW = 4013
    REPLACED = 4014
    TOO_MANY = 4029
    BAD_FRAMES = 4400
    LOGIN_ENDED = 4401
