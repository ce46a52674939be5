"""The checker of the fault campaign imports nothing of ours: a fault of the product cannot make its judge blind."""

import ast
import sys

from tests.support.processes import REPOSITORY

FOLDER = REPOSITORY / "tests" / "chaos"
NAMES = sorted(path.stem for path in FOLDER.glob("checker*.py"))
ALLOWED = {*sys.stdlib_module_names, "psycopg", *(f"tests.chaos.{name}" for name in NAMES)}


def foreign(source: str) -> list[str]:
    """Every import, wherever it stands, that is neither the standard library, the driver nor the checker itself."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if not allowed(name.name)]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or "."
            found += [] if allowed(module) or all(allowed(f"{module}.{name.name}") for name in node.names) else [module]
        elif isinstance(node, ast.Name) and node.id in ("__import__", "import_module"):
            found.append(node.id)
    return found


def allowed(module: str) -> bool:
    return module in ALLOWED or module.split(".")[0] in ALLOWED


def test_the_checker_imports_nothing_of_ours() -> None:
    assert len(NAMES) == 5
    assert {name: foreign((FOLDER / f"{name}.py").read_text()) for name in NAMES} == {name: [] for name in NAMES}


def test_a_planted_import_is_reported() -> None:
    assert foreign("import rooms.models") == ["rooms.models"]
    assert foreign("def later():\n    from chatserver.core import events") == ["chatserver.core"]
    assert foreign("from tests.chaos.run import Run") == ["tests.chaos.run"]
    assert foreign("from tests.chaos import checker_journal, site") == ["tests.chaos"]
    assert foreign("module = __import__('rooms')") == ["__import__"]
    assert foreign("import sqlite3\nimport psycopg\nfrom tests.chaos import checker_journal") == []
