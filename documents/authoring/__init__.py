"""Writing a document: the tree as a flat list of blocks that people edit, and trees to begin from.

Plain Python over `documents.official` and `documents.reading`; what needs the database is in services and queries.
"""
