"""Copies with the stamp ĐẾN: drawn once, kept, never changed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0020_scan_readings'),
    ]

    operations = [
        migrations.CreateModel(
            name='StampedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, verbose_name='mã nội dung')),
                ('file_name', models.CharField(max_length=120, verbose_name='tệp lưu')),
                ('digest', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(verbose_name='độ dài (byte)')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='đóng dấu lúc')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stamped_copies', to='documents.incomingentry', verbose_name='dòng sổ')),
            ],
            options={
                'verbose_name': 'bản đóng dấu đến',
                'verbose_name_plural': 'bản đóng dấu đến',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(fields=('entry', 'key'), name='stamped_copy_once')],
            },
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER documents_stamped_stays BEFORE UPDATE OR DELETE ON documents_stampedcopy
                FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();
            """,
            "DROP TRIGGER documents_stamped_stays ON documents_stampedcopy;",
        ),
    ]
