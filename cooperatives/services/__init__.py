"""Every change in this room."""

from cooperatives.services.products import remove_product, save_product
from cooperatives.services.registry import create_cooperative, reveal_identity, update_cooperative
from cooperatives.services.rows import add_file, remove_row, save_row
from cooperatives.services.status import change_status, withdraw_last_change

__all__ = [
    "add_file",
    "change_status",
    "create_cooperative",
    "remove_product",
    "remove_row",
    "reveal_identity",
    "save_product",
    "save_row",
    "update_cooperative",
    "withdraw_last_change",
]
