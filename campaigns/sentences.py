"""How this room's acts read in the audit trail."""

SENTENCES = {
    "campaigns.campaign.created": "đã lập chiến dịch “{label}”",
    "campaigns.campaign.proposed": "đã lập chiến dịch “{label}” với {activities} hoạt động từ văn bản {document}",
    "campaigns.campaign.changed": "đã sửa chiến dịch “{label}”",
    "campaigns.campaign.opened": "đã bắt đầu thực hiện chiến dịch “{label}”",
    "campaigns.campaign.closed": "đã kết thúc chiến dịch “{label}”",
    "campaigns.campaign.reopened": "đã mở lại chiến dịch “{label}”",
    "campaigns.activity.saved": "đã lưu hoạt động “{label}”",
    "campaigns.activity.removed": "đã bỏ hoạt động “{label}”",
    "campaigns.activity.done": "đã ghi kết quả hoạt động “{label}”, thực hiện xong ngày {on}",
    "campaigns.activity.noted": "đã ghi tình hình thực hiện hoạt động “{label}”",
}
