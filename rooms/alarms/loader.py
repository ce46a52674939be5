"""Reads the list from a folder of YAML files and refuses it whole when anything is wrong, with file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from chatserver.core.canonical import sha256
from chatserver.core.yaml_source import ContentError, DataPath, Position, Positions, Problem, read
from rooms.alarms.content import LONGEST_PATTERN, Category, Content, Line, ListState
from rooms.alarms.matcher import CLAUSES, DENIALS, GAP, SHORTEST_NEAR, Matcher
from rooms.alarms.spelling import plain, word

KINDS = ("sets", "lines", "categories")
# What a list goes through after its content is fixed; it is not part of what is approved.
_OUTSIDE_THE_HASH = ("state", "approvals")
Finding = tuple[DataPath, str]


@dataclass(frozen=True, slots=True)
class AlarmList:
    """A list that was found to be right."""

    content: Content
    sha256: str
    matcher: Matcher
    categories: dict[str, Category]
    lines: dict[str, Line]

    @property
    def name(self) -> str:
        """How a row says by which list it was made."""
        return f"{self.content.package.id} {self.content.package.version} {self.sha256[:12]}"


def load_list(folder: Path) -> AlarmList:
    data, positions = _gathered(folder)
    try:
        content = Content.model_validate(data)
    except ValidationError as error:
        told = ((tuple(one["loc"]), one["msg"]) for one in error.errors(include_url=False))
        raise ContentError([_problem(positions, path, message) for path, message in told]) from None
    digest = _digest(data)
    problems = [_problem(positions, path, message) for path, message in _findings(content, digest)]
    if problems:
        raise ContentError(problems)
    return AlarmList(
        content=content,
        sha256=digest,
        matcher=Matcher(content),
        categories={one.id: one for one in content.categories},
        lines={one.id: one for one in content.lines},
    )


def _digest(data: dict[str, Any]) -> str:
    package = {key: value for key, value in data["package"].items() if key not in _OUTSIDE_THE_HASH}
    return sha256({**data, "package": package})


def _gathered(folder: Path) -> tuple[dict[str, Any], Positions]:
    data: dict[str, Any] = {kind: [] for kind in KINDS}
    positions: Positions = {(): Position(folder.name, 1)}
    for file in sorted(folder.glob("*.yaml")):
        held, lines = read(file, file.name)
        for kind, part in held.items():
            if isinstance(data.get(kind), list) and isinstance(part, list):
                offset = len(data[kind])
                data[kind] += part
                moved = {
                    (kind, int(p[1]) + offset, *p[2:]): at for p, at in lines.items() if p[:1] == (kind,) and p[1:]
                }
                positions |= moved
            elif kind not in data:
                data[kind] = part
                positions |= {path: at for path, at in lines.items() if path[:1] == (kind,)}
            else:
                raise ContentError([Problem(lines[kind,], f"'{kind}' stands here again, or is not a list")])
    return data, positions


def _problem(positions: Positions, path: DataPath, message: str) -> Problem:
    """At the position of the path, or of the nearest part around it that has one."""
    while path not in positions:
        path = path[:-1]
    return Problem(positions[path], message.removeprefix("Value error, "))


def _findings(content: Content, digest: str) -> Iterator[Finding]:
    for kind, parts in (("sets", content.sets), ("lines", content.lines), ("categories", content.categories)):
        yield from _doubles(kind, [one.id for one in parts])
    yield from _set_findings(content)
    yield from _category_findings(content)
    for text in content.harmless.all:
        yield from ((("harmless",), f"'{text}': {why}") for why in _pattern_findings(text, _set_ids(content)))
        if GAP in text.split():
            yield ("harmless",), f"'{text}': what is harmless has no gaps"
    if content.package.state is ListState.APPROVED:
        for number, approval in enumerate(content.package.approvals):
            if approval.sha256 != digest:
                yield ("package", "approvals", number, "sha256"), f"this approval is of another content than {digest}"


def _set_ids(content: Content) -> set[str]:
    return {one.id for one in content.sets}


def _set_findings(content: Content) -> Iterator[Finding]:
    for needed in sorted({DENIALS, CLAUSES} - _set_ids(content)):
        yield ("sets",), f"the set '{needed}' is missing"
    for number, one in enumerate(content.sets):
        for atom in one.any:
            yield from ((("sets", number, "any"), why) for why in _word_findings(atom, set()))


def _category_findings(content: Content) -> Iterator[Finding]:
    lines, sets = {one.id for one in content.lines}, _set_ids(content)
    for number, category in enumerate(content.categories):
        for line in sorted(set(category.lines) - lines):
            yield ("categories", number, "lines"), f"there is no line '{line}'"
        for key, patterns in (("always", category.always), ("unless_denied", category.unless_denied)):
            for text in patterns.all:
                yield from ((("categories", number, key), f"'{text}': {why}") for why in _pattern_findings(text, sets))


def _doubles(kind: str, ids: list[str]) -> Iterator[Finding]:
    for number, one in enumerate(ids):
        if one in ids[:number]:
            yield (kind, number, "id"), f"'{one}' stands here twice"


def _pattern_findings(text: str, sets: set[str]) -> Iterator[str]:
    steps = text.split()
    if len(text) > LONGEST_PATTERN:
        yield f"longer than {LONGEST_PATTERN} characters"
    if not steps or GAP in (steps[0], steps[-1]):
        yield "a pattern begins and ends with a word"
    for one in steps:
        if one != GAP:
            yield from _word_findings(one, sets)


def _word_findings(text: str, sets: set[str]) -> Iterator[str]:
    if text.startswith("<"):
        if text[1:-1] not in sets or not text.endswith(">"):
            yield f"there is no set {text}"
        return
    bare = text.removeprefix("~").removesuffix("*")
    if not plain(bare).replace("'", "").isalnum():
        yield f"'{text}' is not a word"
    if text.startswith("~") and (text.endswith("*") or len(word(plain(bare))) < SHORTEST_NEAR):
        yield f"'{text}' is too short, or open, to be looked for with a letter wrong"
