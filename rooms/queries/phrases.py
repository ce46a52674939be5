"""Prepared texts: one's own, the unit's and the shared ones, each in its order. Nothing of any resident is in them."""

from collections.abc import Iterable
from uuid import UUID

from chatserver.core import clock
from chatserver.core.actor import Actor
from chatserver.core.wire import Localized
from people import queries as people
from people.queries import Named
from people.wire import WeekdayHours
from rooms import policy, wire
from rooms.models import Phrase, PhraseLibrary, PhraseVersion, PhraseWording
from rooms.policy import LibraryAccess

Row = tuple[LibraryAccess, Phrase]


def phrases(actor: Actor) -> wire.Phrases:
    libraries = policy.libraries(actor)
    # Asked for first: a change between the two is asked for once more, and not missed.
    revision = _revision(libraries)
    unit = people.unit(policy.unit_of(actor))
    hours = [WeekdayHours(weekday=span.weekday, opens=span.opens, closes=span.closes) for span in unit.spans]
    return wire.Phrases(
        unit=wire.PhraseUnit(name=unit.name, phone=unit.telephone, address=unit.address, hours=hours),
        phrases=_shown(_rows(libraries, withdrawn=False)),
        editable=[access.library.value for access in libraries if access.may_edit],
        revision=revision,
    )


def revision(actor: Actor) -> wire.PhrasesRevision:
    """Asked for often, so that a phrase that somebody changes is noticed by those who are writing with it."""
    return wire.PhrasesRevision(revision=_revision(policy.libraries(actor)))


def withdrawn(actor: Actor) -> wire.WithdrawnPhrases:
    editable = [access for access in policy.libraries(actor) if access.may_edit]
    return wire.WithdrawnPhrases(phrases=_shown(_rows(editable, withdrawn=True)))


def phrase(actor: Actor, phrase_id: UUID) -> wire.Phrase:
    """As it stands now, withdrawn or not."""
    access = policy.library_of(actor, phrase_id)
    [shown] = _shown([(access, access.phrases.get(id=phrase_id))])
    return shown


def versions(actor: Actor, phrase_id: UUID) -> wire.PhraseVersions:
    policy.library_of(actor, phrase_id)
    rows = list(PhraseVersion.objects.filter(phrase_id=phrase_id).order_by("-number")[: wire.VERSIONS_SHOWN])
    names = _names(row.by_id for row in rows)
    return wire.PhraseVersions(versions=[_version(row, names) for row in rows])


def _revision(libraries: list[LibraryAccess]) -> str:
    owners = [access.owner_id for access in libraries]
    known = dict(PhraseLibrary.objects.filter(owner_id__in=owners).values_list("owner_id", "revision"))
    return ".".join(str(known.get(owner, 0)) for owner in owners)


def _rows(libraries: list[LibraryAccess], *, withdrawn: bool) -> list[Row]:
    return [
        (access, row)
        for access in libraries
        for row in access.phrases.filter(withdrawn=withdrawn).order_by("place", "id")
    ]


def _names(account_ids: Iterable[UUID | None]) -> dict[UUID, Named]:
    return people.named({account for account in account_ids if account is not None}, clock.now())


def _name(names: dict[UUID, Named], account_id: UUID | None) -> str | None:
    found = names.get(account_id) if account_id is not None else None
    return found.name if found is not None else None


def _shown(rows: list[Row]) -> list[wire.Phrase]:
    names = _names(row.changed_by_id for _, row in rows)
    return [
        wire.Phrase(
            id=row.id,
            library=access.library.value,
            abbreviation=row.abbreviation,
            title=_title(row),
            text=_text(row),
            version=row.version,
            changed_at=row.changed_at,
            changed_by=_name(names, row.changed_by_id),
        )
        for access, row in rows
    ]


def _version(row: PhraseVersion, names: dict[UUID, Named]) -> wire.PhraseVersion:
    return wire.PhraseVersion(
        number=row.number,
        at=row.at,
        by=_name(names, row.by_id),
        abbreviation=row.abbreviation,
        title=_title(row),
        text=_text(row),
        withdrawn=row.withdrawn,
        restores=row.restores,
    )


def _title(row: PhraseWording) -> Localized:
    return Localized(sv=row.title_sv, en=row.title_en)


def _text(row: PhraseWording) -> Localized:
    return Localized(sv=row.text_sv, en=row.text_en)
