"""Each rule: a document that breaks it, made from a faultless one by one change, and what must not set it off."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest

from documents.official.checking import Surroundings, check
from documents.official.checking.registry import SEVERITIES, TREE, rules
from documents.official.tree import Appendix, Assignment, Deadline, Item, Node, OfficialDocument, Signature, Slip
from tests.checking import samples

Change = Callable[[OfficialDocument], object]


def put(**values: object) -> Change:
    """Set fields of the document."""
    return lambda document: [setattr(document, name, value) for name, value in values.items()]


def sign(*authority: str, title: str | None = "CHỦ TỊCH", name: str | None = "Lê Minh Đức") -> Change:
    return put(signature=Signature(list(authority), title, name))


def say(text: str, level: str = "paragraph", number: str | None = None) -> Change:
    """Put a text in front of the body."""
    return lambda document: document.body.insert(0, Node(level, number, text=text))


def appendix(**values: object) -> Change:
    return lambda document: [setattr(document.appendices[0], name, value) for name, value in values.items()]


def node(index: int, **values: object) -> Change:
    return lambda document: [setattr(document.body[index], name, value) for name, value in values.items()]


def numbers(level: str, *marks: str) -> Change:
    return put(body=[Node(level, mark, text="Nội dung của mục.") for mark in marks])


def bases(*texts: str) -> Change:
    return put(body=[*(Node("basis", text=t) for t in texts), Node("article", "1", text="Thành lập tổ")])


LONG = "triển khai " * 100
NOTE = "Kèm theo Công văn số 05/UBND-KT ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân xã An Bình"

# rule, sample, change that breaks it, the place where it must be found
BROKEN: list[tuple[str, str, Change, str]] = [
    ("kind.unknown", "letter", put(kind="XX"), "kind"),
    ("kind.unknown", "letter", put(kind=None), "kind"),
    ("head.issuer_missing", "letter", put(issuer=None), "issuer"),
    ("head.issuer_abbreviated", "letter", put(issuer="UBND XÃ AN BÌNH"), "issuer"),
    ("head.case", "letter", put(issuer="Ủy ban nhân dân xã An Bình"), "issuer"),
    ("head.case", "letter", put(parent_body="Sở Nội vụ"), "parent_body"),
    ("head.end_mark", "letter", put(issuer="ỦY BAN NHÂN DÂN XÃ AN BÌNH."), "issuer"),
    ("head.issuer_place", "letter", put(issuer="ỦY BAN NHÂN DÂN"), "issuer"),
    ("head.committee_parent", "letter", put(parent_body="ỦY BAN NHÂN DÂN TỈNH HÒA SƠN"), "parent_body"),
    ("head.parent_same", "letter", put(parent_body="ỦY BAN NHÂN DÂN XÃ AN BÌNH"), "parent_body"),
    ("stamp.urgency_case", "letter", put(urgency="Khẩn"), "urgency"),
    ("stamp.secrecy_case", "letter", put(secrecy="Tối mật"), "secrecy"),
    ("stamp.words", "letter", put(urgency="GẤP LẮM"), "urgency"),
    ("stamp.words", "letter", put(secrecy="BÍ MẬT"), "secrecy"),
    ("document.field_length", "letter", put(subject=LONG), "subject"),
    ("document.field_length", "letter", sign(name="N" * 51), "signature.name"),
    ("number.missing", "letter", put(number=None), "number"),
    ("number.digits", "letter", put(number="V"), "number"),
    ("number.party_style", "plan", put(number="20-NQ", symbol="TW"), "number"),
    ("number.padding", "letter", put(number="5"), "number"),
    ("symbol.missing", "letter", put(symbol=None), "symbol"),
    ("symbol.spacing", "letter", put(symbol="UBND - KT"), "symbol"),
    ("symbol.spacing", "letter", put(symbol="UBND–KT"), "symbol"),
    ("symbol.kind_case", "plan", put(kind="TTr", symbol="TTR-UBND", addressees=["Sở Tài chính"]), "symbol"),
    ("symbol.case", "letter", put(symbol="UBND-kt"), "symbol"),
    ("symbol.kind_letters", "plan", put(symbol="UBND-KT"), "symbol"),
    ("symbol.kind_letters", "plan", put(symbol="TB-UBND"), "symbol"),
    ("symbol.letter_has_kind", "letter", put(symbol="CV-UBND"), "symbol"),
    ("symbol.letter_has_kind", "letter", put(symbol="KH-UBND"), "symbol"),
    ("symbol.letter_unit", "letter", put(symbol="UBND"), "symbol"),
    ("symbol.issuer_letters", "plan", put(symbol="KH"), "symbol"),
    ("symbol.year", "decision", put(symbol="2026/QĐ-UBND"), "symbol"),
    ("place.missing", "letter", put(place=None), "place"),
    ("place.form", "letter", put(place="AN BÌNH"), "place"),
    ("place.form", "letter", put(place="An Bình,"), "place"),
    ("place.form", "letter", put(place="Hồ Chí Minh"), "place"),
    ("place.common_noun", "letter", put(place="Xã An Bình"), "place"),
    ("place.common_noun", "letter", put(place="5"), "place"),
    ("date.missing", "letter", put(date=None, date_text="ngày tháng 3 năm 2026"), "date"),
    ("date.form", "letter", put(date_text="ngày 05/3/2026"), "date_text"),
    ("date.padding", "letter", put(date_text="ngày 5 tháng 3 năm 2026"), "date_text"),
    ("date.padding", "letter", put(date_text="ngày 05 tháng 03 năm 2026"), "date_text"),
    ("date.padding", "decision", put(date_text="ngày 02 tháng 2 năm 2026"), "date_text"),
    ("date.invalid", "letter", put(date=None, date_text="ngày 31 tháng 4 năm 2026"), "date_text"),
    ("date.invalid", "letter", put(date="2026-13-01"), "date"),
    ("date.mismatch", "letter", put(date="2026-03-06"), "date_text"),
    ("subject.missing", "letter", put(subject=None), "subject"),
    ("subject.prefix", "letter", put(subject="V/v rà soát hợp tác xã"), "subject"),
    ("subject.end_mark", "letter", put(subject="rà soát hợp tác xã."), "subject"),
    ("subject.case", "plan", put(subject="PHÁT TRIỂN KINH TẾ TẬP THỂ"), "subject"),
    ("subject.first_letter", "plan", put(subject="phát triển kinh tế tập thể"), "subject"),
    ("subject.length", "letter", put(subject=LONG), "subject"),
    ("subject.repeats_kind", "plan", put(subject="Kế hoạch phát triển kinh tế tập thể"), "subject"),
    ("addressees.missing", "letter", put(addressees=[]), "addressees"),
    ("addressees.not_allowed", "plan", put(addressees=["Sở Tài chính"]), "addressees"),
    ("addressees.prefix", "letter", put(addressees=["Kính gửi: Phòng Kinh tế"]), "addressees[0]"),
    ("addressees.marks", "letter", put(addressees=["- Phòng Kinh tế;", "Các thôn"]), "addressees[0]"),
    ("addressees.repeated", "letter", put(addressees=["Các thôn", "Các thôn"]), "addressees[1]"),
    ("addressees.repeated", "letter", put(addressees=["Các thôn", " "]), "addressees[1]"),
    ("basis.end_mark", "decision", node(0, text="Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023."), "body[0]"),
    ("basis.end_mark", "decision", node(2, text="Theo đề nghị của Trưởng phòng Phòng Kinh tế;"), "body[2]"),
    ("basis.missing", "decision", put(body=[Node("article", "1", text="Thành lập tổ.")]), "body"),
    (
        "basis.repeated",
        "decision",
        bases("Căn cứ Luật Hợp tác xã;", "Căn cứ Luật Hợp tác xã;", "Theo đề nghị."),
        "body[1]",
    ),
    ("basis.proposal_last", "decision", bases("Theo đề nghị của Phòng Kinh tế;", "Căn cứ Luật Hợp tác xã."), "body[1]"),
    ("basis.proposal_missing", "decision", bases("Căn cứ Luật Hợp tác xã."), "body[0]"),
    ("basis.law_number", "decision", bases("Căn cứ Luật Hợp tác xã số 17/2023/QH15;", "Theo đề nghị."), "body[0]"),
    ("basis.incomplete", "decision", bases("Căn cứ Nghị định về đăng ký hợp tác xã;", "Theo đề nghị."), "body[0]"),
    (
        "basis.order",
        "decision",
        bases(
            "Căn cứ Nghị định số 92/2024/NĐ-CP ngày 18 tháng 7 năm 2024 của Chính phủ;",
            "Căn cứ Luật Hợp tác xã ngày 20 tháng 6 năm 2023;",
            "Theo đề nghị của Phòng Kinh tế.",
        ),
        "body[1]",
    ),
    ("body.missing", "letter", put(body=[], closing=None), "body"),
    ("body.ending_slip", "letter", put(closing="Yêu cầu các đơn vị thực hiện./"), "closing"),
    ("body.ending_slip", "letter", put(closing="Báo cáo (trước ngày 04/5/2026)/."), "closing"),
    ("body.ending_inside", "letter", say("Đề nghị thực hiện./. Các thôn báo cáo."), "body[0]"),
    ("body.ending_early", "letter", say("Đề nghị thực hiện./."), "body[0]"),
    ("body.first_letter", "letter", say("đề nghị các thôn báo cáo."), "body[0]"),
    ("body.end_mark", "letter", say("Đề nghị các thôn báo cáo"), "body[0]"),
    ("heading.capitals", "plan", node(0, title="Mục đích, yêu cầu"), "body[0]"),
    ("heading.small", "letter", node(1, title="PHÒNG KINH TẾ XÃ AN BÌNH"), "body[1]"),
    ("heading.end_mark", "plan", node(0, title="MỤC ĐÍCH, YÊU CẦU."), "body[0]"),
    ("heading.empty", "plan", put(body=[Node("heading", "I")]), "body[0]"),
    ("decision.articles", "decision", put(body=[Node("paragraph", text="Thành lập tổ.")]), "body"),
    ("table.ragged", "letter", put(body=[Node("table", rows=[["TT", "Tên"], ["1"]])]), "body[0]"),
    ("numbering.articles", "decision", numbers("article", "1", "3"), "body[1]"),
    ("numbering.articles", "decision", numbers("article", "1", "1"), "body[1]"),
    ("numbering.headings", "plan", numbers("heading", "I", "III"), "body[1]"),
    ("numbering.headings", "plan", numbers("chapter", "II"), "body[0]"),
    ("numbering.roman", "plan", numbers("chapter", "1"), "body[0]"),
    ("numbering.sections", "letter", numbers("section", "1", "2", "4"), "body[2]"),
    ("numbering.subsections", "letter", numbers("subsection", "3.1", "3.3"), "body[1]"),
    ("numbering.subsections", "letter", numbers("subsection", "3.1", "4.2"), "body[1]"),
    ("numbering.points", "letter", numbers("point", "a", "b", "c", "d", "e"), "body[4]"),
    ("numbering.point_letters", "letter", numbers("point", "a", "f"), "body[1]"),
    ("signature.missing", "letter", put(signature=None), "signature"),
    ("signature.name_missing", "letter", sign("TM. ỦY BAN NHÂN DÂN", name=None), "signature.name"),
    ("signature.title_missing", "letter", sign("TM. ỦY BAN NHÂN DÂN", title=None), "signature.title"),
    ("signature.prefix_form", "letter", sign("TL. CHỦ TỊCH", "KT.CHÁNH VĂN PHÒNG"), "signature.authority[1]"),
    ("signature.prefix_form", "letter", sign("T/M ỦY BAN NHÂN DÂN"), "signature.authority[0]"),
    ("signature.case", "letter", sign("TM. ỦY BAN NHÂN DÂN", title="Chủ tịch"), "signature.title"),
    ("signature.name_case", "letter", sign("TM. ỦY BAN NHÂN DÂN", name="LÊ MINH ĐỨC"), "signature.name"),
    ("signature.academic", "letter", sign("TM. ỦY BAN NHÂN DÂN", name="TS. Lê Minh Đức"), "signature.name"),
    ("signature.academic", "letter", sign("TM. ỦY BAN NHÂN DÂN", name="PGS.TS Lê Minh Đức"), "signature.name"),
    ("signature.signed_mark", "letter", sign("TM. ỦY BAN NHÂN DÂN", name="(Đã ký)"), "signature.name"),
    ("signature.collective", "plan", sign(), "signature.authority"),
    ("signature.collective", "letter", sign("KT. CHỦ TỊCH", title="PHÓ CHỦ TỊCH"), "signature.authority"),
    ("signature.deputy", "letter", sign("TM. ỦY BAN NHÂN DÂN", title="PHÓ CHỦ TỊCH"), "signature.authority"),
    ("signature.deputy", "letter", sign("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "signature.title"),
    ("signature.combination", "letter", sign("TUQ. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", title="PHÓ"), "signature.authority"),
    ("signature.combination", "letter", sign("TM. ỦY BAN NHÂN DÂN", "TL. CHỦ TỊCH"), "signature.authority"),
    ("signature.combination", "letter", sign("KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"), "signature.authority"),
    ("signature.authority_unknown", "letter", sign("THAY MẶT ỦY BAN NHÂN DÂN"), "signature.authority[0]"),
    ("minutes.signatures", "minutes", put(co_signature=None), "co_signature"),
    ("recipients.missing", "letter", put(recipients=[]), "recipients"),
    ("recipients.marks", "letter", put(recipients=["- Như trên;", "Lưu: VT, KT."]), "recipients[0]"),
    ("recipients.repeated", "plan", put(recipients=["Các sở", "Các sở", "Lưu: VT, KT"]), "recipients[1]"),
    ("recipients.file_line_missing", "letter", put(recipients=["Như trên"]), "recipients"),
    ("recipients.file_line_last", "letter", put(recipients=["Như trên", "Lưu: VT, KT", "Website"]), "recipients[1]"),
    ("recipients.file_line_form", "letter", put(recipients=["Như trên", "Lưu VT, KT"]), "recipients[1]"),
    ("recipients.file_line_clerk", "letter", put(recipients=["Như trên", "Lưu: HS"]), "recipients[1]"),
    ("recipients.file_line_unit", "letter", put(recipients=["Như trên", "Lưu: VT"]), "recipients[1]"),
    ("recipients.as_above", "letter", put(recipients=["Chủ tịch UBND xã", "Lưu: VT, KT"]), "recipients[0]"),
    ("recipients.as_above_without_addressees", "plan", put(recipients=["Như trên", "Lưu: VT, KT"]), "recipients[0]"),
    ("recipients.as_article", "decision", put(recipients=["Đảng ủy xã", "Lưu: VT, KT"]), "recipients[0]"),
    (
        "recipients.repeats_addressee",
        "letter",
        put(recipients=["Như trên", "Phòng Kinh tế", "Lưu: VT, KT"]),
        "recipients[1]",
    ),
    ("appendix.not_mentioned", "plan", put(appendices=[Appendix(title="A", note=NOTE)]), "body"),
    ("appendix.promised", "letter", put(appendices=[]), "appendices"),
    ("appendix.numbered", "letter", appendix(number="I"), "appendices[0]"),
    ("appendix.numbered", "letter", put(appendices=[Appendix("I"), Appendix("2")]), "appendices[1]"),
    ("appendix.title_missing", "letter", appendix(title=None), "appendices[0]"),
    ("appendix.title_capitals", "letter", appendix(title="Mẫu rà soát"), "appendices[0].title"),
    ("appendix.empty", "letter", appendix(body=[]), "appendices[0]"),
    ("appendix.note_missing", "letter", appendix(note=None), "appendices[0]"),
    ("appendix.note_form", "letter", appendix(note="Theo Công văn này"), "appendices[0].note"),
    ("appendix.note_colon", "letter", appendix(note="Kèm theo Công văn số: 05/UBND-KT"), "appendices[0].note"),
    (
        "appendix.note_slash",
        "letter",
        appendix(note="Kèm theo Công văn số: UBND-KT ngày /3/2026"),
        "appendices[0].note",
    ),
    ("appendix.note_kind", "letter", appendix(note="Kèm theo Kế hoạch số 05/UBND-KT"), "appendices[0].note"),
    ("appendix.note_number", "letter", appendix(note="Kèm theo Công văn số 06/UBND-KT"), "appendices[0].note"),
    ("invitation.fields", "invitation", put(body=[Node("paragraph", text="Kính mời ông.")]), "body"),
    ("minutes.fields", "minutes", put(body=[Node("paragraph", text="Cuộc họp kết thúc.")]), "body"),
    ("introduction.fields", "introduction", put(body=[Node("paragraph", text="Trân trọng.")]), "body"),
    ("date.weekday", "letter", say("Họp vào thứ Hai, ngày 06/3/2026."), "body[0]"),
    ("date.weekday", "letter", say("Họp ngày 20 tháng 3 (thứ Năm)."), "body[0]"),
    ("date.impossible", "letter", say("Báo cáo trước ngày 31/4/2026."), "body[0]"),
    (
        "deadline.before_date",
        "letter",
        put(deadlines=[Deadline("trước 01/3", "date", end="2026-03-01")]),
        "deadlines[0]",
    ),
    (
        "deadline.reversed",
        "letter",
        put(deadlines=[Deadline("từ … đến", "period", start="2026-06-02", end="2026-05-01")]),
        "deadlines[0]",
    ),
    ("assignment.no_task", "letter", put(assignments=[Assignment(["Sở Y tế"], [])]), "assignments[0]"),
    ("assignment.no_agency", "letter", put(assignments=[Assignment([], [Item("Rà soát")])]), "assignments[0].items[0]"),
    ("slip.date", "letter", put(slip=Slip(date="2021-12-24")), "slip.date"),
    ("citation.first_short", "letter", say("Theo Quyết định số 10/QĐ-TTg của Thủ tướng Chính phủ."), "body[0]"),
    (
        "citation.later_full",
        "letter",
        lambda d: d.body.append(Node("paragraph", text="Theo Công văn số 112/UBND-TC ngày 02 tháng 3 năm 2026.")),
        "body[3]",
    ),
    ("citation.after_date", "letter", say("Theo Quyết định số 10/QĐ-TTg ngày 09/9/2026."), "body[0]"),
    ("citation.repealed", "letter", say("Thực hiện Luật Hợp tác xã năm 2012."), "body[0]"),
    ("citation.colon", "letter", say("Theo Công văn số: 261/LMHTX-VP ngày 01/3/2026."), "body[0]"),
    ("citation.number_word", "letter", say("Theo Kế hoạch 61/KH-UBND ngày 01/3/2026."), "body[0]"),
    ("capitals.people", "letter", say("Vận động nhân dân tham gia."), "body[0]"),
    ("capitals.state", "letter", say("Chủ trương của Đảng, nhà nước."), "body[0]"),
    ("capitals.party", "letter", say("Chủ trương của đảng và Nhà nước."), "body[0]"),
    ("capitals.structure", "letter", say("Thực hiện theo điều 5 của Luật."), "body[0]"),
    ("capitals.structure", "letter", say("Thực hiện theo Khoản 2 Điều 5 của Luật."), "body[0]"),
    ("capitals.acts", "letter", say("Theo công văn số 12/UBND-KT ngày 01/3/2026."), "body[0]"),
    ("capitals.bodies", "letter", say("Báo cáo ủy ban nhân dân tỉnh."), "body[0]"),
    ("capitals.bodies", "letter", say("Báo cáo Ủy Ban Nhân Dân tỉnh."), "body[0]"),
    ("capitals.known_bodies", "letter", say("Đề nghị phòng kinh tế tổng hợp."), "body[0]"),
    ("capitals.known_bodies", "letter", say("Phối hợp với Công An xã và các thôn."), "body[0]"),
    ("capitals.holidays", "letter", say("Chào mừng ngày quốc khánh."), "body[0]"),
    ("capitals.departments", "letter", say("Đề nghị sở Tài chính phối hợp."), "body[0]"),
    ("capitals.unit_alone", "letter", say("Báo cáo UBND Xã trước ngày họp."), "body[0]"),
    ("capitals.unit_name", "letter", say("Trên địa bàn Tỉnh Nam Định."), "body[0]"),
    ("capitals.city", "letter", say("Làm việc tại thành phố Hồ Chí Minh."), "body[0]"),
    ("capitals.position", "letter", say("Báo cáo với chủ tịch UBND xã."), "body[0]"),
    ("capitals.sentence", "letter", say("Các thôn báo cáo kết quả. các đơn vị tổng hợp."), "body[0]"),
    ("spelling.known", "letter", say("Tập trung cũng cố các hợp tác xã."), "body[0]"),
    ("spelling.horn", "letter", say("Người dân đuợc hỗ trợ."), "body[0]"),
    ("spelling.syllable", "letter", say("Phát triểnn hợp tác xã."), "body[0]"),
    ("spelling.double_word", "letter", say("Nâng cao hiệu hiệu quả."), "body[0]"),
    ("spelling.tone_places", "letter", say("Uỷ ban đề nghị uỷ quyền và ủy thác."), "document"),
    ("text.unicode", "letter", say(unicodedata.normalize("NFD", "Hợp tác xã.")), "body[0]"),
    ("text.spaces", "letter", say("Hợp  tác xã."), "body[0]"),
    ("text.space_before_mark", "letter", say("Hợp tác xã , tổ hợp tác."), "body[0]"),
    ("text.space_after_mark", "letter", say("Hợp tác xã,tổ hợp tác."), "body[0]"),
    ("text.bracket_space", "letter", say("Hợp tác xã ( HTX )."), "body[0]"),
    ("text.repeated_mark", "letter", say("Hợp tác xã,, tổ hợp tác."), "body[0]"),
    ("text.brackets", "letter", say("Hợp tác xã (HTX và tổ hợp tác."), "body[0]"),
]

# rule, sample, change that comes near the fault and is right
RIGHT: list[tuple[str, str, Change]] = [
    ("head.issuer_place", "letter", put(parent_body="ỦY BAN NHÂN DÂN", issuer="PHÒNG KINH TẾ")),
    ("head.committee_parent", "letter", put(parent_body="ỦY BAN NHÂN DÂN XÃ AN BÌNH", issuer="PHÒNG KINH TẾ")),
    ("number.padding", "letter", put(number="10")),
    ("number.digits", "letter", put(number="12a")),
    ("symbol.kind_letters", "plan", put(kind="CTr", symbol="CTr-UBND")),
    ("symbol.kind_letters", "decision", put(symbol="2026/QĐ-UBND")),
    ("symbol.letter_has_kind", "letter", put(symbol="SNV-TCCC")),
    ("symbol.case", "decision", put(symbol="QĐ-TTg")),
    ("place.missing", "minutes", put(place=None)),
    ("place.form", "letter", put(place="Thành phố Hồ Chí Minh")),
    ("place.common_noun", "letter", put(place="Quận 1")),
    ("date.padding", "letter", put(date_text="ngày 15 tháng 10 năm 2026", date="2026-10-15")),
    ("date.missing", "letter", put(date=None)),
    ("addressees.not_allowed", "plan", put(kind="BC", symbol="BC-UBND", addressees=["Sở Tài chính"])),
    ("addressees.marks", "letter", put(addressees=["Sở Văn hóa, Thể thao và Du lịch"])),
    ("basis.end_mark", "decision", bases("Căn cứ Luật Hợp tác xã;", "Theo đề nghị của Phòng Kinh tế.")),
    ("body.ending_slip", "letter", say("Tỷ lệ 5/10.")),
    ("body.ending_slip", "letter", put(closing="Đề nghị các đơn vị thực hiện./.")),
    ("body.first_letter", "letter", say("e-mail gửi về Phòng Kinh tế.")),
    ("numbering.points", "letter", numbers("point", "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l")),
    ("numbering.headings", "plan", numbers("heading", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"])),
    ("numbering.sections", "letter", numbers("section", "(1)", "(2)")),
    ("signature.deputy", "letter", sign("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", title="PHÓ CHÁNH VĂN PHÒNG")),
    ("signature.collective", "letter", sign("TL. CHỦ TỊCH", title="CHÁNH VĂN PHÒNG")),
    ("signature.collective", "decision", sign()),
    (
        "signature.academic",
        "letter",
        put(issuer="TRƯỜNG ĐẠI HỌC HÒA SƠN", signature=Signature([], "HIỆU TRƯỞNG", "TS. Lê Đức")),
    ),
    ("signature.academic", "letter", sign("TM. ỦY BAN NHÂN DÂN", name="Bá Văn Tư")),
    ("recipients.file_line_unit", "letter", put(recipients=["Như trên", "Lưu: VT, KT (5)"])),
    ("recipients.as_above", "letter", put(recipients=["Như trên (để thực hiện)", "Lưu: VT, KT"])),
    ("appendix.numbered", "letter", put(appendices=[Appendix("I"), Appendix("II")])),
    ("date.weekday", "letter", say("Họp vào thứ Sáu, ngày 06/3/2026.")),
    ("date.impossible", "letter", say("Báo cáo trước ngày 29/02/2028.")),
    ("citation.repealed", "letter", say("Thực hiện Luật Hợp tác xã năm 2023.")),
    ("capitals.people", "letter", say("Hội đồng nhân dân, Tòa án nhân dân, quỹ tín dụng nhân dân.")),
    ("capitals.state", "letter", say("Tăng cường quản lý nhà nước.")),
    ("capitals.party", "letter", say("Các đảng viên, đảng bộ.")),
    ("capitals.structure", "letter", say("Thực hiện theo điểm a khoản 2 Điều 103. Khoản 5 là mới.")),
    ("capitals.acts", "letter", say("Ban hành quyết định, kế hoạch.")),
    ("capitals.departments", "letter", say("Tại trụ sở Liên minh, cơ sở Chè.")),
    ("capitals.unit_name", "letter", say("Đến Phường Điện Biên Phủ và tỉnh Nam Định.")),
    ("capitals.unit_alone", "letter", say("Tại địa bàn Phường 5, UBND Phường Điện Biên Phủ.")),
    ("capitals.sentence", "letter", say("Gồm lúa, ngô v.v. và các loại cây khác.")),
    ("spelling.known", "letter", say("Các thôn cũng cố gắng.")),
    ("spelling.double_word", "letter", say("Hợp tác xã xã An Bình luôn luôn đổi mới.")),
    ("spelling.syllable", "letter", say("Nghiên cứu, huỷ bỏ, khuỷu, quyết định, gìn giữ, giếng, xoong, oăm.")),
    ("spelling.horn", "letter", say("Thuở xưa, huơ tay, quờ quạng.")),
    ("text.space_after_mark", "letter", say("Xem tại https://cong.gov.vn,trang đầu; 1.234,5 đồng; TP.HCM.")),
    ("text.space_before_mark", "letter", say("Tệp .docx và số liệu ... khác.")),
]


def codes(document: OfficialDocument, surroundings: Surroundings | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in check(document, surroundings):
        found.setdefault(finding.rule or "", []).append(finding.where)
    return found


@pytest.mark.parametrize("name", samples.ALL)
def test_a_faultless_document_has_no_finding(name: str) -> None:
    assert [(f.rule, f.where, f.message) for f in check(samples.ALL[name]())] == []


@pytest.mark.parametrize(("code", "name", "change", "where"), BROKEN)
def test_a_fault_is_found_at_its_place(code: str, name: str, change: Change, where: str) -> None:
    document = samples.ALL[name]()
    change(document)
    assert where in codes(document).get(code, [])


@pytest.mark.parametrize(("code", "name", "change"), RIGHT)
def test_what_is_right_sets_off_nothing(code: str, name: str, change: Change) -> None:
    document = samples.ALL[name]()
    change(document)
    assert code not in codes(document)


NEEDING_SURROUNDINGS = {"number.date_order", "date.future", "appendix.note_filled"}


def test_every_tree_rule_has_a_broken_example() -> None:
    assert {r.code for r in rules(TREE)} == {case[0] for case in BROKEN} | NEEDING_SURROUNDINGS


@pytest.mark.parametrize(
    ("number", "date", "broken"), [(4, 6, True), (6, 4, True), (4, 4, False), (6, 6, False), (6, 5, False)]
)
def test_number_and_date_follow_the_register(number: int, date: int, broken: bool) -> None:
    neighbours = ((number, dt.date(2026, 3, date)),)
    assert ("number.date_order" in codes(samples.letter(), Surroundings(neighbours=neighbours))) is broken


def test_a_date_after_today_is_found() -> None:
    assert "date.future" in codes(samples.letter(), Surroundings(today=dt.date(2026, 3, 4)))
    assert "date.future" not in codes(samples.letter(), Surroundings(today=dt.date(2026, 3, 5)))


def test_the_note_is_filled_on_paper_and_blank_on_a_file() -> None:
    assert codes(samples.letter(), Surroundings(electronic=True))["appendix.note_filled"] == ["appendices[0].note"]
    assert "appendix.note_filled" not in codes(samples.letter(), Surroundings(electronic=False))
    blank = samples.letter()
    blank.appendices[0].note = "Kèm theo Công văn số /UBND-KT ngày /3/2026 của Ủy ban nhân dân xã An Bình"
    assert "appendix.note_filled" in codes(blank, Surroundings(electronic=False))
    assert "appendix.note_filled" not in codes(blank, Surroundings(electronic=True))


def test_findings_say_where_they_come_from_and_errors_come_first() -> None:
    found = check(OfficialDocument())
    ranks = [SEVERITIES.index(f.severity) for f in found]
    assert ranks == sorted(ranks) and ranks[0] == 0
    assert all(f.message and f.mend and f.rule for f in found)
    assert all("30/2020" in (f.clause or "") for f in found)


def test_checking_does_not_change_the_document() -> None:
    document = samples.letter()
    document.body[0].text = "Hợp  tác xã , tổ hợp tác"
    before = replace(document)
    check(document)
    assert document == before and document.body[0].text == "Hợp  tác xã , tổ hợp tác"
