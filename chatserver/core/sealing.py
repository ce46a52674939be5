"""Chains the audit rows and signs the head of the chain, so that nobody changes, adds or removes one unnoticed.

Rows are written unchained, since a chain would make every action wait for every other; the sealer gives each row that
has no seal yet the next place. The chain's order is the order of sealing, which a row that was committed late cannot
disturb. `verify` reads everything again and says what does not fit. See docs/architecture.md, law 8.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from pydantic_core import to_json

from chatserver.core import clock, columns
from chatserver.core.jobs import Job
from chatserver.core.models import AuditEntry, AuditHead, AuditSeal

KEY_VARIABLE = "VARDRUM_AUDIT_KEY"
KEY_FILE = Path("keys", "audit-ed25519")
BATCH = 2_000
GENESIS = bytes(32)
FIELDS = (
    "id", "at", "kind", "action", "actor_kind", "actor_id", "login_id", "unit_id", "resident_id", "object_type",
    "object_id",
)  # fmt: skip
SORTED_FIELDS = tuple(sorted(FIELDS))
# A transaction lasts seconds. A row whose time lies further back than this behind rows sealed before it was not
# written when it says.
LATE = timedelta(minutes=10)
# How far back the sealer looks each second, and each minute; `verify` names what both would miss.
REACH = timedelta(seconds=5)
FAR_REACH = timedelta(hours=1)
MAX_FINDINGS = 100


class KeyUnusable(Exception):
    """One sentence about the signing key."""


@dataclass(frozen=True, slots=True)
class Links:
    """What comes next in the chain, after the seal `after`: place, row and digest of each."""

    after: int
    seals: list[tuple[int, UUID, bytes]]


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` is edited, missing, gap, inserted, unsealed, cut or signature; `sequence` is the place in the chain."""

    what: str
    sequence: int
    entry_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    entries: int
    findings: list[Finding]

    @property
    def sound(self) -> bool:
        return not self.findings


# --- the key --------------------------------------------------------------------------------------------------------
def signing_key() -> Ed25519PrivateKey:
    """From the environment (32 bytes in base64: several machines share it), else from a file that is made once."""
    given = os.environ.get(KEY_VARIABLE)
    if given is not None:
        try:
            return Ed25519PrivateKey.from_private_bytes(base64.b64decode(given, validate=True))
        except (binascii.Error, ValueError):
            raise KeyUnusable(f"{KEY_VARIABLE} must hold 32 random bytes in base64.") from None
    path = settings.ENVIRONMENT.data / KEY_FILE
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except FileNotFoundError:
        return _make_key(path)
    except ValueError:
        raise KeyUnusable(f"{path} is not an Ed25519 key of 32 bytes; put the right one back.") from None


def _make_key(path: Path) -> Ed25519PrivateKey:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    mine = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes_raw())
        file.flush()
        os.fsync(handle)
    try:
        # Unlike a rename, a link never replaces the key of a process that was quicker.
        os.link(mine, path)
    except FileExistsError:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    finally:
        mine.unlink()
    return key


# --- sealing --------------------------------------------------------------------------------------------------------
def canonical(row: dict[str, Any]) -> bytes:
    """The same bytes for the same row on every database: JSON without spaces, sorted keys, times in UTC to the
    microsecond."""
    shown = {name: row[name] for name in SORTED_FIELDS}
    shown["at"] = _text(row["at"])
    return to_json(shown)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def link(before: bytes, sequence: int, row: dict[str, Any]) -> bytes:
    return hashlib.sha256(before + sequence.to_bytes(8, "big") + canonical(row)).digest()


def _signed_bytes(sequence: int, digest: bytes, signed_at: datetime) -> bytes:
    return b"vardrum audit head 1\n" + sequence.to_bytes(8, "big") + digest + _text(signed_at).encode()


def seal(reach: timedelta = REACH) -> int:
    """Seals the rows that have no seal and are not older than `reach` before the newest seal; gives how many. What is
    written meanwhile is left for the next time: a busy unit would keep it going for ever, a row or two at a time."""
    total = 0
    while (links := next_links(reach)).seals:
        total += len(links.seals) if chain(links) else 0
        if len(links.seals) < BATCH:
            break
    return total


def seal_late() -> int:
    """The rows of transactions that took long."""
    return seal(FAR_REACH)


def next_links(reach: timedelta) -> Links:
    """Read and reckoned outside the transaction: on SQLite nobody else writes while one goes on. The head is read
    first, so that what somebody else seals meanwhile has moved it."""
    head = AuditHead.objects.filter(id=1).first() or AuditHead()
    since = head.signed_at - reach if head.signed_at is not None else None
    sequence, digest = head.sequence, bytes(head.digest) or GENESIS
    links = Links(after=sequence, seals=[])
    for row in _unsealed(since).order_by("id").values(*FIELDS)[:BATCH]:
        sequence += 1
        digest = link(digest, sequence, row)
        links.seals.append((sequence, row["id"], digest))
    return links


@transaction.atomic(durable=True)
def chain(links: Links) -> bool:
    """Stores them, unless somebody else has moved the head since it was read: a second sealer, whose lease began when
    ours ran out, must not fork the chain."""
    AuditHead.objects.get_or_create(id=1)
    head = AuditHead.objects.select_for_update().get(id=1)
    if head.sequence != links.after:
        return False
    columns.insert_now(AuditSeal, links.seals)
    [*_, (head.sequence, _, head.digest)] = links.seals
    head.signed_at = clock.now()
    head.signature = signing_key().sign(_signed_bytes(head.sequence, head.digest, head.signed_at))
    head.save()
    return True


def _unsealed(since: datetime | None) -> QuerySet[AuditEntry]:
    rows = AuditEntry.objects.filter(~Exists(AuditSeal.objects.filter(entry_id=OuterRef("id"))))
    return rows if since is None else rows.filter(at__gte=since)


JOBS = [Job("audit.seal", 1.0, seal), Job("audit.seal_late", 60.0, seal_late)]


# --- verifying ------------------------------------------------------------------------------------------------------
def verify() -> Verification:
    """Reads the whole chain. Findings are at most MAX_FINDINGS; the first one is where to look."""
    findings: list[Finding] = []
    place, entries = _Place(), 0
    for seals in _batches():
        rows = {row["id"]: row for row in AuditEntry.objects.filter(id__in=[one[1] for one in seals]).values(*FIELDS)}
        entries += len(rows)
        for sequence, entry_id, digest in seals:
            findings.extend(place.step(sequence, digest, entry_id, rows.get(entry_id)))
        del findings[MAX_FINDINGS:]
    findings.extend(_head_findings(place))
    forgotten = _unsealed(None).filter(at__lt=clock.now() - LATE).values_list("id", flat=True)
    findings.extend(Finding("unsealed", 0, entry_id) for entry_id in forgotten[:MAX_FINDINGS])
    return Verification(entries, findings[:MAX_FINDINGS])


class _Place:
    """Where in the chain the reader is, and what the next link must look like."""

    def __init__(self) -> None:
        self.sequence = 0
        self.digest = GENESIS
        self.latest = datetime.min.replace(tzinfo=UTC) + LATE

    def step(self, sequence: int, digest: bytes, entry_id: UUID, row: dict[str, Any] | None) -> Iterator[Finding]:
        if sequence != self.sequence + 1:
            yield Finding("gap", self.sequence + 1)
        elif row is not None and digest != link(self.digest, sequence, row):
            yield Finding("edited", sequence, entry_id)
        if row is None:
            yield Finding("missing", sequence, entry_id)
        else:
            if row["at"] < self.latest - LATE:
                yield Finding("inserted", sequence, entry_id)
            self.latest = max(self.latest, row["at"])
        self.sequence, self.digest = sequence, digest


def _batches() -> Iterator[list[tuple[int, UUID, bytes]]]:
    after = -1
    while True:
        found = AuditSeal.objects.filter(sequence__gt=after).order_by("sequence")
        rows = found.values_list("sequence", "entry_id", "digest")[:BATCH]
        batch = [(sequence, entry_id, bytes(digest)) for sequence, entry_id, digest in rows]
        if not batch:
            return
        yield batch
        after = batch[-1][0]


def _head_findings(place: _Place) -> Iterator[Finding]:
    head = AuditHead.objects.filter(id=1).first()
    if head is None or head.signed_at is None:
        if place.sequence:
            yield Finding("signature", place.sequence)
        return
    signed = _signed_bytes(head.sequence, bytes(head.digest), head.signed_at)
    try:
        signing_key().public_key().verify(bytes(head.signature), signed)
    except InvalidSignature:
        yield Finding("signature", head.sequence)
    if place.sequence < head.sequence:
        yield Finding("cut", place.sequence + 1)
    elif place.sequence == head.sequence and place.digest != bytes(head.digest):
        yield Finding("edited", head.sequence)
    elif place.sequence > head.sequence:
        yield Finding("signature", place.sequence)
