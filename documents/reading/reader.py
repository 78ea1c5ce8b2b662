"""From lines to the tree: head, addressees, body, end, what is bound to it."""

from __future__ import annotations

import re

from documents.official import tree
from documents.official.tree import Finding, Node, OfficialDocument
from documents.reading.addressees import read_addressees
from documents.reading.appendices import opens_appendix, read_appendix, split_appendices
from documents.reading.calendar_words import make_date
from documents.reading.derive import derive
from documents.reading.endings import strip_end
from documents.reading.extras import take_digital_signatures, take_slip, without_confirmation
from documents.reading.head import Head, read_head
from documents.reading.issuers import infer_issuer
from documents.reading.letters import fold
from documents.reading.lines import Line
from documents.reading.outline import outline
from documents.reading.paragraphs import join_lines, measure
from documents.reading.tail import Tail, find_tail, read_tail

_CLOSING = re.compile(
    r"^(?:tren day la|tren co so|can cu (?:noi dung|y kien|cac noi dung|tinh hinh|ke hoach|van ban|"
    r"nhiem vu)|(?:kinh )?de nghi|yeu cau|trong qua trinh|qua trinh|nhan duoc|giao|rat mong|tran "
    r"trong|kinh mong|"
    r"van phong|thu truong|(?:noi dung |ke hoach |quyet dinh |thong bao |chi thi |cong van |nghi "
    r"quyet |huong dan )nay|day la|vay|ngay sau khi nhan|(?:thua lenh|thay mat)|[^.:;]{3,"
    r"110}?\s(?:yeu cau|de nghi|thong bao|xin thong bao|tran trong|kinh bao cao|kinh trinh|bao cao|"
    r"kinh de nghi)\b|(?:cuoc hop|hoi nghi|buoi lam viec|phien hop|bien ban)\b)"
)


def read_lines(lines: list[Line]) -> OfficialDocument:
    """Return the tree of a document given as lines; a text that is none gives a tree with an error finding."""
    lines, signatures = take_digital_signatures(lines)
    lines, slip = take_slip(lines)
    head = read_head(lines)
    if head.kind == "GNP":
        lines = without_confirmation(lines)
    document = _with_head(head)
    document.digital_signatures, document.slip = signatures, slip
    document.addressees, begin = read_addressees(lines, head.end)
    stop, tail = _end(lines, begin)
    _read_body(lines[begin:stop], document)
    if tail:
        _with_tail(document, tail, lines)
    _judge(document, head, tail)
    return derive(document)


def looks_official(document: OfficialDocument) -> bool:
    """Tell whether the tree came from a text that is an official document at all."""
    return not any(finding.where == "document" and finding.severity == "error" for finding in document.findings)


def _with_head(head: Head) -> OfficialDocument:
    day = make_date(head.day, head.month, head.year) if head.day and head.month and head.year else None
    return OfficialDocument(
        kind=head.kind, number=head.number, symbol=head.symbol,
        parent_body=head.bodies[-2] if len(head.bodies) > 1 else None,
        issuer=head.bodies[-1] if head.bodies else None,
        place=head.place, date=day.isoformat() if day else None, date_text=head.date_text,
        subject=head.subject, urgency=head.urgency, secrecy=head.secrecy,
    )  # fmt: skip


def _end(lines: list[Line], begin: int) -> tuple[int, Tail | None]:
    start = find_tail(lines, begin)
    if start is None:
        stop = next(
            (i for i in range(begin + 1, len(lines)) if opens_appendix(lines[i]) and (lines[i].blank or lines[i].page)),
            len(lines),
        )
        return stop, Tail(stop, stop) if stop < len(lines) else None
    return start, read_tail(lines, start)


def _read_body(lines: list[Line], document: OfficialDocument) -> None:
    body = outline(join_lines(lines, measure(lines)))
    ending = strip_end(body)
    document.body, document.closing = _part_closing(body)
    if body and ending != "./.":
        what = "thiếu dấu “./.”" if ending is None else f"kết thúc bằng “{ending}” thay vì “./.”"
        document.findings.append(
            Finding("body", "warning", f"Nội dung văn bản {what}.", mend="Kết thúc nội dung bằng “./.”.")
        )


def _part_closing(body: list[Node]) -> tuple[list[Node], str | None]:
    """Take the closing paragraph off: a general clause that stands free behind the numbered pieces."""
    if not body:
        return body, None
    parents = [body]
    while (
        parents[-1]
        and parents[-1][-1].children
        and parents[-1][-1].level in (tree.PART, tree.CHAPTER, tree.HEADING, tree.SECTION, tree.SUBSECTION)
    ):
        parents.append(parents[-1][-1].children)
    last = parents[-1][-1]
    numbered = any(node.level not in (tree.PARAGRAPH, tree.BASIS, tree.TABLE) for node in body)
    free = len(parents) == 1
    if last.level != tree.PARAGRAPH or not numbered or not (free or _CLOSING.match(fold(last.text or ""))):
        return body, None
    if len(parents) > 1 and len(parents[-1]) < 2:
        return body, None
    parents[-1].pop()
    return body, last.text


def _with_tail(document: OfficialDocument, tail: Tail, lines: list[Line]) -> None:
    document.recipients = tail.recipients
    document.signature, document.co_signature = tail.signature, tail.co_signature
    how = measure(lines) if any(line.room is not None for line in lines) else None
    document.appendices = [read_appendix(part, how) for part in split_appendices(lines[tail.end :])]


# --- findings about the printed parts ----------------------------------------------------------------


def _judge(document: OfficialDocument, head: Head, tail: Tail | None) -> None:
    add = document.findings.append
    if not _is_official(document, head, tail):
        add(
            Finding(
                "document",
                "error",
                "Nội dung không giống một văn bản hành chính: không có tiêu đề, số, ký hiệu, nơi nhận hay chữ ký.",
            )
        )
        return
    if document.issuer is None:
        document.issuer = infer_issuer(document)
        told = f"; suy ra “{document.issuer}” từ chữ ký và nội dung" if document.issuer else ""
        add(Finding("issuer", "warning", f"Phần đầu văn bản không có tên cơ quan ban hành{told}."))
    if document.number is None:
        add(Finding("number", "warning", "Văn bản chưa có số."))
    if document.symbol is None:
        add(Finding("symbol", "warning", "Văn bản chưa có ký hiệu."))
    if document.date is None:
        add(
            Finding(
                "date",
                "warning",
                "Văn bản chưa ghi đủ ngày, tháng, năm."
                if document.date_text
                else "Văn bản không ghi ngày, tháng, năm.",
            )
        )
    if document.kind is None:
        add(Finding("kind", "warning", f"Không xác định được tên loại văn bản{_other(head)}; hãy chọn tên loại."))
    if document.subject is None:
        add(Finding("subject", "warning", "Không tìm thấy trích yếu nội dung."))
    if document.signature is None or document.signature.name is None:
        add(Finding("signature", "warning", "Không tìm thấy họ tên người ký."))
    if not document.recipients:
        add(Finding("recipients", "warning", "Không tìm thấy nơi nhận."))
    if not document.body:
        add(Finding("body", "error", "Văn bản không có nội dung."))
    if head.draft:
        add(Finding("document", "info", "Văn bản có ghi “DỰ THẢO”."))


def _other(head: Head) -> str:
    return f" (“{head.other_title}” không thuộc 29 tên loại)" if head.other_title else ""


def _is_official(document: OfficialDocument, head: Head, tail: Tail | None) -> bool:
    signs = [
        head.national, head.bodies, document.symbol, document.date_text, head.titled, document.addressees,
        document.recipients, document.signature and document.signature.name, document.subject,
    ]  # fmt: skip
    return sum(map(bool, signs)) >= 2
