"""`make check`: what can be known without running the product. Under a minute on two cores."""

import sys
import time

from tools.lanes import Step, program, run_lanes

NPM = [program("npm"), "--prefix", "frontend", "--silent", "run"]
COMPOSE = {
    "VARDRUM_SECRET_KEY": "x",
    "VARDRUM_HOST": "x",
    "POSTGRES_PASSWORD": "x",
    "TURN_SECRET": "x",
    "TURN_ADDRESS": "x",
}

TEXTS = [Step("front end (texts)", [*NPM, "texts"])]
# eslint, which has to know all types, takes as long as most of the rest together.
LINT = [Step("front end (eslint)", [*NPM, "lint"])]
REST = [
    Step("format (ruff)", [program("ruff"), "format", "--check", "."]),
    Step("lint (ruff)", [program("ruff"), "check", "."]),
    Step("types (mypy)", [program("mypy")]),
    Step("imports (import-linter)", [program("lint-imports"), "--no-cache"]),
    Step("protocol drift", [program("python"), "manage.py", "export_protocol", "--check"]),
    Step("compose file", [program("docker-compose"), "config", "-q"], COMPOSE),
    Step("front end (tsc)", [*NPM, "types"]),
    Step("front end (knip)", [*NPM, "unused"]),
    Step("weight of the pages", [program("python"), "-m", "tools.weigh"], always_show=True),
    Step("house rules", [program("pytest"), "-q", "-p", "no:cacheprovider", "tests/house"]),
]


def main() -> int:
    started = time.monotonic()
    failed = [result.step.name for result in [*run_lanes(TEXTS), *run_lanes(LINT, REST)] if result.code]
    seconds = time.monotonic() - started
    print(f"make check: {'failed: ' + ', '.join(failed) if failed else 'all is well'} ({seconds:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
