"""Officers with a role and an area, and the audit log."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def staff_are_the_ministrys(apps, schema_editor):
    """Accounts made before there were roles saw the whole country; they go on doing so."""
    people = apps.get_model(settings.AUTH_USER_MODEL)
    officers = apps.get_model("people", "Officer")
    officers.objects.bulk_create(officers(user=user, role="ministry") for user in people.objects.filter(is_staff=True))


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("by", models.CharField(db_index=True, max_length=150)),
                ("by_role", models.CharField(blank=True, max_length=20)),
                ("by_area", models.CharField(blank=True, max_length=10)),
                ("verb", models.CharField(db_index=True, max_length=40)),
                ("subject", models.CharField(blank=True, db_index=True, max_length=200)),
                ("area_code", models.CharField(blank=True, db_index=True, max_length=10)),
                ("detail", models.TextField(blank=True)),
                ("shown", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=20)),
                ("area_code", models.CharField(blank=True, db_index=True, max_length=10)),
                (
                    "user",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="officer", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.RunPython(staff_are_the_ministrys, migrations.RunPython.noop),
    ]
