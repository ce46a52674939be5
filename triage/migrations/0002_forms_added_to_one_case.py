from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0001_first"),
    ]

    operations = [
        migrations.AlterField(
            model_name="intake",
            name="case_id",
            field=models.UUIDField(db_index=True, null=True),
        ),
    ]
