"""Libraries of phrases, and each version of them."""

from django.db import models

from chatserver.core.ids import new_id


class PhraseLibrary(models.Model):
    """Somebody's prepared texts: a staff member's, a unit's or a care provider's. Its lock comes before its phrases are
    changed; the revision is another after each change."""

    owner_id = models.UUIDField(primary_key=True)
    revision = models.PositiveIntegerField(default=0)


class PhraseWording(models.Model):
    """What one types to get the text, what it is called, and the text; empty in a language it is not written in."""

    abbreviation = models.CharField(max_length=12)
    title_sv = models.CharField(max_length=80, blank=True)
    title_en = models.CharField(max_length=80, blank=True)
    text_sv = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Phrase(PhraseWording):
    """A prepared text as it stands now, of exactly one owner. `place` is its order among them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    provider_id = models.UUIDField(null=True)
    place = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(account_id__isnull=False, unit_id__isnull=True, provider_id__isnull=True)
                | models.Q(account_id__isnull=True, unit_id__isnull=False, provider_id__isnull=True)
                | models.Q(account_id__isnull=True, unit_id__isnull=True, provider_id__isnull=False),
                name="phrase_of_one_owner",
            ),
            *(
                models.UniqueConstraint(
                    fields=[owner, "abbreviation"],
                    condition=models.Q(withdrawn=False),
                    name=f"phrase_abbreviation_{owner.removesuffix('_id')}",
                )
                for owner in ("account_id", "unit_id", "provider_id")
            ),
        ]


class PhraseVersion(PhraseWording):
    """What a save left, by whom. Nothing of it is ever changed."""

    id = models.BigAutoField(primary_key=True)
    phrase = models.ForeignKey(Phrase, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    save_id = models.UUIDField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    restores = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phrase", "number"], name="phrase_version_once"),
            models.UniqueConstraint(fields=["phrase", "save_id"], name="phrase_saved_once"),
        ]
