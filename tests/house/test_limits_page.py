"""docs/limits.md states the numbers that the code has."""

import ast
import re

import pytest

from tests.support.processes import REPOSITORY

UNITS = {"": 1, "s": 1, "h": 3600, "kB": 1000, "KiB": 1024, "MiB": 1024**2, "characters": 1, "pixels": 1, "days": 1}
ROW = re.compile(r"^\| [^|]+ \| ([\d.]+) ?(\w*) \| `([^`]+)` \| `([A-Z_]+)` \|$", re.MULTILINE)
# A number that a script of the front end sets; underscores group digits there too.
CONSTANT = re.compile(r"^(?:export )?const ([A-Z_]+) = ([\d_ *]+)$", re.MULTILINE)
ROWS = ROW.findall((REPOSITORY / "docs" / "limits.md").read_text())


def product(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return product(node.left) * product(node.right)
    return float(ast.literal_eval(node))


def in_code(path: str, name: str) -> float:
    text = (REPOSITORY / path).read_text()
    if path.endswith(".ts"):
        text = "\n".join(f"{found} = {value}" for found, value in CONSTANT.findall(text))
    for node in ast.parse(text).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.expr() as value) if found == name:
                return product(value)
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                return product(value)
    raise AssertionError(f"{path} sets no {name}")


def test_the_page_has_its_table() -> None:
    assert len(ROWS) > 10


@pytest.mark.parametrize(("number", "unit", "path", "name"), ROWS, ids=[row[3] for row in ROWS])
def test_a_number_is_the_code_s(number: str, unit: str, path: str, name: str) -> None:
    assert float(number) * UNITS[unit] == in_code(path, name)
