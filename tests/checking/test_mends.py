"""One-click mends: right words, nothing else touched, and done once and for all."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, example, given, settings

from documents.official.checking import apply_mends, check, is_safe
from documents.official.checking.registry import rules
from documents.official.tree import Finding, Node, OfficialDocument, Signature, to_dict
from tests.checking import samples, strategies
from tests.checking.test_tree_rules import BROKEN, Change

SAFE = {r.code for r in rules() if r.fix}


def mended(**values: object) -> OfficialDocument:
    document = samples.letter()
    for name, value in values.items():
        setattr(document, name, value)
    return apply_mends(document)[0]


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("number", "5", "05"),
        ("symbol", "UBND – KT", "UBND-KT"),
        ("issuer", "UBND xã An Bình.", "ỦY BAN NHÂN DÂN XÃ AN BÌNH"),
        ("place", "AN BÌNH,", "An Bình"),
        ("place", "Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("date_text", "ngày 5 tháng 03 năm 2026", "ngày 05 tháng 3 năm 2026"),
        ("date_text", "ngày 15 tháng 1 năm 2026", "ngày 15 tháng 01 năm 2026"),
        ("subject", "V/v: rà soát hợp tác xã.", "rà soát hợp tác xã"),
        ("urgency", "hoả tốc", "HỎA TỐC"),
        ("addressees", ["- Phòng Kinh tế;", "- Các thôn."], ["Phòng Kinh tế", "Các thôn"]),
        ("addressees", ["Kính gửi: Các thôn", "Các thôn", ""], ["Các thôn"]),
        ("recipients", ["Lưu VT,KT.", "Website xã;"], ["Như trên", "Website xã", "Lưu: VT, KT"]),
        ("recipients", ["- Như trên;", "- Lưu :VT , KT"], ["Như trên", "Lưu: VT, KT"]),
        ("closing", "Yêu cầu các đơn vị nghiêm túc thực hiện./", "Yêu cầu các đơn vị nghiêm túc thực hiện."),
        ("closing", "Báo cáo (trước ngày 04/5/2026)/.", "Báo cáo (trước ngày 04/5/2026)."),
        ("closing", "cũng cố , nâng cao  hiệu quả", "Củng cố, nâng cao hiệu quả"),
        ("closing", "Vận động nhân dân ủng hộ Khoản 2 điều 5", "Vận động Nhân dân ủng hộ khoản 2 Điều 5"),
    ],
)
def test_the_mend_gives_the_words_of_the_decree(field: str, before: object, after: object) -> None:
    assert getattr(mended(**{field: before}), field) == after


def test_the_signature_is_mended() -> None:
    signature = mended(signature=Signature(["TL.Chủ tịch", "k/t CHÁNH VĂN PHÒNG"], "Phó Chánh Văn phòng", "ThS. LÊ AN"))
    assert signature.signature == Signature(["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG", "Lê An")


def test_bases_end_with_semicolons_and_a_point() -> None:
    document = samples.decision()
    document.body[:3] = [Node("basis", text=t) for t in ("Căn cứ Luật A.", "Căn cứ Luật B", "Theo đề nghị của ông C;")]
    texts = [n.text for n in apply_mends(document)[0].body[:3]]
    assert texts == ["Căn cứ Luật A;", "Căn cứ Luật B;", "Theo đề nghị của ông C."]


@pytest.mark.parametrize(("code", "name", "change", "where"), [case for case in BROKEN if case[0] in SAFE])
def test_every_safe_mend_ends_its_finding(code: str, name: str, change: Change, where: str) -> None:
    document = samples.ALL[name]()
    change(document)
    result, left = apply_mends(document, rules=[code])
    assert (code, where) not in {(f.rule, f.where) for f in left}
    assert to_dict(result) != to_dict(document)


def test_only_the_chosen_findings_are_mended() -> None:
    document = samples.letter()
    document.number, document.subject = "5", "rà soát."
    chosen = [f for f in check(document) if f.rule == "number.padding"]
    result, left = apply_mends(document, chosen)
    assert (result.number, result.subject) == ("05", "rà soát.")
    assert [f.rule for f in left if is_safe(f)] == ["subject.end_mark"]


def test_a_finding_that_points_nowhere_changes_nothing() -> None:
    document = samples.letter()
    stale = [Finding(w, "error", "", "text.spaces") for w in ("body[99]", "none[1]", "recipients[9]", "", "body[0].x")]
    stale.append(Finding("number", "error", "", "no.such_rule"))
    assert to_dict(apply_mends(document, stale)[0]) == to_dict(document)


@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking such trees takes minutes
)
@given(strategies.documents)
@example(OfficialDocument())
def test_mending_ends_what_it_can_and_starts_nothing(document: OfficialDocument) -> None:
    before = check(document)
    original = to_dict(document)
    result, left = apply_mends(document)
    assert [(f.rule, f.where, f.message) for f in left if is_safe(f)] == []
    worse = Counter(f.rule for f in left) - Counter(f.rule for f in before)
    assert not worse, worse
    assert to_dict(apply_mends(result)[0]) == to_dict(result)
    assert to_dict(document) == original


def test_a_very_deep_tree_is_checked_and_mended() -> None:
    node = Node("point", "a", text="Hợp  tác xã.")
    for _ in range(1500):
        node = Node("point", "a", children=[node])
    result, left = apply_mends(OfficialDocument(body=[node]))
    while result.body[0].children:
        result.body = result.body[0].children
    assert result.body[0].text == "Hợp tác xã." and "text.spaces" not in {f.rule for f in left}
