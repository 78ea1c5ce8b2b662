"""How this room's acts read in the audit trail."""

SENTENCES = {
    "documents.document.imported": "đã nhập văn bản “{label}” từ {source}",
    "documents.draft.begun": "đã bắt đầu soạn “{label}” từ {source}",
    "documents.import.requested": "đã tải lên tệp dài “{label}” để đọc",
    "documents.import.done": "đã đọc xong tệp “{label}”",
    "documents.import.failed": "không đọc được tệp “{label}”",
    "documents.document.reviewed": "đã sửa, lưu kết quả đọc của “{label}” ({tasks} nhiệm vụ)",
    "documents.document.activated": "đã đưa “{label}” vào thực hiện",
    "documents.document.delivered": "đã gửi “{label}” cho {organizations}",
    "documents.document.read": "đã mở “{label}” lần đầu tại {organization}",
    "documents.document.closed": "đã kết thúc theo dõi “{label}”",
    "documents.document.discarded": "đã xóa bản nhập chưa dùng “{label}”",
}
