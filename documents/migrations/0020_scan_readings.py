"""Readings of papers that came as pictures."""

import coopportal.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0019_outside_acts'),
        ('organizations', '0004_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScanReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('state', models.CharField(choices=[('waiting', 'Đang nhận dạng chữ'), ('done', 'Đã nhận dạng'), ('failed', 'Không nhận dạng được')], default='waiting', max_length=10, verbose_name='trạng thái')),
                ('done', models.PositiveSmallIntegerField(default=0, verbose_name='trang đã xong')),
                ('total', models.PositiveSmallIntegerField(default=0, verbose_name='số trang')),
                ('message', coopportal.fields.NfcTextField(blank=True, verbose_name='kết luận')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.staff', verbose_name='người nhận')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='scan', to='documents.officialdocument', verbose_name='văn bản')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='tổ chức')),
            ],
            options={
                'verbose_name': 'lượt nhận dạng chữ',
                'verbose_name_plural': 'lượt nhận dạng chữ',
                'ordering': ['-id'],
            },
        ),
    ]
