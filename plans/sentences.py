"""How this room's acts read in the audit trail."""

SENTENCES = {
    "plans.plan.created": "đã lập kế hoạch “{label}”",
    "plans.plan.changed": "đã sửa kế hoạch “{label}”",
    "plans.document.tasks_made": "đã giao {count} nhiệm vụ cho {agencies} cơ quan từ “{label}”",
    "plans.task.created": "đã giao nhiệm vụ “{label}” cho {agencies}",
    "plans.task.parties_added": "đã giao thêm nhiệm vụ “{label}” cho {agencies}",
    "plans.task.period_opened": "đã mở kỳ đến hạn {day} của nhiệm vụ định kỳ “{label}” cho {count} cơ quan",
    "plans.rule.saved": "đã đặt quy tắc tính hạn của “{label}”: {day_off}; trả lại trong {days} ngày làm việc",
    "plans.feed.made": "đã lập địa chỉ lịch mới",
    "plans.feed.revoked": "đã thu hồi địa chỉ lịch",
    "plans.task.closed": "đã kết thúc nhiệm vụ “{label}”",
    "plans.task.stopped": "đã dừng nhiệm vụ “{label}”, lý do: {reason}",
    "plans.assignment.received": "đã tiếp nhận nhiệm vụ “{label}”",
    "plans.assignment.reported": "đã báo cáo tiến độ {percent}% nhiệm vụ “{label}”",
    "plans.assignment.reported_complete": "đã báo cáo hoàn thành và đề nghị nghiệm thu nhiệm vụ “{label}”",
    "plans.assignment.accepted": "đã nghiệm thu nhiệm vụ “{label}”",
    "plans.assignment.returned": "đã yêu cầu làm lại, bổ sung nhiệm vụ “{label}”, lý do: {reason}",
    "plans.assignment.extended": "đã gia hạn nhiệm vụ “{label}” đến {to}, lý do: {reason}",
    "plans.assignment.stopped": "đã thôi giao nhiệm vụ “{label}” cho {agency}, lý do: {reason}",
}
