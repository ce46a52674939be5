import chatserver.core.ids
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0004_corrections_redactions_and_replies"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="alarm_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="alarm_en",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="case",
            name="alarm_seen_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=170),
        ),
        migrations.AddField(
            model_name="case",
            name="alarm_sv",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="room",
            name="help",
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=chatserver.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=30)),
                ("title_sv", models.CharField(max_length=120)),
                ("title_en", models.CharField(max_length=120)),
                ("aim", models.CharField(max_length=10)),
                ("list_name", models.CharField(max_length=80)),
                ("pattern", models.CharField(max_length=200)),
                ("raised_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("message_sequence", models.BigIntegerField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("acknowledged_by_id", models.UUIDField(null=True)),
                ("acknowledged_by_name", models.CharField(blank=True, max_length=170)),
                ("settled", models.BooleanField(default=False)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="alarms", to="rooms.room"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("acknowledged_at__isnull", True)),
                        fields=("room", "category"),
                        name="alarm_open_once",
                    )
                ],
            },
        ),
    ]
