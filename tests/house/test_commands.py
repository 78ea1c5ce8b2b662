"""Commands that are asked for what is not there: one line says what is wrong, nothing is written."""

import os

import pytest
from django.core.management import CommandError, call_command

from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("files")
    (made / "thu-muc").mkdir()
    (made / "la.csv").write_bytes(b"\xff\xfe\x00")
    (made / "vanban.txt").write_text("Nội dung", "utf-8")
    return made


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("read_document khong-co.docx", "Không tìm thấy tệp “khong-co.docx”"),
        ("read_document thu-muc", "“thu-muc” là một thư mục"),
        ("check_document khong-co.docx", "Không tìm thấy tệp “khong-co.docx”"),
        ("check_document thu-muc", "“thu-muc” là một thư mục"),
        ("render_document thu-muc --output a.pdf", "Không đọc được tệp thu-muc: đây là một thư mục"),
        ("import_document khong-co.docx --organization {code}", "Không tìm thấy tệp “khong-co.docx”"),
        ("import_document thu-muc --organization {code}", "Không đọc được tệp thu-muc: đây là một thư mục"),
        ("import_document vanban.txt --organization 999", "mang mã “999”"),
        (f"import_document vanban.txt --organization {os.fsdecode(b'%sff' % bytes([255]))}", "mang mã “?ff”"),
        ("send_reminders --date 2026-02-30", "“2026-02-30” không phải là ngày"),
        ("send_reminders --date 9999-12-31", "“9999-12-31” không phải là ngày"),
        ("send_reminders --date 31/02/2026", "“31/02/2026” không phải là ngày"),
        ("load_sectors khong-co.csv", "Không đọc được tệp khong-co.csv: không có tệp"),
        ("load_sectors la.csv", "la.csv không phải văn bản UTF-8"),
        ("load_former_units la.csv", "la.csv không phải văn bản UTF-8"),
        ("merge_units 1 --into 2 --on 0001-01-01 --decree NQ", "“0001-01-01” không phải là ngày"),
        ("demo_pki --organization {code} --folder vanban.txt", "Không ghi được vào thư mục vanban.txt"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(folder, monkeypatch, asked, said):
    monkeypatch.chdir(folder)
    name, *arguments = asked.format(code=World().commune.code).split()
    with pytest.raises(CommandError) as refused:
        call_command(name, *arguments)
    assert said in str(refused.value) and "\n" not in str(refused.value)
