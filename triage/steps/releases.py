"""Releases as rows: the one new forms are made from is kept when it is first used, so that older forms keep theirs."""

from functools import lru_cache

from chatserver.core import clock
from triage import library
from triage.engine.loader import release_from
from triage.engine.release import Release
from triage.models import Release as ReleaseRow

KEPT_IN_MEMORY = 8


def current_row() -> tuple[Release, ReleaseRow]:
    """The current release and its row, made if this is its first form. Needs the caller's transaction."""
    return _with_row(library.current())


def follow_up_row() -> tuple[Release, ReleaseRow]:
    """The same for what staff send into rooms."""
    return _with_row(library.follow_ups())


def _with_row(release: Release) -> tuple[Release, ReleaseRow]:
    row, _ = ReleaseRow.objects.get_or_create(
        sha256=release.sha256,
        defaults={
            "package": release.package.id,
            "version": release.version,
            "state": release.package.state.value,
            "approvals": [approval.model_dump(mode="json") for approval in release.package.approvals],
            "data": release.data,
            "registered_at": clock.now(),
        },
    )
    return release, row


def release_of(sha256: str) -> Release:
    """The release that a form was made from."""
    for release in (library.current(), library.follow_ups()):
        if release.sha256 == sha256:
            return release
    return _kept(sha256)


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _kept(sha256: str) -> Release:
    return release_from(ReleaseRow.objects.get(sha256=sha256).data)
