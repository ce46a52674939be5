"""A clamd of our own with one signature, started and stopped as a test wishes."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes import ServerProcess, free_port, port_answers

# What our signature finds: no virus, and nothing that anybody else looks for.
HARMFUL = b"vardrum harmful bytes for tests"


@dataclass
class Clamd:
    folder: Path
    port: int
    process: ServerProcess

    @property
    def by_port(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    @property
    def by_socket(self) -> str:
        return f"unix://{self.folder / 'clamd.ctl'}"


def made(folder: Path) -> Clamd:
    """Not started yet."""
    (folder / "signatures").mkdir(parents=True)
    (folder / "signatures" / "own.ndb").write_text(f"Vardrum.Test:0:*:{HARMFUL.hex()}\n")
    port = free_port()
    settings = {
        "DatabaseDirectory": folder / "signatures",
        "LocalSocket": folder / "clamd.ctl",
        "TCPSocket": port,
        "TCPAddr": "127.0.0.1",
        "Foreground": "yes",
        "StreamMaxLength": "20M",
        "TemporaryDirectory": folder,
    }
    configuration = folder / "clamd.conf"
    configuration.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    command: list[str | Path] = [shutil.which("clamd") or "clamd", "--config-file", configuration]
    process = ServerProcess("clamd", command, log=folder / "clamd.log", ready=lambda: port_answers(port))
    return Clamd(folder, port, process)
