"""`make notices`. Notices by providers in processes of their own, each down for a while, while workers are killed.

`--notices` is how many (1,000 by default, four a person). The lines before the last are for people; the last is JSON.
Ends with 1 if anything promised was broken.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.notices import fire, told


def main() -> int:
    parser = argparse.ArgumentParser(prog="make notices")
    parser.add_argument("--notices", type=int, default=1000, help="four to a person; 10 become due a second")
    parser.add_argument("--keep", type=Path, help="a folder for logs and for what providers took")
    chosen = parser.parse_args()
    if chosen.notices < fire.A_PERSON or chosen.notices % fire.A_PERSON:
        parser.error(f"--notices must be a multiple of {fire.A_PERSON}")
    with tempfile.TemporaryDirectory(prefix="vardrum-notices-") as made:
        folder = chosen.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        found = told.figures(fire.run(folder, chosen.notices))
    wrong = told.broken(found)
    print(
        f"{found['notices']} notices {found['by_way']}, {found['workers_killed']} workers killed, each provider down "
        f"for a while: from due to taken p50 {found['wait_s']['p50']} s, p95 {found['wait_s']['p95']} s; "
        f"repeated under the same id {found['repeated']}, seen twice {found['seen_twice']}"
    )
    print("Nothing that was promised is broken." if not wrong else f"BROKEN: {wrong}")
    print(json.dumps(found))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
