"""Classes of economic activities by edition of the national classification, with the headings over them."""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models

import coopportal.fields

SYSTEMS = {
    2018: ("Quyết định 27/2018/QĐ-TTg", dt.date(2018, 8, 20), dt.date(2025, 11, 14)),
    2025: ("Quyết định 36/2025/QĐ-TTg", dt.date(2025, 11, 15), None),
}


def make_systems(apps, schema_editor):
    """Every edition that has classes needs its row before the column points to it."""
    system, sector = apps.get_model("cooperatives", "SectorSystem"), apps.get_model("cooperatives", "Sector")
    for year in {*SYSTEMS, *sector.objects.values_list("edition", flat=True)}:
        decision, start, end = SYSTEMS.get(year, (f"Bản năm {year}", None, None))
        system.objects.get_or_create(year=year, defaults={"decision": decision, "valid_from": start, "valid_to": end})


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
        migrations.RunPython(make_systems, migrations.RunPython.noop),
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
