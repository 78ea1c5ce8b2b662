"""The one error of the reading room: a file that cannot become text."""

from __future__ import annotations

from pathlib import Path

MESSAGES: dict[str, str] = {
    "empty": "Tệp trống, không có nội dung để đọc. Hãy chọn lại tệp văn bản.",
    "too_large": "Tệp lớn hơn {limit} MB. Hãy giảm dung lượng (nén ảnh, tách phụ lục) rồi tải lên lại.",
    "unknown_type": "Không nhận ra loại tệp. Hãy dùng tệp .docx, .pdf có lớp chữ hoặc .txt, hoặc dán nội dung văn bản.",
    "old_word": "Đây là tệp Word đời cũ (.doc). Hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi tải lên.",
    "not_word": "Tệp mang đuôi .docx nhưng bên trong không phải tài liệu Word. Hãy kiểm tra và chọn lại tệp.",
    "broken_word": "Tệp Word bị hỏng, không mở được. Hãy mở bằng Word, lưu thành tệp mới rồi tải lên lại.",
    "macro_word": "Tệp Word có chứa macro nên không được nhận. Hãy lưu lại thành .docx không có macro.",
    "encrypted_word": "Tệp Word đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.",
    "archive": "Tệp là một gói nén, không phải văn bản. Hãy giải nén và tải lên từng văn bản.",
    "bomb": "Tệp nén bên trong quá lớn so với một văn bản nên không được mở. Hãy kiểm tra nguồn của tệp.",
    "pdf_no_text": "Tệp PDF chỉ có ảnh quét, không có lớp chữ. Hãy nhận dạng chữ (OCR) trước hoặc gõ lại nội dung.",
    "pdf_encrypted": "Tệp PDF đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi tải lên lại.",
    "pdf_broken": "Tệp PDF bị hỏng, không mở được. Hãy xuất lại tệp PDF rồi tải lên.",
    "pdf_too_long": "Tệp PDF có hơn {limit} trang. Hãy tách văn bản khỏi các phụ lục dài rồi tải lên.",
    "undecodable": "Không giải được bảng mã của tệp chữ. Hãy lưu lại ở bảng mã Unicode (UTF-8).",
    "missing": "Không tìm thấy tệp “{name}”. Hãy kiểm tra lại đường dẫn.",
    "folder": "“{name}” là một thư mục. Hãy ghi đường dẫn của một tệp.",
    "denied": "Không có quyền đọc tệp “{name}”. Hãy kiểm tra quyền của tệp.",
}


class UnreadableFile(Exception):
    """A file that cannot be read as text.

    `code` is one of the keys of `MESSAGES`; `message` says in Vietnamese what is wrong and what to do.
    """

    def __init__(self, code: str, message: str | None = None, **values: object) -> None:
        self.code = code
        self.message = message or MESSAGES[code].format(**values)
        super().__init__(self.message)


def unopened(path: Path, error: Exception) -> UnreadableFile:
    """Return what to say of a path that the system did not open."""
    codes: dict[type[Exception], str] = {IsADirectoryError: "folder", PermissionError: "denied"}
    return UnreadableFile(codes.get(type(error), "missing"), name=path.name or str(path))
