"""How well the reader reads: precision and recall against readings that people wrote down.

A record (one of a JSON list) names what the tree of a document must contain; `compare` counts, `report` prints.
"""
