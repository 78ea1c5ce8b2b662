"""Files that go with a document; frozen, row by row, once the document has left the draft."""

import coopportal.fields
import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
CREATE FUNCTION documents_keep_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held record;
BEGIN
    SELECT state, origin INTO held FROM documents_officialdocument
        WHERE id = (CASE TG_OP WHEN 'INSERT' THEN NEW.document_id ELSE OLD.document_id END);
    IF held.state = 'draft' OR held.state IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- What was taken in from others may still get a file that was missing; nothing that is there changes.
    IF TG_OP = 'INSERT' AND held.origin <> 'authored' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND (to_jsonb(OLD) - 'text') = (to_jsonb(NEW) - 'text') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the files that go with a document cannot be changed any more' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER documents_attachment_stays BEFORE INSERT OR UPDATE OR DELETE ON documents_attachment
    FOR EACH ROW EXECUTE FUNCTION documents_keep_attachment();
"""
BACK = """
DROP TRIGGER documents_attachment_stays ON documents_attachment;
DROP FUNCTION documents_keep_attachment();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0010_books_go_on_from_paper'),
        ('organizations', '0004_merging'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('title', coopportal.fields.NfcCharField(help_text='Như sẽ ghi ở dòng “Gửi kèm” của văn bản.', max_length=300, verbose_name='tên gọi')),
                ('note', coopportal.fields.NfcCharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('name', coopportal.fields.NfcCharField(max_length=255, verbose_name='tên tệp')),
                ('content_type', models.CharField(max_length=100, verbose_name='loại')),
                ('size', models.PositiveIntegerField(verbose_name='dung lượng (byte)')),
                ('digest', models.CharField(db_index=True, max_length=64, verbose_name='SHA-256')),
                ('file_name', models.CharField(max_length=120, verbose_name='tệp lưu')),
                ('text', coopportal.fields.NfcTextField(blank=True, default='', verbose_name='nội dung chữ')),
                ('caution', coopportal.fields.NfcCharField(blank=True, default='', max_length=300, verbose_name='lưu ý khi mở')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('gone_at', models.DateTimeField(blank=True, null=True, verbose_name='thôi gửi kèm lúc')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.staff', verbose_name='người gửi kèm')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='documents.officialdocument', verbose_name='văn bản')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replaced_by', to='documents.attachment', verbose_name='thay cho')),
            ],
            options={
                'verbose_name': 'tệp gửi kèm',
                'verbose_name_plural': 'tệp gửi kèm',
                'ordering': ['document', 'order', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gone_at__isnull', True)), fields=('document', 'digest'), name='attachment_once', violation_error_message='Tệp này đã được gửi kèm.'), models.UniqueConstraint(condition=models.Q(('gone_at__isnull', True)), fields=('document', 'order'), name='attachment_place_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='attachment_has_title')],
            },
        ),
        migrations.RunSQL(FORWARD, BACK),
    ]
