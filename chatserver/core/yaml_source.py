"""Reads a YAML file into plain data and remembers the line of every part, so that an error can name it.

Only true and false are booleans (`yes` and `no` are answers here), and dates stay text until the model reads them.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# Where something stands in the data: keys and places in lists.
DataPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    position: Position
    message: str

    def __str__(self) -> str:
        return f"{self.position}: {self.message}"


class ContentError(Exception):
    """Everything that is wrong with a package, each with its file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class _Loader(yaml.CSafeLoader):
    """YAML 1.2's core words for true and false, and no dates. In C: it is ten times as fast, and every wheel has it."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))

Positions = dict[DataPath, Position]


def read(path: Path, shown_as: str) -> tuple[Any, Positions]:
    """The file's data, and the position of every key and item in it."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        try:
            node = loader.get_single_node()
            positions: Positions = {(): Position(shown_as, 1)}
            if node is None:
                return {}, positions
            _note(node, (), shown_as, positions)
            return loader.construct_document(node), positions
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError([Problem(Position(shown_as, line), str(error.problem))]) from None


def _note(node: yaml.Node, path: DataPath, file: str, positions: Positions) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            here = Position(file, key.start_mark.line + 1)
            if key.value in seen:
                raise ContentError([Problem(here, f"'{key.value}' stands here twice")])
            seen.add(key.value)
            positions[*path, key.value] = here
            _note(value, (*path, key.value), file, positions)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            positions[*path, index] = Position(file, item.start_mark.line + 1)
            _note(item, (*path, index), file, positions)
