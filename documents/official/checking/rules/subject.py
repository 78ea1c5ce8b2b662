"""Subject: what the document is about (Decree 30/2020, Annex I, II.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.clauses import TITLE
from documents.official.checking.context import Context
from documents.official.checking.letters import capitalized, fold, is_capitals
from documents.official.checking.registry import ERROR, Hit, rule
from documents.official.checking.wording import named, wording_rule
from documents.official.kinds import KINDS, LETTER

_NO_SUBJECT = {"GGT", "GNP", "PG", "PC", "PB", "GUQ", "TCG", "HĐ", "BGN", "BTT"}
_LONG_WORDS = 80


@rule("subject.missing", what="Có trích yếu nội dung văn bản", clause=TITLE, severity=ERROR)
def subject_missing(context: Context) -> Iterator[Hit]:
    if not context.document.subject and context.document.kind not in _NO_SUBJECT:
        yield Hit("subject", "Thiếu trích yếu nội dung văn bản.", "Ghi một câu ngắn gọn nêu nội dung chính.")


wording_rule(
    "subject.prefix",
    lambda s: re.sub(r"(?i)^\s*v\s*/\s*v\s*[:.]?\s*(?=\S)", "", s),
    what="Trích yếu không lặp lại “V/v” (chữ này được in sẵn cho công văn)",
    clause=TITLE,
    pick=named("subject"),
    message="Trích yếu có sẵn chữ “V/v”: “{found}”.",
    mend="Bỏ “V/v”; khi in, công văn tự có “V/v”.",
)
wording_rule(
    "subject.end_mark",
    lambda s: re.sub(r"[\s.;,:]+$", "", s) or s if not s.endswith("...") else s,
    what="Không có dấu câu ở cuối trích yếu",
    clause=TITLE,
    pick=named("subject"),
    message="Thừa dấu câu ở cuối trích yếu: “{found}”.",
    mend="Bỏ dấu câu ở cuối.",
)


@rule("subject.case", what="Trích yếu viết in thường", clause=TITLE)
def subject_case(context: Context) -> Iterator[Hit]:
    subject = context.document.subject or ""
    if is_capitals(subject) and len(subject.split()) > 3:
        yield Hit("subject", "Trích yếu viết in hoa toàn bộ.", "Viết in thường, kiểu chữ đứng, đậm.")


@rule(
    "subject.first_letter",
    what="Trích yếu của văn bản có tên loại bắt đầu bằng chữ hoa",
    clause=TITLE,
    fix=lambda d, _: setattr(d, "subject", capitalized((d.subject or "").lstrip())),
)
def first_letter(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.subject and document.kind in KINDS and document.kind != LETTER and document.subject[0].islower():
        yield Hit(
            "subject", "Trích yếu chưa viết hoa chữ cái đầu.", f"Viết “{capitalized(document.subject.split()[0])} …”."
        )


@rule("subject.length", what="Trích yếu ngắn gọn", clause=TITLE)
def subject_length(context: Context) -> Iterator[Hit]:
    words = len((context.document.subject or "").split())
    if words > _LONG_WORDS:
        yield Hit("subject", f"Trích yếu dài {words} chữ.", f"Rút gọn còn dưới {_LONG_WORDS} chữ.")


@rule("subject.repeats_kind", what="Trích yếu không lặp lại tên loại văn bản", clause=TITLE)
def repeats_kind(context: Context) -> Iterator[Hit]:
    document = context.document
    kind = KINDS.get(document.kind or "")
    subject = document.subject or ""
    if kind and kind.code != LETTER and re.match(rf"{re.escape(fold(kind.name))}\b", fold(subject)):
        yield Hit("subject", f"Trích yếu lặp lại tên loại “{kind.name}” đã in ở trên.", "Bỏ tên loại ở đầu trích yếu.")
