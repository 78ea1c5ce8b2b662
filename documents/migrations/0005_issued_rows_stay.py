"""What was issued stays as it was, and numbers run without a gap, whichever door one comes through.

- A document with an issued file keeps its tree, number, symbol, kind, day, issuer, subject and holder.
- Issued and signed files and the reports on signatures are only ever added.
- A number that was given stays; one that was kept may only be used or cancelled.
- At the commit a register has exactly as many numbers as it has counted.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % cannot be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER documents_issued_stays BEFORE UPDATE OR DELETE ON documents_issuedfile
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER documents_signed_stays BEFORE UPDATE OR DELETE ON documents_signedfile
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER documents_report_stays BEFORE UPDATE OR DELETE ON documents_signaturereport
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();
CREATE TRIGGER documents_register_kept BEFORE DELETE ON documents_numberregister
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_change();

CREATE FUNCTION documents_keep_issued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.tree, OLD.number, OLD.symbol, OLD.kind, OLD.issued_on, OLD.issuer_name, OLD.subject, OLD.organization_id)
        IS DISTINCT FROM
        (NEW.tree, NEW.number, NEW.symbol, NEW.kind, NEW.issued_on, NEW.issuer_name, NEW.subject, NEW.organization_id)
        AND EXISTS (SELECT 1 FROM documents_issuedfile WHERE document_id = OLD.id)
    THEN
        RAISE EXCEPTION 'an issued document cannot be changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER documents_issued_document_stays BEFORE UPDATE ON documents_officialdocument
    FOR EACH ROW EXECUTE FUNCTION documents_keep_issued();

CREATE FUNCTION documents_keep_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'reserved'
        OR (OLD.register_id, OLD.number, OLD.dated_on, OLD.reason)
            IS DISTINCT FROM (NEW.register_id, NEW.number, NEW.dated_on, NEW.reason)
    THEN
        RAISE EXCEPTION 'a number that was given cannot be changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER documents_number_stays BEFORE UPDATE OR DELETE ON documents_numberentry
    FOR EACH ROW EXECUTE FUNCTION documents_keep_number();

CREATE FUNCTION documents_keep_register() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.organization_id, OLD.year, OLD.kind, OLD.is_secret)
            IS DISTINCT FROM (NEW.organization_id, NEW.year, NEW.kind, NEW.is_secret)
        OR (NEW.first_number <> OLD.first_number
            AND EXISTS (SELECT 1 FROM documents_numberentry WHERE register_id = OLD.id))
        OR (NEW.first_number = OLD.first_number AND NEW.next_number < OLD.next_number)
    THEN
        RAISE EXCEPTION 'a register in use cannot be changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER documents_register_stays BEFORE UPDATE ON documents_numberregister
    FOR EACH ROW EXECUTE FUNCTION documents_keep_register();

CREATE FUNCTION documents_count_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    which bigint;
    expected bigint;
    lowest bigint;
    highest bigint;
    given bigint;
    least bigint;
    most bigint;
BEGIN
    which := CASE TG_TABLE_NAME WHEN 'documents_numberentry' THEN (to_jsonb(NEW)->>'register_id')::bigint ELSE NEW.id END;
    SELECT next_number - first_number, first_number, next_number - 1 INTO expected, lowest, highest
        FROM documents_numberregister WHERE id = which;
    SELECT count(*), coalesce(min(number), lowest), coalesce(max(number), highest) INTO given, least, most
        FROM documents_numberentry WHERE register_id = which;
    IF (given, least, most) IS DISTINCT FROM (expected, lowest, highest) THEN
        RAISE EXCEPTION 'register % would have a gap: % numbers, % counted', which, given, expected
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER documents_numbers_whole AFTER INSERT ON documents_numberentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION documents_count_numbers();
CREATE CONSTRAINT TRIGGER documents_register_whole AFTER UPDATE ON documents_numberregister
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION documents_count_numbers();
"""
BACKWARD = """
DROP TRIGGER documents_register_whole ON documents_numberregister;
DROP TRIGGER documents_numbers_whole ON documents_numberentry;
DROP TRIGGER documents_register_stays ON documents_numberregister;
DROP TRIGGER documents_number_stays ON documents_numberentry;
DROP TRIGGER documents_issued_document_stays ON documents_officialdocument;
DROP TRIGGER documents_register_kept ON documents_numberregister;
DROP TRIGGER documents_report_stays ON documents_signaturereport;
DROP TRIGGER documents_signed_stays ON documents_signedfile;
DROP TRIGGER documents_issued_stays ON documents_issuedfile;
DROP FUNCTION documents_count_numbers();
DROP FUNCTION documents_keep_register();
DROP FUNCTION documents_keep_number();
DROP FUNCTION documents_keep_issued();
DROP FUNCTION documents_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_numbers_and_signatures")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
