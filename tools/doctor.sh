#!/bin/sh
# Says in one sentence what this machine lacks before anything is set up. Needs nothing but a POSIX shell.
set -eu

python=${PYTHON:-python3}

fail() {
    printf 'Vårdrum cannot be set up here: %s\n' "$1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    fail "$python is missing; install Python 3.11 or later (Debian: apt-get install python3 python3-venv)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version 2>&1) is too old; Python 3.11 or later is needed."
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    fail "$python has no venv module; install it (Debian: apt-get install python3-venv)."
