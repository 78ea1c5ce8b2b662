
import coopportal.fields
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import notifications.models.reminder
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SweepRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run_date', models.DateField(db_index=True, verbose_name='cho ngày')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='bắt đầu')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='kết thúc')),
                ('counts', models.JSONField(blank=True, default=dict, verbose_name='kết quả')),
            ],
            options={
                'verbose_name': 'lượt nhắc việc',
                'verbose_name_plural': 'lượt nhắc việc',
                'ordering': ['-started_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ReminderEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('search_text', models.TextField(blank=True, default='', editable=False)),
                ('source', models.CharField(max_length=40, verbose_name='nguồn')),
                ('object_id', models.BigIntegerField(verbose_name='mã đối tượng')),
                ('step', models.SmallIntegerField(verbose_name='mốc nhắc')),
                ('due_on', models.DateField(verbose_name='hạn')),
                ('audience', models.CharField(choices=[('worker', 'Người thực hiện'), ('leader', 'Lãnh đạo'), ('assigner', 'Cơ quan giao việc')], default='worker', max_length=10, verbose_name='vì là')),
                ('title', coopportal.fields.NfcCharField(max_length=500, verbose_name='việc')),
                ('run_date', models.DateField(db_index=True, verbose_name='nhắc cho ngày')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='nhắc lúc')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization', verbose_name='cơ quan thực hiện')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='organizations.staff', verbose_name='người được nhắc')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='notifications.sweeprun', verbose_name='lượt')),
            ],
            options={
                'verbose_name': 'lần nhắc',
                'verbose_name_plural': 'sổ nhắc việc',
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ReminderRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('before', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)]), blank=True, default=notifications.models.reminder.default_before, size=None, verbose_name='trước hạn')),
                ('on_the_day', models.BooleanField(default=True, verbose_name='nhắc đúng ngày đến hạn')),
                ('after', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)]), blank=True, default=notifications.models.reminder.default_after, size=None, verbose_name='sau hạn')),
                ('repeat_every', models.PositiveSmallIntegerField(default=7, help_text='Số ngày; 0 là không nhắc lại.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='rồi nhắc lại sau mỗi')),
                ('leaders_from', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='báo lãnh đạo từ ngày quá hạn thứ')),
                ('assigner_from', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='báo cơ quan giao việc từ ngày quá hạn thứ')),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_rule', to='organizations.organization', verbose_name='tổ chức')),
            ],
            options={
                'verbose_name': 'quy tắc nhắc việc',
                'verbose_name_plural': 'quy tắc nhắc việc',
                'ordering': ['organization__path'],
            },
        ),
        migrations.CreateModel(
            name='DigestDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='tạo lúc')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='sửa lúc')),
                ('day', models.DateField(db_index=True, verbose_name='ngày')),
                ('state', models.CharField(choices=[('waiting', 'Chờ gửi'), ('sent', 'Đã gửi'), ('failed', 'Gửi lỗi'), ('needless', 'Không cần gửi nữa')], default='waiting', max_length=10, verbose_name='tình trạng')),
                ('address', models.EmailField(blank=True, default='', max_length=254, verbose_name='địa chỉ thư')),
                ('lines', models.PositiveIntegerField(default=0, verbose_name='số mục')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='số lần gửi')),
                ('error', models.CharField(blank=True, default='', max_length=300, verbose_name='lỗi')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='gửi lúc')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='digests', to='organizations.staff', verbose_name='người nhận')),
            ],
            options={
                'verbose_name': 'thư tổng hợp',
                'verbose_name_plural': 'thư tổng hợp',
                'ordering': ['-day', '-id'],
                'constraints': [models.UniqueConstraint(fields=('recipient', 'day'), name='digest_once_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='digest_sent_has_time')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80, verbose_name='mã')),
                ('title', coopportal.fields.NfcCharField(max_length=500, verbose_name='tiêu đề')),
                ('body', coopportal.fields.NfcTextField(blank=True, default='', verbose_name='nội dung')),
                ('url', models.CharField(blank=True, default='', max_length=500, verbose_name='địa chỉ trong cổng')),
                ('source', models.CharField(blank=True, default='', max_length=40, verbose_name='nguồn')),
                ('object_id', models.BigIntegerField(blank=True, null=True, verbose_name='mã đối tượng')),
                ('key', models.CharField(blank=True, default='', max_length=150, verbose_name='khóa chống lặp')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='lúc')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='đã đọc lúc')),
                ('emailed_at', models.DateTimeField(blank=True, null=True, verbose_name='gửi thư lúc')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='organizations.staff', verbose_name='người nhận')),
                ('reminder', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='notifications.reminderentry', verbose_name='lần nhắc')),
            ],
            options={
                'verbose_name': 'thông báo',
                'verbose_name_plural': 'thông báo',
                'ordering': ['-made_at', '-id'],
                'indexes': [models.Index(fields=['recipient', '-made_at'], name='notification_list'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['recipient'], name='notification_unread')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('recipient', 'key'), name='notification_key_once')],
            },
        ),
        migrations.AddIndex(
            model_name='reminderentry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_text'], name='reminder_search', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='reminderentry',
            constraint=models.UniqueConstraint(fields=('source', 'object_id', 'recipient', 'step', 'due_on'), name='reminder_once'),
        ),
    ]
