"""What rooms above are told of this one."""

from django.dispatch import Signal

# Sent inside the transaction with `organization`, `into`, `by` (the Staff who acts) and `at`.
organization_merged = Signal()

# Sent inside the transaction with `unit`, `into`, `by` (Staff or None), `at` and `decree`: a commune ended in another.
unit_merged = Signal()
