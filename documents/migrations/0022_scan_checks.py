"""Scans of signed paper that the queue compares."""

import coopportal.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0021_stamped_copies'),
        ('organizations', '0004_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScanCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('name', coopportal.fields.NfcCharField(max_length=255, verbose_name='tên tệp')),
                ('content_type', models.CharField(max_length=60, verbose_name='kiểu tệp')),
                ('file_name', models.CharField(max_length=120, verbose_name='tệp lưu')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('looked_over', models.BooleanField(default=False, verbose_name='người nộp đã đối chiếu')),
                ('state', models.CharField(choices=[('waiting', 'Đang so từng trang'), ('accepted', 'Đã nhận'), ('refused', 'Không nhận')], default='waiting', max_length=10, verbose_name='trạng thái')),
                ('message', coopportal.fields.NfcTextField(blank=True, verbose_name='kết luận')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.staff', verbose_name='người nộp')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scan_checks', to='documents.officialdocument', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'lượt so bản quét',
                'verbose_name_plural': 'lượt so bản quét',
                'ordering': ['-id'],
            },
        ),
    ]
