import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill_in(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Until now no priority was ever changed, and the turn was last known to change with the last message."""
    room, step, case = (apps.get_model("rooms", name) for name in ("Room", "CustodyStep", "Case"))
    room.objects.update(turn_at=models.F("last_at"))
    own = case.objects.filter(pk=models.OuterRef("room_id")).values("priority")
    step.objects.update(priority=models.Subquery(own[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0002_phrases_and_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="custodystep",
            name="priority",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="room",
            name="turn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="EarlierCard",
            fields=[
                ("outcome", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("seek_care", models.TextField(blank=True)),
                ("concluded_at", models.DateTimeField()),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "concluded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rooms.participation"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="earlier_cards", to="rooms.room"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AddedForm",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("intake_id", models.UUIDField(unique=True)),
                ("sequence", models.BigIntegerField()),
                ("staff_sequence", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("reason_sv", models.CharField(max_length=200)),
                ("reason_en", models.CharField(max_length=200)),
                ("summary", models.JSONField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rooms.participation"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="added_forms", to="rooms.room"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("room", "sequence"), name="form_place")],
            },
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
