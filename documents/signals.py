"""What rooms above are told of this one."""

from django.dispatch import Signal

# A document is in force no longer: taken back or replaced. Sent inside the transaction of the act with `document`,
# `reason`, `by` (the Staff who acts, or None) and `at`; what it ordered is not to be done any more.
document_withdrawn = Signal()
