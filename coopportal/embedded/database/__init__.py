"""A Django database backend: PostgreSQL that starts by itself on the first connection."""
