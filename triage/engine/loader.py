"""Reads a release, from a folder of YAML files or from its kept data, and refuses it whole when anything is wrong.

Every file is a mapping from a kind of part to a list; which file holds what is up to its authors.
"""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from chatserver.core.canonical import sha256
from chatserver.core.yaml_source import ContentError, Position, Positions, Problem, read
from triage.engine.cases import case_findings
from triage.engine.check import findings
from triage.engine.conditions import ConditionError
from triage.engine.conditions import Path as DataPath
from triage.engine.content import Content, ReleaseState
from triage.engine.release import Release, assemble

KINDS = ("sources", "reasons", "questions", "facts", "rules", "outcomes", "advice")
# What a release goes through after its content is fixed; it is not part of what is approved.
_OUTSIDE_THE_HASH = ("state", "approvals")


def load_release(folder: Path) -> Release:
    """The release in a folder; ContentError names the file and line of everything that is wrong."""
    return _checked(*_gathered(folder))


def release_from(data: dict[str, Any]) -> Release:
    """A release from the data that was kept of it, checked like one from a folder."""
    return _checked(data, {(): Position(str(data["package"]["id"]), 1)})


def _checked(data: dict[str, Any], positions: Positions) -> Release:
    content = _modelled(data, positions)
    _refuse([_problem(positions, path, message) for path, message in findings(content)])
    release = assemble(content, content_hash(data), data)
    _refuse([_problem(positions, path, message) for path, message in _late_findings(release)])
    return release


def content_hash(data: dict[str, Any]) -> str:
    """SHA-256 over the canonical form: parts by id, so that neither file nor order of parts matters."""
    package = {key: value for key, value in data["package"].items() if key not in _OUTSIDE_THE_HASH}
    parts = {kind: {part["id"]: part for part in data[kind]} for kind in KINDS}
    return sha256({"package": package, **parts})


def _gathered(folder: Path) -> tuple[dict[str, Any], Positions]:
    data: dict[str, Any] = {kind: [] for kind in KINDS}
    positions: Positions = {(): Position(folder.name, 1)}
    for file in sorted(folder.rglob("*.yaml")):
        shown_as = file.relative_to(folder).as_posix()
        held, lines = read(file, shown_as)
        for kind, parts in held.items():
            here = lines.get((kind,), Position(shown_as, 1))
            if kind == "package" and "package" not in data:
                data["package"], offset = parts, 0
            elif kind in KINDS and isinstance(parts, list):
                offset = len(data[kind])
                data[kind].extend(parts)
            else:
                raise ContentError([Problem(here, f"'{kind}' is not a kind of part, not a list, or stands here again")])
            positions.setdefault((kind,), here)
            positions.update(
                {_moved(path, offset): line for path, line in lines.items() if path[:1] == (kind,) and path[1:]}
            )
    return data, positions


def _moved(path: DataPath, offset: int) -> DataPath:
    """The path in the whole package of a path in one file."""
    return (path[0], path[1] + offset, *path[2:]) if isinstance(path[1], int) else path


def _modelled(data: dict[str, Any], positions: Positions) -> Content:
    try:
        return Content.model_validate(data)
    except ValidationError as error:
        problems = []
        for one in error.errors(include_url=False):
            path: DataPath = tuple(one["loc"])
            cause = one.get("ctx", {}).get("error")
            if isinstance(cause, ConditionError):
                path = (*path, *cause.path)
            problems.append(_problem(positions, path, _message(one["type"], path, one["msg"])))
    raise ContentError(problems)


def _message(kind: str, path: DataPath, message: str) -> str:
    if kind == "missing" and path and path[-1] in ("sv", "en"):
        return f"the language '{path[-1]}' is missing"
    if kind == "missing":
        return f"'{path[-1]}' is missing"
    if kind == "extra_forbidden":
        return f"'{path[-1]}' is not known here"
    return message.removeprefix("Value error, ")


def _late_findings(release: Release) -> list[tuple[DataPath, str]]:
    """What can only be seen by running the release: its rules' own cases, and whether approvals are of this content."""
    found = list(case_findings(release))
    if release.package.state is ReleaseState.APPROVED:
        for index, approval in enumerate(release.package.approvals):
            if approval.sha256 != release.sha256:
                found.append((("package", "approvals", index, "sha256"), "this approval is of another content"))
    return found


def _problem(positions: Positions, path: DataPath, message: str) -> Problem:
    """At the position of the path, or of the nearest part around it that has one."""
    while path not in positions:
        path = path[:-1]
    return Problem(positions[path], message)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ContentError(problems)
