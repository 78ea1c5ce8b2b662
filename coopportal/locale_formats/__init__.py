"""Formats of dates and numbers that go past Django's own."""
