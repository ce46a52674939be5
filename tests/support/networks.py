"""Networks of a test's own: namespaces that reach each other over one bridge and nothing else. Needs root.

Addresses are of TEST-NET-3 (RFC 5737), which no relay's list of internal networks denies and nobody routes.
"""

import ctypes
import os
import socket
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

NETWORK = "203.0.113"
CLONE_NEWNET = 0x40000000
BRIDGE = "bridge"
WITH_HOSTS = ("unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"')


@dataclass(frozen=True)
class Namespace:
    """A network of its own, alive as long as the process that holds it."""

    pid: int
    # In place of /etc/hosts, for what runs here alone: there is no other name service.
    hosts: Path | None = None

    def command(self, *command: str | Path) -> list[str]:
        named = [] if self.hosts is None else [*WITH_HOSTS, str(self.hosts)]
        return ["nsenter", f"--net=/proc/{self.pid}/ns/net", "--", *named, *map(str, command)]

    def run(self, *command: str | Path) -> str:
        return _run(self.command(*command))

    def rules(self, port: str, *lines: str) -> None:
        """Of the bridge: what it does to what comes `out` of this port's place and goes `in` there, in nft's own words,
        instead of the earlier rules. At the place itself a sender would be told of what is lost, as no network does."""
        ways = f"iifname {port} jump out;\noifname {port} jump in;\n"
        forward = f"chain forward {{ type filter hook forward priority 0;\n{ways}}}\n"
        chains = f"chain out {{ }}\nchain in {{ }}\n{forward}"
        text = f"flush ruleset\ntable bridge faults {{\n{chains}}}\n" + "\n".join(lines)
        subprocess.run(self.command("nft", "-f", "-"), input=text, text=True, check=True)

    def reach(self, port: int, host: str = "127.0.0.1") -> socket.socket:
        """A connection from this place, to its own loopback unless a host is given; OSError if nobody listens. A socket
        stays in the network that its thread was in when it was made, so a thread goes there for it and ends with it."""
        with ThreadPoolExecutor(1) as there:
            return there.submit(self._reach, port, host).result()

    def _reach(self, port: int, host: str) -> socket.socket:
        with open(f"/proc/{self.pid}/ns/net") as network:
            if ctypes.CDLL(None, use_errno=True).setns(network.fileno(), CLONE_NEWNET):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))
        return socket.create_connection((host, port))


@contextmanager
def namespace() -> Iterator[Namespace]:
    """Without a route out: only its own loopback is up."""
    held = ["unshare", "-n", "sh", "-c", "echo ready; exec sleep 86400"]
    with subprocess.Popen(held, stdout=subprocess.PIPE) as holder:
        if holder.stdout is None or holder.stdout.readline() != b"ready\n":
            raise RuntimeError("no network namespace could be made; that needs root")
        try:
            made = Namespace(holder.pid)
            made.run("ip", "link", "set", "lo", "up")
            yield made
        finally:
            holder.kill()


@contextmanager
def bridged(names: Sequence[str]) -> Iterator[dict[str, Namespace]]:
    """Namespaces on one bridge, in order at the addresses .1, .2 … and at its ports `port1`, `port2` …, each interface
    named `net0`; and the bridge's own, as `BRIDGE`."""
    with ExitStack() as stack:
        middle = stack.enter_context(namespace())
        middle.run("ip", "link", "add", BRIDGE, "type", "bridge")
        middle.run("ip", "link", "set", BRIDGE, "up")
        found = {BRIDGE: middle}
        for number, name in enumerate(names, start=1):
            found[name] = stack.enter_context(namespace())
            plug(middle, found[name], number)
        yield found


def plug(middle: Namespace, end: Namespace, number: int) -> None:
    port = f"port{number}"
    middle.run("ip", "link", "add", port, "type", "veth", "peer", "name", "net0", "netns", str(end.pid))
    middle.run("ip", "link", "set", port, "master", BRIDGE, "up")
    end.run("ip", "addr", "add", address(number) + "/24", "dev", "net0")
    end.run("ip", "link", "set", "net0", "up")


def address(number: int) -> str:
    return f"{NETWORK}.{number}"


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout
