"""The words that open, continue and end the names of agencies in Vietnamese administrative text."""

from __future__ import annotations

import re

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
    r"thuế (?=cơ sở|tỉnh|thành phố|khu vực|xã|phường)",
    r"cả phòng",
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
    r"đài (?:truyền|phát|khí tượng)",
    r"đài",
    r"báo(?= và (?:đài )?phát thanh)",
    r"báo(?! (?:cáo|giá|động|hiệu|chí(?! )|oán|hỷ))",
    r"cổng thông tin",
    r"tổ(?! (?:chức|hợp(?! tác)|quốc$))",
    r"tổ chức(?=,? (?:chính trị|ct ?- ?xh|ctxh|đoàn thể|xã hội|tín dụng|kinh tế|đảng|hội|doanh nghiệp|cá nhân|"
    r"cơ sở đảng|hành nghề))",
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
    r"hộ (?:gia đình|nông dân|kinh doanh|sản xuất|dân|nghèo|thành viên|chăn nuôi|nuôi|trồng)",
    r"bí thư",
    r"trưởng(?! thành)",
    r"phó (?=chủ tịch|giám đốc|trưởng|bí thư|chánh|tổng)",
    r"chủ tịch",
    r"đại biểu(?! (?:dự|tham|mời))",
    r"giáo viên",
    r"giảng viên",
    r"bác sĩ",
    r"tổng phụ trách",
    r"ban giám hiệu",
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
    r"(?:ông|bà|thầy|cô)",
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

HEAD = re.compile(rf"{_ARTICLE}(?:{'|'.join(_HEADS)})(?!\w)")

# Nouns that stand for agencies only in the plural or with a name behind them.
PLURAL_ONLY = re.compile(
    r"^(?:ngành|thôn|ấp|xã|phường|huyện|thị xã|thành phố|địa phương|đơn vị|cơ quan|đoàn thể|hộ|thành "
    r"viên|lãnh đạo|làng|xóm|buôn|tổ chức|đặc khu)\b(?! (?:ủy|đoàn)\b)"
)

# Short nouns with other meanings: names only before a capital.
NAMED_ONLY = re.compile(r"^(?:ông|bà|thầy|cô|bản|báo|đài)$")

ARTICLED = re.compile(r"^(?:tất cả |toàn bộ )?(?:các|những|từng|mỗi|toàn thể)\s+")

_VERBS = (
    "chủ trì|phối hợp|tham mưu|báo cáo|tổng hợp|xây dựng|tổ chức|triển khai|thực hiện|hướng dẫn|chủ "
    "động|chịu trách nhiệm|có trách nhiệm|căn cứ|theo dõi|đôn đốc|"
    "kiểm tra|rà soát|bố trí|cân đối|thẩm định|tuyên truyền|đẩy mạnh|tăng cường|tiếp tục|khẩn trương|"
    "nghiêm túc|quan tâm|chỉ đạo|đề xuất|cung cấp|gửi|lập|phân công|"
    "cử|hoàn thành|hoàn thiện|tập trung|vận động|phát động|hỗ trợ|tạo điều kiện|giám sát|tiếp nhận|"
    "công bố|công khai|đăng tải|đăng ký|phổ biến|quán triệt|lồng ghép|ưu tiên|quản lý|xử lý|"
    "giải quyết|tháo gỡ|kịp thời|thường xuyên|định kỳ|trực tiếp|làm đầu mối|là đầu mối|là cơ quan|"
    "làm cơ quan|theo chức năng|theo lĩnh vực|theo phạm vi|theo thẩm quyền|theo nhiệm vụ|trên cơ sở|tùy theo|"
    "tùy tình hình|cùng với|nghiên cứu|tham gia|trình|"
    "ban hành|(?<!đăng )(?<!thư )(?<!chữ )(?<!nhật )ký|đưa|nêu cao|phát huy|đảm bảo|bảo đảm|huy động|"
    "khai thác|thông báo|đánh giá|sơ kết|tổng kết|thống kê|thu thập|niêm yết|phê duyệt|chấn chỉnh|khảo sát|"
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
    "sắm|cam kết|ghi nhận|biểu dương|hoan nghênh|xúc tiến|sắp xếp|nạo vét|gia cố|tu sửa|tu bổ|chăm sóc|"
    "tiêm phòng|tiêu hủy|khoanh vùng|điều tra|truy quét|xử phạt|thu hồi|thu hút|hòa giải|đối thoại|"
    "tiếp công dân|giải đáp|thanh lý|nhân rộng|khen thưởng|tôn vinh|chứng thực|lắp đặt|số hóa|chuyển đổi|"
    "liên kết|giải ngân|kiểm kê|kiểm đếm|bồi thường|giải tỏa|cưỡng chế|di chuyển|tập huấn|bồi dưỡng|học tập|"
    "sinh hoạt|phân tích|cảnh báo|nhắc nhở|phát thanh|trang bị|bổ sung|điều chỉnh|điều động|điều phối|điều tiết|"
    "phân luồng|phân cấp|ghi chép|lưu giữ|bầu|chọn|xét|quyết định|chốt|tạm dừng|chuyển|nhận|"
    "thí điểm|nhân giống|gieo|trồng|làm tốt|làm rõ|rút kinh nghiệm|nâng|giảm|tăng|giải trình|"
    "thanh tra|vệ sinh|dọn|phát quang|tổng rà soát|trao đổi|phối kết hợp|"
    "lãnh đạo(?= (?:làm|thực hiện|chỉ đạo|công tác|việc|và tổ chức|các chi bộ|tốt)\\b)|"
    "tự(?! (?:vệ|quản|chủ|động|nhiên|trị))|đã|đang|chưa|dừng|cùng (?:tham gia|phối hợp|thực hiện|nhau)|"
    "đồng hành|chia sẻ|tạo|dành|thẩm tra|tính toán|soạn thảo|dự thảo"
)

VERB = re.compile(rf"(?<![\w-])(?:{_VERBS})(?![\w-])")

# One syllable of a noun is no verb: `công trình`, `giao thông`, `dự án`.
NOUN_TAIL = re.compile(
    r"(?:(?:công|chương|quy|tiến|quá|lộ|tờ|giáo|thuyết|hành) trình|(?:công|độc|tư|trường) lập|hàng không|nước ngoài|"
    r"(?:ngoại|chuyển|xã) giao|(?:bầu|đề|thi) cử|(?:đào|sáng|tái|chế|cải|tôn|nhân) tạo|"
    r"(?:vận|luân|chu|lưu|biến) chuyển|(?:chứng|công|tiếp|giao|thừa) nhận|(?:cây|vùng|nuôi|giống) trồng|gia tăng|"
    r"(?:trật|thứ|tuần) tự|giáo dục thường xuyên|lực lượng tham gia|tham gia bảo vệ|"
    r"(?:và|đài|báo) phát thanh|(?:nhà|khu|vùng|người|bên) nhận|(?:tuyển|nhà) chọn|(?:tổ|người|cơ sở|đất) trồng)$"
)
NOUN_HEAD = re.compile(
    r"(?:dự (?:án|toán|báo|trữ|thảo|bị)|giao (?:thông|dịch|lưu|tiếp)|không (?:gian|khí|quân)|lập trình|"
    r"phát thanh(?=,| và)|"
    r"thông tin (?=và|cơ sở|điện tử)|truyền thông(?=$|[,;:.]| (?:và|số|tỉnh|xã|phường|cơ sở|đa))|mở rộng khu)"
)

STRONG = re.compile(
    r"(?:chủ trì|phối hợp|tham mưu|có trách nhiệm|chịu trách nhiệm|căn cứ|đôn đốc|là đầu mối|làm đầu "
    r"mối|là cơ quan|triển khai|thực hiện|báo cáo|tiếp tục|tăng cường|đẩy mạnh|khẩn trương|chủ động|"
    r"theo dõi|nghiêm túc|quan tâm|tập trung|kịp thời|thường xuyên|phản ánh|gửi)$"
)

# Small-letter verbs inside names: `Ban quản lý dự án`, `Quỹ hỗ trợ phát triển hợp tác xã`, `Đội kiểm tra liên ngành`.
NAMELIKE = re.compile(
    r"(?<!\w)(?:ban|phòng|tổ|đội|quỹ|(?<!xã )hội|trung tâm|văn phòng|chi cục|cục|hội đồng|công ty|ban "
    r"chỉ đạo|ban chỉ huy|ban tổ chức|ủy ban|bộ phận|trạm|câu lạc bộ|đoàn|cán bộ|công chức|nhân viên|"
    r"viên chức|"
    r"người|tổ chức|doanh nghiệp|cơ quan|đơn vị|lực lượng|chỉ đạo|quản lý|dịch vụ|dự án|hành chính|"
    r"khuyến nông|điều hành|thực hiện|tổng)\s*$"
)

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
    "đảng ủy mặt trận tổ quốc, các đoàn thể",
    "bảo vệ an ninh, trật tự",
    "phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "phòng cháy chữa cháy và cứu nạn cứu hộ",
    "đảng ủy mặt trận tổ quốc và các đoàn thể",
)

COMPOUND = re.compile("|".join(re.escape(name) for name in sorted(DEPARTMENTS, key=len, reverse=True)))

# Names that are whole: a small letter behind them begins what the agency is to do.
_WHOLE = (
    r"(?:sở|phòng) (?:tài chính|công thương|nội vụ|xây dựng|y tế|tư pháp|ngoại vụ|nông nghiệp và môi trường|"
    r"khoa học và công nghệ|giáo dục và đào tạo|văn hóa, thể thao và du lịch|dân tộc và tôn giáo|"
    r"kinh tế, hạ tầng và đô thị|văn hóa - xã hội|"
    r"kinh tế(?! (?:hạ tầng|xã hội|đô thị|kỹ thuật|tổng hợp|ngành|tập thể)))|"
    r"văn phòng (?:sở|đảng ủy|tỉnh ủy|thành ủy|hđnd và ubnd|ubnd)|hội đồng quản trị|ban (?:kiểm soát|giám đốc)|"
    r"trung tâm phục vụ hành chính công|trưởng (?:các )?(?:thôn|ấp|bản|khu phố|tổ dân phố)"
)
KNOWN_NAME = re.compile(rf"(?<!\w)(?:{_WHOLE})\s+(?=[a-zđà-ỹ])")

# The unit's word that ends a name, and what may come behind it in a name.
PLACE_END = re.compile(
    r"(?<!tác )(?<!thị )(?<![\w-])(?:tỉnh|huyện|xã(?! (?:hội|viên|luận|tắc))|phường|đặc khu|thành phố|"
    r"thị trấn|trung ương)\s+(?=[a-zđà-ỹ])"
)

GOES_ON = re.compile(
    r"(?:và|cùng|của|thuộc|trực thuộc|trên|có|liên quan|nơi|nêu|tại|ven|biển|miền|vùng|biên giới|được|"
    r"đã|chưa|còn|do|phụ trách|tham gia|bị|"
    r"đoàn|ủy|cũ|mới|khác|ngoài|trọng điểm|đang|trong|theo|hoặc|với|tỉnh|huyện|xã|phường|thành phố|"
    r"đặc khu|khu vực|khóa|nhiệm kỳ|là|nơi|trường|quận|thị|cấp|"
    r"chi nhánh|cơ sở|các|ban|ngành|đoàn thể|tổ chức|thường trực|phối hợp|chủ trì|quản lý|đồng bằng|"
    r"vùng|số|lần|này|đó|trừ|nói|nhằm|năm|từ|đến|bao gồm|gồm|đạt|không|chỉ)\b"
)

# How far a noun, a list of agencies, a sentence is looked at: no real one is longer.
HEAD_REACH = 160

LIST_REACH = 2500

SENTENCE_REACH = 6000


def tone_lower(text: str) -> str:
    """Return the text in small letters with the tone marks in their new places; as long as before."""
    low = text.lower()
    if "–" in low or "—" in low:
        low = low.replace("–", "-").replace("—", "-")
    for old, new in _OLD_TONES:
        if old in low:
            low = re.sub(rf"(?<!q){old}(?!\w)", new, low)
    return low
