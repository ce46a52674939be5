"""Puts the tools of this repository in place: Python environment, npm packages, front-end build, system tools.

Owns .venv, frontend/node_modules and frontend/dist. Each step remembers a digest of what it was made from and is
skipped while that has not changed. Standard library only, since it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
FRONTEND = ROOT / "frontend"
STAMPS = ROOT / ".build"
# Results of building and testing; a change in them asks for no new build.
NOT_SOURCES = {"node_modules", "dist", "dist-node", "coverage", "messages.ts"}
# Command looked for -> Debian package that brings it. Only `make test` needs these.
SYSTEM_TOOLS = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "firefox-esr": "firefox-esr",
    "turnserver": "coturn",
    "clamd": "clamav-daemon",
    "nft": "nftables",
    "ip": "iproute2",
}
SYSTEM_EXTRAS = ("fonts-dejavu-core",)


class SetupFailed(Exception):
    """One sentence for the person at the terminal."""


def digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_SOURCES]
        yield from (Path(where, name) for name in names if name not in NOT_SOURCES)


@contextmanager
def only_one() -> Iterator[None]:
    """Two `make` runs in one tree must not install on top of each other."""
    STAMPS.mkdir(exist_ok=True)
    with (STAMPS / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run(what: str, command: list[str | Path]) -> None:
    print(f"  {what}", flush=True)
    environment = dict(os.environ, NO_COLOR="1", PATH=f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise SetupFailed(f"{tail}\n{what}: failed with exit code {done.returncode}.")


def once(name: str, made_from: str, result: Path, make: Callable[[], None]) -> None:
    stamp = STAMPS / name
    if result.exists() and stamp.exists() and stamp.read_text() == made_from:
        return
    stamp.unlink(missing_ok=True)
    make()
    stamp.write_text(made_from)


def python_environment() -> None:
    lock = ROOT / "requirements-dev.lock"

    def make() -> None:
        if not (VENV / "bin" / "python").exists():
            run("creating the Python environment", [sys.executable, "-m", "venv", VENV])
        pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        run(
            "installing Python packages and Node",
            [*pip, "--require-hashes", "--only-binary", ":all:", "--no-binary", "http-ece", "-r", str(lock)],
        )
        # Commands of the environment find the repository's packages from whatever folder they are started in.
        for packages in VENV.glob("lib/python*/site-packages"):
            (packages / "vardrum.pth").write_text(f"{ROOT}\n")

    once("python", digest([lock]) + sys.version, VENV / "bin" / "node", make)


def npm_packages() -> None:
    lock = FRONTEND / "package-lock.json"
    if not lock.exists():
        raise SetupFailed("frontend/package-lock.json is missing, so the front end cannot be built.")
    command: list[str | Path] = [VENV / "bin" / "npm", "--prefix", FRONTEND, "ci", "--no-audit", "--no-fund"]
    once(
        "npm",
        digest([lock]),
        FRONTEND / "node_modules",
        lambda: run("installing npm packages", command),
    )


def front_end() -> None:
    command: list[str | Path] = [VENV / "bin" / "npm", "--prefix", FRONTEND, "run", "build"]
    once(
        "frontend",
        digest(sources(FRONTEND)),
        FRONTEND / "dist",
        lambda: run("building the front end", command),
    )


def system_tools() -> None:
    """Installs with apt when root; else says what to install. Never fails: the tests name what they could not run."""
    missing = [package for command, package in SYSTEM_TOOLS.items() if not shutil.which(command)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"  Some tests need: {' '.join(missing)}. Install them to run those tests too.")
        return
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    try:
        run("reading the package lists", ["apt-get", "update", "-qq"])
    except SetupFailed as failure:
        print(failure)
    # One by one: what a system does not have takes nothing else along.
    for package in (*missing, *SYSTEM_EXTRAS):
        try:
            run(f"installing {package}", ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package])
        except SetupFailed as failure:
            print(f"{failure}\n  What needs {package} and cannot do without it will be named at the end.")


STEPS: dict[str, Callable[[], None]] = {
    "python": python_environment,
    "npm": npm_packages,
    "frontend": front_end,
    "system": system_tools,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="+", choices=STEPS)
    wanted = parser.parse_args().steps
    try:
        with only_one():
            for name in wanted:
                STEPS[name]()
    except SetupFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
