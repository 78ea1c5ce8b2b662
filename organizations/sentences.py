"""How this room's acts read in the audit trail."""

SENTENCES = {
    "organizations.organization.created": "đã thêm tổ chức “{label}”",
    "organizations.organization.changed": "đã sửa thông tin tổ chức “{label}”",
    "organizations.organization.merged": "đã hợp nhất “{label}” vào “{into}”",
    "organizations.group.saved": "đã lưu nhóm “{label}”",
    "organizations.staff.appointed": "đã giao cho “{label}” vai trò {role}",
    "organizations.staff.ended": "đã kết thúc vai trò của “{label}”",
    "organizations.delegation.given": "đã giao ký: {label} ({form}, từ {from})",
    "organizations.delegation.revoked": "đã thu hồi việc giao ký: {label}",
    "organizations.password.changed": "đã đổi mật khẩu của mình",
    "organizations.organization.transferred": "đã chuyển “{label}” về trực thuộc {parent}, theo {decree}",
    "organizations.staff.moved": "đã chuyển “{label}” từ {before} sang {into}",
    "organizations.unit.renamed": "đã đổi tên {before} thành {after} từ {on}, theo {decree}",
    "organizations.unit.divided": "đã ghi {made} tách từ {label} từ {on}, theo {decree}",
    "organizations.unit.merged": "đã ghi việc nhập {label} vào {into}, theo {decree}",
}
