"""The demonstration's organizations, groups and accounts."""

from __future__ import annotations

from dataclasses import dataclass, field

from organizations.models import (
    AdministrativeUnit,
    Organization,
    OrganizationGroup,
    OrganizationKind,
    Role,
    SigningForm,
    Staff,
    UnitLevel,
)
from organizations.services import appoint, create_organization, create_user, delegate, load_units, save_group

PROVINCE_CODE = "31"
HOME_COMMUNE = "11239"
COMMUNES = 20

BUREAUS = [
    ("Văn phòng Ủy ban nhân dân thành phố", "VP", OrganizationKind.OFFICE, "VP"),
    ("Sở Tài chính", "STC", OrganizationKind.DEPARTMENT, "STC"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", OrganizationKind.DEPARTMENT, "SNNMT"),
    ("Sở Công Thương", "SCT", OrganizationKind.DEPARTMENT, "SCT"),
    ("Sở Khoa học và Công nghệ", "SKHCN", OrganizationKind.DEPARTMENT, "SKHCN"),
    ("Sở Nội vụ", "SNV", OrganizationKind.DEPARTMENT, "SNV"),
    ("Liên minh Hợp tác xã thành phố", "LMHTX", OrganizationKind.UNION, "LMHTX"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "MTTQ", OrganizationKind.FRONT, "MTTQ"),
    ("Báo và phát thanh, truyền hình thành phố", "BPTTH", OrganizationKind.MEDIA, "BPTTH"),
]
OFFICES = [
    ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân {unit}", "VP", OrganizationKind.OFFICE, "VP"),
    ("Phòng Kinh tế {unit}", "PKT", OrganizationKind.DEPARTMENT, "PKT"),
    ("Phòng Văn hóa - Xã hội {unit}", "PVHXH", OrganizationKind.DEPARTMENT, "PVHXH"),
    ("Trung tâm Dịch vụ sự nghiệp công {unit}", "TTDVSNC", OrganizationKind.SERVICE, "TTDVSNC"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam {unit}", "MTTQ", OrganizationKind.FRONT, "MTTQ"),
]
ASSOCIATIONS = [
    ("Hội Nông dân {unit}", "HND"),
    ("Hội Liên hiệp Phụ nữ {unit}", "HLHPN"),
    ("Đoàn Thanh niên Cộng sản Hồ Chí Minh {unit}", "DTN"),
    ("Hội Cựu chiến binh {unit}", "HCCB"),
]
VILLAGES = ["Đông Thượng", "Đông Hạ", "Đoài", "Trung", "Cầu Đá", "Bến Trại", "Gò Mận", "Chợ Mới"]
HOME_COOPERATIVES = [
    "Hợp tác xã Dịch vụ nông nghiệp Đồng Xanh",
    "Hợp tác xã Rau an toàn Bến Trại",
    "Hợp tác xã Chăn nuôi Gò Mận",
    "Hợp tác xã Thủy sản Cầu Đá",
    "Hợp tác xã Cơ khí Chợ Mới",
]


@dataclass(frozen=True)
class Account:
    """An account that is printed at start: who it is and what it may do."""

    username: str
    full_name: str
    role: str
    title: str
    place: str


ACCOUNTS = [
    Account("chuyenvien", "Đỗ Minh Khang", Role.SPECIALIST, "Chuyên viên Văn phòng", "home"),
    Account("vanthu", "Bùi Thu Hằng", Role.CLERK, "Văn thư", "home"),
    Account("lanhdao", "Vũ Đình Lâm", Role.LEADER, "Phó Chủ tịch Ủy ban nhân dân xã", "home"),
    Account("phongkinhte", "Phạm Quốc Việt", Role.CONTACT, "Trưởng phòng Kinh tế", "PKT"),
    Account("vanhoaxahoi", "Lương Thị Mai", Role.CONTACT, "Trưởng phòng Văn hóa - Xã hội", "PVHXH"),
    Account("thondongthuong", "Nguyễn Văn Chín", Role.CONTACT, "Trưởng thôn", "T1"),
    Account("hoptacxa", "Đinh Thị Hùng", Role.CONTACT, "Giám đốc hợp tác xã", "X1"),
    Account("theodoitinh", "Hoàng Lan Anh", Role.MONITOR, "Chuyên viên Liên minh Hợp tác xã", "LMHTX"),
    Account("quantri", "Trịnh Công Thành", Role.ADMINISTRATOR, "Quản trị hệ thống", "province"),
]


@dataclass
class Places:
    """What the rest of the demonstration is hung on."""

    province: Organization
    home: Organization
    communes: list[Organization]
    by_code: dict[str, Organization]
    staff: dict[str, Staff] = field(default_factory=dict)

    def office(self, commune: Organization, suffix: str) -> Organization:
        """Return a commune's office by the end of its code (`PKT`)."""
        return self.by_code[f"{commune.code}.{suffix}"]

    def clerk_of(self, unit: AdministrativeUnit) -> Staff:
        """Return the clerk of a commune."""
        return self.staff.get(f"vanthu{unit.code}") or self.staff["vanthu"]

    def contact_of(self, organization: Organization) -> Staff:
        """Return who answers for an agency that has no printed account; made when first asked for, cannot sign in."""
        username = f"daumoi.{organization.code.lower()}"
        if username not in self.staff:
            user = create_user(username=username, password=None, full_name=f"Đầu mối {organization}", check=False)
            self.staff[username] = appoint(
                user=user, organization=organization, role=Role.CONTACT, title="Đầu mối", by=None
            )
        return self.staff[username]


def make_places(password: str) -> Places:
    """Make the tree, the groups and the accounts."""
    load_units()
    unit = AdministrativeUnit.objects.get(level=UnitLevel.PROVINCE, code=PROVINCE_CODE)
    made: dict[str, Organization] = {}
    province = _make(
        made, f"H{PROVINCE_CODE}", "Ủy ban nhân dân thành phố Hải Phòng", OrganizationKind.COMMITTEE, unit, None, "UBND"
    )
    for name, code, kind, symbol in BUREAUS:
        _make(made, f"{province.code}.{code}", name, kind, unit, province, symbol)
    communes = [_make_commune(made, u, province) for u in _chosen_communes(unit)]
    home = made[f"{province.code}.{HOME_COMMUNE}"]
    _make_home_units(made, home)
    _make_groups(province, communes, home)
    places = Places(province, home, communes, made)
    places.staff = {a.username: _make_account(a, places, password) for a in ACCOUNTS}
    # The deputy signs for the chair, as the committee's assignment of work has it.
    delegate(
        organization=places.home, staff=places.staff["lanhdao"], form=SigningForm.KT, by=None,
        basis="Quyết định phân công nhiệm vụ của Chủ tịch, các Phó Chủ tịch",
    )  # fmt: skip
    _make_clerks(places)
    return places


def _make(
    made: dict[str, Organization],
    code: str,
    name: str,
    kind: str,
    unit: AdministrativeUnit,
    parent: Organization | None,
    symbol: str = "",
) -> Organization:
    short = name.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND").replace("Hợp tác xã", "HTX")
    organization = create_organization(
        by=None, code=code, name=name, short_name=short, kind=kind, unit=unit, parent=parent, symbol=symbol
    )
    made[code] = organization
    return organization


def _chosen_communes(province: AdministrativeUnit) -> list[AdministrativeUnit]:
    communes = list(AdministrativeUnit.objects.filter(parent=province, kind__in=["xã", "phường"]).order_by("code"))
    home = next(u for u in communes if u.code == HOME_COMMUNE)
    others = [u for u in communes if u != home]
    return [home, *others[:: max(1, len(others) // (COMMUNES - 1))][: COMMUNES - 1]]


def _make_commune(made: dict[str, Organization], unit: AdministrativeUnit, province: Organization) -> Organization:
    called = unit.name[0].lower() + unit.name[1:]
    code = f"{province.code}.{unit.code}"
    committee = _make(made, code, f"Ủy ban nhân dân {called}", OrganizationKind.COMMITTEE, unit, province, "UBND")
    for name, suffix, kind, symbol in OFFICES:
        if suffix == "PKT" and unit.kind == "phường":
            name = "Phòng Kinh tế, Hạ tầng và Đô thị {unit}"
        _make(made, f"{code}.{suffix}", name.format(unit=called), kind, unit, committee, symbol)
    return committee


def _make_home_units(made: dict[str, Organization], home: Organization) -> None:
    called = home.unit.name[0].lower() + home.unit.name[1:]
    for name, code in ASSOCIATIONS:
        _make(
            made, f"{home.code}.{code}", name.format(unit=called), OrganizationKind.ASSOCIATION, home.unit, home, code
        )
    for number, village in enumerate(VILLAGES, 1):
        _make(made, f"{home.code}.T{number}", f"Thôn {village}", OrganizationKind.VILLAGE, home.unit, home)
    for number, name in enumerate(HOME_COOPERATIVES, 1):
        _make(made, f"{home.code}.X{number}", name, OrganizationKind.COOPERATIVE, home.unit, home)


def _make_groups(province: Organization, communes: list[Organization], home: Organization) -> None:
    kinds = OrganizationKind
    rows = [
        (
            province,
            "Các sở, ban, ngành thành phố",
            [kinds.DEPARTMENT, kinds.OFFICE],
            ["Các sở, ban, ngành", "Các sở, ngành"],
        ),
        (
            province,
            "UBND các xã, phường, đặc khu",
            [kinds.COMMITTEE],
            ["UBND các xã, phường", "Ủy ban nhân dân cấp xã"],
        ),
        (home, "Các thôn", [kinds.VILLAGE], ["Các thôn trên địa bàn xã", "Trưởng các thôn"]),
        (home, "Các hợp tác xã trên địa bàn xã", [kinds.COOPERATIVE], ["Các HTX", "Các hợp tác xã"]),
        (
            home,
            "Các tổ chức chính trị - xã hội xã",
            [kinds.ASSOCIATION],
            ["Các đoàn thể chính trị - xã hội", "Các tổ chức đoàn thể xã"],
        ),
        (
            home,
            "Các phòng, đơn vị thuộc UBND xã",
            [kinds.DEPARTMENT, kinds.SERVICE, kinds.OFFICE],
            ["Các cơ quan, đơn vị", "Các phòng, ban, đơn vị"],
        ),
    ]
    for owner, name, members, others in rows:
        group = OrganizationGroup(owner=owner, name=name, kinds=list(members), other_names=others)
        save_group(group=group, by=None)


def _make_account(account: Account, places: Places, password: str) -> Staff:
    named = {"home": places.home, "province": places.province}
    place = named.get(account.place) or places.by_code.get(f"{places.home.code}.{account.place}")
    place = place or places.by_code[f"{places.province.code}.{account.place}"]
    email = f"{account.username}@haiphong.example.vn"
    user = create_user(
        username=account.username, password=password, full_name=account.full_name, email=email, check=False
    )
    return appoint(user=user, organization=place, role=account.role, title=account.title, by=None)


def _make_clerks(places: Places) -> None:
    """One clerk a commune, so that every commune can receive its work."""
    for commune in places.communes[1:]:
        username = f"vanthu{commune.unit.code}"
        user = create_user(
            username=username, password=None, full_name=f"Văn thư {commune.unit.proper_name}",
            email=f"{username}@haiphong.example.vn", check=False,
        )  # fmt: skip
        places.staff[username] = appoint(user=user, organization=commune, role=Role.CLERK, title="Văn thư", by=None)
