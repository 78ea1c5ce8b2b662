"""How this room's acts read in the audit trail."""

SENTENCES = {
    "cooperatives.cooperative.created": "đã thêm “{label}” vào sổ",
    "cooperatives.cooperative.changed": "đã sửa hồ sơ “{label}”",
    "cooperatives.cooperative.identity_viewed": "đã xem số định danh người đại diện của “{label}”",
    "cooperatives.status.changed": "đã chuyển trạng thái “{label}” từ “{before}” sang “{after}” từ ngày {on}",
    "cooperatives.status.withdrawn": "đã đính chính, bỏ lần ghi trạng thái “{after}” của “{label}”: {why}",
    "cooperatives.product.saved": "đã lưu sản phẩm OCOP “{product}” của “{label}”",
    "cooperatives.product.removed": "đã bỏ sản phẩm OCOP “{product}” của “{label}”",
    "cooperatives.row.added": "đã thêm {what} “{row}” vào hồ sơ “{label}”",
    "cooperatives.row.changed": "đã sửa {what} “{row}” của “{label}”",
    "cooperatives.row.removed": "đã bỏ {what} “{row}” khỏi hồ sơ “{label}”",
}
