"""The committed TypeScript is what the committed schema generates; `make check` compares the schema with the code."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house.tree import NODE
from tests.support.processes import REPOSITORY

FRONTEND = REPOSITORY / "frontend"
PROTOCOL = Path("src/core/protocol")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Just enough of the front end to run its generator without writing into the tree."""
    (tmp_path / PROTOCOL).mkdir(parents=True)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "node_modules").symlink_to(FRONTEND / "node_modules")
    shutil.copy(FRONTEND / PROTOCOL / "schema.json", tmp_path / PROTOCOL)
    shutil.copy(FRONTEND / "scripts" / "generate-wire.mjs", tmp_path / "scripts")
    return tmp_path


def generated(copy: Path) -> str:
    subprocess.run([NODE, copy / "scripts" / "generate-wire.mjs"], check=True, capture_output=True)
    return (copy / PROTOCOL / "wire.ts").read_text()


def test_the_generated_types_are_committed(copy: Path) -> None:
    assert generated(copy) == (FRONTEND / PROTOCOL / "wire.ts").read_text(), "run `make protocol` and commit the result"


def test_a_changed_type_would_show(copy: Path) -> None:
    path = copy / PROTOCOL / "schema.json"
    schema = json.loads(path.read_text())
    name = next(name for name, definition in schema["$defs"].items() if "properties" in definition)
    schema["$defs"][name]["properties"]["planted"] = {"type": "string"}
    path.write_text(json.dumps(schema))
    assert "planted?: string" in generated(copy)
