"""Decisions of officers."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("same", "same"), ("different", "different"), ("place", "place"), ("class", "class")], max_length=20
                    ),
                ),
                ("subject", models.CharField(db_index=True, max_length=100)),
                ("other", models.CharField(blank=True, db_index=True, max_length=100)),
                ("records", models.JSONField(default=list)),
                ("value", models.JSONField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("area_code", models.CharField(blank=True, db_index=True, max_length=10)),
                ("on", models.DateTimeField(auto_now_add=True)),
                ("undone_on", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["kind", "undone_on"], name="registry_de_kind_e9b516_idx")],
            },
        ),
    ]
