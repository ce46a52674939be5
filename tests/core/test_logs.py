"""A canary is put wherever content could slip into a log; it may come out nowhere."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from chatserver.core import logs
from chatserver.core.request_log import RequestLogMiddleware

CANARY = "kanariefågel"
PERSONAL_NUMBERS = ["19920314-9829", "199203149829", "920314-9829", "9203149829", "19550608+9811", "550608 9811"]
ROOM = "0193f000-1234-7000-8000-123456789012"


class Sink:
    """The records that came through one formatter, as text."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    @property
    def text(self) -> str:
        return self.stream.getvalue()


@pytest.fixture(params=[logs.JsonFormatter, logs.ConsoleFormatter])
def sink(request: pytest.FixtureRequest) -> Iterator[Sink]:
    sink = Sink(request.param())
    root = logging.getLogger()
    level = root.level
    root.addHandler(sink.handler)
    root.setLevel(logging.DEBUG)
    yield sink
    root.removeHandler(sink.handler)
    root.setLevel(level)


def fail_with_content() -> None:
    answer = f"{CANARY} in a local value"
    try:
        raise KeyError(answer)
    except KeyError as first:
        raise ValueError(f"could not read {answer!r}") from first


def test_our_own_records_keep_identifiers_and_drop_the_rest(sink: Sink) -> None:
    log = logging.getLogger("vardrum.rooms")
    log.warning(
        "frame.rejected",
        extra={"room": UUID(ROOM), "stream": f"room:{ROOM}", "size": 512, "text": CANARY, "code": f"{CANARY} here"},
    )
    assert CANARY not in sink.text
    for kept in ("frame.rejected", f"room:{ROOM}", "512", logs.DROPPED):
        assert kept in sink.text


def test_a_message_that_is_not_an_event_name_is_dropped(sink: Sink) -> None:
    log = logging.getLogger("vardrum.rooms")
    log.warning(f"bad frame {CANARY}")  # noqa: G004 the mistake that must not leak
    log.warning("bad frame %s", CANARY)
    log.warning(f"{CANARY}.{CANARY}")  # noqa: G004
    assert CANARY not in sink.text


@pytest.mark.parametrize("number", PERSONAL_NUMBERS)
def test_personal_numbers_never_pass(sink: Sink, number: str) -> None:
    log = logging.getLogger("vardrum.people")
    log.info("login.refused", extra={"account": number, "code": f"x:{number}"})
    if number.isdigit():
        log.info("login.refused", extra={"size": int(number)})
    logging.getLogger("library").warning(f"refused {number} at %s", "x")  # noqa: G004
    assert number not in sink.text
    assert number[-4:] not in sink.text


def test_identifiers_are_not_mistaken_for_personal_numbers() -> None:
    assert logs.safe_value(f"room:{ROOM}") == f"room:{ROOM}"
    assert logs.safe_value(UUID(ROOM)) == ROOM
    assert logs.safe_value(65_536) == 65_536


def test_long_values_and_control_characters_are_dropped() -> None:
    assert logs.safe_value("a" * 121) == logs.DROPPED
    assert logs.safe_value("a\nb") == logs.DROPPED
    assert logs.safe_value(["list"]) == logs.DROPPED


def test_an_exception_is_told_by_type_and_place_only(sink: Sink) -> None:
    try:
        fail_with_content()
    except ValueError:
        logging.getLogger("vardrum.jobs").exception("job.failed")
        logging.getLogger("asyncio").exception("Task exception was never retrieved: %s", CANARY)
    assert CANARY not in sink.text
    for kept in ("ValueError", "KeyError", "tests/core/test_logs.py", "fail_with_content"):
        assert kept in sink.text


def test_libraries_are_quoted_by_template_only(sink: Sink) -> None:
    log = logging.getLogger("django.request")
    log.error("Internal Server Error: %s", f"/api/resident/{CANARY}?q={CANARY}")
    log.error(f"already put together: {CANARY}")  # noqa: G004
    assert CANARY not in sink.text
    assert "Internal Server Error: %s" in sink.text


def test_json_lines_are_json() -> None:
    sink = Sink(logs.JsonFormatter())
    sink.handler.emit(
        logging.makeLogRecord({"name": "vardrum.x", "msg": "job.failed", "levelname": "ERROR", "job": "seal"})
    )
    line = json.loads(sink.text)
    assert (line["event"], line["job"], line["level"]) == ("job.failed", "seal", "error")


def test_requests_are_told_by_route(sink: Sink) -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        request.resolver_match = ResolverMatch(answer, (), {"file_id": CANARY}, route="api/staff/files/<uuid:file_id>")
        return HttpResponse(CANARY, status=503)

    request = HttpRequest()
    request.method, request.path = "POST", f"/api/staff/files/{CANARY}"
    request.META["QUERY_STRING"] = CANARY
    RequestLogMiddleware(answer)(request)
    assert CANARY not in sink.text
    for kept in ("request.done", "api/staff/files/<uuid:file_id>", "503", "POST"):
        assert kept in sink.text


PROGRAM = f"""
import threading, sys
from chatserver.core import logs
logs.configure("production")
logs.install_hooks()
class Bad:
    def __del__(self): raise OSError("{CANARY}")
Bad()
thread = threading.Thread(target=lambda: int("{CANARY}"))
thread.start(); thread.join()
raise RuntimeError("{CANARY}")
"""


def test_what_nobody_caught_is_told_without_its_text() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert CANARY not in done.stdout + done.stderr
    events = [json.loads(line)["event"] for line in done.stderr.splitlines()]
    assert events == ["cleanup.failed", "thread.failed", "process.failed"]


def test_logging_leaves_the_loggers_of_libraries_alive() -> None:
    assert logs.configuration("production")["disable_existing_loggers"] is False
