"""Rules on printed words that the tree does not keep: motto, labels, marks at the ends of lists, the closing `./.`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.clauses import APPENDIX, DATE, FORMS, NATION, NUMBER, RECIPIENTS, SIGNATURE, TITLE
from documents.official.checking.layout.model import Layout, Line
from documents.official.checking.layout.parts import MOTTO
from documents.official.checking.letters import fold
from documents.official.checking.registry import ERROR, LINES, Hit, rule
from documents.official.checking.rules.signature import may_print_degrees, without_degree

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_DASH = re.compile(r"^\s*[-–—•+*]\s*")


@rule("motto.missing", what="Có Quốc hiệu và Tiêu ngữ", clause=NATION, severity=ERROR, scope=LINES)
def missing(layout: Layout) -> Iterator[Hit]:
    if not layout.part("nation", "motto"):
        mend = f"Ghi “{_NATION}”, dưới là “{_MOTTO}”, ở góc trên bên phải trang đầu."
        yield Hit("nation", "Thiếu Quốc hiệu và Tiêu ngữ.", mend)
        return
    if not layout.part("nation"):
        yield Hit("nation", "Thiếu Quốc hiệu.", f"Ghi “{_NATION}” ở góc trên bên phải trang đầu.")
    if not layout.part("motto"):
        yield Hit("motto", "Thiếu Tiêu ngữ.", f"Ghi “{_MOTTO}” dưới Quốc hiệu.")


@rule("motto.nation_words", what="Quốc hiệu viết in hoa, đúng chữ", clause=NATION, severity=ERROR, scope=LINES)
def nation_words(layout: Layout) -> Iterator[Hit]:
    text = " ".join(line.text for line in layout.part("nation"))
    if text and (fold(text) != fold(_NATION) or text != text.upper()):
        yield Hit("nation", f"Quốc hiệu ghi chưa đúng: “{text}”.", f"Ghi “{_NATION}”.")


@rule(
    "motto.words",
    what="Tiêu ngữ đúng chữ, gạch nối ngắn có dấu cách hai bên",
    clause=NATION,
    severity=ERROR,
    scope=LINES,
)
def words(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("motto"):
        if line.text == _MOTTO:
            continue
        dashes = MOTTO.search(" ".join(re.sub(r"[^\w]+", " ", fold(line.text)).split())) and re.search(
            r"[–—]|\w-|-\w", line.text
        )
        message = "Gạch nối trong tiêu ngữ chưa đúng" if dashes else "Tiêu ngữ ghi chưa đúng"
        yield Hit("motto", f"{message}: “{line.text}”.", f"Ghi “{_MOTTO}”.")


@rule("number.label", what="Từ “Số” có dấu hai chấm", clause=NUMBER, scope=LINES)
def number_label(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("number"):
        if not line.text.startswith("Số:"):
            yield Hit("number", f"Dòng số, ký hiệu ghi chưa đúng: “{line.text}”.", "Ghi “Số:” rồi đến số và ký hiệu.")


@rule("date.comma", what="Sau địa danh có dấu phẩy", clause=DATE, scope=LINES)
def date_comma(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("date")[:1]:
        match = re.match(r"(.*\w)\s*([^\w\s]?)\s+ngày\b", line.text)
        if match and match[2] != ",":
            wanted = f"{match[1]}, ngày"
            yield Hit("place", f"Sau địa danh chưa có dấu phẩy: “{match[0]}”.", f"Ghi “{wanted} …”.")


@rule("subject.label", what="Trích yếu công văn bắt đầu bằng “V/v”", clause=TITLE, scope=LINES)
def subject_label(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("letter_subject")[:1]:
        if not line.text.startswith("V/v "):
            yield Hit("subject", f"Trích yếu công văn bắt đầu chưa đúng: “{line.text[:40]}”.", "Bắt đầu bằng “V/v ”.")


def entries(lines: list[Line]) -> list[str]:
    """Return the entries of a printed list: lines that do not begin with a dash go on with the entry before."""
    found: list[str] = []
    for line in lines:
        if found and not _DASH.match(line.text):
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
    return found


# Words of a brace that gathers recipients: `⎫ để / ⎬ báo / ⎭ cáo` beside the lines.
_BRACE = re.compile(r"(?<=[;.])(?:\s+\(?(?:để|báo|cáo|thực|hiện|biết|phối|hợp|theo|dõi|b/c)\)?)+$")


def _marks(texts: list[str], where: str, label: str) -> Iterator[Hit]:
    for index, text in enumerate(texts):
        wanted = "." if index == len(texts) - 1 else ";"
        if not _BRACE.sub("", text.rstrip()).endswith(wanted):
            yield Hit(f"{where}[{index}]", f"Dòng {label} “{text[:50]}” chưa kết thúc bằng dấu “{wanted}”.",
                      f"Kết thúc bằng dấu “{wanted}”.")  # fmt: skip


@rule("addressees.label", what="Sau từ “Kính gửi” có dấu hai chấm", clause=RECIPIENTS, scope=LINES)
def addressee_label(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("addressee")[:1]:
        if not re.match(r"Kính gửi\s?:|.*\bđiện:$", line.text):
            yield Hit("addressees", f"Từ “Kính gửi” ghi chưa đúng: “{line.text[:40]}”.", "Ghi “Kính gửi:”.")


@rule(
    "addressees.end_marks",
    what="Nhiều nơi kính gửi: mỗi nơi một dòng có gạch đầu dòng, kết thúc bằng “;”, dòng cuối bằng “.”",
    clause=RECIPIENTS,
    scope=LINES,
)
def addressee_marks(layout: Layout) -> Iterator[Hit]:
    lines = layout.part("addressee")
    texts = entries(lines[1:]) if lines and re.fullmatch(r"kinh gui\s*:?", fold(lines[0].text)) else []
    if len(texts) > 1 or (texts and _DASH.match(texts[0])):
        yield from _marks(texts, "addressees", "kính gửi")


@rule(
    "signature.prefix_space",
    what="Sau TM., KT., TL., TUQ., Q. in trên văn bản có một dấu cách",
    clause=SIGNATURE,
    severity=ERROR,
    scope=LINES,
)
def prefix_space(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("authority"):
        match = re.match(r"(TM|KT|TL|TUQ|Q)\.(?! )\s*", line.text)  # a missing point is another rule's
        if match:
            wanted = f"{match[1]}. {line.text[match.end() :]}"
            yield Hit("signature.authority", f"Quyền hạn ký ghi chưa đúng: “{line.text}”.", f"Ghi “{wanted}”.")


@rule(
    "signature.academic_printed",
    what="Trước họ tên in dưới chữ ký không có học hàm, học vị, danh xưng",
    clause=SIGNATURE,
    scope=LINES,
)
def academic_printed(layout: Layout) -> Iterator[Hit]:
    head = " ".join(line.text for line in layout.part("issuer", "parent"))
    for line in layout.part("signer"):
        if without_degree(line.text) != line.text and not may_print_degrees(head):
            yield Hit(
                "signature.name",
                f"Họ tên người ký ghi kèm học vị: “{line.text}”.",
                f"Ghi “{without_degree(line.text)}”.",
            )


@rule("recipients.label", what="Từ “Nơi nhận” có dấu hai chấm", clause=RECIPIENTS, scope=LINES)
def recipient_label(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("recipients_label")[:1]:
        if not line.text.startswith("Nơi nhận:"):
            yield Hit("recipients", f"Từ “Nơi nhận” ghi chưa đúng: “{line.text[:40]}”.", "Ghi “Nơi nhận:”.")


@rule(
    "recipients.end_marks",
    what="Mỗi nơi nhận một dòng, kết thúc bằng “;”, dòng cuối bằng “.”",
    clause=RECIPIENTS,
    scope=LINES,
)
def recipient_marks(layout: Layout) -> Iterator[Hit]:
    yield from _marks(entries(layout.part("recipient")), "recipients", "nơi nhận")


@rule("recipients.dashes", what="Mỗi nơi nhận có gạch đầu dòng", clause=RECIPIENTS, scope=LINES)
def recipient_dashes(layout: Layout) -> Iterator[Hit]:
    for text in entries(layout.part("recipient"))[:1]:
        if not _DASH.match(text):
            yield Hit(
                "recipients[0]", f"Nơi nhận “{text[:50]}” không có gạch đầu dòng.", "Bắt đầu bằng gạch đầu dòng “-”."
            )


@rule("body.ending", what="Nội dung kết thúc bằng “./.”", clause=FORMS, scope=LINES)
def ending(layout: Layout) -> Iterator[Hit]:
    content = layout.part("body", "basis", "table")
    if content and not content[-1].text.endswith("./.") and not _ends_before_table(content):
        yield Hit(
            "closing", f"Nội dung không kết thúc bằng “./.”: “…{content[-1].text[-40:]}”.", "Ghi “./.” ở cuối nội dung."
        )


def _ends_before_table(content: list[Line]) -> bool:
    return content[-1].part == "table" and any(line.text.endswith("./.") for line in content)


@rule("appendix.word", what="Từ “Phụ lục” viết in thường, đậm", clause=APPENDIX, scope=LINES)
def appendix_word(layout: Layout) -> Iterator[Hit]:
    for line in layout.part("appendix"):
        if line.text.startswith("PHỤ LỤC"):
            yield Hit("appendices", f"Từ “Phụ lục” viết in hoa: “{line.text}”.", "Viết “Phụ lục”.")
