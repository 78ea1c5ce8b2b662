"""The table of states, held by the database: no door can take a document where `documents.transitions` does not."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.origin <> OLD.origin THEN
        RAISE EXCEPTION 'the origin of a document cannot be changed' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state <> OLD.state AND NOT (
        (OLD.state = 'draft' AND NEW.state = 'review' AND NEW.origin = 'authored')
        OR (OLD.state = 'draft' AND NEW.state = 'active' AND NEW.origin <> 'authored')
        OR (OLD.state || '>' || NEW.state) IN (
            'review>draft', 'review>approved', 'approved>signed', 'signed>active',
            'active>closed', 'active>recalled', 'active>replaced', 'closed>recalled', 'closed>replaced'
        )
    ) THEN
        RAISE EXCEPTION 'a document cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER documents_state_moves BEFORE UPDATE OF state, origin ON documents_officialdocument
    FOR EACH ROW EXECUTE FUNCTION documents_refuse_move();
"""
BACKWARD = """
DROP TRIGGER documents_state_moves ON documents_officialdocument;
DROP FUNCTION documents_refuse_move();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_states_and_drafts")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
