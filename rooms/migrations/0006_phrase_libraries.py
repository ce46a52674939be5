import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = ("abbreviation", "title_sv", "title_en", "text_sv", "text_en")


def keep_first_versions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """What is there already was saved once, by nobody we know."""
    phrase, version = (apps.get_model("rooms", name) for name in ("Phrase", "PhraseVersion"))
    version.objects.bulk_create(
        version(
            phrase_id=row.id,
            number=1,
            save_id=row.id,
            at=row.changed_at,
            **{name: getattr(row, name) for name in WORDS},
        )
        for row in phrase.objects.all()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0005_alarms"),
    ]

    operations = [
        migrations.CreateModel(
            name="PhraseLibrary",
            fields=[
                ("owner_id", models.UUIDField(primary_key=True, serialize=False)),
                ("revision", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="PhraseVersion",
            fields=[
                ("abbreviation", models.CharField(max_length=12)),
                ("title_sv", models.CharField(blank=True, max_length=80)),
                ("title_en", models.CharField(blank=True, max_length=80)),
                ("text_sv", models.TextField(blank=True)),
                ("text_en", models.TextField(blank=True)),
                ("withdrawn", models.BooleanField(default=False)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("save_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("by_id", models.UUIDField(null=True)),
                ("restores", models.PositiveIntegerField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="phrase",
            name="phrase_abbreviation",
        ),
        migrations.AddField(
            model_name="phrase",
            name="account_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="phrase",
            name="changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="phrase",
            name="changed_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="phrase",
            name="provider_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="phrase",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="phrase",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="phrase",
            name="abbreviation",
            field=models.CharField(max_length=12),
        ),
        migrations.AlterField(
            model_name="phrase",
            name="text_en",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="phrase",
            name="text_sv",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="phrase",
            name="title_en",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="phrase",
            name="title_sv",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="phrase",
            name="unit_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account_id__isnull", False), ("provider_id__isnull", True), ("unit_id__isnull", True)),
                    models.Q(("account_id__isnull", True), ("provider_id__isnull", True), ("unit_id__isnull", False)),
                    models.Q(("account_id__isnull", True), ("provider_id__isnull", False), ("unit_id__isnull", True)),
                    _connector="OR",
                ),
                name="phrase_of_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn", False)),
                fields=("account_id", "abbreviation"),
                name="phrase_abbreviation_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn", False)),
                fields=("unit_id", "abbreviation"),
                name="phrase_abbreviation_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn", False)),
                fields=("provider_id", "abbreviation"),
                name="phrase_abbreviation_provider",
            ),
        ),
        migrations.AddField(
            model_name="phraseversion",
            name="phrase",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="rooms.phrase"
            ),
        ),
        migrations.AddConstraint(
            model_name="phraseversion",
            constraint=models.UniqueConstraint(fields=("phrase", "number"), name="phrase_version_once"),
        ),
        migrations.AddConstraint(
            model_name="phraseversion",
            constraint=models.UniqueConstraint(fields=("phrase", "save_id"), name="phrase_saved_once"),
        ),
        migrations.RunPython(keep_first_versions, migrations.RunPython.noop),
    ]
