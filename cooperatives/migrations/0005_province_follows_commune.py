from django.db import migrations

# A sheet's province is that of its commune, whoever writes the row and by whichever door.
FORWARD = """
CREATE FUNCTION cooperatives_set_province() RETURNS trigger AS $$
BEGIN
    SELECT parent_id INTO NEW.province_id FROM organizations_administrativeunit WHERE id = NEW.unit_id;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER cooperative_province BEFORE INSERT OR UPDATE OF unit_id, province_id ON cooperatives_cooperative
    FOR EACH ROW EXECUTE FUNCTION cooperatives_set_province();
UPDATE cooperatives_cooperative SET unit_id = unit_id;
"""
BACKWARD = """
DROP TRIGGER cooperative_province ON cooperatives_cooperative;
DROP FUNCTION cooperatives_set_province();
"""


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0004_province_of_sheets")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
