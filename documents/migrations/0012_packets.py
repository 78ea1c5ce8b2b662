"""Packets: a document with all that goes with it as one PDF."""

import coopportal.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0011_attachments'),
        ('organizations', '0004_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='Packet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('with_lists', models.BooleanField(verbose_name='kèm danh sách nơi nhận, chữ ký')),
                ('key', models.CharField(max_length=64, verbose_name='mã nội dung')),
                ('state', models.CharField(choices=[('waiting', 'Đang lập'), ('done', 'Đã lập xong'), ('failed', 'Không lập được')], default='waiting', max_length=10, verbose_name='trạng thái')),
                ('done', models.PositiveSmallIntegerField(default=0, verbose_name='đã xong')),
                ('total', models.PositiveSmallIntegerField(default=0, verbose_name='tổng số bước')),
                ('message', coopportal.fields.NfcTextField(blank=True, verbose_name='lý do không lập được')),
                ('file_name', models.CharField(blank=True, max_length=120, verbose_name='tệp lưu')),
                ('digest', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='độ dài (byte)')),
                ('pages', models.PositiveIntegerField(default=0, verbose_name='số trang')),
                ('apart', models.JSONField(blank=True, default=list, verbose_name='tệp để riêng')),
                ('title', coopportal.fields.NfcCharField(max_length=300, verbose_name='tên')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.staff', verbose_name='người lập')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packets', to='documents.officialdocument', verbose_name='văn bản')),
            ],
            options={
                'verbose_name': 'tập gộp',
                'verbose_name_plural': 'tập gộp',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('digest', ''), _negated=True), _connector='OR'), name='packet_done_has_file')],
            },
        ),
    ]
