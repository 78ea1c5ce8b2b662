"""Taking sheets in: read and judge, choose, mend, write in one transaction, take back."""

from cooperatives.services.exchange.reading import choose, leave_out, mend, read_import, start_import
from cooperatives.services.exchange.writing import confirm_import, undo_import, write_import

__all__ = [
    "choose",
    "confirm_import",
    "leave_out",
    "mend",
    "read_import",
    "start_import",
    "undo_import",
    "write_import",
]
