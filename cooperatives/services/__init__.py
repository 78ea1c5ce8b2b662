"""Every change in this room."""

from cooperatives.services.catalogue import save_criteria, save_extra_field, save_threshold
from cooperatives.services.deadlines import remind_links, save_deadline
from cooperatives.services.difficulties import (
    answer_difficulty,
    close_difficulty,
    raise_difficulty,
    route_difficulty,
)
from cooperatives.services.evaluation import save_evaluation
from cooperatives.services.exchange import choose as choose_columns
from cooperatives.services.exchange import confirm_import, read_import, start_import, undo_import, write_import
from cooperatives.services.exchange import leave_out as leave_out_row
from cooperatives.services.exchange import mend as mend_cells
from cooperatives.services.figures import (
    approve_figures,
    confirm_by_link,
    make_link,
    open_link,
    reopen_figures,
    return_figures,
    revoke_link,
    save_figures,
)
from cooperatives.services.merging import merge_sheets
from cooperatives.services.own import change_many, drop_view, save_view
from cooperatives.services.products import remove_product, save_product
from cooperatives.services.reference import load_reference
from cooperatives.services.registry import create_cooperative, reveal_identity, update_cooperative
from cooperatives.services.rows import add_file, remove_row, save_journal, save_row
from cooperatives.services.sectors import load_sectors
from cooperatives.services.status import change_status, withdraw_last_change

__all__ = [
    "add_file",
    "answer_difficulty",
    "approve_figures",
    "change_many",
    "change_status",
    "choose_columns",
    "close_difficulty",
    "confirm_by_link",
    "confirm_import",
    "create_cooperative",
    "drop_view",
    "leave_out_row",
    "load_reference",
    "load_sectors",
    "make_link",
    "mend_cells",
    "merge_sheets",
    "open_link",
    "raise_difficulty",
    "read_import",
    "remind_links",
    "remove_product",
    "remove_row",
    "reopen_figures",
    "return_figures",
    "reveal_identity",
    "revoke_link",
    "route_difficulty",
    "save_criteria",
    "save_deadline",
    "save_evaluation",
    "save_extra_field",
    "save_figures",
    "save_journal",
    "save_product",
    "save_row",
    "save_threshold",
    "save_view",
    "start_import",
    "undo_import",
    "update_cooperative",
    "withdraw_last_change",
    "write_import",
]
