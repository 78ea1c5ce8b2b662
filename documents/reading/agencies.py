"""Agencies, groups and persons in Vietnamese administrative text: where a name begins, ends and parts from the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.reading.letters import squeeze

_TONES = str.maketrans({"ỷ": "ỷ", "–": "-", "—": "-"})
_OLD_TONES = (("uỷ", "ủy"), ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("uý", "úy"), ("uỳ", "ùy"), ("oè", "òe"))

# Nouns that open the name of an agency, a group or a person in office; what must not follow is in brackets.
_HEADS = (
    r"(?:thường trực|thường vụ|văn phòng|ban chấp hành|ban thường vụ|cơ quan)\s+(?:ủy ban|ubnd|hđnd|"
    r"hội đồng|đảng ủy|tỉnh ủy|huyện ủy|đảng bộ)",
    r"ủy ban",
    r"ubnd",
    r"ubmttq\w*",
    r"ub\s?mttq",
    r"ub\s?ttmttq",
    r"mttq",
    r"mặt trận",
    r"hội đồng(?! thời)",
    r"hđnd",
    r"hđqt",
    r"thường trực",
    r"thường vụ",
    r"sở",
    r"phòng(?! (?:chống|cháy|ngừa|tránh|học|trừ|ốc|vệ))(?!,? chống)",
    r"ban(?! (?:hành|giao|đầu|bố|phát))",
    r"bộ(?! (?:máy|tiêu chí|chỉ số|lọc|câu|đề|quy|dữ liệu|thủ tục|mặt|nhận diện|tài liệu))",
    r"cục",
    r"chi cục",
    r"tổng cục",
    r"trung tâm(?! (?:của|cụm|đầu))",
    r"văn phòng(?! phẩm)",
    r"viện(?! (?:trợ|dẫn))",
    r"(?:nhà )?trường(?! hợp)",
    r"học viện",
    r"liên (?:minh|hiệp|đoàn)",
    r"hiệp hội",
    r"nghiệp đoàn",
    r"chi nhánh",
    r"xí nghiệp",
    r"nhà (?:máy|thầu|đầu tư|hát|trẻ)",
    r"(?:nông|lâm) trường",
    r"(?:vườn|khu) (?:quốc gia|bảo tồn)",
    r"bảo tàng",
    r"thư viện",
    r"tạp chí",
    r"đồn (?:biên phòng|công an)",
    r"tiểu ban",
    r"(?:cụm|khối) thi đua",
    r"lực lượng",
    r"viện kiểm sát",
    r"hải quan",
    r"cảng vụ",
    r"cơ sở (?:giáo dục|y tế|sản xuất|kinh doanh|khám|đào tạo|lưu trú|chế biến|thu mua)",
    r"hội(?! (?:nghị|thảo|nhập|thi|chợ|đàm|họp|viên|trường|tụ|thao|diễn))",
    r"đoàn thể",
    r"đoàn(?! (?:kết|viên|thể))",
    r"đảng(?: ủy| bộ| đoàn)",
    r"(?:huyện|tỉnh|thành|thị|quận|xã) (?:ủy|đoàn)",
    r"chi (?:bộ|đoàn|hội)",
    r"công an",
    r"quân sự",
    r"quỹ(?! (?:đất|tiền|lương|thời gian|nhà))",
    r"hợp tác xã",
    r"htx",
    r"liên hiệp htx",
    r"lhhtx",
    r"tổ hợp tác",
    r"tht",
    r"(?:tổng )?công ty",
    r"doanh nghiệp",
    r"tập đoàn",
    r"tòa án",
    r"thanh tra(?!,? kiểm tra)",
    r"kho bạc",
    r"bảo hiểm xã hội",
    r"bhxh",
    r"thuế (?:tỉnh|cơ sở|thành phố|khu vực|xã)",
    r"ngân hàng",
    r"bệnh viện",
    r"trạm",
    r"đài",
    r"báo(?= và (?:đài )?phát thanh)",
    r"báo(?! (?:cáo|giá|động|hiệu|chí(?! )|oán|hỷ))",
    r"cổng thông tin",
    r"tổ(?! (?:chức|hợp(?! tác)|quốc$))",
    r"tổ chức(?=,? (?:chính trị|đoàn thể|xã hội|tín dụng|kinh tế|đảng|hội|doanh nghiệp|cá nhân|cơ sở đảng|hành nghề))",
    r"đội(?! (?:ngũ|hình))",
    r"hạt kiểm lâm",
    r"(?:bộ|ban) chỉ huy",
    r"bưu điện",
    r"điện lực",
    r"viễn thông",
    r"câu lạc bộ",
    r"clb",
    r"nhà văn hóa",
    r"bộ phận",
    r"thôn",
    r"ấp",
    r"tổ dân phố",
    r"khu phố",
    r"khu dân cư",
    r"bản",
    r"buôn",
    r"xóm",
    r"làng",
    r"cơ quan(?! (?:chủ trì|phối hợp|thực hiện|tham mưu)\b)",
    r"đơn vị(?! (?:chủ trì|phối hợp|thực hiện|tham mưu|tính|tư vấn)\b)",
    r"địa phương",
    r"cấp ủy",
    r"chính quyền",
    r"chủ (?:đầu tư|rừng|cơ sở|hộ|dự án|thể)",
    r"hộ (?:gia đình|nông dân|kinh doanh|sản xuất)",
    r"bí thư",
    r"trưởng(?! thành)",
    r"phó (?=chủ tịch|giám đốc|trưởng|bí thư|chánh|tổng)",
    r"chủ tịch",
    r"(?:tổng )?giám đốc",
    r"thủ trưởng",
    r"người đứng đầu",
    r"chánh (?:văn phòng|thanh tra|án)",
    r"công chức(?! hóa)",
    r"cán bộ(?! (?:quản lý,|và nhân dân))",
    r"viên chức",
    r"nhân viên",
    r"chuyên viên",
    r"đồng chí",
    r"đ/c",
    r"(?:ông|bà)",
    r"ủy viên",
    r"thành viên",
    r"kế toán",
    r"hiệu trưởng",
    r"(?:tổ|đội|viện|cục|chi cục|vụ|trạm|hạt) trưởng",
    r"chỉ huy trưởng",
    r"lãnh đạo(?!, chỉ đạo| chỉ đạo)",
    r"chủ nhiệm",
    r"văn thư",
    r"người có uy tín",
    r"sở,",
    r"ban,",
    r"ngành(?! nghề)",
    r"xã,",
    r"phường,",
    r"huyện,",
    r"thị xã",
    r"thành phố",
    r"xã(?! hội)",
    r"phường",
    r"đặc khu",
    r"quý (?:cơ quan|đơn vị|ông|bà|vị)",
)
_ARTICLE = r"(?:(?:tất cả |toàn bộ )?(?:các|những|từng|mỗi|toàn thể) (?:đồng chí |đ/c )?(?:(?=\w)))?"
_HEAD = re.compile(rf"{_ARTICLE}(?:{'|'.join(_HEADS)})(?!\w)")
# Nouns that stand for agencies only in the plural or with a name behind them.
_PLURAL_ONLY = re.compile(
    r"^(?:ngành|thôn|ấp|xã|phường|huyện|thị xã|thành phố|địa phương|đơn vị|cơ quan|đoàn thể|hộ|thành "
    r"viên|lãnh đạo|làng|xóm|buôn|tổ chức|đặc khu)\b"
)
# Short nouns with other meanings: names only before a capital.
_NAMED_ONLY = re.compile(r"^(?:ông|bà|bản|báo|đài)$")
_ARTICLED = re.compile(r"^(?:tất cả |toàn bộ )?(?:các|những|từng|mỗi|toàn thể)\s+")

_VERBS = (
    "chủ trì|phối hợp|tham mưu|báo cáo|tổng hợp|xây dựng|tổ chức|triển khai|thực hiện|hướng dẫn|chủ "
    "động|chịu trách nhiệm|có trách nhiệm|căn cứ|theo dõi|đôn đốc|"
    "kiểm tra|rà soát|bố trí|cân đối|thẩm định|tuyên truyền|đẩy mạnh|tăng cường|tiếp tục|khẩn trương|"
    "nghiêm túc|quan tâm|chỉ đạo|đề xuất|cung cấp|gửi|lập|phân công|"
    "cử|hoàn thành|hoàn thiện|tập trung|vận động|phát động|hỗ trợ|tạo điều kiện|giám sát|tiếp nhận|"
    "công bố|công khai|đăng tải|đăng ký|phổ biến|quán triệt|lồng ghép|ưu tiên|quản lý|xử lý|"
    "giải quyết|tháo gỡ|kịp thời|thường xuyên|định kỳ|trực tiếp|làm đầu mối|là đầu mối|là cơ quan|"
    "làm cơ quan|theo chức năng|theo thẩm quyền|theo nhiệm vụ|trên cơ sở|tùy theo|tùy tình hình|cùng "
    "với|nghiên cứu|tham gia|trình|"
    "ban hành|đưa|nêu cao|phát huy|đảm bảo|bảo đảm|huy động|khai thác|thông báo|đánh giá|sơ kết|tổng "
    "kết|thống kê|thu thập|niêm yết|phê duyệt|chấn chỉnh|khảo sát|"
    "cấp phát|cấp giấy|giao|ký kết|duy trì|đề nghị|yêu cầu|thành lập|kiện toàn|giúp|bám sát|nắm bắt|"
    "nắm tình hình|nắm chắc|lựa chọn|chuẩn bị|mở|viết|phát sóng|sửa|nâng cấp|bảo trì|cung ứng|thi "
    "công|tích cực|gương mẫu|chấp "
    "hành|"
    "tuân thủ|đối chiếu|tiến hành|xem xét|cho ý kiến|góp ý|tham gia ý kiến|có ý kiến|có văn bản|có "
    "giải pháp|có kế hoạch|cụ thể hóa|nâng cao|củng cố|đổi mới|ứng dụng|cập nhật|kê khai|nộp|khắc "
    "phục|thanh toán|quyết toán|tự kiểm tra|tự rà soát|"
    "thông tin|truyền thông|hợp đồng|bàn giao|nghiệm thu|kiến nghị|đăng|treo|phân bổ|sử dụng|in ấn|"
    "phát hành|sao gửi|lưu trữ|phản ánh|trả lời|tiếp thu|giới thiệu|mời|dự|tham dự|có mặt|đến dự|"
    "phân loại|xác minh|xác định|xác nhận|lấy ý kiến|tư vấn|kết nối|liên hệ|giữ|bảo vệ|tuần tra|kiểm "
    "soát|phòng ngừa|thay mặt|trong phạm vi|ngoài|khi|sớm|cần|phải|sẽ|nghiêm cấm|không|lãnh đạo, chỉ "
    "đạo|kêu gọi|làm việc|lấy|trân trọng|kính đề nghị|kính mời|tự đánh giá|tự giải|giải tán|di dời|"
    "vận hành|sẵn sàng|chịu sự|thay thế|trang trí|thống nhất|biên soạn|kết hợp|luân phiên|báo ngay|"
    "trực ban|trực gác|trực 24/24|ký cam kết|phát dọn|thu hoạch|thu gom|chi trả|nhận bàn giao|mua "
    "sắm"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_VERBS})(?![\w-])")
_STRONG = re.compile(
    r"(?:chủ trì|phối hợp|tham mưu|có trách nhiệm|chịu trách nhiệm|căn cứ|đôn đốc|là đầu mối|làm đầu "
    r"mối|là cơ quan|triển khai|thực hiện|báo cáo|tiếp tục|tăng cường|đẩy mạnh|khẩn trương|chủ động|"
    r"theo dõi|nghiêm túc|quan tâm|tập trung|kịp thời|thường xuyên|phản ánh|gửi)$"
)
# Small-letter verbs inside names: `Ban quản lý dự án`, `Quỹ hỗ trợ phát triển hợp tác xã`, `Đội kiểm tra liên ngành`.
_NAMELIKE = re.compile(
    r"(?<!\w)(?:ban|phòng|tổ|đội|quỹ|(?<!xã )hội|trung tâm|văn phòng|chi cục|cục|hội đồng|công ty|ban "
    r"chỉ đạo|ban chỉ huy|ban tổ chức|ủy ban|bộ phận|trạm|câu lạc bộ|đoàn|cán bộ|công chức|nhân viên|"
    r"viên chức|"
    r"người|tổ chức|doanh nghiệp|cơ quan|đơn vị|lực lượng|chỉ đạo|quản lý|dịch vụ|dự án|hành chính|"
    r"khuyến nông|điều hành|thực hiện|tổng)\s*$"
)
_REQUEST = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?:kính |trân trọng )?đề nghị|yêu cầu|giao(?: nhiệm vụ)?(?: cho)?|phân công|"
    r"ủy quyền(?: cho)?|giao trách nhiệm(?: cho)?)\s+(?:cho\s+)?(?:đối với\s+)?"
)
# `Sở X đề nghị …`: X asks, it is not asked.
_ASKS = re.compile(
    r"(?:trân trọng |kính |rất mong )*(?:đề nghị|yêu cầu|giao|mời|thông báo|trân trọng|kính|ban hành|quyết định)\b"
)
# In the middle of a sentence `giao X` is an order only right behind a comma or the one who orders.
_ORDERED_BY = re.compile(
    r"(?:[,;:]|(?:ubnd|ủy ban nhân dân|chủ tịch|giám đốc|trưởng ban|liên minh|sở|hội|hđnd|hội đồng|"
    r"đảng ủy|ban)[^,;:.]{0,60})$"
)
_NAMES_AFTER = re.compile(
    r":\s+(?:[A-ZĐÀ-Ỹ][\w’']*(?:[ -][A-ZĐÀ-Ỹ][\w’']*)*)(?:(?:,\s+|\s+và\s+)(?:[A-ZĐÀ-Ỹ][\w’']*(?:[ "
    r"-][A-ZĐÀ-Ỹ][\w’']*)*))+\s+(?=[a-zđà-ỹ])"
)
_TITLE_LEAD = re.compile(
    r"^(?:về phía|đối với|riêng|trách nhiệm (?:của|thuộc)|nhiệm vụ của|trách nhiệm|(?:kính |trân "
    r"trọng )?đề nghị|yêu cầu|giao(?: nhiệm vụ)?(?: cho)?|phân công(?: nhiệm vụ)?(?: cho)?|thành viên "
    r"là)\s+(?:đối với\s+)?"
)
_LEADS = re.compile(
    r"^[,;]?\s*(?:là đơn vị |là cơ quan |làm |là )?(?:chủ trì|đầu mối)\b[,;]?\s*(?:và\s+)?(?:tham mưu,?\s*)?"
)
_JOINS = re.compile(r"^[,;]?\s*(?:phối hợp|cùng)(?: chặt chẽ| tốt)?(?: cùng| với)*\s+")
DEPARTMENTS = (
    "nông nghiệp và phát triển nông thôn",
    "nông nghiệp và môi trường",
    "tài nguyên và môi trường",
    "khoa học và công nghệ",
    "giáo dục và đào tạo",
    "văn hóa, thể thao và du lịch",
    "văn hóa, thông tin và du lịch",
    "văn hóa và thể thao",
    "văn hóa và thông tin",
    "dân tộc và tôn giáo",
    "kế hoạch và đầu tư",
    "thông tin và truyền thông",
    "văn phòng hđnd và ubnd",
    "văn phòng hội đồng nhân dân và ủy ban nhân dân",
    "đoàn đbqh và hđnd",
    "hđnd và ubnd",
    "lao động - thương binh và xã hội",
    "lao động, thương binh và xã hội",
    "kinh tế, hạ tầng và đô thị",
    "kinh tế và hạ tầng",
    "hạ tầng và đô thị",
    "phát thanh và truyền hình",
    "báo và phát thanh, truyền hình",
    "báo và đài phát thanh",
    "truyền thông và khoa học",
    "tuyên giáo và dân vận",
    "quy hoạch và kiến trúc",
    "xây dựng và quản lý",
    "hội nhập và",
    "tổ chức và",
)
_COMPOUND = re.compile("|".join(re.escape(name) for name in sorted(DEPARTMENTS, key=len, reverse=True)))
_GLUE = "\ue010"
_SEPARATOR = re.compile(r"\s*[;,/]\s*(?:và\s+|cùng\s+)?|\s+(?:và|cùng với|cùng)\s+")


@dataclass
class Handover:
    """Who leads, who joins, and the words of the task."""

    agencies: list[str]
    coordinators: list[str] = field(default_factory=list)
    task: str = ""


# The unit's word that ends a name, and what may come behind it in a name.
_PLACE_END = re.compile(
    r"(?<!tác )(?<!thị )(?<![\w-])(?:tỉnh|huyện|xã(?! (?:hội|viên|luận|tắc))|phường|đặc khu|thành phố|"
    r"thị trấn|trung ương)\s+(?=[a-zđà-ỹ])"
)
_GOES_ON = re.compile(
    r"(?:và|cùng|của|thuộc|trực thuộc|trên|có|liên quan|nơi|nêu|tại|ven|biển|miền|vùng|biên giới|được|"
    r"đã|chưa|còn|do|phụ trách|tham gia|bị|"
    r"đoàn|ủy|cũ|mới|khác|ngoài|trọng điểm|đang|trong|theo|hoặc|với|tỉnh|huyện|xã|phường|thành phố|"
    r"đặc khu|khu vực|khóa|nhiệm kỳ|là|nơi|trường|quận|thị|cấp|"
    r"chi nhánh|cơ sở|các|ban|ngành|đoàn thể|tổ chức|thường trực|phối hợp|chủ trì|quản lý|đồng bằng|"
    r"vùng|số|lần|này|đó|trừ|nói|nhằm|năm|từ|đến|bao gồm|gồm|đạt|không|chỉ)\b"
)
# How far a noun, a list of agencies, a sentence is looked at: no real one is longer.
_HEAD_REACH = 160
_LIST_REACH = 2500
_SENTENCE_REACH = 6000


def tone_lower(text: str) -> str:
    """Return the text in small letters with the tone marks in their new places; as long as before."""
    low = text.lower().translate(_TONES)
    for old, new in _OLD_TONES:
        if old in low:
            low = re.sub(rf"(?<!q){old}(?!\w)", new, low)
    return low


def head_at(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the match of an agency's opening noun at a place in the text, or None."""
    low = tone_lower(text[start : start + _HEAD_REACH])
    match = _HEAD.match(low)
    if match is None:
        return None
    text = text[start : start + _HEAD_REACH]
    plain = _ARTICLED.sub("", match.group())
    articled = plain != match.group()
    if (
        _NAMED_ONLY.match(plain)
        and not articled
        and not text[match.end() :].lstrip()[:1].isupper()
        and not low.startswith(" và ", match.end())
    ):
        return None
    if not articled and _PLURAL_ONLY.match(plain):
        rest = text[match.end() :].lstrip()
        if not rest[:1].isupper() and plain not in ("thành viên", "lãnh đạo") and not match.group().endswith(","):
            return None
    return match


def heading_handover(title: str) -> Handover | None:
    """Return the agencies that a heading names, where it names nothing but agencies; else None.

    `3.5. Sở Công Thương chủ trì phối hợp với Sở X` gives lead and coordinator.
    """
    span = _title_span(title)
    if not span or len(span) > 400:
        return None
    end = name_end(span, 0)
    if end is None:
        return None
    agencies = split_agencies(span[:end])
    if not agencies:
        return None
    rest = span[end:].strip(" .:;")
    if not rest:
        return Handover(agencies)
    leads = _LEADS.match(tone_lower(rest))
    if not leads:
        return None
    rest = rest[leads.end() :]
    joins = _JOINS.match(tone_lower(rest))
    if not joins:
        return Handover(agencies) if not rest else None
    others = rest[joins.end() :]
    stop = name_end(others, 0)
    if stop is None or others[stop:].strip(" .:;"):
        return None
    return Handover(agencies, split_agencies(others[:stop]))


def _title_span(title: str) -> str:
    span = re.sub(r"\s*\((?![^)]*\b(?:sóc|nếu có)\b)[^)]*\)\s*$", "", squeeze(title).strip(" .:;"))
    lead = _TITLE_LEAD.match(tone_lower(span))
    return span[lead.end() :] if lead else span


def sentence_handover(text: str, *, asked: bool = False) -> Handover | None:
    """Return the agencies that a sentence begins with and the task it gives them; None where it gives none.

    `asked` True takes the words right after `Giao`, `Đề nghị`, `Yêu cầu` anywhere in the sentence as its beginning.
    """
    text, after = squeeze(text), ""
    if len(text) > _SENTENCE_REACH:
        text, after = text[:_SENTENCE_REACH], text[_SENTENCE_REACH:]
    low = tone_lower(text[:_HEAD_REACH])
    lead = _TITLE_LEAD.match(low)
    requested = lead is not None
    start = lead.end() if lead else 0
    if asked and not lead:
        found = request_at(text)
        if found is None:
            return None
        start, requested = found, True
    end = name_end(text, start)
    if end is None:
        return None
    agencies = split_agencies(text[start:end])
    rest = text[end:].lstrip(" ,:;-")
    if not agencies or not rest:
        return None
    known = _VERB.match(tone_lower(rest)) or text[end : end + 1] == ":"
    known = known or end <= _after_place(text, tone_lower(text), start, len(text) - 1) <= min(end + 1, len(text) - 2)
    if not requested and (_ASKS.match(tone_lower(rest)) or not known):
        return None
    return Handover(agencies, coordinators_of(rest), rest + after)


def request_at(text: str) -> int | None:
    """Return where the agency begins that a sentence asks or orders something of, or None."""
    low = tone_lower(text[:_SENTENCE_REACH])
    for match in _REQUEST.finditer(low):
        before = low[max(0, match.start() - 120) : match.start()].rstrip()
        if (
            before
            and not match.group().startswith(("đề nghị", "yêu cầu", "kính", "trân"))
            and not _ORDERED_BY.search(before)
        ):
            continue
        if (
            low[max(0, match.start() - 12) : match.start()]
            .rstrip()
            .endswith(("theo", "được", "có", "hồ sơ", "văn bản", "đáp ứng", "các", "những", "đơn", "thẩm quyền", "xét"))
        ):
            continue
        if head_at(text, match.end()):
            return match.end()
    return None


def coordinators_of(task: str) -> list[str]:
    """Return those that a task is to be done with (`chủ trì, phối hợp với Y và Z …`)."""
    task = task[:_LIST_REACH]
    low = tone_lower(task)
    leads = _LEADS.match(low)
    joins = _JOINS.match(low, leads.end() if leads else 0) if leads else None
    if leads and joins is None:
        joins = _JOINS.match(low[leads.end() :])
        start = leads.end() + joins.end() if joins else 0
    elif joins:
        start = joins.end()
    else:
        found = re.match(r"(?:phối hợp|cùng)(?: chặt chẽ)?(?: cùng| với)+\s+", low)
        start = found.end() if found else 0
    if not start:
        return []
    end = name_end(task, start)
    return split_agencies(task[start:end]) if end else []


def name_end(text: str, start: int) -> int | None:
    """Return where the list of agencies that begins at `start` ends (verb, colon, full stop); None if none begins."""
    if head_at(text, start) is None:
        return None
    text = text[: start + _LIST_REACH]
    low = tone_lower(text)
    limit = _hard_stop(text, start)
    unknown = _after_place(text, low, start, limit)
    for match in _VERB.finditer(low, start, limit):
        # A command has an object: a verb that nothing follows ends a name (`Phòng Tư vấn, hỗ trợ`).
        if match.end() < limit and _is_verb(text, low, match, start):
            return len(text[: min(match.start(), unknown)].rstrip(" ,;"))
    return len(text[: min(limit, unknown)].rstrip(" ,;")) if unknown < limit else limit


def _after_place(text: str, low: str, start: int, limit: int) -> int:
    """Return where a word that can be no part of a name follows a place (`… tỉnh tăng thời lượng`), else the limit."""
    for match in _PLACE_END.finditer(low, start, limit):
        if not _GOES_ON.match(low, match.end()) and text[match.end()].islower():
            return match.end()
    return limit


def lists_names(text: str, colon: int) -> bool:
    """Tell whether the colon opens the members of a group (`Các Sở: A, B`, `UBND các xã: C, D`), not a task."""
    group = re.search(
        r"\bcác (sở|phòng|ban|hội|cơ quan|đơn vị|ngành|đoàn thể|sở, ngành|sở, ban, ngành|xã|phường|xã, "
        r"phường|thôn|ấp|bản)[^:]{0,12}$",
        tone_lower(text[:colon]),
    )
    if group is None:
        return False
    return group.group(1) not in ("xã", "phường", "xã, phường", "thôn", "ấp", "bản", "cơ quan", "đơn vị") or bool(
        _NAMES_AFTER.match(text, colon)
    )


def _hard_stop(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        char = text[index]
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif (depth <= 0 and char == ":" and not lists_names(text, index)) or (
            depth <= 0
            and char in ".?!"
            and (index + 1 >= len(text) or text[index + 1] == " ")
            and not re.search(r"\b(?:TP|Tp|Q|H|P|TX|TT|Đ)$", text[start:index])
        ):
            return index
    return len(text)


def _is_verb(text: str, low: str, match: re.Match[str], start: int) -> bool:
    """A verb of command, or part of a name (`Sở Xây dựng`, `Ban quản lý dự án`)?"""
    before = low[start : match.start()]
    strong = bool(_STRONG.match(match.group()))
    if text[match.start()].isupper():
        return (
            strong
            and match.group() not in ("thực hiện", "báo cáo")
            and not before.rstrip().endswith(("ban", "phòng", "cơ quan"))
        )
    if before.count("(") > before.count(")") or re.search(r"được (?:giao|phân công|mời|chọn)(?: làm)? $", before):
        return False
    if (
        match.group()
        in ("không", "khi", "ngoài", "sẽ", "được giao", "mở", "dự", "đăng", "giữ", "giúp", "trình", "cử", "lập")
        and not before.strip()
    ):
        return False
    if re.search(r"(?:^|\s)(?:các|những|của|về|trong|cho|giữa|cả|được|đã|đang|chưa) $", before):
        return False
    if strong:
        plural = re.search(r"(?:^|[\s,;])(?:các|từng|mỗi|toàn bộ|quý)\s(?:[^;:]*\s)?(?:cơ quan|đơn vị) $", before)
        return (
            not re.search(r"(?:cơ quan|đơn vị) $", before)
            or bool(plural)
            or match.group() in ("có trách nhiệm", "chịu trách nhiệm", "căn cứ", "tiếp tục")
        )
    if _NAMELIKE.search(before):
        return bool(
            re.search(
                r"(?:^|[\s,])các (?:\S+ )?(?:tổ chức|cơ quan|đơn vị|doanh nghiệp|chi cục|công ty|câu lạc bộ)\s*$",
                before,
            )
        ) and not match.group().startswith(("quản lý", "hoạt", "sử dụng", "được giao"))
    return not re.match(r"(?:được giao|sử dụng|quản lý|khai thác)$", match.group()) or not before.rstrip().endswith(
        ("đang", "trực tiếp")
    )


def split_agencies(span: str) -> list[str]:
    """Return the agencies of a list: split at `;`, `,`, `/` and `và` where both sides are agencies of their own."""
    span = squeeze(span[:_LIST_REACH]).strip(" ,;:.")
    expanded = _expanded(span)
    if expanded:
        return expanded
    glued = _COMPOUND.sub(
        lambda m: span[m.start() : m.end()].replace(",", _GLUE).replace(" và ", _GLUE * 4), tone_lower(span)
    )
    pieces, last = [], 0
    for match in _SEPARATOR.finditer(glued):
        if _inside_brackets(span, match.start()):
            continue
        if _parts(span, last, match):
            pieces.append(span[last : match.start()])
            last = match.end()
    pieces.append(span[last:])
    cleaned = [clean_agency(piece) for piece in pieces]
    return [piece for piece in cleaned if piece and head_at(piece)]


def _parts(span: str, last: int, match: re.Match[str]) -> bool:
    """Tell whether what follows a separator is an agency of its own and not the next word of a group."""
    left, right = span[last : match.start()], span[match.end() :]
    head = head_at(right)
    if head is None:
        return False
    if ";" in match.group():
        return True
    low_left, low = tone_lower(left), head.group()
    if _ARTICLED.match(low):
        return True
    plain_group = re.match(
        r"(?:sở|ban|ngành|ngành,|đoàn thể|xã|phường|đặc khu|huyện|thị xã|thành phố|thôn|ấp|đơn vị|cơ quan|"
        r"địa phương|tổ chức|hội|phòng|thị trấn|tổ dân phố|doanh nghiệp|htx|hợp tác xã|viên chức|công "
        r"chức|nhân viên|cơ sở|chi nhánh)\b",
        low,
    )
    grouped = re.search(r"(?:^|\s)(?:các|từng|mỗi)\s+[^,;]*(?:,[^,;]*)*$", low_left) or re.search(
        r"\b(?:ủy ban nhân dân|ubnd|công an|đảng ủy)(?: cấp)? (?:các )?(?:huyện|xã|phường)", low_left
    )
    if plain_group and grouped and right[:1].islower():
        return False
    return not (
        plain_group
        and right[:1].islower()
        and low_left.split(",")[-1].strip()
        in ("sở", "ban", "ngành", "đoàn thể", "cơ quan", "đơn vị", "cán bộ", "công chức")
    )


def _inside_brackets(span: str, place: int) -> bool:
    return span.count("(", 0, place) > span.count(")", 0, place)


def clean_agency(text: str) -> str:
    """Return an agency's name without `các đồng chí`, closing signs and an unmatched bracket."""
    text = squeeze(text).strip(" ,;:.")
    text = re.sub(r"^(?:(?:[Cc]ác )?(?:đồng chí|đ/c)\s+)(?=[A-ZĐÀ-ỸỦÚ])", "", text)
    text = re.sub(r"^(?:và|cùng|cùng với|với)\s+", "", text)
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    return text


_GROUPED = re.compile(
    r"^(?:các|những)\s+(sở|phòng|ban|hội|chi cục|trung tâm|công ty)(?:,\s*(?:ban,?\s*)?ngành)?\s*:\s*", re.I
)
_GROUPED_BARE = re.compile(r"^(?:các|những)\s+(sở|phòng|hội|chi cục)\s+(?=[A-ZĐÀ-Ỹ])", re.I)


def _expanded(span: str) -> list[str]:
    """`Các Sở: A, B và C` is Sở A, Sở B, Sở C; members that are agencies by themselves keep their own names."""
    low = tone_lower(span)
    match = _GROUPED.match(low) or (
        _GROUPED_BARE.match(span) if _GROUPED_BARE.match(span) and re.search(r",|\svà\s", _hide(span)) else None
    )
    if not match:
        return []
    head = span[match.start(1) : match.end(1)]
    head = head[:1].upper() + head[1:]
    members: list[str] = []
    for raw in re.split(r"\s*[;,]\s*(?:và\s+)?|\s+và\s+", _hide(span[match.end() :])):
        member = clean_agency(_show(raw))
        if not member:
            continue
        own = head_at(member)
        members.append(member if own and (member[:1].isupper() or _ARTICLED.match(own.group())) else f"{head} {member}")
    return members


def _hide(text: str) -> str:
    """Put stand-ins for commas and `và` inside the names of departments."""
    low = tone_lower(text)
    out, last = [], 0
    for match in _COMPOUND.finditer(low):
        out.append(text[last : match.start()])
        out.append(text[match.start() : match.end()].replace(",", "\ue011").replace(" và ", "\ue012"))
        last = match.end()
    return "".join([*out, text[last:]])


def _show(text: str) -> str:
    return text.replace("\ue011", ",").replace("\ue012", " và ")
