"""Child processes of the tests: started, waited for, killed and started again, each by its own process id."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TICK_SECONDS = 0.05
START_SECONDS = 60.0
STOP_SECONDS = 15.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def port_answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class ServerProcess:
    """One child process with its output in a file. `ready` says whether it may be used."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        ready: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
        user: str | None = None,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self.name = name
        self.log = log
        self._command = [str(part) for part in command]
        self._ready = ready
        self._environment = dict(environment) if environment is not None else dict(os.environ)
        self._user = user
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self, **environment: str) -> None:
        """`environment` is for this start alone."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                cwd=REPOSITORY if self._user is None else "/",
                env={**self._environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self._user,
                group="nogroup" if self._user else None,
                extra_groups=[] if self._user else None,
            )
        self._wait_until_ready()

    def kill(self) -> None:
        """As a power cut does: no handler of the process gets to run."""
        process = self._running()
        process.kill()
        process.wait(STOP_SECONDS)

    def freeze(self) -> None:
        """As a machine that is paused: nothing runs, its sockets stay open and what arrives waits."""
        self._running().send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._running().send_signal(signal.SIGCONT)

    def kill_child(self, pid: int) -> None:
        """Kills a process that this one has started, and no other."""
        asked = subprocess.run(["ps", "-o", "ppid=", "-p", str(pid)], capture_output=True, text=True, check=False)
        if asked.stdout.strip() != str(self.pid):
            raise RuntimeError(f"{pid} is no child of {self.name}")
        os.kill(pid, signal.SIGKILL)

    def interrupt(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Asks the process to end and returns its exit code."""
        process = self._running()
        process.send_signal(number)
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
            raise

    def await_end(self) -> int:
        """Waits for it to end by itself, and gives its exit code."""
        return self._running().wait(START_SECONDS)

    def restart(self) -> None:
        self.start()

    def close(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_SECONDS)

    def output(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError(f"{self.name} has not been started")
        return self._process

    def _wait_until_ready(self) -> None:
        process = self._running()
        deadline = time.monotonic() + self._start_seconds
        while time.monotonic() < deadline:
            if self._ready():
                return
            try:
                process.wait(TICK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError(f"{self.name} ended with code {process.returncode}:\n{self._tail()}")
        self.close()
        raise RuntimeError(f"{self.name} was not ready within {self._start_seconds:.0f} s:\n{self._tail()}")

    def _tail(self) -> str:
        return "\n".join(self.output().splitlines()[-30:])
