"""What a process outside has accepted, as JSON lines that the test reads while it runs."""

import json
import time
from pathlib import Path
from typing import Any


class Book:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._down = path.with_suffix(".down")
        self._slow = path.with_suffix(".slow")

    @property
    def down(self) -> bool:
        return self._down.exists()

    def write(self, **entry: Any) -> None:
        with self._path.open("a") as file:
            file.write(json.dumps({"at": time.time(), **entry}) + "\n")

    def dawdle(self) -> None:
        """After accepting, before answering: a sender killed now has sent and has not recorded."""
        if self._slow.exists():
            time.sleep(0.2)
