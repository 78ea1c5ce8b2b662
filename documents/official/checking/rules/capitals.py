"""Capital letters in the text (Decree 30/2020, Annex II)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from documents.official.checking.clauses import CAPITALS
from documents.official.checking.context import Context
from documents.official.checking.letters import LOWER, UPPER, capitalized, is_capitals
from documents.official.checking.registry import INFO, Hit, rule
from documents.official.checking.wording import prose, sentences, wording_rule

_MESSAGE = "Viết hoa chưa đúng: “{found}”."
_MEND = "Viết “{wanted}”."


def outside_capitals(change: Callable[[str], str]) -> Callable[[str], str]:
    """Leave text that is all in capitals as it is: there a capital says nothing."""
    return lambda text: text if is_capitals(text) else change(text)


# Nhân dân ---------------------------------------------------------------------------------------------------------
_IN_NAMES = (
    "ủy ban|uỷ ban|hội đồng|tòa án|toà án|viện kiểm sát|kiểm sát|quân đội|công an|tín dụng|nghệ sĩ|nghệ sỹ|nghệ nhân|"
    "nhà giáo|thầy thuốc|an ninh|cảnh sát|hội thẩm|báo|quốc phòng toàn dân, an ninh|dân quân|vũ trang"
)


def _state(text: str) -> str:
    text = re.sub(r"\b(Đảng(?:,| và))\s+nhà nước\b", r"\1 Nhà nước", text)
    return re.sub(r"\b(của|do|được)\s+nhà nước\b(?!\s+(?:pháp quyền|về))", r"\1 Nhà nước", text)


def _party(text: str) -> str:
    text = re.sub(r"\b(của|theo|do)\s+đảng\b(?=\s*(?:[,.;]|và\b|ta\b|$|về\b))", r"\1 Đảng", text)
    return re.sub(r"\bđảng(?=(?:,| và)\s+[Nn]hà nước\b|\s+[Cc]ộng sản\b)", "Đảng", text)


def _people(text: str) -> str:
    """Capitalize `nhân dân` where it stands alone, leaving the names of bodies that hold it small."""
    return re.sub(r"\bnhân dân\b", lambda m: m[0] if _NAME_BEFORE.search(text, 0, m.start()) else "Nhân dân", text)


_NAME_BEFORE = re.compile(rf"(?:{_IN_NAMES})\s+$", re.I)


wording_rule(
    "capitals.people",
    outside_capitals(_people),
    hint=("nhân dân",),
    what="“Nhân dân” luôn viết hoa",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)
wording_rule(
    "capitals.state",
    outside_capitals(_state),
    hint=("nhà nước",),
    what="“Nhà nước” luôn viết hoa",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)
wording_rule(
    "capitals.party",
    outside_capitals(_party),
    hint=("đảng",),
    what="“Đảng” (Đảng Cộng sản Việt Nam) viết hoa",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)

# Cited structure --------------------------------------------------------------------------------------------------
_MARK = r"(?:\d+|[IVX]+)\b"


def _structure(text: str) -> str:
    text = re.sub(rf"(?<![.:;!?]\s)(?<!^)\b(điều|chương)(?=\s+{_MARK})", lambda m: capitalized(m[1]), text)
    return re.sub(r"(?<=[\w,]\s)(Khoản|Điểm)(?=\s+(?:\d+|[a-zđ])\b(?!\)))", lambda m: m[1].lower(), text)


wording_rule(
    "capitals.structure",
    outside_capitals(_structure),
    hint=("điều ", "chương ", "khoản ", "điểm "),
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
    what="Dẫn điều khoản: “Điều”, “Chương” viết hoa; “khoản”, “điểm” viết thường (điểm a khoản 2 Điều 5)",
)

# Names of acts, bodies, holidays ----------------------------------------------------------------------------------
_ACTS = (
    "nghị quyết|quyết định|chỉ thị|nghị định|thông tư|kế hoạch|công văn|thông báo|tờ trình|báo cáo|công điện|hướng dẫn"
)


def _acts(text: str) -> str:
    text = re.sub(rf"\b({_ACTS})(?=\s+số\s*:?\s*\d)", lambda m: capitalized(m[1]), text)
    return re.sub(rf"(?<!pháp )(?<!kỷ )(?<!dự án )(?<!dự thảo )\bluật(?=\s+[{UPPER}][{LOWER}])", "Luật", text)


wording_rule(
    "capitals.acts",
    outside_capitals(_acts),
    hint=(" số", "luật "),
    what="Tên loại của một văn bản cụ thể viết hoa",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)


def _bodies(text: str) -> str:
    """Also where too much is capital: `Ủy Ban Nhân Dân`, `Hội đồng Nhân dân`."""
    text = re.sub(r"\b(ủy|uỷ) ban nhân dân\b", lambda m: _cased(m[0], capitalized(m[0].lower())), text, flags=re.I)
    return re.sub(r"\bhội đồng nhân dân\b", lambda m: _cased(m[0], "Hội đồng nhân dân"), text, flags=re.I)


def _cased(found: str, wanted: str) -> str:
    """A name that is all in capitals stays."""
    return found if is_capitals(found) else wanted


wording_rule(
    "capitals.bodies",
    outside_capitals(_bodies),
    hint=("nhân dân",),
    what="Tên cơ quan viết hoa chữ đầu: Ủy ban nhân dân, Hội đồng nhân dân",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)


# Bodies whose name is the same everywhere: kind and field of work begin with a capital, nothing else does.
_NAMES = (
    *("Chính phủ", "Quốc hội", "Mặt trận Tổ quốc", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh"),
    *("Đoàn Thanh niên", "Liên minh Hợp tác xã", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Phòng Nội vụ"),
    *("Phòng Tài chính - Kế hoạch", "Trung tâm Phục vụ hành chính công", "Tòa án nhân dân", "Viện kiểm sát nhân dân"),
)
_BY_SMALL = {name.lower(): name for name in _NAMES}
# `chi hội nông dân` is of a village, `Trưởng phòng Kinh tế` a title.
_NOT_AFTER = "".join(f"(?<!{word} )" for word in ("phi", "văn", "chi", "trưởng", "phó"))
_KNOWN = re.compile(rf"{_NOT_AFTER}\b(?:{'|'.join(map(re.escape, _BY_SMALL))})\b(?! (?:điện tử|số))", re.I)
_POLICE = re.compile(rf"\bCông An(?=\s+(?:xã|phường|tỉnh|thành phố|huyện|[{UPPER}]))")


def _known(text: str) -> str:
    text = _POLICE.sub("Công an", text)
    return _KNOWN.sub(lambda match: _cased(match[0], _BY_SMALL[match[0].lower()]), text)


wording_rule(
    "capitals.known_bodies",
    outside_capitals(_known),
    hint=(*_BY_SMALL, "công an"),
    what="Tên cơ quan, tổ chức viết hoa đúng chỗ: Chính phủ, Phòng Kinh tế, Hội Nông dân, Công an xã",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)


def _holidays(text: str) -> str:
    text = re.sub(r"\b(ngày|dịp|lễ)\s+quốc khánh\b", r"\1 Quốc khánh", text)
    text = re.sub(r"\btết nguyên đán\b", "Tết Nguyên đán", text, flags=re.I)
    return re.sub(r"\b(Giỗ Tổ) hùng vương\b", r"\1 Hùng Vương", text)


wording_rule(
    "capitals.holidays",
    outside_capitals(_holidays),
    hint=("quốc khánh", "tết nguyên đán", "hùng vương"),
    what="Tên ngày lễ, tết viết hoa: Quốc khánh, Tết Nguyên đán",
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
)


_DEPARTMENT = re.compile(rf"(?<![Cc]ơ )(?<![Tt]rụ )(?<!xử )(?<!công )\bsở\s+[{UPPER}][{LOWER}]+")


@rule("capitals.departments", what="Tên sở, bộ viết hoa chữ đầu", clause=CAPITALS)
def departments(context: Context) -> Iterator[Hit]:
    for where, text in sentences(context):
        match = _DEPARTMENT.search(text) if "sở " in text else None
        if match:
            yield Hit(where, f"Tên cơ quan chưa viết hoa: “{match[0]}”.", f"Viết “{capitalized(match[0])}”.")


# Administrative units ---------------------------------------------------------------------------------------------
_NOUN = "Tỉnh|Huyện|Xã|Phường|Thị xã|Thị trấn|Quận|Thôn|Ấp|Đặc khu"
# Units named after persons or events keep the capital; the list holds those that are common names of communes.
_PERSONS = (
    "Hồ Chí Minh|Điện Biên Phủ|Lê Lợi|Lê Lai|Trần Hưng Đạo|Quang Trung|Nguyễn Trãi|Nguyễn Du|Nguyễn Huệ|Hai Bà Trưng|"
    "Hoàng Văn Thụ|Phan Đình Phùng|Phan Chu Trinh|Phan Bội Châu|Võ Thị Sáu|Nguyễn Thị Minh Khai|Trần Phú|Lê Hồng Phong|"
    "Ngô Quyền|Hùng Vương|Lý Thường Kiệt|Trần Nhân Tông|Lê Chân|Bùi Thị Xuân|Nguyễn Văn Cừ|Lý Bôn|Đinh Tiên Hoàng"
)


def _unit_alone(text: str) -> str:
    """Write `UBND xã` for `UBND Xã` where no proper name or figure follows."""
    return re.sub(
        rf"\b(UBND|HĐND|nhân dân|Đảng ủy|địa bàn|toàn|trong|của)\s+({_NOUN})\b(?!\s+(?:[{UPPER}\d]|ủy|uỷ|đoàn|đội))",
        lambda m: f"{m[1]} {m[2].lower()}",
        text,
    )


wording_rule(
    "capitals.unit_alone",
    outside_capitals(_unit_alone),
    clause=CAPITALS,
    message=_MESSAGE,
    mend=_MEND,
    pick=sentences,
    what="Danh từ chung chỉ đơn vị hành chính không kèm tên riêng viết thường (UBND xã)",
)


@rule(
    "capitals.unit_name",
    what="Danh từ chung chỉ đơn vị hành chính viết thường trước tên riêng (tỉnh Nam Định)",
    clause=CAPITALS,
)
def unit_name(context: Context) -> Iterator[Hit]:
    pattern = re.compile(
        rf"(?:(?<=[{LOWER},]\s)|(?<=,))({_NOUN})\s+(?!{_PERSONS})([{UPPER}][{LOWER}]+(?:\s+[{UPPER}][{LOWER}]+)*)"
    )
    for where, text in sentences(context):
        match = pattern.search(text)
        if match and not is_capitals(text):
            yield Hit(
                where,
                f"Danh từ chung viết hoa trước tên riêng: “{match[0]}”.",
                f"Viết “{match[1].lower()} {match[2]}”, trừ khi tên đó là tên người hoặc sự kiện lịch sử.",
            )


@rule("capitals.city", what="Viết “Thủ đô Hà Nội”, “Thành phố Hồ Chí Minh”", clause=CAPITALS, severity=INFO)
def city(context: Context) -> Iterator[Hit]:
    for where, text in prose(context):
        if "phố Hồ" not in text and "đô Hà" not in text:
            continue
        match = re.search(r"\bthành phố (?=Hồ Chí Minh\b)|\bthủ đô (?=Hà Nội\b)", text)
        if match:
            yield Hit(where, f"“{match[0].strip()}” ở đây là tên riêng.", f"Viết “{capitalized(match[0].strip())}”.")


_OFFICES = ("chủ tịch", "giám đốc", "chánh văn phòng", "bí thư")


@rule(
    "capitals.position", what="Chức vụ gắn với cơ quan cụ thể viết hoa (Chủ tịch Ủy ban nhân dân tỉnh)", clause=CAPITALS
)
def position(context: Context) -> Iterator[Hit]:
    pattern = re.compile(
        r"(?<!phó )\b(?:phó )?(?:chủ tịch|giám đốc|chánh văn phòng|bí thư)\s+"
        r"(?=UBND|HĐND|[ỦU][ỷy] ban|Hội đồng|Sở|Quốc hội|Tỉnh ủy|Đảng ủy|Văn phòng)"
    )
    for where, text in sentences(context):
        match = pattern.search(text) if any(word in text for word in _OFFICES) else None
        if match and not text.startswith(match[0]):
            yield Hit(
                where, f"Chức vụ chưa viết hoa: “{match[0].strip()}”.", f"Viết “{capitalized(match[0].strip())}”."
            )


_SENTENCE = re.compile(rf"(?:[{LOWER}]{{2,}}|\d)\s*(?:\./\.|[.?!])\s*(?<=\s)[{LOWER}]+")
_AFTER_MARK = re.compile(rf"[.?!]\s[{LOWER}]")


@rule("capitals.sentence", what="Sau dấu kết thúc câu viết hoa chữ đầu", clause=CAPITALS, severity=INFO)
def sentence(context: Context) -> Iterator[Hit]:
    for where, text in sentences(context):
        match = _SENTENCE.search(text) if _AFTER_MARK.search(text) else None
        if match and "v.v" not in text[max(0, match.start() - 4) : match.end()]:
            yield Hit(where, f"Sau dấu kết thúc câu chưa viết hoa: “{match[0]}”.", "Viết hoa chữ đầu câu.")
