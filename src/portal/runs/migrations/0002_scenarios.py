"""Scenarios started from the portal, and runs that adopt one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("runs", "0001_starts")]

    operations = [
        migrations.AddField("start", "kind", models.CharField(default="again", max_length=10)),
        migrations.AddField("start", "scenario", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
    ]
