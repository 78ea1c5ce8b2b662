"""The official document as plain Python: its tree, its kinds, its drawing and its checking.

Nothing below this package imports Django, so that the heart of the portal can be tested and used alone.
"""
