"""Logs hold event names and identifiers, never content (law 7). Whatever was not foreseen is dropped, not printed.

Our own loggers are called `vardrum.<area>`; their message is an event name and their `extra` holds identifiers. Of
other libraries' records only the place and a template without its arguments are kept. Of an exception, its type and
where it was raised: its text may quote what somebody wrote.
"""

import json
import logging
import logging.config
import re
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

OURS = "vardrum"
ROOT = Path(__file__).resolve().parents[2]
MAX_VALUE = 120
MAX_FRAMES = 12
DROPPED = "[dropped]"
NUMBER = "[number]"

# What a record may carry beside its event name. A new key is added here, so that a reviewer sees it.
KNOWN_KEYS = frozenset(
    {
        "account", "actor", "attempt", "audience", "call", "case", "code", "command", "connection", "count", "file",
        "failure", "head", "host", "intake", "job", "limit", "login", "method", "milliseconds", "mode", "peer", "port",
        "refusal", "room", "route", "seconds", "sequence", "size", "state", "status", "stream",
        "type", "unit", "version",
    }
)  # fmt: skip

EVENT_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
# An identifier, a code, a route: no spaces, so no sentence passes.
PLAIN = re.compile(r"[\w.:/<>@+\[\]=-]*", re.ASCII)
# A UUID may hold ten digits in a row by chance, so it is recognised first and kept.
UUID_OR_NUMBER = re.compile(
    r"(?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)",
    re.IGNORECASE,
)
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def without_numbers(text: str) -> str:
    """Anything that could be a personal number, with or without century and separator, becomes `[number]`."""
    return UUID_OR_NUMBER.sub(lambda found: found[0] if found["uuid"] else NUMBER, text)


def safe_value(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return NUMBER if UUID_OR_NUMBER.fullmatch(str(value)) else int(value)
    if not isinstance(value, str | UUID):
        return DROPPED
    text = str(value)
    if len(text) > MAX_VALUE or not PLAIN.fullmatch(text):
        return DROPPED
    return without_numbers(text)


def frames_of(traceback: TracebackType | None) -> list[str]:
    """`file:line function` of the innermost frames; no source line, no local value."""
    frames: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"{_shown_path(code.co_filename)}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return frames[-MAX_FRAMES:]


def described(failure: BaseException) -> dict[str, Any]:
    """The exception and those it came from, outermost first, without their texts."""
    types: list[str] = []
    current: BaseException | None = failure
    while current is not None and len(types) < MAX_FRAMES:
        types.append(f"{type(current).__module__}.{type(current).__qualname__}".removeprefix("builtins."))
        current = current.__cause__ or current.__context__
    return {"exception": types, "frames": frames_of(failure.__traceback__)}


def _shown_path(filename: str) -> str:
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What may be shown of a record, in the order it is shown."""
    fields: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
    }
    template = record.msg if isinstance(record.msg, str) else ""
    if record.name.split(".")[0] == OURS:
        fields["event"] = template if not record.args and EVENT_NAME.fullmatch(template) else DROPPED
        for key, value in vars(record).items():
            if key not in _STANDARD and key in KNOWN_KEYS:
                fields[key] = safe_value(value)
    else:
        fields["event"] = "library.said"
        fields["where"] = f"{_shown_path(record.pathname)}:{record.lineno}"
        # Without arguments the text may have been put together already, content included.
        if record.args and template.isprintable():
            fields["template"] = without_numbers(template[:MAX_VALUE])
    failure = record.exc_info[1] if record.exc_info else None
    if failure is not None:
        fields.update(described(failure))
    return fields


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for machines."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields_of(record), ensure_ascii=False)


class ConsoleFormatter(logging.Formatter):
    """One readable line, for one's own machine."""

    def format(self, record: logging.LogRecord) -> str:
        fields = fields_of(record)
        frames = fields.pop("frames", [])
        head = f"{fields.pop('at')[11:19]} {fields.pop('level'):<8}{fields.pop('logger')} {fields.pop('event')}"
        shown = [f"{key}={','.join(value) if isinstance(value, list) else value}" for key, value in fields.items()]
        return "\n    ".join([" ".join([head, *shown]), *frames])


def configuration(mode: str) -> Mapping[str, Any]:
    formatter = JsonFormatter if mode == "production" else ConsoleFormatter
    return {
        "version": 1,
        # True would silence the loggers of libraries that were imported before, their warnings included.
        "disable_existing_loggers": False,
        "formatters": {"redacting": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "redacting"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            OURS: {"level": "INFO"},
            # A refused request is ordinary news and is told by its status (request_log.py).
            "django.request": {"level": "ERROR"},
            "daphne": {"level": "WARNING"},
            # It brings handlers of its own, which would print client addresses, queries and the texts of exceptions.
            "uvicorn": {"level": "WARNING", "handlers": [], "propagate": True},
            "uvicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},
            "uvicorn.access": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }


def configure(mode: str) -> None:
    logging.config.dictConfig(dict(configuration(mode)))
    # On a wrong template the standard library would print the record with its arguments to stderr.
    logging.raiseExceptions = False


def install_hooks() -> None:
    """For processes that serve: what nobody caught is logged like the rest instead of being printed with its text."""
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def _uncaught(kind: type[BaseException], failure: BaseException, traceback: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger(OURS).critical("process.failed", exc_info=(kind, failure, traceback))


def _uncaught_in_thread(happened: threading.ExceptHookArgs) -> None:
    if happened.exc_value is not None:
        logging.getLogger(OURS).error("thread.failed", exc_info=happened.exc_value)


def _unraisable(happened: "sys.UnraisableHookArgs") -> None:
    if happened.exc_value is not None:
        logging.getLogger(OURS).error("cleanup.failed", exc_info=happened.exc_value)
