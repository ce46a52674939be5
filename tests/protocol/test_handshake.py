"""What is agreed on before the first frame, on both ways of running."""

import re
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from chatserver.core.wire import MAX_FRAME_BYTES
from tests.protocol.wires import WAIT_SECONDS, resident
from tests.support.processes import REPOSITORY
from tests.support.servers import SOCKET_OPTIONS, Deployment


def test_no_frame_is_compressed_whatever_the_client_offers(deployment: Deployment) -> None:
    """A compressor costs 300 KiB a socket, and compressed secrets beside chosen text can be guessed by their length."""
    anna = resident(deployment.server(0))
    address = f"{anna.server.url.replace('http', 'ws')}/ws/resident"
    headers = {"Cookie": anna.cookie, "Origin": anna.server.url}
    with connect(address, additional_headers=headers, compression="deflate", open_timeout=WAIT_SECONDS) as socket:
        assert socket.request is not None
        assert "permessage-deflate" in socket.request.headers["Sec-WebSocket-Extensions"]
        assert socket.response is not None
        assert "Sec-WebSocket-Extensions" not in socket.response.headers


def test_a_frame_beyond_the_limit_ends_the_socket_before_it_is_read(deployment: Deployment) -> None:
    anna = resident(deployment.server(0))
    with ExitStack() as to_the_end:
        anna.connect(to_the_end)
        anna.line.send("x" * (MAX_FRAME_BYTES + 1))
        with pytest.raises(ConnectionClosed) as closed:
            anna.until("never")
    # Daphne drops the connection without a word; uvicorn says why.
    assert closed.value.rcvd is None or closed.value.rcvd.code == 1009


def test_what_is_shipped_runs_as_it_is_tested() -> None:
    words = re.findall(r'"([^"]*)"', (REPOSITORY / "Dockerfile").read_text().split('CMD ["uvicorn"')[1])
    assert " ".join(SOCKET_OPTIONS) in " ".join(words)
