"""After a test that commits: the database as its template was, without waiting for hundreds of files.

Django's way truncates every table, used or not, makes all rights anew and leaves out the rows that migrations wrote.
Here rows are deleted where there are some, and those of the template are put back from a copy in another schema.
"""

from __future__ import annotations

from django.db import connection

# Rules and triggers are for the portal; the order of deletions is of no concern to the emptying either.
_EMPTY = """
DO $$
DECLARE one text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DELETE FROM public.' || one;
    END LOOP;
    FOR one IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'kept' LOOP
        EXECUTE 'INSERT INTO public.' || one || ' SELECT * FROM kept.' || one;
    END LOOP;
END $$
"""
_KEEP = """
DO $$
DECLARE one text; filled boolean;
BEGIN
    CREATE SCHEMA kept;
    FOR one IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM public.' || one || ')' INTO filled;
        IF filled THEN EXECUTE 'CREATE TABLE kept.' || one || ' AS TABLE public.' || one; END IF;
    END LOOP;
END $$
"""


def keep_rows() -> None:
    """Copy what a new database holds; once, before the first test."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP)


def empty(_case: object = None) -> None:
    """Leave those rows alone."""
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)
