"""How this room's acts read in the audit trail."""

SENTENCES = {
    "notifications.rule.saved": "đã lưu {label}: {words}",
    "notifications.rule.dropped": "đã bỏ {label}, trở lại quy tắc của cấp trên",
    "notifications.sweep.ran": "đã nhắc việc cho ngày {day}: {reminders} lần nhắc, {emails} thư",
    "notifications.digest.retried": "đã cho gửi lại {label}",
    "notifications.message.retried": "đã cho gửi lại {label}",
    "notifications.preference.saved": "đã đổi cách nhận thông báo (Zalo: {zalo}, SMS: {sms})",
    "notifications.webhook.saved": "đã lưu {label}: {url}",
}
