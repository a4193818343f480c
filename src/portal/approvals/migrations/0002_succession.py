"""Steps that came of one about the cluster that goes on with an ended one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_approvals")]

    operations = [
        migrations.AddField(
            "step",
            "because",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="brought", to="approvals.step"),
        ),
    ]
