"""Signatures: keys and images, putting them on, checking them; three ways, one report."""
