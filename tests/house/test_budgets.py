"""Sizes, words, links and texts: what keeps the house readable. The limits are explained in CONTRIBUTING.md."""

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import NODE, files, written_by_hand
from tests.support.processes import REPOSITORY

MODULE_LINES = 400
FUNCTION_LINES = 50
# Put together here, so that this file does not break its own rule.
MARKS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "Not" + "ImplementedError")) + r")\b")
MACHINE = re.compile(
    "|".join((r"(?<![\w.])/(?:" + "work|root|home" + r")/\w", "registry" + r"\.npmjs", "files" + r"\.pythonhosted"))
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)(?:#[^)]*)?\)|(?:src|href)=\"([^\"#]+)\"")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_python_modules_are_short() -> None:
    sizes = {name: len(text.splitlines()) for name, text in written_by_hand(".py")}
    assert not {name: size for name, size in sizes.items() if size > MODULE_LINES}


def test_python_functions_are_short() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}: {size} lines"
        for name, text in written_by_hand(".py")
        for node in functions(ast.parse(text))
        if (size := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not long


def test_python_modules_say_what_they_own() -> None:
    silent = [name for name, text in written_by_hand(".py") if text.strip() and not ast.get_docstring(ast.parse(text))]
    assert not silent


def test_typescript_modules_and_functions_are_short() -> None:
    """Measured by the TypeScript compiler; what is JSX does not count."""
    names = [name for name, _ in written_by_hand(".ts", ".tsx") if not name.endswith(".d.ts")]
    if not names:
        pytest.skip("there is no TypeScript yet")
    measured = subprocess.run(
        [NODE, "tools/measure_typescript.mjs", str(MODULE_LINES), str(FUNCTION_LINES)],
        cwd=REPOSITORY,
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=False,
    )
    assert measured.returncode == 0, measured.stderr
    assert not measured.stdout.splitlines()


def test_nothing_is_left_for_later() -> None:
    endings = (".py", ".ts", ".tsx", ".mjs", ".sh", ".toml", ".yml", ".yaml", "Makefile", "Dockerfile")
    found = [
        f"{name}:{number}"
        for name, text in written_by_hand(*endings)
        for number, line in enumerate(text.splitlines(), 1)
        if MARKS.search(line)
    ]
    assert not found


def test_no_file_names_a_machine() -> None:
    found = []
    for name in files(""):
        if name.endswith((".png", ".jpg", ".webp", ".woff2", ".ico")):
            continue
        text = (REPOSITORY / name).read_text(errors="replace")
        found += [f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if MACHINE.search(line)]
    assert not found


def targets(text: str) -> Iterator[str]:
    for match in LINK.finditer(text):
        target = match[1] or match[2]
        if not re.match(r"[a-z]+:", target):
            yield target


def test_no_link_is_dead() -> None:
    dead = [
        f"{name}: {target}"
        for name, text in written_by_hand(".md")
        for target in targets(text)
        if not (REPOSITORY / name).parent.joinpath(target).exists()
    ]
    assert not dead


def test_pages_name_modules_that_exist() -> None:
    """A path in backticks that starts in one of our folders must be there."""
    tops = {path.name for path in REPOSITORY.iterdir() if path.is_dir()}
    missing = []
    for name, text in written_by_hand(".md"):
        if name.startswith("docs/changes/") or name.startswith("docs/adr/"):
            continue  # what was true when it was written
        for path in re.findall(r"`([\w./-]+/[\w./-]*)`", text):
            if path.split("/")[0] in tops - {"var"} and not (REPOSITORY / path).exists():
                missing.append(f"{name}: {path}")
    assert not missing


def keys(value: object, prefix: str = "") -> set[str]:
    if isinstance(value, dict):
        return set().union(*(keys(part, f"{prefix}.{name}") for name, part in value.items())) or {prefix}
    return {prefix}


def test_both_languages_have_the_same_texts() -> None:
    catalogues = [
        Path(name) for name in files(".json") if Path(name).parent.name == "sv" or Path(name).name == "sv.json"
    ]
    for swedish in catalogues:
        parts = ["en" if part == "sv" else part for part in swedish.parts]
        english = Path(*parts[:-1], parts[-1].replace("sv.json", "en.json"))
        assert (REPOSITORY / english).is_file(), f"{swedish} has no English twin"
        texts = [keys(json.loads((REPOSITORY / path).read_text())) for path in (swedish, english)]
        assert texts[0] == texts[1], f"{swedish} and {english} differ in {sorted(texts[0] ^ texts[1])}"


def test_every_text_is_said_somewhere() -> None:
    """As `m.key`; what only a test says is said to nobody. With keys put together nobody could tell which are dead."""
    said: set[str] = set()
    for name, source in written_by_hand(".ts", ".tsx"):
        if name.startswith("frontend/src/") and not re.search(r"\.test\.tsx?$|/testing/", name):
            said.update(re.findall(r"\bm\.(\w+)", source))
            assert not re.search(r"\bm\[", source), f"{name} puts the key of a text together"
    catalogues = [name for name in files(".json") if name.startswith("frontend/messages/sv/")]
    unsaid = {name: sorted(json.loads((REPOSITORY / name).read_text()).keys() - said) for name in catalogues}
    assert not {name: dead for name, dead in unsaid.items() if dead}, "texts that no page says: remove them"
