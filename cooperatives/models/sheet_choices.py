"""The closed lists of a sheet's rows: people, land, assets, branches, support, files."""

from __future__ import annotations

from django.db import models

# The nationality that nearly everybody has.
HOME = "Việt Nam"


class Governance(models.TextChoices):
    """Forms of governance (Law 17/2023/QH15, art. 55)."""

    FULL = "full", "Tổ chức quản trị đầy đủ"
    COMPACT = "compact", "Tổ chức quản trị rút gọn"


class MemberKind(models.TextChoices):
    """The three kinds of members (Law 17/2023/QH15, art. 4.17-4.19)."""

    OFFICIAL = "official", "Thành viên chính thức"
    CAPITAL = "capital", "Thành viên liên kết góp vốn"
    OTHER = "other", "Thành viên liên kết không góp vốn"


class MemberBody(models.TextChoices):
    """What a member is in law (art. 30)."""

    PERSON = "person", "Cá nhân"
    HOUSEHOLD = "household", "Hộ gia đình"
    GROUP = "group", "Tổ hợp tác, tổ chức không có tư cách pháp nhân"
    LEGAL = "legal", "Pháp nhân Việt Nam"
    FOREIGN = "foreign", "Nhà đầu tư nước ngoài"


class Contribution(models.TextChoices):
    """In what a member paid the capital in (Law 17/2023/QH15, art. 15: the members' book)."""

    MONEY = "money", "Tiền"
    LAND = "land", "Quyền sử dụng đất"
    ASSET = "asset", "Tài sản khác"
    MIXED = "mixed", "Tiền và tài sản"


class Position(models.TextChoices):
    """Offices of a cooperative's board and management (art. 62-72)."""

    CHAIR = "chair", "Chủ tịch Hội đồng quản trị"
    BOARD = "board", "Thành viên Hội đồng quản trị"
    DIRECTOR = "director", "Giám đốc (Tổng giám đốc)"
    DEPUTY = "deputy", "Phó giám đốc"
    CONTROL_HEAD = "control_head", "Trưởng Ban kiểm soát"
    CONTROLLER = "controller", "Kiểm soát viên, thành viên Ban kiểm soát"
    ACCOUNTANT = "accountant", "Kế toán"
    TREASURER = "treasurer", "Thủ quỹ"
    GROUP_HEAD = "group_head", "Tổ trưởng tổ hợp tác"
    OTHER = "other", "Chức danh khác"


class Training(models.TextChoices):
    """Levels of training as yearly reports count them."""

    NONE = "none", "Chưa qua đào tạo"
    BASIC = "basic", "Sơ cấp"
    VOCATIONAL = "vocational", "Trung cấp"
    COLLEGE = "college", "Cao đẳng"
    UNIVERSITY = "university", "Đại học"
    POSTGRADUATE = "postgraduate", "Sau đại học"


class LandUse(models.TextChoices):
    OFFICE = "office", "Trụ sở"
    FARMING = "farming", "Sản xuất nông nghiệp"
    WATER = "water", "Nuôi trồng thủy sản"
    FOREST = "forest", "Lâm nghiệp"
    PRODUCTION = "production", "Cơ sở sản xuất, kinh doanh"
    STORE = "store", "Kho, bãi, sân phơi"
    OTHER = "other", "Mục đích khác"


class LandRight(models.TextChoices):
    """Under which right land is used."""

    ALLOCATED = "allocated", "Nhà nước giao"
    STATE_LEASE = "state_lease", "Nhà nước cho thuê"
    CONTRIBUTED = "contributed", "Thành viên góp quyền sử dụng đất"
    LEASED = "leased", "Thuê của tổ chức, cá nhân"
    LENT = "lent", "Mượn"
    OTHER = "other", "Hình thức khác"


class AssetKind(models.TextChoices):
    BUILDING = "building", "Nhà, xưởng, kho"
    MACHINE = "machine", "Máy móc, thiết bị"
    VEHICLE = "vehicle", "Phương tiện vận tải"
    INFRASTRUCTURE = "infrastructure", "Kết cấu hạ tầng"
    OTHER = "other", "Tài sản khác"


class AssetOrigin(models.TextChoices):
    """Where an asset comes from; the second and third are common and indivisible."""

    CAPITAL = "capital", "Hình thành từ vốn góp, tích lũy"
    STATE = "state", "Nhà nước hỗ trợ, giao"
    FUND = "fund", "Quỹ chung không chia"
    GIFT = "gift", "Được tặng, cho"
    OTHER = "other", "Nguồn khác"


class BranchKind(models.TextChoices):
    """Dependent units (Decree 92/2024, art. 14)."""

    BRANCH = "branch", "Chi nhánh"
    OFFICE = "office", "Văn phòng đại diện"
    PLACE = "place", "Địa điểm kinh doanh"


class SupportPolicy(models.TextChoices):
    """Heads of the State's support (Law 17/2023/QH15, art. 20-28)."""

    PEOPLE = "people", "Phát triển nguồn nhân lực, thông tin, tư vấn"
    LAND = "land", "Đất đai"
    TAX = "tax", "Thuế, phí, lệ phí"
    CREDIT = "credit", "Tiếp cận vốn, bảo hiểm"
    SCIENCE = "science", "Khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số"
    MARKET = "market", "Tiếp cận và nghiên cứu thị trường"
    INFRASTRUCTURE = "infrastructure", "Kết cấu hạ tầng, trang thiết bị"
    ADVICE = "advice", "Tư vấn tài chính, đánh giá rủi ro"
    AGRICULTURE = "agriculture", "Hỗ trợ riêng trong nông nghiệp"


class SupportSource(models.TextChoices):
    """Sources of support (Law 17/2023/QH15, art. 19)."""

    BUDGET = "budget", "Ngân sách nhà nước"
    RELIEF = "relief", "Miễn, giảm thuế, phí, tiền thuê đất"
    LOAN = "loan", "Tín dụng ưu đãi"
    DONATION = "donation", "Tài trợ, viện trợ"


class FileKind(models.TextChoices):
    """Papers of a sheet (Law 17/2023/QH15, art. 42)."""

    CERTIFICATE = "certificate", "Giấy chứng nhận đăng ký"
    REQUEST = "request", "Giấy đề nghị đăng ký"
    CHARTER = "charter", "Điều lệ"
    RESOLUTION = "resolution", "Nghị quyết hội nghị, đại hội"
    MEMBERS = "members", "Danh sách thành viên"
    REPORT = "report", "Báo cáo, sổ sách"
    PHOTO = "photo", "Ảnh"
    OTHER = "other", "Giấy tờ khác"


class SettlementKind(models.TextChoices):
    """What has to be settled before a weak cooperative can be dissolved or transformed."""

    DEBT_STATE = "debt_state", "Nợ nhà nước"
    DEBT_BANK = "debt_bank", "Nợ ngân hàng"
    DEBT_ECONOMIC = "debt_economic", "Nợ tổ chức kinh tế khác"
    DEBT_MEMBERS = "debt_members", "Nợ thành viên"
    OWED_BY_MEMBERS = "owed_by_members", "Thành viên nợ hợp tác xã"
    TAX = "tax", "Nghĩa vụ thuế, mã số thuế"
    ASSETS = "assets", "Xử lý tài sản"
    LAND = "land", "Xử lý đất đai"
    PAPERS = "papers", "Hồ sơ, con dấu, giấy chứng nhận"
    MEETING = "meeting", "Đại hội thành viên, nghị quyết"
    OTHER = "other", "Việc khác"


class SizeClass(models.TextChoices):
    """Sizes (Decree 113/2024/NĐ-CP, art. 4-5)."""

    LARGE = "large", "Lớn"
    MEDIUM = "medium", "Vừa"
    SMALL = "small", "Nhỏ"
    MICRO = "micro", "Siêu nhỏ"


class SizeGroup(models.TextChoices):
    """Groups of fields in which sizes are measured (Decree 113/2024/NĐ-CP, art. 4)."""

    AGRICULTURE = "agriculture", "Nông nghiệp, lâm nghiệp, thủy sản, khai thác muối"
    INDUSTRY = "industry", "Công nghiệp, xây dựng"
    FINANCE = "finance", "Tài chính, ngân hàng, bảo hiểm"
    TRADE = "trade", "Thương mại, dịch vụ và lĩnh vực khác"
