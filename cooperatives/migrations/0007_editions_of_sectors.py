"""Classes of economic activities by edition of the national classification, with the headings over them."""

import django.db.models.deletion
from django.db import migrations, models

import coopportal.fields

# In SQL, since a new database is made from the models and the SQL of migrations.
SYSTEMS = """
INSERT INTO cooperatives_sectorsystem (year, decision, valid_from, valid_to) VALUES
    (2018, 'Quyết định 27/2018/QĐ-TTg', '2018-08-20', '2025-11-14'),
    (2025, 'Quyết định 36/2025/QĐ-TTg', '2025-11-15', NULL)
"""


def make_systems_of_others(apps, schema_editor):
    """Every edition that has classes needs its row before the column points to it."""
    system, sector = apps.get_model("cooperatives", "SectorSystem"), apps.get_model("cooperatives", "Sector")
    for year in set(sector.objects.values_list("edition", flat=True)):
        system.objects.get_or_create(year=year, defaults={"decision": f"Bản năm {year}"})


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0006_sheet_imports")]

    operations = [
        migrations.CreateModel(
            name="SectorSystem",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="bản")),
                (
                    "decision",
                    coopportal.fields.NfcCharField(
                        help_text="Ví dụ: Quyết định 36/2025/QĐ-TTg", max_length=120, verbose_name="văn bản"
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="hiệu lực từ")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="hiệu lực đến")),
            ],
            options={
                "verbose_name": "hệ thống ngành kinh tế",
                "verbose_name_plural": "hệ thống ngành kinh tế",
                "ordering": ["-year"],
            },
        ),
        migrations.RunSQL(SYSTEMS, migrations.RunSQL.noop),
        migrations.RunPython(make_systems_of_others, migrations.RunPython.noop, elidable=True),
        migrations.CreateModel(
            name="SectorGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=3, verbose_name="mã")),
                ("name", coopportal.fields.NfcCharField(max_length=255, verbose_name="tên")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="cooperatives.sectorsystem",
                        verbose_name="bản",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="children",
                        to="cooperatives.sectorgroup",
                        verbose_name="thuộc",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhóm ngành kinh tế",
                "verbose_name_plural": "nhóm ngành kinh tế",
                "ordering": ["code"],
                "constraints": [models.UniqueConstraint(fields=("edition", "code"), name="sector_group_code_unique")],
            },
        ),
        migrations.AlterField(
            model_name="sector",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sectors",
                to="cooperatives.sectorsystem",
                verbose_name="bản",
            ),
        ),
        migrations.RemoveField(model_name="sector", name="is_current"),
        migrations.AddField(
            model_name="sector",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sectors",
                to="cooperatives.sectorgroup",
                verbose_name="nhóm",
            ),
        ),
        migrations.AddField(
            model_name="sector",
            name="now",
            field=models.CharField(
                blank=True,
                help_text="Mã ở bản sau, cách nhau bằng dấu cách.",
                max_length=60,
                verbose_name="mã hiện nay",
            ),
        ),
    ]
