"""Checking the form of anyone's file: nothing of it is kept."""

from __future__ import annotations

from contextlib import suppress

from django.core.exceptions import ValidationError

from documents.findings import FormFinding
from documents.official.checking import UncheckableFile, check_file
from documents.reading import UnreadableFile
from documents.reading.quick import secrecy_of, words_of
from documents.reading.text_files import decode
from documents.services.imports import CLASSIFIED, plain_name
from documents.services.jobs import is_long

_BEGINNING = 20_000  # bytes of a plain text in which its head stands
TOO_LONG = "Tệp quá dài để kiểm tra ngay trên trang. Hãy tách phần văn bản khỏi các phụ lục dài rồi kiểm tra lại."


def check_form(*, data: bytes, filename: str) -> list[FormFinding]:
    """Return what the rules of Decree 30 say of a .docx, .pdf or .txt, errors first.

    Raises ValidationError naming `file` for what cannot be checked, is too long or bears a mark of secrecy.
    """
    mark = secrecy_of(_words(data))
    if mark:
        raise ValidationError({"file": ValidationError(CLASSIFIED.format(mark=mark), code="classified")})
    if is_long(data):
        raise ValidationError({"file": ValidationError(TOO_LONG, code="long")})
    try:
        found = check_file(data, plain_name(filename))
    except UncheckableFile as error:
        raise ValidationError({"file": ValidationError(error.message, code=error.code)}) from error
    return [FormFinding(finding, False) for finding in found]


def _words(data: bytes) -> str:
    with suppress(UnreadableFile):  # what cannot be read is told by the check itself
        return words_of(data) or decode(data[:_BEGINNING])
    return ""
