"""What a sheet is told about the law."""

import datetime as dt
from decimal import Decimal

import pytest

from cooperatives.findings import Holdings, findings_of, months_after
from cooperatives.models import Cooperative, Kind, OcopProduct, Status

TODAY = dt.date(2026, 5, 4)
WHOLE = {
    "name": "Hợp tác xã Lam Sơn", "code": "0100233488", "certificate_on": dt.date(2015, 4, 1), "address": "Thôn Một",
    "charter_capital": 10**9, "representative_name": "Vũ Thị Hải",
    "official_members": 9, "founded_on": dt.date(2015, 3, 1),
    "last_meeting_on": dt.date(2026, 3, 28), "charter_adapted_on": dt.date(2025, 6, 1),
    "contract_on": dt.date(2025, 6, 1), "contract_until": dt.date(2030, 6, 1), "banking_license": "45/GP-NHNN",
}  # fmt: skip


def told(products=(), holdings=None, **changes):
    return findings_of(Cooperative(**{**WHOLE, **changes}), list(products), holdings=holdings, today=TODAY)


def test_a_sheet_in_order_is_told_nothing():
    assert told() == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"contract_on": None}, "Chưa ghi ngày ký hợp đồng"),
        ({"contract_until": dt.date(2026, 5, 3)}, "đã hết hạn từ ngày 03/05/2026"),
        ({"contract_until": None, "certificate_on": None}, "phải đăng ký"),
        ({"contract_until": dt.date(2026, 6, 1), "certificate_on": None}, "phải đăng ký"),
    ],
)
def test_a_group_is_told_of_its_contract(changes, words):
    group = {"kind": Kind.GROUP, "name": "Tổ hợp tác A"}
    assert [words in finding.message for finding in told(**group, **changes)] == [True]
    assert told(**group, certificate_on=None, charter_capital=None, contract_until=None) == []
    assert told(**group, certificate_on=None, contract_until=dt.date(2026, 5, 31)) == []


def test_a_credit_fund_is_told_of_its_licence():
    fund = {"kind": Kind.CREDIT_FUND, "name": "Quỹ tín dụng nhân dân A"}
    assert [f.message for f in told(**fund, banking_license="")] == ["Chưa ghi giấy phép của Ngân hàng Nhà nước."]


@pytest.mark.parametrize(
    ("kind", "name", "enough"),
    [
        (Kind.COOPERATIVE, "Hợp tác xã A", 5),
        (Kind.CREDIT_FUND, "Quỹ tín dụng nhân dân A", 5),
        (Kind.UNION, "Liên hiệp hợp tác xã A", 3),
        (Kind.GROUP, "Tổ hợp tác A", 2),
    ],
)
def test_members_below_the_laws_least(kind, name, enough):
    assert told(kind=kind, name=name, official_members=enough) == []
    (finding,) = told(kind=kind, name=name, official_members=enough - 1)
    assert (finding.tone, str(enough) in finding.message, "Điều 4" in finding.clause) == ("bad", True, True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"official_members": None}, "Chưa có số thành viên"),
        ({"name": "HTX Lam Sơn"}, "bắt đầu bằng “Hợp tác xã”"),
        ({"code": "", "charter_capital": None}, "mã số thuế, vốn điều lệ"),
        ({"certificate_on": dt.date(2015, 2, 1)}, "sớm hơn ngày thành lập"),
        ({"certificate_on": dt.date(2027, 2, 1)}, "tương lai"),
        ({"is_untransformed": True}, "đã quá thời hạn chuyển tiếp"),
        ({"is_weak": True}, "yếu kém"),
        (
            {"status": Status.SUSPENDED, "suspended_until": dt.date(2026, 5, 3)},
            "Hết thời hạn tạm ngừng từ ngày 03/05/2026",
        ),
    ],
)
def test_each_thing_out_of_order_is_said_once(changes, words):
    (finding,) = told(**changes)
    assert words in finding.message


def test_a_suspension_that_still_runs_is_in_order():
    assert told(status=Status.SUSPENDED, suspended_until=TODAY) == []


def test_products_whose_stars_have_run_out():
    old = OcopProduct(name="Gạo nếp", stars=4, valid_until=dt.date(2026, 5, 3))
    new = OcopProduct(name="Mật ong", stars=4, valid_until=TODAY)
    finding, soon = told([old, new])
    assert (soon.tone, "Mật ong (04/05/2026)" in soon.message) == ("info", True)
    assert finding.message == "Hết hạn công nhận OCOP: Gạo nếp."
    assert (old.is_recognised(TODAY), new.is_recognised(TODAY)) == (False, True)
    assert not OcopProduct(name="Trà", stars=2).is_recognised(TODAY)


def test_what_is_no_more_is_left_in_peace():
    assert told(status=Status.ENDED, official_members=1, code="") == []


def test_the_gravest_comes_first():
    assert [f.tone for f in told(official_members=2, code="", is_weak=True)] == ["bad", "warn", "info"]


def test_a_member_above_the_limit_and_associates_together():
    above = Holdings(above=(("Trần Văn Bình", Decimal("45.5")),), associates=Decimal(350_000_000))
    first, second = told(holdings=above)
    assert "Trần Văn Bình góp 45,5% vốn điều lệ, tối đa là 30%" in first.message
    assert "Thành viên liên kết góp vốn góp 35,0%" in second.message
    (only,) = told(holdings=Holdings(associates=Decimal(410_000_000)), kind=Kind.UNION, name="Liên hiệp hợp tác xã A")
    assert "tối đa là 40%" in only.message


def test_no_meeting_in_eighteen_months():
    assert told(last_meeting_on=dt.date(2024, 11, 4)) == []
    (late,) = told(last_meeting_on=dt.date(2024, 11, 3))
    assert (late.tone, "03/11/2024" in late.message, "Điều 103" in late.clause) == ("bad", True, True)
    (unknown,) = told(last_meeting_on=None)
    assert unknown.tone == "info"
    assert months_after(dt.date(2024, 8, 31), 18) == dt.date(2026, 2, 28)


def test_a_charter_of_the_old_law_has_to_be_adapted():
    (late,) = told(charter_adapted_on=None)
    assert (late.tone, "đã hết" in late.message) == ("bad", True)
    young = {"certificate_on": dt.date(2024, 7, 1), "founded_on": dt.date(2024, 7, 1)}
    assert told(charter_adapted_on=None, **young) == []


def test_foreign_members_and_debts_that_do_not_add_up():
    assert told(foreign_members=3) == []
    assert [f.tone for f in told(foreign_members=4)] == ["bad"]
    (odd,) = told(debt=Decimal(100), debt_state=Decimal(60), debt_bank=Decimal(60))
    assert "lớn hơn tổng nợ" in odd.message
